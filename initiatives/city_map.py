"""How the ten districts of Utrecht are drawn on the map: our own octilinear schematic, keyed by CBS code.

Units are those of the drawing, 700 wide and 580 high. The shapes were checked against the open district boundaries for
who lies beside whom. Another city adds its own drawings here, or gets them from its boundaries (initiatives.outlines); a
district without either is left out of the map and stays in the list beside it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

VIEW_BOX = "0 0 700 580"


@dataclass(frozen=True)
class Pattern:
    """A two-tone tile that repeats: its size, the ground, the figure, and the figure's outline (an SVG path)."""

    width: int
    height: int
    ground: str
    figure: str
    path: str


@dataclass(frozen=True)
class Label:
    """A line of the district's name; (x, y) is the middle of its base line."""

    x: int
    y: int
    text: str


@dataclass(frozen=True)
class AreaDrawing:
    """One district: its outline (an SVG path), its name in one or more lines, an SVG transform of that name, its pattern."""

    name: str
    outline: str
    labels: tuple[Label, ...]
    pattern: Pattern
    turn: str = ""


DRAWINGS: dict[str, AreaDrawing] = {
    "WK034401": AreaDrawing(
        name="west",
        outline="M150 150 220 80 230 80 370 220 350 240 350 290 320 320 270 320 270 240 180 150Z",
        labels=(Label(296, 230, "West "),),
        pattern=Pattern(
            40, 40, "#FFD66B", "#F6BE3B", "M20 3l4.5 12.5L37 20l-12.5 4.5L20 37l-4.500-12.5L3 20l12.500-4.500z"
        ),
    ),
    "WK034402": AreaDrawing(
        name="noordwest",
        outline="M230 80 260 50 290 50 350 110 380 110 460 190 440 210 440 220 370 220Z",
        labels=(Label(345, 156, "Noordwest "),),
        pattern=Pattern(28, 48, "#FFC4CF", "#F8A0B3", "M8 6h12v36H8zM4 0h20v6H4zM4 42h20v6H4z"),
        turn="rotate(45 345 148)",
    ),
    "WK034403": AreaDrawing(
        name="overvecht",
        outline="M290 50 320 20 500 20 580 100 580 140 530 140 480 190 460 190 380 110 350 110Z",
        labels=(Label(438, 92, "Overvecht "),),
        pattern=Pattern(28, 28, "#DCD0F5", "#BFABE8", "M4 4h8v20H4zM16 4h8v8h-8zM16 16h8v8h-8z"),
    ),
    "WK034404": AreaDrawing(
        name="noordoost",
        outline="M460 190 480 190 530 140 580 140 640 200 640 260 510 260 510 240 490 220 440 220 440 210Z",
        labels=(Label(562, 230, "Noordoost "),),
        pattern=Pattern(36, 24, "#CBE3AC", "#A5CC7A", "M0 22 18 6l18 16h-9l-9-8-9 8z"),
    ),
    "WK034405": AreaDrawing(
        name="oost",
        outline="M510 260 640 260 690 310 690 380 670 400 630 400 610 420 610 460 590 480 590 440 490 340 510 320Z",
        labels=(Label(592, 354, "Oost "),),
        pattern=Pattern(
            36, 36, "#FFC4CF", "#F8A0B3", "M9 2c8 6 8 14 0 20C1 16 1 8 9 2zM27 16c8 6 8 14 0 20-8-6-8-14 0-20z"
        ),
    ),
    "WK034406": AreaDrawing(
        name="binnenstad",
        outline="M370 220 490 220 510 240 510 320 490 340 400 340 350 290 350 240Z",
        labels=(Label(432, 296, "Binnenstad "),),
        pattern=Pattern(32, 28, "#BFE2F3", "#90CAE6", "M4 28V14a12 12 0 0 1 24 0v14h-6V14a6 6 0 0 0-12 0v14z"),
    ),
    "WK034407": AreaDrawing(
        name="zuid",
        outline="M490 340 590 440 590 480 570 500 480 500 450 470 450 380Z",
        labels=(Label(514, 460, "Zuid "),),
        pattern=Pattern(
            44, 36, "#FFD66B", "#F6BE3B", "M2 16a12 12 0 0 1 24 0zM24 34a12 12 0 0 1 24 0zM-20 34a12 12 0 0 1 24 0z"
        ),
    ),
    "WK034408": AreaDrawing(
        name="zuidwest",
        outline="M350 290 400 340 490 340 450 380 450 470 420 500 420 540 380 540 340 500 340 460 310 430 310 360 270 320 320 320Z",
        labels=(Label(376, 432, "Zuidwest "),),
        pattern=Pattern(48, 20, "#DCD0F5", "#BFABE8", "M0 12c8-9 16-9 24 0s16 9 24 0v6c-8 9-16 9-24 0s-16-9-24 0z"),
    ),
    "WK034409": AreaDrawing(
        name="leidsche-rijn",
        outline="M150 150 180 150 270 240 270 320 310 360 310 430 220 430 170 380 170 330 110 270 110 190Z",
        labels=(
            Label(190, 270, "Leidsche "),
            Label(190, 296, "Rijn "),
        ),
        pattern=Pattern(40, 28, "#BFE2F3", "#90CAE6", "M0 8h40c-3 8-8 12-20 12S3 16 0 8z"),
    ),
    "WK034410": AreaDrawing(
        name="vleuten-de-meern",
        outline="M10 110 90 30 110 30 150 70 150 150 110 190 110 270 170 330 170 380 220 430 310 430 310 460 240 460 220 480 220 560 190 560 140 510 70 510 40 480 40 290 10 260Z",
        labels=(
            Label(92, 433, "Vleuten-"),
            Label(92, 459, "De Meern "),
        ),
        pattern=Pattern(
            36, 36, "#CBE3AC", "#A5CC7A", "M0 36 36 0h-9L0 27zM36 36v-9l-9 9zM0 9V18L18 0H9zM36 9v9L18 36H9z"
        ),
    ),
}

# One pattern of each ink, for districts that are drawn from their boundary.
BY_INK = [DRAWINGS[f"WK0344{number}"].pattern for number in ("06", "04", "05", "01", "03")]


def drawing_of(slug: str, name: str, outline: Mapping[str, Any]) -> AreaDrawing:
    """The drawing of a district from what `initiatives.outlines` made of its boundary; a long name takes two lines."""
    words = name.replace("-", "- ").split()
    half = (len(words) + 1) // 2
    lines = [name] if len(name) < 13 or len(words) < 2 else [" ".join(words[:half]), " ".join(words[half:])]
    first = outline["y"] - 13 * (len(lines) - 1) + 8
    labels = tuple(
        Label(outline["x"], first + 26 * place, f"{line.replace('- ', '-')} ") for place, line in enumerate(lines)
    )
    return AreaDrawing(name=slug, outline=outline["path"], labels=labels, pattern=BY_INK[outline["ink"]])
