"""Text as people write it: dates, times and spans in words, and Markdown as safe HTML."""

import html
import re
import textwrap
from datetime import date, datetime

import nh3
from django.utils import formats, timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from markdown_it import MarkdownIt

# HTML in the source is text, not markup; nh3 is the second lock (docs/decisions/08-markdown.md).
_MARKDOWN = MarkdownIt("commonmark", {"html": False, "breaks": True}).enable("table")
_ALLOWED_TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "a", "blockquote", "h2", "h3", "h4", "h5", "h6", "hr"} | {
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
}


def render_markdown(source: str, *, top_heading: int = 3) -> SafeString:
    """`source` (Markdown) as safe HTML. Its highest heading becomes h<top_heading>, lower ones follow, at most h6."""
    cleaned = nh3.clean(
        _MARKDOWN.render(source),
        tags=_ALLOWED_TAGS | {"h1"},
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel="noopener nofollow",
    )
    levels = sorted({int(level) for level in re.findall(r"<h([1-6])>", cleaned)})
    if levels:
        shift = top_heading - levels[0]
        cleaned = re.sub(
            r"(</?h)([1-6])>", lambda found: f"{found[1]}{min(6, max(2, int(found[2]) + shift))}>", cleaned
        )
    return mark_safe(cleaned)  # cleaned by nh3 above


def plain(source: str) -> str:
    """`source` (Markdown) as one line of text without marks."""
    return " ".join(html.unescape(nh3.clean(_MARKDOWN.render(source), tags=set())).split())


def shorten(text: str, most: int) -> str:
    """`text` on one line of at most `most` characters, ended between two words."""
    line = " ".join(text.split())
    return textwrap.shorten(line, most, placeholder="…") if len(line.split(" ", 1)[0]) < most else line[:most]


def day_in_words(day: date, *, today: date, weekday: bool = True) -> str:
    """'dinsdag 13 november', with the year when it is not this year's; without the weekday on demand."""
    pattern = ("l j F" if weekday else "j F") + ("" if day.year == today.year else " Y")
    return formats.date_format(day, pattern)


def clock_in_words(moment: datetime) -> str:
    """'16.00 uur' or '16:00' in the language of the page, in the city's time."""
    local = timezone.localtime(moment)
    return f"{local:%H:%M}" if get_language() == "en" else f"{local:%H.%M} uur"


def hours_in_words(start: datetime, end: datetime) -> str:
    """'16.00 tot 19.00 uur' or '16:00 to 19:00'; with the end's day when it is another."""
    begin, finish = timezone.localtime(start), timezone.localtime(end)
    if begin.date() != finish.date():
        return f"{clock_in_words(start)} - {formats.date_format(finish, 'j F')} {clock_in_words(end)}"
    if get_language() == "en":
        return f"{begin:%H:%M} to {finish:%H:%M}"
    return f"{begin:%H.%M} tot {finish:%H.%M} uur"


def due_in_words(due_on: date | None, precision: str) -> str:
    """A due date as precise as it was said: '1 maart 2027', 'maart 2027', '1e kwartaal 2027', 'voorjaar 2027'.

    `due_on` is the last day of the period; None is 'nog geen datum'.
    """
    if due_on is None or precision == "none":
        return _("nog geen datum")
    if precision == "month":
        return formats.date_format(due_on, "F Y")
    if precision == "quarter":
        return _("%(number)de kwartaal %(year)d") % {"number": (due_on.month + 2) // 3, "year": due_on.year}
    if precision == "season":
        season = (_("winter"), _("voorjaar"), _("zomer"), _("najaar"))[due_on.month % 12 // 3]
        return f"{season} {due_on.year}"
    return formats.date_format(due_on, "j F Y")


def span_in_words(days: int) -> str:
    """A number of days as people say it: '3 dagen', '2 weken', '5 maanden', '8 jaar'."""
    if days < 14:
        return ngettext("%(count)d dag", "%(count)d dagen", days) % {"count": days}
    if days < 61:
        weeks = days // 7
        return ngettext("%(count)d week", "%(count)d weken", weeks) % {"count": weeks}
    if days < 730:
        months = round(days / 30.44)
        return ngettext("%(count)d maand", "%(count)d maanden", months) % {"count": months}
    years = days // 365
    return ngettext("%(count)d jaar", "%(count)d jaar", years) % {"count": years}


def late_in_words(days: int) -> str:
    """'3 dagen te laat'; an empty text for 0."""
    return _("%(span)s te laat") % {"span": span_in_words(days)} if days > 0 else ""


def phone_href(number: str) -> str:
    """A Dutch number as written ('030 000 00 00', '+31 30 ...') as the address of a link: 'tel:+31300000000'."""
    digits = re.sub(r"[^\d+]", "", number)
    if digits.startswith("00"):
        digits = f"+{digits[2:]}"
    elif digits.startswith("0"):
        digits = f"+31{digits[1:]}"
    return f"tel:{digits}"
