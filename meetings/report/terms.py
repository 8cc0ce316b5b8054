"""What an action is made of, and when it is due."""

import re
from dataclasses import dataclass
from datetime import date

from meetings.report.blocks import clean
from meetings.report.dates import FoundDate, find_dates
from meetings.report.people import Directory


@dataclass(frozen=True)
class Action:
    """One action; [start, end) its place, `due` a day or None, `due_text` how that was said."""

    text: str
    owners: tuple[str, ...]
    due: date | None
    due_text: str | None
    start: int
    end: int
    doubt: str | None = None


@dataclass(frozen=True)
class Context:
    """What is needed to read an action: the text, whom it names, the day to count from, and the next meeting."""

    text: str
    people: Directory
    reference: date
    next_meeting: date | None = None


DONE = re.compile(
    r"(?i)(?:\b(?:afgehandeld|afgerond|afgevoerd|is klaar|gedaan|is gebeurd|voldaan|vervallen|vervalt|is gereed|uitgevoerd|gerealiseerd|done|completed|closed|finished)\b|✓|✔|☑)"
)
STATUS_DONE = re.compile(
    r"(?i)^(?:gereed|klaar|done|af|ja|afgehandeld|afgerond|gedaan|completed|closed|ok|vervallen|uitgevoerd|gesloten|✓|✔|x|☑)\.?$"
)
_DUE_WORD = re.compile(
    r"(?i)(?:voor|vóór|uiterlijk|deadline|klaar|gereed|tot|by|before|until|due|wanneer|when|per|t/m|in|eind|op|on)[ :(]{0,3}(?:op |op de |de )?$"
)
_NEXT_MEETING = re.compile(
    r"(?i)\b(?:voor|vóór|op|tijdens|in|tot|before|at|by|uiterlijk)\s+(?:op )?(?:de|het|the|een|our|onze)?\s*(?:volgende|eerstvolgende|next)\s+(?:bijeenkomst|vergadering|overleg|keer|sessie|werksessie|meeting|session|time)|(?:^\s*|[(,]\s?)(?:volgende|next)\s+(?:keer|bijeenkomst|vergadering|overleg|meeting)\s*(?:$|[).])"
)


_WEEKDAY = re.compile(
    r"(?i)(?<!elke )(?<!iedere )(?<!vorige )(?<!afgelopen )\b(?:maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag)\b(?! (?:\d|in de|was))"
)


def weekday_in(words: str, context: Context) -> tuple[date | None, str | None]:
    """The day of 'Jan huurt vrijdag de zaal', and how it was said: for an entry of a list of actions only."""
    weekday = _WEEKDAY.search(words)
    if not weekday:
        return None, None
    return find_dates(f"op {weekday[0]}", context.reference)[0].date, weekday[0]


def due_of(words: str, context: Context) -> tuple[date | None, str | None, str | None]:
    """The due day, how it was said, and a doubt."""
    if re.search(r"(?i)\b(?:voortaan|steeds|altijd|telkens|always)\b", words):
        return None, None, None
    dates = [one for one in find_dates(words, context.reference) if one.date is None or one.date >= context.reference]
    # A day that is most of a year away was just before.
    dates = [one for one in dates if not one.date or one.has_year or (one.date - context.reference).days < 320]
    if not dates:
        if context.next_meeting and (said := _NEXT_MEETING.search(words)):
            return context.next_meeting, clean(said[0]), None
        return None, None, None
    leading = [one for one in dates if _DUE_WORD.search(words[max(0, one.start - 16) : one.start])]
    best: FoundDate = (leading or dates)[-1] if not leading else leading[0]
    # The last day that is named in a list of days is the one that counts.
    lead = _DUE_WORD.search(words[max(0, best.start - 16) : best.start])
    begin = best.start - len(lead[0]) if lead else best.start
    return best.date, clean(words[begin : best.end]), best.doubt
