"""Tags and filters that every template has."""

from datetime import date, datetime
from typing import Any

from django import template
from django.templatetags.static import static
from django.urls import translate_url
from django.utils.html import format_html
from django.utils.safestring import SafeString

from netwerk.lib import text

register = template.Library()


@register.simple_tag
def icon(name: str) -> SafeString:
    """The drawing `name` of static/img/icons.svg; silent for screen readers, so words stand beside it."""
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        static("img/icons.svg"),
        name,
    )


@register.filter
def markdown(source: str, top_heading: int = 3) -> SafeString:
    """Markdown as safe HTML; the argument is the level of its highest heading."""
    return text.render_markdown(source, top_heading=top_heading)


@register.filter
def day(value: date, today: date) -> str:
    """'dinsdag 13 november' (with the year when not this year's); the argument is today."""
    return text.day_in_words(value, today=today)


@register.filter
def short_day(value: date, today: date) -> str:
    """'13 november' (with the year when not this year's); the argument is today."""
    return text.day_in_words(value, today=today, weekday=False)


@register.filter
def clock(value: datetime) -> str:
    """'16.00 uur'."""
    return text.clock_in_words(value)


@register.filter
def until(start: datetime, end: datetime) -> str:
    """'16.00 tot 19.00 uur'."""
    return text.hours_in_words(start, end)


@register.filter
def due(action: Any) -> str:
    """The due date of an action, as precise as it was said."""
    return text.due_in_words(action.due_on, action.due_precision)


@register.filter
def late(action: Any, today: date) -> str:
    """'1 week te laat', or nothing."""
    return text.late_in_words(action.days_late(today))


@register.filter
def span(days: int) -> str:
    """'3 dagen', '2 weken', '5 maanden'."""
    return text.span_in_words(days)


@register.filter
def days_open(action: Any, today: date) -> str:
    """How long an action has been open, in words."""
    return text.span_in_words(action.days_open(today))


@register.filter
def phone_href(number: str) -> str:
    """'tel:+31...' for a link."""
    return text.phone_href(number)


@register.simple_tag(takes_context=True)
def other_language_url(context: dict[str, Any], language: str) -> str:
    """The address of this same page in `language`, with its filters."""
    request = context.get("request")
    if request is None:
        return "/" if language == "nl" else f"/{language}/"
    return translate_url(request.get_full_path(), language)
