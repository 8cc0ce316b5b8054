"""Tables in a report, as pasted from a text processor: with tabs or bars, the columns in any order."""

import re
from collections.abc import Iterator
from itertools import groupby

from meetings.report.blocks import Item, Part, clean
from meetings.report.columns import column_of
from meetings.report.dates import find_dates
from meetings.report.owners import is_party, owners_in
from meetings.report.terms import DONE, STATUS_DONE, Action, Context, due_of

# "gedaan, ref. 882" is done; "flyer is klaar" tells of a part.
_DONE_FIRST = re.compile(
    rf"(?i)\s*(?:(?:is|al|reeds|inmiddels)\s+){{0,2}}(?=\w|[✓✔☑]){DONE.pattern.removeprefix('(?i)')}"
)


_IS_DATE = re.compile(r"(?i)[\s*]*(?:datum|date)[\s*:]*$")


def tables_of(part: Part) -> Iterator[list[Item]]:
    rows = [item for item in part.items if item.kind == "row"]
    for _table, group in groupby(rows, key=lambda item: item.table):
        yield list(group)


def columns_of(text: str, rows: list[Item]) -> tuple[list[str], list[Item]]:
    """The names of the columns by the first row ("" for an unknown one), and the rows below it."""
    names = [column_of(text[start:end]) for start, end in rows[0].cells]
    if "action" not in names and "topic" in names:
        names[names.index("topic")] = "action"
    if names.count("due") > 1:
        # "Datum" beside "Deadline" is the day on which it was agreed.
        names = [
            "source" if _IS_DATE.match(text[start:end]) else name
            for name, (start, end) in zip(names, rows[0].cells, strict=True)
        ]
    known = [name for name in names if name]
    if len(known) > 1 and len(known) >= len(names) - 1:
        return names, rows[1:]
    return [], rows


def table_actions(part: Part, context: Context) -> Iterator[Action]:
    """The actions of the tables below a heading: those with columns for what and who, and in an action list any."""
    for rows in tables_of(part):
        names, body = columns_of(context.text, rows)
        if names and not (
            {"action", "owner"} <= set(names) or ({"action", "due"} <= set(names) and part.kind == "actions")
        ):
            continue
        if not names and part.kind != "actions":
            continue
        for row in body:
            action = _row(row, names or _guess(row, context), context)
            if action:
                yield action


def _guess(row: Item, context: Context) -> list[str]:
    """The columns of a row without a header: a date is when, a name is who, the longest is what."""
    texts = [context.text[start:end] for start, end in row.cells]
    names = []
    for words in texts:
        dates = find_dates(words, context.reference)
        if re.fullmatch(r"\d{0,3}\.?", words.strip()):
            names.append("number")
        elif dates and len(words) - (dates[-1].end - dates[0].start) < 14:
            names.append("due")
        elif (
            len(words.split()) < 7
            and owners_in(words, context.people)
            and all(is_party(one, context.people, strict=False) for one in owners_in(words, context.people))
        ):
            names.append("owner")
        else:
            names.append("")
    rest = [number for number, name in enumerate(names) if not name]
    if rest:
        names[max(rest, key=lambda number: len(texts[number]))] = "action"
    return names if "action" in names and len(names) > 1 else []


def _row(row: Item, names: list[str], context: Context) -> Action | None:
    cells: dict[str, tuple[int, int]] = {}
    for name, place in zip(names, row.cells, strict=False):
        if name and place[1] > place[0]:
            cells.setdefault(name, place)
    if "action" not in cells:
        return None
    start, end = cells["action"]
    words = context.text[start:end]
    status = context.text[slice(*cells["status"])] if "status" in cells else ""
    if (status and (STATUS_DONE.match(status.strip()) or _DONE_FIRST.match(status))) or re.search(
        r"(?i)\b(?:afgehandeld|afgerond|vervallen)\b", words
    ):
        return None
    if len(words) < 3 or column_of(words):
        return None
    owners = owners_in(context.text[slice(*cells["owner"])], context.people) if "owner" in cells else []
    due, due_text, doubt = None, None, None
    if "due" in cells:
        said = context.text[slice(*cells["due"])]
        if STATUS_DONE.match(said.strip()):
            return None
        due, due_text, doubt = due_of(said, context)
        if due is None and (past := find_dates(said, context.reference)) and past[0].date:
            due, due_text, doubt = past[0].date, clean(said), "in the past"
    if due is None and "due" not in cells:
        due, due_text, doubt = due_of(words, context)
    return Action(
        clean(words), tuple(owners), due, due_text, start, end, doubt or (None if owners else "owner unknown")
    )
