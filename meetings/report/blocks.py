"""A report as lines, headings, list items, table rows and paragraphs, each with its exact place in the text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from meetings.report.columns import column_of
from meetings.report.heading_lines import heading_of, numbered_label
from meetings.report.headings import kind_of
from meetings.report.lines import BULLET, INLINE, LABEL, NUMBERED, RULE, SPACE, TABLE_RULE, Line, is_inline, lines_of


@dataclass
class Item:
    """A piece of a part: `kind` is line, bullet, row or label; [start, end) its place, marker left out.

    `cells` are the places of a row's cells; `table` is shared by the rows of one table.
    """

    kind: str
    start: int
    end: int
    indent: int = 0
    cells: list[tuple[int, int]] = field(default_factory=list)
    table: int = 0
    is_done: bool = False
    is_numbered: bool = False


@dataclass
class Part:
    """A heading and what stands below it; the first part of a report may have no heading."""

    heading: str
    start: int
    end: int
    kind: str
    items: list[Item] = field(default_factory=list)
    # "Aanwezig: Jan, Fatma": a label with its text on the same line, and no heading of its own.
    is_label: bool = False


def parts_of(text: str) -> list[Part]:
    """The parts of a report, in order. Every character of a heading or item is in `text` at its place."""
    lines = list(lines_of(text))
    parts = [Part("", 0, 0, "")]
    table = 0
    previous: Line | None = None
    stacked_until = 0
    for number, line in enumerate(lines):
        if number < stacked_until:
            continue
        if stacked := _stacked_table(lines, number, table + 1):
            # Cells that were pasted one below the other: the names of the columns first.
            parts[-1].items += stacked
            table += 1
            stacked_until = number + sum(len(row.cells) for row in stacked)
            previous = lines[stacked_until - 1]
            continue
        following = lines[number + 1] if number + 1 < len(lines) else None
        if RULE.fullmatch(line.text) or (TABLE_RULE.match(line.text) and ("|" in line.text or "-" in line.text)):
            continue
        cells = _cells(line)
        if len(cells) == 2 and cells[1][1] > cells[1][0] and INLINE.match(text[slice(*cells[0])].strip(" *")):
            _add_label(parts, text, cells[0], cells[1], line.indent)
        elif cells:
            is_new = previous is None or not parts[-1].items or parts[-1].items[-1].kind != "row" or line.blank_before
            table += is_new
            parts[-1].items.append(Item("row", line.start, line.end, line.indent, cells, table))
        elif numbered := numbered_label(line):
            # "7. Rondvraag: geen vragen": a heading with its text on the same line.
            start, end, after = numbered
            parts.append(Part(text[start:end], start, end, kind_of(text[start:end])))
            parts[-1].items.append(Item("line", after, line.end, line.indent))
        elif heading := heading_of(line, previous, following, parts[-1].kind, not parts[-1].items):
            start, end = heading
            kind = kind_of(text[start:end])
            is_title = (
                kind == "previous" and start < 300 and line.text[0].isalpha() and "vorig" not in line.text.lower()
            )
            parts.append(Part(text[start:end], start, end, "" if is_title else kind))
        else:
            _add(parts, line, text, previous)
        previous = line
    return parts


def _stacked_table(lines: list[Line], number: int, table: int) -> list[Item]:
    """The rows of a table whose cells each stand on a line of their own; [] when there is none here."""
    names: list[str] = []
    while number + len(names) < len(lines) and len(names) < 6 and (name := column_of(lines[number + len(names)].text)):
        names.append(name)
    if not {"action", "owner"} <= set(names):
        return []
    until = number + len(names)
    while until < len(lines) and not lines[until].blank_before and not BULLET.match(lines[until].text):
        until += 1
    rows = []
    for first in range(number, until - len(names) + 1, len(names)):
        cells = [(line.start, line.end) for line in lines[first : first + len(names)]]
        rows.append(Item("row", cells[0][0], cells[-1][1], 0, cells, table))
    return rows if len(rows) > 1 else []


def _cells(line: Line) -> list[tuple[int, int]]:
    """The places of the cells of a table row; empty when the line is none."""
    separator = "|" if line.text.count("|") > 1 or (" | " in line.text) else "\t" if "\t" in line.text else ""
    if not separator or (BULLET.match(line.text) and separator == "\t"):
        return []
    cells, at = [], line.start
    pieces = line.text.split(separator)
    for piece in pieces:
        content = piece.strip(SPACE)
        lead = len(piece) - len(piece.lstrip(SPACE)) if content else 0
        cells.append((at + lead, at + lead + len(content)))
        at += len(piece) + 1
    if separator == "|" and line.text.startswith("|"):
        cells = cells[1:]
    if separator == "|" and line.text.endswith("|"):
        cells = cells[:-1]
    if separator == "\t" and (pieces[0].rstrip(SPACE).endswith(":") or pieces[1].startswith(":")):
        # "Datum	: 12 september", "Aanwezig:	Jan, Fatma": a label, set out with a tab.
        return []
    if separator == "\t" and len([1 for start, end in cells if end > start]) < 2:
        return []
    if separator == "\t" and len(cells) == 2 and NUMBERED.match(line.text.replace("\t", " ", 1)):
        return []
    return cells if len(cells) > 1 else []


def _add(parts: list[Part], line: Line, text: str, previous: "Line | None") -> None:
    """Put a line that is no heading under the last part: as an item of its own, or as more of the last one."""
    part = parts[-1]
    last = part.items[-1] if part.items else None
    if part.is_label and last and previous and (line.blank_before or not _goes_on(last, previous, line)):
        # What follows on a line of its own is not about the label any more.
        part = Part("", line.start, line.start, "")
        parts.append(part)
    label = LABEL.match(line.text)
    if (
        label
        and is_inline(label[1], line.start)
        and not (label[1].lower() in ("wie", "who") and part.kind == "actions")
    ):
        # "Aanwezig: Jan, Fatma": a part of its own on one line.
        start = line.start + text[line.start : line.end].index(label[1])
        _add_label(parts, text, (start, start + len(label[1])), (line.start + label.end(), line.end), line.indent)
        return
    bullet = BULLET.match(line.text)
    marker = bullet or NUMBERED.match(line.text)
    if marker:
        start = line.start + marker.end()
        inner = BULLET.match(text, start, line.end)
        if start < line.end:
            is_done = re.match(r"(?:[-*•]\s{1,4})?(?:☑|✓|✔|\[[xX✓]\])", line.text) is not None
            numbered = bullet is None
            part.items.append(
                Item(
                    "bullet",
                    inner.end() if inner else start,
                    line.end,
                    line.indent,
                    is_done=is_done,
                    is_numbered=numbered,
                )
            )
        return
    last = part.items[-1] if part.items else None
    if last and previous and not line.blank_before and last.end == previous.end and _goes_on(last, previous, line):
        last.end = line.end
    else:
        part.items.append(Item("line", line.start, line.end, line.indent))


def _add_label(parts: list[Part], text: str, label: tuple[int, int], said: tuple[int, int], indent: int) -> None:
    name = text[slice(*label)].strip(" *")
    start = label[0] + text[slice(*label)].index(name)
    parts.append(Part(name, start, start + len(name), kind_of(name), is_label=True))
    parts[-1].items.append(Item("label", *said, indent))


def _goes_on(last: Item, previous: Line, line: Line) -> bool:
    """Whether a line is more of the item above it: wrapped text, and not a new thing on a new line."""
    if last.kind == "row":
        return False
    if last.kind == "label":
        return previous.text.endswith((",", ";")) or line.indent > last.indent or line.text[0].islower()
    if last.kind == "bullet" and line.indent > last.indent:
        return True
    if line.text[0].islower():
        return True
    if previous.text[-1] in '.!?:;)”"' or LABEL.match(line.text):
        return False
    return len(previous.text) >= 60


_ABBREVIATED = re.compile(
    r"(?:\b(?:bv|bijv|o\.a|nr|dr|drs|ir|mr|ing|prof|d\.d|a\.s|ca|etc|i\.v\.m|t\.b\.v|m\.b\.t|t\.a\.v|tel|blz|evt|incl|excl|mw|mevr|dhr|jl|resp|st|max|min"
    r"|(?<=\d )(?:dec|nov|okt|sept|sep|aug|jan|feb|mrt|apr|jun|jul)|ma|di|wo|do|vr|za|zo|e\.d|n\.a\.v|p\.m|a\.m|m\.n|z\.s\.m|vs|ms|e\.g|i\.e|d\.m\.v|v\.a|i\.s\.m|b\.v|n\.v|t\.o\.v)"
    r"|\b(?-i:[A-Z]))$",
    re.IGNORECASE,
)
_END = re.compile(r"[.!?…]{1,3}[\"”’')\]]{0,2}(?=[\s\u00a0])|;(?=[ \u00a0]+[A-Z])|[\n\r]{2}")


def sentences_of(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The places of the sentences in text[start:end], in order."""
    at = start
    for match in _END.finditer(text, start, end):
        following = text[match.end() : match.end() + 4].lstrip(SPACE + "\n\r")
        if match[0][0] == "." and (
            _ABBREVIATED.search(text[max(at, match.start() - 12) : match.start()]) or following[:1].islower()
        ):
            continue
        yield from _trimmed(text, at, match.end())
        at = match.end()
    yield from _trimmed(text, at, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    lead = len(piece) - len(piece.lstrip(SPACE + "\n\r"))
    size = len(piece.strip(SPACE + "\n\r"))
    if size:
        yield start + lead, start + lead + size


def clean(text: str) -> str:
    """`text` on one line, without marks that only lay it out."""
    return " ".join(re.sub(r"[\u200b\ufeff\x00]|\*\*|__", "", text).split())
