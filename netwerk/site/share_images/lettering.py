"""Text on a drawing: our own fonts, and lines that always fit the room they get."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from itertools import groupby
from pathlib import Path

from django.conf import settings
from PIL import ImageDraw, ImageFont

FONTS = Path(settings.BASE_DIR) / "static" / "fonts"
# Stands for a letter that no font has; what is drawn for it is what we leave out.
NO_LETTER = "\U0010ffff"
# What stands before a piece of text that may go to the next line, and that piece.
BREAKS = re.compile(r"(\s?)([^\s-]*-(?=[^\W\d])|\S[^\s-]*(?:-(?![^\W\d])[^\s-]*)*)")


class Face(Enum):
    """A font of the house with its weight."""

    HEAD = ("bricolage", 770)
    BODY = ("atkinson", 450)
    BOLD = ("atkinson", 700)


@dataclass(frozen=True)
class Lines:
    """Text broken into lines that fit, with the size in pixels that made them fit."""

    rows: tuple[str, ...]
    face: Face
    size: int
    leading: int

    @property
    def height(self) -> int:
        return self.leading * len(self.rows)

    @property
    def width(self) -> float:
        return max((width_of(row, self.face, self.size) for row in self.rows), default=0.0)


@lru_cache(maxsize=128)
def font(name: str, weight: int, size: int) -> ImageFont.FreeTypeFont:
    loaded = ImageFont.truetype(str(FONTS / f"{name}.woff2"), size)
    loaded.set_variation_by_axes([weight])
    return loaded


def runs(text: str, face: Face, size: int) -> Iterator[tuple[str, ImageFont.FreeTypeFont]]:
    """`text` in pieces with their font: Atkinson's slashed zero gives way to an open one, as in the stylesheet."""
    name, weight = face.value
    if face is Face.HEAD:
        yield text, font(name, weight, size)
        return
    for is_zero, letters in groupby(text, key=lambda letter: letter == "0"):
        yield "".join(letters), font("zero", weight, round(size * 0.96)) if is_zero else font(name, weight, size)


def width_of(text: str, face: Face, size: int) -> float:
    return sum(used.getlength(part) for part, used in runs(text, face, size))


def write(draw: ImageDraw.ImageDraw, x: float, y: float, text: str, face: Face, size: int, fill: str) -> None:
    """One line of text; (x, y) is the left end of its base line."""
    for part, used in runs(text, face, size):
        draw.text((x, y), part, font=used, fill=fill, anchor="ls")
        x += used.getlength(part)


def write_lines(draw: ImageDraw.ImageDraw, x: float, top: float, lines: Lines, fill: str) -> None:
    """All lines, the first with its top at `top`."""
    for number, row in enumerate(lines.rows):
        base = top + number * lines.leading + (lines.leading + lines.size * 0.7) / 2
        write(draw, x, base, row, lines.face, lines.size, fill)


@lru_cache(maxsize=1024)
def _is_drawn(letter: str, face: Face) -> bool:
    used = font(*face.value, 24)
    return letter.isspace() or bytes(used.getmask(letter)) != bytes(used.getmask(NO_LETTER))


def known(text: str, face: Face) -> str:
    """`text` without what the font cannot draw, such as little pictures, on one line."""
    return " ".join("".join(letter for letter in text if _is_drawn(letter, face)).split())


def fit(text: str, face: Face, *, width: int, height: int, largest: int, smallest: int, spacing: float = 1.1) -> Lines:
    """`text` in the largest size at which it stays within `width` and `height`.

    At the smallest size long words are broken, and what is left over is cut off with an ellipsis.
    """
    clean = known(text, face)
    for size in range(largest, smallest - 1, -2):
        rows = _wrapped(clean, face, size, width)
        lines = Lines(tuple(rows), face, size, round(size * spacing))
        if lines.height <= height and lines.width <= width:
            return _balanced(clean, lines, width)
    leading = round(smallest * spacing)
    rows = _wrapped(clean, face, smallest, width, breaking=True)
    most = max(1, height // leading)
    if len(rows) > most:
        last = rows[most - 1]
        while last and width_of(f"{last}…", face, smallest) > width:
            last = last[:-1]
        rows = [*rows[: most - 1], f"{last.rstrip()}…"]
    return Lines(tuple(rows), face, smallest, leading)


def _balanced(text: str, lines: Lines, width: int) -> Lines:
    """The same number of lines, but about as long as each other: no single word on the last."""
    low, high = 0, width
    while high - low > 8:
        middle = (low + high) // 2
        rows = _wrapped(text, lines.face, lines.size, middle)
        narrow = Lines(tuple(rows), lines.face, lines.size, lines.leading)
        if len(rows) == len(lines.rows) and narrow.width <= middle:
            high, lines = middle, narrow
        else:
            low = middle
    return lines


def _wrapped(text: str, face: Face, size: int, width: int, *, breaking: bool = False) -> list[str]:
    """Rows that break at spaces and after hyphens; `breaking` also breaks words that are wider than `width`."""
    rows: list[str] = []
    for gap, word in BREAKS.findall(text):
        longer = f"{rows[-1]}{gap}{word}" if rows else word
        if rows and width_of(longer, face, size) <= width:
            rows[-1] = longer
        else:
            rows.append(word)
        while breaking and width_of(rows[-1], face, size) > width:
            cut = len(rows[-1]) - 1
            while cut > 1 and width_of(f"{rows[-1][:cut]}-", face, size) > width:
                cut -= 1
            rows[-1:] = [f"{rows[-1][:cut]}-", rows[-1][cut:]]
    return rows
