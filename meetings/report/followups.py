"""Meetings that are to come: announced in a sentence, a list, a table or beside a label."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from meetings.report.blocks import Item, Part, clean, sentences_of
from meetings.report.dates import FoundDate, find_dates
from meetings.report.tables import tables_of

_EVENT = (
    r"(?:\w{0,14}(?:bijeenkomst|vergadering|overleg|sessie|lunch|borrel|gesprek|wandeling|bezoek|feest|markt|conferentie|festival|excursie|debat|rondleiding|presentatie|atelier)|bijeenkomst\w*|vergader\w*|overleg\w*|werksessie\w*|sessies?|(?:bewoners|thema|informatie|buurt|wijk|inspraak|raads)?avond(?:en)?|bewonersmiddag"
    r"|gesprek|gesprekken|wandeling|schouw|workshop\w*|startbijeenkomst|raadsinformatiebijeenkomst|meedenksessie|themabijeenkomst|netwerkbijeenkomst|ontmoeting"
    r"|evaluatie|afspraak|rondgang|inloop\w*|lunch|diner|ontbijt|\w{3,12}dag\b(?<!maandag)(?<!dinsdag)(?<!woensdag)(?<!donderdag)(?<!vrijdag)(?<!zaterdag)(?<!zondag)(?<!vandaag)|meetings?|sessions?|evening|walk|gathering|get-together|buurtoverleg|wijkoverleg|borrel|ledenvergadering)"
)
_ANNOUNCED = re.compile(
    rf"(?i)(?:\b(?:volgende?|eerstvolgende|nieuwe|komende|next|following)\s+(?:{_EVENT}|x\b|keer|datum|data|time|date)|\bsave the date|\bzien (?:we )?elkaar|\b(?:komt|komen)\b.{{0,90}}\b(?:bij elkaar|samen|bijeen)\b|\bmeets? again"
    rf"|\b(?:is er|vindt|vinden|staat|organiseren|organiseert|houden|houdt|komt er|volgt|plannen|spreken we|treffen|gepland|uitgenodigd|welkom|nodigen|there (?:is|will be)|will be held|takes? place|is (?:planned|scheduled))\b.{{0,120}}\b{_EVENT}\b"
    rf"|\b{_EVENT}\b.{{0,80}}\b(?:vindt plaats|vinden plaats|is op|zijn op|staat gepland|wordt gehouden|is gepland|volgt|gepland|will be held|takes? place|is (?:planned|scheduled)|is on)\b|\bvervolg(?:{_EVENT}|overleg|sessie|gesprek))"
)
_DEADLINE = re.compile(
    r"(?i)\b(?:voor|vóór|uiterlijk|deadline|binnen|before|by|tot|klaar|gereed|aanleveren|inleveren)\s+(?:op )?(?:de )?$"
)
_NOT_OURS = re.compile(
    r"(?i)\b(?:vakantie|kerst(?:dagen)?|feestdag\w*|deadline|verkiezing\w*|sluit(?:ing)? inschrijving|aanvra\w+)\b"
)
_PLACE = re.compile(
    r"\b(?:in|bij|at|op)\s+((?:de |het |the )?[A-ZÀ-Þ][\w’'&-]*(?:\s(?:(?:van|de|der|den|het|aan|en|op)\s){0,2}[A-ZÀ-Þ0-9][\w’'&-]*){0,4})"
)
_ABOUT = re.compile(
    r"(?i)\b(?:over|met als thema|thema|onderwerp|rond|about|on the theme of)\s*:?\s+([^.;,()\n]{3,90}?)(?=\s+(?:en op|om|in de|bij|op|van|at)\s|[.;,()\n]|$)"
)


@dataclass(frozen=True)
class FollowUp:
    """A meeting to come; `time` is '20:00' or None."""

    title: str
    date: date
    time: str | None
    place: str | None
    start: int
    end: int
    doubt: str | None = None


def followups_of(text: str, parts: list[Part], reference: date, actions: list[tuple[int, int]]) -> list[FollowUp]:
    """Every meeting after `reference`, once for each day; dates inside `actions` (their places) are due dates."""
    found: dict[date, FollowUp] = {}
    for part in parts:
        if part.kind in ("participants", "absent", "previous"):
            continue
        for one in _in_part(text, part, reference, actions):
            if one.date > reference:
                kept = found.get(one.date)
                if kept is None or (not kept.time and one.time):
                    found[one.date] = one
    return sorted(found.values(), key=lambda one: one.start)


def _in_part(text: str, part: Part, reference: date, actions: list[tuple[int, int]]) -> Iterator[FollowUp]:
    below = part.kind == "followups"
    is_diary = part.kind == "own_agenda"
    if below and (named := find_dates(part.heading, reference)):
        yield from _made(text, part.start, part.end, part.start, named, part.heading)
    for rows in tables_of(part):
        if below or _has_event_columns(text, rows[0]):
            for row in rows:
                yield from _from_row(text, row, reference, actions)
    for item in part.items:
        if item.kind == "row":
            continue
        for start, end in sentences_of(text, item.start, item.end):
            if part.kind != "followups" and _is_inside(actions, start, end):
                continue
            words = text[start:end]
            announced = _ANNOUNCED.search(words)
            if is_diary and item.kind == "bullet" and not announced:
                # "Agenda": days to come, and not the points of this meeting.
                first = next(iter(find_dates(words[:40], reference)), None)
                announced = (
                    re.match(r"", words)
                    if first and first.start < 3 and first.date and first.date > reference
                    else None
                )
            if not (below or announced):
                continue
            dates = [one for one in find_dates(words, reference) if one.precision == "day" and one.date]
            dates = [one for one in dates if re.search(r"\d", words[one.start : one.end])]
            dates = [one for one in dates if not _DEADLINE.search(words[max(0, one.start - 22) : one.start])]
            if _NOT_OURS.search(words) and not announced:
                continue
            if (
                below
                and not announced
                and re.search(r"(?i)\b(?:gaat|zal|belt|mailt|stuurt|maakt|levert|neemt|zorgt|will)\b", words)
            ):
                continue
            heading = part.heading if below else ""
            yield from _made(text, start, end, start, dates, heading)


def _is_inside(actions: list[tuple[int, int]], start: int, end: int) -> bool:
    """Whether [start, end) touches one of `actions`, which stand in order and do not overlap."""
    place = bisect_left(actions, (end, 0))
    return place > 0 and actions[place - 1][1] > start


def _has_event_columns(text: str, row: Item) -> bool:
    names = {clean(text[start:end]).lower().rstrip(":") for start, end in row.cells}
    return (
        bool(names & {"datum", "date", "wanneer", "dag", "when"})
        and bool(
            names
            & {
                "bijeenkomst",
                "onderwerp",
                "thema",
                "vergadering",
                "overleg",
                "meeting",
                "topic",
                "locatie",
                "waar",
                "plaats",
                "tijd",
                "location",
                "subject",
            }
        )
        and not names & {"actie", "action", "wie", "who", "actiehouder"}
    )


def _from_row(text: str, row: Item, reference: date, actions: list[tuple[int, int]]) -> Iterator[FollowUp]:
    start, end = row.start, row.end
    if _is_inside(actions, start, end):
        return
    dates = [one for one in find_dates(text[start:end], reference) if one.precision == "day" and one.date]
    if not dates:
        for first, last in row.cells:
            dates = [one for one in find_dates(text[first:last], reference) if one.precision == "day" and one.date]
            if dates:
                start = first
                break
    for one in dates[:1]:
        others = [
            clean(text[first:last])
            for first, last in row.cells
            if last > first
            and not find_dates(text[first:last], reference)
            and not re.fullmatch(r"[\d.: -]{2,14}(?:uur)?", text[first:last].strip())
        ]
        time = one.time or _time_in(text[row.start : row.end])
        assert one.date
        yield FollowUp(
            others[0] if others else "",
            one.date,
            time,
            others[1] if len(others) > 1 else None,
            start + one.start,
            start + one.end,
            one.doubt,
        )


def _time_in(words: str) -> str | None:
    match = re.search(r"\b([01]?\d|2[0-3])[.:]([0-5]\d)\b(?![.-]\d)|\b([01]?\d|2[0-3])\s?uur\b", words)
    if not match:
        return None
    return f"{int(match[1] or match[3]):02}:{match[2] or '00'}"


def _made(text: str, start: int, end: int, offset: int, dates: list[FoundDate], heading: str) -> Iterator[FollowUp]:
    words = text[start:end]
    for number, one in enumerate(dates):
        assert one.date
        until = dates[number + 1].start if number + 1 < len(dates) else len(words)
        after = words[one.end : until]
        before = words[dates[number - 1].end if number else 0 : one.start]
        place = _PLACE.search(after) or (_PLACE.search(before) if len(dates) == 1 else None)
        time = one.time or _time_in(after[:60])
        yield FollowUp(
            _title(before, after, heading),
            one.date,
            time,
            place[1] if place else None,
            offset + one.start,
            offset + one.end,
            one.doubt,
        )


def _title(before: str, after: str, heading: str) -> str:
    about = _ABOUT.search(after) or _ABOUT.search(before)
    if about:
        return clean(about[1]).strip(" .:–-")
    label = re.match(r"\s*(?:[|:–—-])\s*([^,.;(|\n]{3,90})", after)
    if label and not re.match(r"(?i)\s*(?:\d|om |in )", label[1]):
        return clean(label[1])
    lead = re.search(r"([^:.;\n|]{3,80}?)\s*(?::|–|-|\||\bop\b|\bon\b)\s*$", before)
    if lead and not re.match(r"(?i)(?:op|on|datum|date)\b", lead[1].strip()):
        return clean(lead[1])
    event = re.search(rf"(?i)\b((?:volgende|next|nieuwe)\s+)?{_EVENT}\b", f"{before} {after}")
    return clean(event[0]) if event else clean(heading).rstrip(":")
