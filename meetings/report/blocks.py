"""A report as lines, headings, list items, table rows and paragraphs, each with its exact place in the text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from meetings.report.columns import column_of
from meetings.report.headings import bare, kind_of

_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
_SPACE = " \t\u00a0\u200b\ufeff\u2007\u202f\x00"
_BULLET = re.compile(r"(?:[-*•–—○●▪◦‣·►→☐☑□■✓✔]|\[[ xX✓]?\]|o(?=[ \t\u00a0]{1,4}[A-Z]))[ \t\u00a0]{1,8}")
_NUMBERED = re.compile(
    r"(?:\(?\d{1,2}(?:\.\d{1,2}){0,2}[.)]|\d{1,2}(?:\.\d{1,2}){1,2}|\(?[a-hA-H][.)])[ \t\u00a0]{1,8}"
)
_RULE = re.compile(r"[=\-_*~]{3,}$")
_TABLE_RULE = re.compile(r"^[\s|:+-]{3,}$")
_LABEL = re.compile(r"^\*{0,2}([A-Za-z][A-Za-zÀ-ÿ/ ().'’-]{1,44}?)\*{0,2}[ \t\u00a0]{0,8}:\*{0,2}[ \t\u00a0]*(?=\S)")
# Labels that are headings with their text on the same line.
_INLINE = re.compile(
    r"(?i)^(?:aanwezig\w*(?: (?:namens )?(?:de |het )?[a-z]{3,20}){0,2}|gasten?|deelnemers|present|attend(?:ees|ing|ance)|participants|afwezig\w*|afgemeld\w*|afmeldingen|verhinderd|apologies|absent"
    r"|(?:afwezig )?met kennisgeving(?: afwezig)?|afwezig met kennisgeving|erbij|waren erbij|waren er|er waren|aanwezig namens .{1,20}|in attendance|(?:datum )?(?:de )?volgende? \w+|volgende vergadering|next meeting|vervolg"
    r"|save the date|next|m\.?k\.?)$"
)


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


@dataclass
class _Line:
    start: int
    end: int
    indent: int
    text: str
    blank_before: bool


def _lines(text: str) -> Iterator[_Line]:
    last_end = 0
    for match in _LINE.finditer(text):
        raw = match[0]
        stripped = raw.strip(_SPACE)
        if not stripped:
            continue
        lead = len(raw) - len(raw.lstrip(_SPACE))
        start = match.start() + lead
        between = text[last_end : match.start()]
        breaks = between.replace("\r\n", "\n")
        blank = last_end == 0 or breaks.count("\n") + breaks.count("\r") + breaks.count("\x0c") > 1
        yield _Line(start, start + len(stripped), lead, stripped, blank)
        last_end = start + len(stripped)


def parts_of(text: str) -> list[Part]:
    """The parts of a report, in order. Every character of a heading or item is in `text` at its place."""
    lines = list(_lines(text))
    parts = [Part("", 0, 0, "")]
    table = 0
    previous: _Line | None = None
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
        if _RULE.fullmatch(line.text) or (_TABLE_RULE.match(line.text) and ("|" in line.text or "-" in line.text)):
            continue
        cells = _cells(line)
        if len(cells) == 2 and cells[1][1] > cells[1][0] and _INLINE.match(text[slice(*cells[0])].strip(" *")):
            _add_label(parts, text, cells[0], cells[1], line.indent)
        elif cells:
            is_new = previous is None or not parts[-1].items or parts[-1].items[-1].kind != "row" or line.blank_before
            table += is_new
            parts[-1].items.append(Item("row", line.start, line.end, line.indent, cells, table))
        elif numbered := _numbered_label(line):
            # "7. Rondvraag: geen vragen": a heading with its text on the same line.
            start, end, after = numbered
            parts.append(Part(text[start:end], start, end, kind_of(text[start:end])))
            parts[-1].items.append(Item("line", after, line.end, line.indent))
        elif heading := _heading(line, previous, following, parts[-1]):
            start, end = heading
            parts.append(Part(text[start:end], start, end, kind_of(text[start:end])))
        else:
            _add(parts, line, text, previous)
        previous = line
    return parts


def _stacked_table(lines: list[_Line], number: int, table: int) -> list[Item]:
    """The rows of a table whose cells each stand on a line of their own; [] when there is none here."""
    names: list[str] = []
    while number + len(names) < len(lines) and len(names) < 6 and (name := column_of(lines[number + len(names)].text)):
        names.append(name)
    if not {"action", "owner"} <= set(names):
        return []
    until = number + len(names)
    while until < len(lines) and not lines[until].blank_before and not _BULLET.match(lines[until].text):
        until += 1
    rows = []
    for first in range(number, until - len(names) + 1, len(names)):
        cells = [(line.start, line.end) for line in lines[first : first + len(names)]]
        rows.append(Item("row", cells[0][0], cells[-1][1], 0, cells, table))
    return rows if len(rows) > 1 else []


def _cells(line: _Line) -> list[tuple[int, int]]:
    """The places of the cells of a table row; empty when the line is none."""
    separator = "|" if line.text.count("|") > 1 or (" | " in line.text) else "\t" if "\t" in line.text else ""
    if not separator or (_BULLET.match(line.text) and separator == "\t"):
        return []
    cells, at = [], line.start
    pieces = line.text.split(separator)
    for piece in pieces:
        content = piece.strip(_SPACE)
        lead = len(piece) - len(piece.lstrip(_SPACE)) if content else 0
        cells.append((at + lead, at + lead + len(content)))
        at += len(piece) + 1
    if separator == "|" and line.text.startswith("|"):
        cells = cells[1:]
    if separator == "|" and line.text.endswith("|"):
        cells = cells[:-1]
    if separator == "\t" and (pieces[0].rstrip(_SPACE).endswith(":") or pieces[1].startswith(":")):
        # "Datum	: 12 september", "Aanwezig:	Jan, Fatma": a label, set out with a tab.
        return []
    if separator == "\t" and len([1 for start, end in cells if end > start]) < 2:
        return []
    if separator == "\t" and len(cells) == 2 and _NUMBERED.match(line.text.replace("\t", " ", 1)):
        return []
    return cells if len(cells) > 1 else []


def _numbered_label(line: _Line) -> tuple[int, int, int] | None:
    """Where the label of '7. Rondvraag: geen vragen' stands, and where its text begins."""
    number = re.match(r"(?:[1-9]|1\d)[.)]?[ \t\u00a0]{1,8}", line.text)
    label = _LABEL.match(line.text[number.end() :]) if number else None
    if not number or not label or len(label[1].split()) > 4 or kind_of(label[1]) not in _NUMBERED_KINDS:
        return None
    start = line.start + number.end() + label.start(1)
    return start, start + len(label[1]), line.start + number.end() + label.end()


_NUMBERED_KINDS = ("followups", "other", "participants", "absent")


def _heading(line: _Line, previous: "_Line | None", following: "_Line | None", part: Part) -> tuple[int, int] | None:
    """The place of the words when `line` is a heading."""
    text = line.text
    if len(text) > 100 or not any(letter.isalpha() for letter in text):
        return None
    words = bare(text)
    if re.match(r"(?i)(?:share|deel|tweet|print)\b.{0,12}$", text):
        return None
    label = _LABEL.match(text)
    if not words or (label and (_is_inline(label[1], line.start) or kind_of(label[1]))):
        # "Actie: Jan" is no heading, and neither is a label with its text on the same line.
        return None
    at = line.start + text.index(words)
    place = (at, at + len(words))
    if text.startswith("#") and re.match(r"#{1,6}[ \t]", text):
        return place
    if (text.startswith("**") and text.rstrip(":").endswith("**")) or (text.startswith("__") and text.endswith("__")):
        return place if text.count("**") <= 2 and len(words) < 80 else None
    if following and not following.blank_before and re.fullmatch(r"[=]{3,}|[-]{3,}|[~]{3,}", following.text):
        return place
    if re.match(r"(?i)w\.?v\.?t\.?t\.?k\.?$|a\.?o\.?b\.?$", words):
        return place
    if _BULLET.match(text):
        return None
    kind = kind_of(text)
    # "Hoe nu verder?" asks nothing of anybody.
    ends_open = words[-1] not in ".!?;," or (
        words[-1] == "?"
        and (
            kind in ("actions", "followups", "participants")
            or (
                line.blank_before
                and re.match(r"(?:Wat|Hoe|Waar|Wie|Waarom|What|How|Where|Who|Why) ", words) is not None
            )
        )
    )
    count = len(words.split())
    letters = [letter for letter in words if letter.isalpha()]
    if (
        len(letters) > 3
        and sum(letter.isupper() for letter in letters) > 0.9 * len(letters)
        and count < 9
        and ends_open
    ):
        return place
    if re.match(
        r"(?i)(?:voorzitter|notulist\w*|notulen|verslag|verslaglegging|secretaris|chair|minutes by)\s*:\s*\S", text
    ):
        return None
    if _NUMBERED.match(text) or re.match(r"(?i)(?:agendapunt|ad|punt)[ ]\d", text):
        return place if _is_numbered_heading(line, words, kind, following) else None
    if (
        text.endswith(":")
        and count < 7
        and (kind or (following and _BULLET.match(following.text) and line.blank_before))
    ):
        return (
            None
            if re.search(r"(?i)\b(?:zijn|is|wordt|worden|hebben|heeft|zegt|waren|we|wij)\b", words) and not kind
            else place
        )
    if (
        kind
        and ends_open
        and count < 8
        and (line.blank_before or count < 5)
        and "," not in words
        and not _says_something(words)
    ):
        return place if not (previous and not line.blank_before and previous.text[-1] in ",-") else None
    alone = line.blank_before and (following is not None) and ends_open and count < 9 and words[0].isupper()
    is_name = part.kind in ("participants", "absent") and not part.items
    if alone and following and not is_name and not _says_something(words):
        has_text = len(following.text) > len(words) + 8 or _BULLET.match(following.text) or following.text.count("\t")
        is_first = previous is None
        return (
            place
            if has_text
            and not is_first
            and "," not in words
            and (":" not in words or (count < 7 and len(following.text) > 40))
            and not re.search(r"\d{4}", words)
            else None
        )
    return None


def _says_something(words: str) -> bool:
    """Whether the line reads as a sentence: somebody does something."""
    return re.search(
        r"(?i)\b(?:gaat|gaan|zal|zullen|neemt|zorgt|belt|mailt|stuurt|maakt|vraagt|regelt|pakt|zoekt|will|is|zijn|was|wordt|heeft|hebben|moet|kan)\b",
        words,
    ) is not None and not re.match(r"(?i)(?:wat|wie|hoe|waar|what|who|how)\b", words)


def _is_inline(label: str, start: int) -> bool:
    """Whether a label opens a part of its own; "Wie:" only in the head of a report, further on it is an owner."""
    words = label.strip()
    return _INLINE.match(words) is not None or (start < 500 and words.lower() in ("wie", "who"))


def _is_numbered_heading(line: _Line, words: str, kind: str, following: "_Line | None") -> bool:
    if len(words) > 80 or words[-1] in ".;,!" or _says_something(words):
        return False
    if kind and len(words.split()) < 8:
        return True
    if len(words.split()) > 8 or ":" in words:
        return False
    # A numbered line with text below it is a heading; one of a row of numbered lines is an item of a list.
    return (
        following is not None
        and not _NUMBERED.match(following.text)
        and (
            following.blank_before
            or len(following.text) > 50
            or line.text[-1] == ";"
            or (len(words.split()) < 4 and following.text[0].isupper() and following.text[-1] == ".")
            or _BULLET.match(following.text) is not None
        )
    )


def _add(parts: list[Part], line: _Line, text: str, previous: "_Line | None") -> None:
    """Put a line that is no heading under the last part: as an item of its own, or as more of the last one."""
    part = parts[-1]
    last = part.items[-1] if part.items else None
    if part.is_label and last and previous and (line.blank_before or not _goes_on(last, previous, line)):
        # What follows on a line of its own is not about the label any more.
        part = Part("", line.start, line.start, "")
        parts.append(part)
    label = _LABEL.match(line.text)
    if label and _is_inline(label[1], line.start):
        # "Aanwezig: Jan, Fatma": a part of its own on one line.
        start = line.start + text[line.start : line.end].index(label[1])
        _add_label(parts, text, (start, start + len(label[1])), (line.start + label.end(), line.end), line.indent)
        return
    bullet = _BULLET.match(line.text)
    marker = bullet or _NUMBERED.match(line.text)
    if marker:
        start = line.start + marker.end()
        inner = _BULLET.match(text, start, line.end)
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


def _goes_on(last: Item, previous: _Line, line: _Line) -> bool:
    """Whether a line is more of the item above it: wrapped text, and not a new thing on a new line."""
    if last.kind == "row":
        return False
    if last.kind == "label":
        return previous.text.endswith((",", ";")) or line.indent > last.indent or line.text[0].islower()
    if last.kind == "bullet" and line.indent > last.indent:
        return True
    if line.text[0].islower():
        return True
    if previous.text[-1] in '.!?:;)”"' or _LABEL.match(line.text):
        return False
    return len(previous.text) >= 60


_ABBREVIATED = re.compile(
    r"(?:\b(?:bv|bijv|o\.a|nr|dr|drs|ir|mr|ing|prof|d\.d|a\.s|ca|etc|i\.v\.m|t\.b\.v|m\.b\.t|t\.a\.v|tel|blz|evt|incl|excl|mw|mevr|dhr|jl|resp|st|max|min"
    r"|dec|nov|okt|sept|sep|aug|jan|feb|mrt|apr|jun|jul|ma|di|wo|do|vr|za|zo|e\.d|n\.a\.v|p\.m|a\.m|m\.n|z\.s\.m|vs|ms|e\.g|i\.e|d\.m\.v|v\.a|i\.s\.m|b\.v|n\.v|t\.o\.v)"
    r"|\b(?-i:[A-Z]))$",
    re.IGNORECASE,
)
_END = re.compile(r"[.!?…]{1,3}[\"”’')\]]{0,2}(?=[\s\u00a0])|;(?=[ \u00a0]+[A-Z])|[\n\r]{2}")


def sentences_of(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The places of the sentences in text[start:end], in order."""
    at = start
    for match in _END.finditer(text, start, end):
        following = text[match.end() : match.end() + 4].lstrip(_SPACE + "\n\r")
        if match[0][0] == "." and (
            _ABBREVIATED.search(text[max(at, match.start() - 12) : match.start()]) or following[:1].islower()
        ):
            continue
        yield from _trimmed(text, at, match.end())
        at = match.end()
    yield from _trimmed(text, at, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    lead = len(piece) - len(piece.lstrip(_SPACE + "\n\r"))
    size = len(piece.strip(_SPACE + "\n\r"))
    if size:
        yield start + lead, start + lead + size


def clean(text: str) -> str:
    """`text` on one line, without marks that only lay it out."""
    return " ".join(re.sub(r"[\u200b\ufeff\x00]|\*\*|__", "", text).split())
