"""Tags and filters that every template has."""

import html
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django import template
from django.core.paginator import Page
from django.http import HttpRequest
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.template.context import Context
from django.templatetags.static import static
from django.urls import reverse, translate_url
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, override

from netwerk.lib import kept, structured, text
from netwerk.lib.links import absolute
from netwerk.lib.lists import PAGE, kept_query
from netwerk.lib.qr import qr_svg

register = template.Library()


@register.simple_tag
def icon(name: str) -> SafeString:
    """The drawing `name` of static/img/icons.svg; silent for screen readers, so words stand beside it."""
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        static("img/icons.svg"),
        name,
    )


@register.simple_tag
def qr(url: str) -> SafeString:
    """The address as a QR code; silent for screen readers, so the address stands beside it."""
    return mark_safe(qr_svg(url).replace("<svg ", '<svg aria-hidden="true" focusable="false" ', 1))


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
    query = request.META.get("QUERY_STRING", "")
    path = _in_language(request, request.path, language)
    return f"{path}?{query}" if query else path


def _in_language(request: HttpRequest, path: str, language: str) -> str:
    """`path` in `language`. For the path of the request itself without looking for its view a second time."""
    if language == get_language():
        return path
    match = request.resolver_match
    if match is None or path != request.path or not match.view_name:
        return translate_url(path, language)
    found: dict[str, str] = request.__dict__.setdefault("_in_language", {})
    if language not in found:
        with override(language):
            found[language] = reverse(match.view_name, args=match.args, kwargs=match.kwargs)
    return found[language]


@register.filter
def plain(source: str) -> str:
    """Markdown as one line of text without marks."""
    return text.plain(source)


@register.filter
def shorten(value: str, most: int) -> str:
    """The text on one line of at most that many characters, ended between two words."""
    return text.shorten(value, most)


class CaptureNode(template.Node):
    """Renders what is inside it into a variable: a block can be filled once and shown at several places."""

    def __init__(self, nodelist: NodeList, name: str) -> None:
        self.nodelist = nodelist
        self.name = name

    def render(self, context: Context) -> SafeString:
        # Escaped once inside; the variable is plain text again, and escaped where it is shown.
        context[self.name] = " ".join(html.unescape(self.nodelist.render(context)).split())
        return SafeString("")


@register.tag
def capture(parser: Parser, token: Token) -> CaptureNode:
    """`{% capture name %}...{% endcapture %}`: the text inside, on one line, as the variable `name`."""
    _tag, name = token.split_contents()
    nodelist = parser.parse(("endcapture",))
    parser.delete_first_token()
    return CaptureNode(nodelist, name)


class KeepNode(template.Node):
    """Renders what is inside it once for each value of its key in this process."""

    def __init__(self, nodelist: NodeList, name: str, keys: list[FilterExpression]) -> None:
        self.nodelist = nodelist
        self.name = name
        self.keys = keys

    def render(self, context: Context) -> SafeString:
        values = [expression.resolve(context) for expression in self.keys]
        found = kept.piece(self.name, *values)
        if found is None:
            found = SafeString(self.nodelist.render(context))
            kept.keep_piece(found, self.name, *values)
        return found


@register.tag
def keep(parser: Parser, token: Token) -> KeepNode:
    """`{% keep name key1 key2 %}...{% endkeep %}`: what is inside is rendered once for each language and set of keys.

    The keys must tell everything that it shows. A key that belongs to a row holds its version and `updated_at`.
    """
    _tag, name, *keys = token.split_contents()
    nodelist = parser.parse(("endkeep",))
    parser.delete_first_token()
    return KeepNode(nodelist, name.strip("\"'"), [parser.compile_filter(key) for key in keys])


def _own_path(context: dict[str, Any]) -> str:
    """The path that stands for this page: without filters, but with the number of a next page of a whole list."""
    request = context["request"]
    path: str = context.get("canonical_path") or request.path
    page = context.get("page")
    is_next_page = isinstance(page, Page) and page.number > 1 and not kept_query(request)
    return f"{path}?{PAGE}={page.number}" if is_next_page else path  # type: ignore[union-attr]


@register.simple_tag(takes_context=True)
def canonical_url(context: dict[str, Any]) -> str:
    """The whole address under which this page should be known."""
    return absolute(_own_path(context))


@register.simple_tag(takes_context=True)
def alternate_url(context: dict[str, Any], language: str) -> str:
    """The whole address of this same page in `language`."""
    path, mark, query = _own_path(context).partition("?")
    return absolute(_in_language(context["request"], path, language) + mark + query)


@register.filter(name="absolute")
def whole_address(path: str) -> str:
    """The whole address of a path."""
    return absolute(path)


@register.simple_tag
def json_ld(data: structured.Data | Sequence[structured.Data]) -> SafeString:
    """Data for machines, one thing or several, as a script element that runs nothing."""
    return structured.as_script(data)


@register.simple_tag
def breadcrumb_data(*steps: str) -> SafeString:
    """The way to this page for machines: title and path of each page above it, in turn; empty ones are left out."""
    pairs = zip(steps[::2], steps[1::2], strict=True)
    return structured.as_script(structured.breadcrumbs((title, path) for title, path in pairs if path))
