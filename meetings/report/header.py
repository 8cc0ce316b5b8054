"""What a report says of itself: title, day, place and kind of meeting."""

import re
from datetime import date

from meetings.report.blocks import Part, clean
from meetings.report.dates import FoundDate, find_dates
from meetings.report.headings import kind_of

# Everything about the meeting itself stands near the beginning.
HEAD = 1500
_LABEL_DATE = re.compile(
    r"(?im)^[\W_]{0,4}(?:datum(?: en (?:tijd|plaats))?|date(?: and time)?|wanneer|when|d\.d\.|dag)\*{0,2}\s*:?\*{0,2}[ \t|]+(?=\S)"
)
_LABEL_PLACE = re.compile(
    r"(?im)^[\W_]{0,4}(?:plaats|locatie|waar|place|location|venue|where)\*{0,2}\s*:\*{0,2}[ \t|]*([^\n|]{2,90})"
)
_IN_PLACE = re.compile(
    r"\b(?:in|bij|at)\s+((?:de |het |buurthuis |wijkcentrum |the )?[A-ZÀ-Þ][\w’'&-]+(?:\s(?:(?:van|de|der|den|het|aan|en|op)\s){0,2}[A-ZÀ-Þ0-9][\w’'&-]*){0,4})"
)
_PURPOSES = (
    ("council_tour", r"kennismakingstoer|kennismakingsronde|council tour|toer langs"),
    ("council_information", r"raadsinformatie|raadsavond|information evening|informatieavond (?:van|voor) de (?:gemeente)?raad|council information"),
    ("alderman_conversation", r"(?:gesprek|overleg|ontmoeting|in gesprek|bestuurlijk overleg) (?:met |tussen .{0,40}en )?(?:de )?wethouder|wethoudersgesprek|(?:conversation|meeting|talk) with (?:the )?alderman|wethouder in gesprek"),
    ("think_along", r"meedenk|think.?along|meedenksessie|klankbord"),
    ("themed", r"thema(?:bijeenkomst|avond|sessie|middag)|themed? (?:meeting|evening|session)"),
    ("network", r"netwerk(?:bijeenkomst|overleg|avond|middag|lunch|borrel)|network (?:meeting|gathering)"),
    ("worksession", r"werksessie|werkbijeenkomst|werkoverleg|werkavond|work(?:ing)? ?session|workshop"),
)  # fmt: skip
_SHARE = re.compile(r"(?i)^(?:share|deel|print|e-mail|tweet|facebook|linkedin)\b.{0,12}$")


def title_of(text: str, parts: list[Part]) -> str | None:
    """The first line when it is short, else a short last line that names the meeting."""
    lines = [clean(line).strip("#* =") for line in text.splitlines() if clean(line).strip("#* =-_")]
    if not lines:
        return None
    first = re.sub(r"(?i)^(?:onderwerp|betreft|titel|subject|title)\s*:\s*", "", lines[0])
    if (
        len(first) <= 120
        and (not first.endswith((".", ",", ";")) or re.match(r"(?i)(?:concept)?(?:verslag|notulen|minutes)\b", first))
        and kind_of(first) not in ("participants", "absent", "own_agenda")
        and not re.match(r"(?i)(?:hoi|beste|hallo|dag|dear|hi)\b", first)
    ):
        return first.rstrip(".")
    last = [line for line in lines[-3:] if not _SHARE.match(line)]
    if last and len(last[-1]) <= 90 and not last[-1].endswith((".", ",", ";", "!")) and purpose_of(last[-1]):
        return last[-1]
    return None


def purpose_of(head: str) -> str | None:
    """The kind of meeting that is named first."""
    found = [(match.start(), name) for name, pattern in _PURPOSES if (match := re.search(pattern, head, re.IGNORECASE))]
    return min(found)[1] if found else None


def date_of(text: str, reference: date | None) -> FoundDate | None:
    """The day of the meeting: beside a label, else the first in the head, one with a year before one without."""
    head = text[:HEAD]
    today = reference or date.today()
    for label in _LABEL_DATE.finditer(head[:500]):
        line = head[label.end() : (head.find("\n", label.end()) + 1 or len(head) + 1) - 1]
        found = [one for one in find_dates(line, today, past=True) if one.precision == "day" and one.date]
        if found:
            return found[0]
    found = [one for one in find_dates(head, today, past=True) if one.precision == "day" and one.date]
    first_lines = [one for one in found if one.start < 300]
    whole = [one for one in first_lines if one.has_year]
    best = whole or first_lines or [one for one in found if one.has_year] or found
    return best[0] if best else None


def place_of(text: str, at: FoundDate | None) -> str | None:
    """Where it was: beside a label, else 'in De Witte Wolf' near the date."""
    label = _LABEL_PLACE.search(text[:HEAD])
    if label:
        return re.split(r"(?i),? (?:aanvang|vanaf|om|van|tijd|from|at)\s", clean(label[1]))[0].strip(" .,")
    near = text[: min(HEAD, 400)]
    found = _IN_PLACE.search(near, max(0, at.start - 60) if at and at.start < 400 else 0)
    if found:
        return clean(found[1])
    comma = re.search(
        r"\d{4}[^\n]{0,30}?,\s*((?:[Dd]e |[Hh]et )?[A-ZÀ-Þ][\w’' -]{2,50})\s*$",
        near.split("\n\n", 1)[0].split("\n", 1)[0],
    )
    return clean(comma[1]) if comma else None
