"""Reads the report of a meeting and proposes what stands in it. Pure Python: no models, no network, no state.

`read_report` is the door. The form of `Report.as_json` is described in docs/report-format.md. Rules, not luck: what
it is not sure of it leaves out, or marks with a doubt.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from meetings.report.actions import actions_of
from meetings.report.blocks import clean, parts_of
from meetings.report.files import UnreadableError, text_of
from meetings.report.followups import FollowUp, followups_of
from meetings.report.header import HEAD, date_of, place_of, purpose_of, title_of
from meetings.report.headings import bare
from meetings.report.people import Person, directory_of
from meetings.report.said import Quote, Statement, agenda_items_of, decisions_of, voices_of
from meetings.report.terms import Action, Context

__all__ = ["Report", "UnreadableError", "read_report", "text_of"]


_NEXT = re.compile(r"(?i)\b(?:eerst)?volgende?\b|\bnext\b")


@dataclass(frozen=True)
class Heading:
    """A heading; [start, end) its place."""

    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Report:
    """What a report proposes; every part knows its exact place in the text."""

    title: str | None
    date: date | None
    purpose: str | None
    place: str | None
    participants: tuple[Person, ...]
    sections: tuple[Heading, ...]
    voices: tuple[Quote, ...]
    agenda_items: tuple[Statement, ...]
    actions: tuple[Action, ...]
    decisions: tuple[Statement, ...]
    followups: tuple[FollowUp, ...]

    def as_json(self) -> dict[str, Any]:
        """As plain data that can be written as JSON: dates as ISO 8601, spans as [start, end]."""

        def place(one: Any, **fields: Any) -> dict[str, Any]:
            return {**fields, "span": [one.start, one.end], "doubt": getattr(one, "doubt", None)}

        return {
            "title": self.title,
            "date": self.date and self.date.isoformat(),
            "purpose": self.purpose,
            "place": self.place,
            "participants": [place(one, name=one.name, kind=one.kind) for one in self.participants],
            "sections": [place(one, heading=one.text) for one in self.sections],
            "voices": [place(one, text=one.text, speaker=one.speaker, section=one.section) for one in self.voices],
            "agenda_items": [place(one, text=one.text) for one in self.agenda_items],
            "actions": [
                place(
                    one,
                    text=one.text,
                    owners=list(one.owners),
                    due=one.due and one.due.isoformat(),
                    due_text=one.due_text,
                )
                for one in self.actions
            ],
            "decisions": [place(one, text=one.text) for one in self.decisions],
            "followups": [
                place(one, title=one.title, date=one.date.isoformat(), time=one.time, place=one.place)
                for one in self.followups
            ],
        }


def read_report(text: str, *, reference: date | None = None, known: Collection[str] = ()) -> Report:
    """What the report `text` says was said and agreed.

    `reference` is the day from which dates without a year are counted; by default the day found in the report, else
    today. `known` are names of organisations that may occur in it.
    """
    parts = parts_of(text)
    held = date_of(text, reference)
    day = reference or (held.date if held else None) or date.today()
    people = directory_of(text, parts, known)
    announced = followups_of(text, parts, day, [])
    context = Context(text, people, _from(held.date if held else None, day), _next(text, announced))
    actions = actions_of(parts, context)
    followups = followups_of(text, parts, day, [(one.start, one.end) for one in actions])
    title = title_of(text, parts)
    return Report(
        title=title,
        date=held.date if held else None,
        purpose=purpose_of(title or "") or purpose_of(text[:HEAD]),
        place=place_of(text, held),
        participants=tuple(people.people),
        sections=tuple(
            Heading(bare(clean(part.heading)), part.start, part.end)
            for part in parts
            if part.heading
            and not part.is_label
            and clean(part.heading) != title
            and clean(part.heading).lower() not in people.full
        ),
        voices=tuple(voices_of(text, parts)),
        agenda_items=tuple(agenda_items_of(text, parts)),
        actions=tuple(actions),
        decisions=tuple(decisions_of(text, parts)),
        followups=tuple(followups),
    )


def _next(text: str, announced: list[FollowUp]) -> date | None:
    """The day of "de volgende vergadering": the first that is called so, else the first that is announced."""
    called = [one for one in announced if _NEXT.search(text, max(0, one.start - 120), one.end)]
    return (called or announced)[0].date if announced else None


def _from(held: date | None, reference: date) -> date:
    """The day from which "volgende week" counts: the meeting's own, unless it is far from the reference."""
    return held if held and abs((reference - held).days) < 200 and held <= reference else reference
