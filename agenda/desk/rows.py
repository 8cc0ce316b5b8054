"""What is typed on the page, as plain data, and how two people's typing is put together.

The data is {"report": {field: text}, "<block>": [{"key": ..., "id": ..., field: text}, ...], "proposals": [...]}. Every
value is a text, as typed. `key` stays with a row for good; `id` is the row in the database that it came from, or "".
"""

import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Data = dict[str, Any]
Row = dict[str, str]

# The parts of the page that have rows, with the fields of one row.
BLOCKS: dict[str, tuple[str, ...]] = {
    "answers": ("status", "text"),
    "touched": ("came", "text"),
    "voices": ("text", "who", "consent", "item"),
    "items": ("title", "goal"),
    "actions": ("title", "owner", "role", "due", "partners", "check", "item", "email", "details"),
    "meetings": ("title", "day", "starts", "place"),
    "attendance": ("who", "people"),
    "sections": ("heading", "text"),
    "organisations": ("name", "kind", "sentence"),
}
REPORT = ("summary", "source")
# Rows that the page itself puts there: they are not "empty" and cannot be added or taken away.
GIVEN = {"answers", "touched"}
MOST_ROWS = 200
HIDDEN = ("key", "id", "version")


def new_key() -> str:
    return secrets.token_hex(4)


def blank(block: str) -> Row:
    """A row to type in."""
    return {"key": new_key(), "id": "", "version": "", **dict.fromkeys(BLOCKS[block], "")}


def typed_in(post: Mapping[str, str]) -> Data:
    """What a posted page holds. NUL, which no database keeps, is taken out; nothing else is."""
    data: Data = {"report": {name: _clean(post.get(f"report-{name}", "")) for name in REPORT}}
    for block, fields in BLOCKS.items():
        count = min(whole_number(post.get(f"{block}-TOTAL_FORMS", "")) or 0, MOST_ROWS)
        data[block] = [
            {
                name: _clean(post.get(f"{block}-{number}-{name}", "")) or (new_key() if name == "key" else "")
                for name in (*HIDDEN, *fields)
            }
            for number in range(count)
        ]
    return data


def _clean(text: str) -> str:
    return text.replace("\x00", "").replace("\r\n", "\n")


def is_empty(block: str, row: Mapping[str, str]) -> bool:
    return block not in GIVEN and not row.get("id") and not any(row.get(name, "").strip() for name in BLOCKS[block])


def without_empty_rows(data: Data) -> Data:
    """`data` as it is kept."""
    return {
        **data,
        **{block: [row for row in data.get(block, []) if not is_empty(block, row)] for block in BLOCKS},
    }


def as_post(data: Data) -> dict[str, str]:
    """`data` as Django's formsets want it."""
    post = {f"report-{name}": data.get("report", {}).get(name, "") for name in REPORT}
    for block, fields in BLOCKS.items():
        rows = data.get(block, [])
        post |= {f"{block}-TOTAL_FORMS": str(len(rows)), f"{block}-INITIAL_FORMS": "0"}
        for number, row in enumerate(rows):
            post |= {f"{block}-{number}-{name}": row.get(name, "") for name in (*HIDDEN, *fields)}
    return post


@dataclass(frozen=True)
class Clash:
    """One field that two people filled in differently, both after the version they began from."""

    block: str
    key: str
    field: str
    mine: str
    theirs: str

    @property
    def name(self) -> str:
        """The name of the choice between the two on the page."""
        return f"kies-{self.block}-{self.key}-{self.field}"


def merge(*, base: Data, mine: Data, theirs: Data) -> tuple[Data, list[Clash]]:
    """Both changes of `base` in one, and the fields where they clash; there `mine` stands in the result.

    A row that one took away and the other changed stays.
    """
    clashes: list[Clash] = []
    merged: Data = {**theirs}
    was, here, there = (_part(data, "report") for data in (base, mine, theirs))
    merged["report"] = _merge_row("report", "", REPORT, was, here, there, clashes)
    for block, fields in BLOCKS.items():
        rows_of = [{row["key"]: row for row in data.get(block, [])} for data in (base, mine, theirs)]
        before, ours, others = rows_of
        rows = []
        for key in [*ours, *(key for key in others if key not in ours)]:
            if key in ours and key in others:
                names = (*HIDDEN, *fields)
                row = _merge_row(block, key, names, before.get(key, {}), ours[key], others[key], clashes)
            elif key in before and before[key] == (ours.get(key) or others.get(key)):
                continue  # taken away by one, untouched by the other
            else:
                row = ours.get(key) or others[key]
            rows.append(row)
        merged[block] = rows
    return merged, clashes


def _part(data: Data, name: str) -> Row:
    part: Row = data.get(name, {})
    return part


def _merge_row(
    block: str, key: str, fields: tuple[str, ...], was: Row, here: Row, there: Row, clashes: list[Clash]
) -> Row:
    row = {}
    for name in fields:
        base, mine, theirs = (one.get(name, "") for one in (was, here, there))
        if mine == theirs or theirs == base:
            row[name] = mine
        elif mine == base or not mine.strip():
            row[name] = theirs
        else:
            row[name] = mine
            if theirs.strip() and name not in HIDDEN:
                clashes.append(Clash(block, key, name, mine, theirs))
    return row


def settle(data: Data, clashes: list[Clash], chosen: Mapping[str, str]) -> Data:
    """`data` with the choice made for each clash: "theirs", "both" (one under the other), anything else is mine."""
    for clash in clashes:
        choice = chosen.get(clash.name, "")
        if choice not in ("theirs", "both"):
            continue
        text = clash.theirs if choice == "theirs" else f"{clash.mine}\n{clash.theirs}"
        row_of(data, clash.block, clash.key)[clash.field] = text
    return data


def row_of(data: Data, block: str, key: str) -> Row:
    """The row with this key; a KeyError when there is none."""
    if block == "report":
        report: Row = data["report"]
        return report
    for row in data[block]:
        if row["key"] == key:
            found: Row = row
            return found
    raise KeyError(key)


def fields_in_words(data: Data) -> Iterator[str]:
    """Every text that was typed, for whoever counts or searches."""
    for block in BLOCKS:
        for row in data.get(block, []):
            yield from (row[name] for name in BLOCKS[block] if row.get(name, "").strip())


def whole_number(text: str) -> int | None:
    """`text` as a number that a row or a version can have; None for anything else, such as '²' or thirty digits."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
