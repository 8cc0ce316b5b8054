"""Proposals from a pasted report: found, shown beside their source, and taken over when a coordinator says so."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rapidfuzz import fuzz, process
from rapidfuzz.utils import default_process

from agenda.desk import rows
from agenda.desk.known import RESIDENT, all_names, close_to, fold, is_function
from agenda.desk.rows import Data, Row
from agenda.models import Action, AgendaItem
from meetings.models import Meeting
from meetings.report import read_report
from netwerk.lib.text import shorten

# How much of the source stands around the words that a proposal came from.
CONTEXT = 90
# From here on two sentences may say the same, which a coordinator decides.
ALIKE = 72
# The same agreement in the text of a report and in the list at its end.
TWICE = 86
# Titles and names that are compared at most; the newest and open ones come first.
MOST_COMPARED = 2000
# What the reader doubts (meetings.report), in words.
DOUBTS = {
    "twice": gettext_lazy("staat dit er twee keer in?"),
    "owner unknown": gettext_lazy("wie doet dit?"),
    "weekday does not fit": gettext_lazy("de dag van de week past niet bij de datum"),
    "no such date": gettext_lazy("deze datum bestaat niet"),
    "in the past": gettext_lazy("deze datum is al geweest"),
    "vague": gettext_lazy("wanneer precies?"),
    "this week or the next?": gettext_lazy("deze week of de volgende?"),
    "person or organisation?": gettext_lazy("een persoon of een organisatie?"),
    "name without a capital": gettext_lazy("is dit een naam?"),
}
HEADINGS = {
    "voices": gettext_lazy("Stem"),
    "items": gettext_lazy("Punt"),
    "actions": gettext_lazy("Afspraak"),
    "meetings": gettext_lazy("Vervolg"),
    "attendance": gettext_lazy("Aanwezig"),
}


@dataclass(frozen=True)
class Same:
    """Something that exists already and may be what a proposal says."""

    block: str
    pk: int
    label: str


def find_proposals(*, source: str, meeting: Meeting, earlier: Iterable[Mapping[str, Any]] = ()) -> list[dict[str, Any]]:
    """What the report `source` of `meeting` proposes, in the order of the page; nothing is decided. Three queries.

    Each proposal: key, kind (a block of the page), row (its fields), before, words and after (the source around it),
    span, doubts, same (what may be the same already) and decision ("").
    """
    decided = {(one["kind"], one["words"]): one["decision"] for one in earlier}
    names = all_names()
    report = read_report(source, reference=meeting.starts_on, known=names).as_json()
    actions = _existing_actions(meeting)
    items = _existing_items()
    proposals: list[dict[str, Any]] = []
    for kind, found, as_row in _kinds(report, names, meeting):
        for number, one in enumerate(found):
            row, doubts = as_row(one)
            if row is None:
                continue
            same = _same(kind, row, actions, items)
            proposals.append(
                {
                    "key": f"{kind[:2]}{number}-{rows.new_key()}",
                    "kind": kind,
                    "row": row,
                    **_around(source, one["span"]),
                    "doubts": [one["doubt"]] * bool(one["doubt"]) + doubts,
                    "same": [{"block": it.block, "pk": it.pk, "label": it.label} for it in same],
                    "decision": "",
                }
            )
            alike = {one["row"]["title"] for one in proposals[:-1] if kind == "actions" and one["kind"] == kind}
            if process.extractOne(
                row.get("title", ""), alike, scorer=fuzz.token_set_ratio, processor=default_process, score_cutoff=TWICE
            ):
                proposals[-1]["doubts"].append("twice")
            # What was decided when the report was read before is not asked again.
            proposals[-1]["decision"] = decided.get((kind, proposals[-1]["words"]), "")
    return proposals


def _around(source: str, span: list[int]) -> dict[str, Any]:
    start, end = span
    return {
        "span": [start, end],
        "before": ("…" + source[start - CONTEXT : start].partition(" ")[2]) if start > CONTEXT else source[:start],
        "words": source[start:end],
        "after": source[end : end + CONTEXT].rpartition(" ")[0] + "…" if end + CONTEXT < len(source) else source[end:],
    }


AsRow = Callable[[Mapping[str, Any]], tuple[Row | None, list[str]]]


def _kinds(
    report: Mapping[str, Any], names: list[str], meeting: Meeting
) -> Iterable[tuple[str, Iterable[Mapping[str, Any]], AsRow]]:
    def known(name: str) -> tuple[str, list[str]]:
        """The organisation that is meant by `name`, and why to look twice."""
        if is_function(name) or any(fold(name) == fold(one) for one in names):
            return name, []
        close = close_to(name, names, 1)
        return (close[0], [f"{name} = {close[0]}?"]) if close else (name, [])

    homes = _homes(report["participants"])

    def action(one: Mapping[str, Any]) -> tuple[Row, list[str]]:
        owners, doubts = [], []
        for name in one["owners"]:
            found, doubt = known(homes.get(name, name))
            doubt += [f"{name}, {homes[name]}"] if name in homes else []
            owners.append(found)
            doubts += doubt
        due = one["due"] or ""
        title = re.sub(r"^\d{1,2}[.)]?\s+(?=[A-Z])", "", one["text"]).rstrip(".;")
        return _row("actions", title=shorten(title, 200), owner="".join(owners[:1])[:120],
                    partners=", ".join(owners[1:]), due=_as_typed(due)), doubts  # fmt: skip

    def voice(one: Mapping[str, Any]) -> tuple[Row, list[str]]:
        speaker = one["speaker"] or ""
        found, doubts = known(speaker) if speaker else ("", [])
        # The name of a person is not taken over: nobody gave consent for it here.
        is_named = bool(speaker) and not is_function(found) and found not in names and not RESIDENT.match(found)
        return _row("voices", text=one["text"], who="" if is_named else found), doubts

    def item(one: Mapping[str, Any]) -> tuple[Row, list[str]]:
        return _row("items", title=shorten(one["text"].rstrip("."), 140)), []

    def meeting_row(one: Mapping[str, Any]) -> tuple[Row | None, list[str]]:
        if not one["date"] or one["date"] <= meeting.starts_on.isoformat():
            return None, []
        return _row("meetings", title=shorten(one["title"] or meeting.title, 140), day=_as_typed(one["date"]),
                    starts=(one["time"] or "").replace(":", "."), place=(one["place"] or "")[:120]), []  # fmt: skip

    def attendee(one: Mapping[str, Any]) -> tuple[Row | None, list[str]]:
        if one["kind"] == "person":
            return None, []
        found, doubts = known(one["name"])
        return _row("attendance", who=found[:160]), doubts

    yield "voices", report["voices"], voice
    yield "items", report["agenda_items"], item
    yield "actions", report["actions"], action
    yield "meetings", report["followups"], meeting_row
    yield "attendance", [one for one in report["participants"] if one["kind"] != "person"], attendee


def _homes(participants: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """The organisation that stands right behind the name of somebody who was there: an action is of an organisation."""
    homes = {}
    for one, following in pairwise(participants):
        is_beside = 0 < following["span"][0] - one["span"][1] < 16
        if one["kind"] == "person" and following["kind"] == "organisation" and is_beside:
            homes[one["name"]] = following["name"]
    return homes


def _row(block: str, **fields: str) -> Row:
    return {**rows.blank(block), **fields}


def _as_typed(iso: str) -> str:
    """'2026-12-01' as somebody types it; a date that no calendar has stays as it is."""
    try:
        day = date.fromisoformat(iso)
    except ValueError:
        return iso
    return f"{day.day}-{day.month}-{day.year}"


def _existing_actions(meeting: Meeting) -> dict[int, tuple[str, str]]:
    """Title and label of each open action of another meeting, by primary key."""
    open_ones = Action.objects.open().exclude(agreed_at=meeting).order_by("-agreed_on")
    rows_of = open_ones.values_list("pk", "reference", "title")[:MOST_COMPARED]
    return {pk: (title, f"{reference} {title}") for pk, reference, title in rows_of}


def _existing_items() -> dict[int, tuple[str, str]]:
    standing = AgendaItem.objects.unreached().order_by("-pk")
    return {pk: (title, title) for pk, title in standing.values_list("pk", "title")[:MOST_COMPARED]}


def _same(kind: str, row: Row, actions: dict[int, tuple[str, str]], items: dict[int, tuple[str, str]]) -> list[Same]:
    known, block = {"actions": (actions, "answers"), "items": (items, "items")}.get(kind, ({}, ""))
    titles = {pk: title for pk, (title, _label) in known.items()}
    found = process.extract(
        row.get("title", ""),
        titles,
        scorer=fuzz.token_set_ratio,
        processor=default_process,
        limit=2,
        score_cutoff=ALIKE,
    )
    return [Same(block, pk, known[pk][1]) for _title, _score, pk in found]


def decide(*, data: Data, chosen: Mapping[str, str], meeting: Meeting) -> tuple[Data, str]:
    """`data` with what was decided about its proposals, and the key of the row to look at first ("" for none).

    "klopt" and "aanpassen" make a row of the page, "niet" makes none, "zelfde-<pk>" is news on an action or an item
    that exists. What has no decision stays as it is.
    """
    focus = ""
    for proposal in data.get("proposals", []):
        choice = chosen.get(f"voorstel-{proposal['key']}", "")
        if proposal["decision"] or not choice:
            continue
        if choice in ("klopt", "aanpassen"):
            row = {**rows.blank(proposal["kind"]), **proposal["row"]}
            data[proposal["kind"]] = [*data.get(proposal["kind"], []), row]
            focus = focus or (row["key"] if choice == "aanpassen" else "")
        elif choice.startswith("zelfde-"):
            pk = choice.removeprefix("zelfde-")
            if pk not in {str(same["pk"]) for same in proposal["same"]}:
                continue
            focus = focus or _as_same(data, proposal, pk)
        elif choice != "niet":
            continue
        proposal["decision"] = choice
    return data, focus


def _as_same(data: Data, proposal: Mapping[str, Any], pk: str) -> str:
    """Put what a proposal says under the action or item that exists; returns the key of that row."""
    block = "answers" if proposal["kind"] == "actions" else "items"
    if block == "items":
        label = next(same["label"] for same in proposal["same"] if str(same["pk"]) == pk)
        row = {**rows.blank("items"), "title": label}
        data["items"] = [*data.get("items", []), row]
        return str(row["key"])
    for row in data.get("answers", []):
        if row["id"] == pk:
            break
    else:
        row = {**rows.blank("answers"), "id": pk, "key": f"an{pk}"}
        data["answers"] = [*data.get("answers", []), row]
    row["text"] = row["text"] or proposal["row"]["title"]
    row["status"] = row["status"] or "none"
    return str(row["key"])


def in_words(proposal: Mapping[str, Any]) -> dict[str, Any]:
    """A proposal as the page shows it: with `heading`, `title`, `facts` and what was `decided`."""
    row, kind = proposal["row"], proposal["kind"]
    title = row.get("title") or row.get("text") or row.get("who") or row.get("heading", "")
    facts = [row.get(name, "") for name in ("owner", "partners", "due", "day", "starts", "place")]
    if kind == "voices":
        facts = [row["who"] or _("anoniem")]
    elif kind == "actions" and not row["due"]:
        facts.append(_("nog geen datum"))
    choice = proposal["decision"]
    decided = {"klopt": _("klopt"), "aanpassen": _("pas aan"), "niet": _("niet nodig")}
    return {
        **proposal,
        "heading": HEADINGS[kind],
        "title": title,
        "facts": ", ".join(filter(None, facts)),
        "doubt": "; ".join(str(DOUBTS.get(doubt, doubt)) for doubt in proposal["doubts"]),
        "decided": decided.get(choice, _("dezelfde")) if choice else "",
    }


def bring_back(*, data: Data, key: str) -> Data:
    """`data` with the proposal `key` undecided again; what was made of it stays."""
    for proposal in data.get("proposals", []):
        if proposal["key"] == key:
            proposal["decision"] = ""
    return data
