"""Outlines of drawings (the `d` of an SVG path) as polygons, because Pillow draws no curves."""

import math
import re
from functools import lru_cache

Point = tuple[float, float]
Ring = tuple[Point, ...]

# How many straight pieces stand for one curve.
PIECES = 12
_TOKEN = re.compile(r"[MLHVCSAZmlhvcsaz]|-?(?:\d+\.?\d*|\.\d+)")
_TAKES = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "A": 7, "Z": 0}


@lru_cache(maxsize=256)
def rings(path: str) -> tuple[Ring, ...]:
    """The closed shapes of `path`: lines, cubic curves and circular arcs. Raises ValueError for any other command."""
    tokens = _TOKEN.findall(path)
    found: list[list[Point]] = []
    x = y = 0.0
    control: Point | None = None
    command = ""
    place = 0
    while place < len(tokens):
        if tokens[place].isalpha():
            command = tokens[place]
            place += 1
        elif not command or command in "Zz":
            raise ValueError(f"a number where a command should stand: {path!r}")
        kind, relative = command.upper(), command.islower()
        numbers = [float(token) for token in tokens[place : place + _TAKES[kind]]]
        if len(numbers) < _TAKES[kind]:
            raise ValueError(f"the path breaks off: {path!r}")
        place += _TAKES[kind]
        dx, dy = (x, y) if relative else (0.0, 0.0)
        held, control = control, None
        if kind == "Z":
            x, y = found[-1][0]
            continue
        if kind == "M":
            x, y = numbers[0] + dx, numbers[1] + dy
            found.append([(x, y)])
            command = "l" if relative else "L"
            continue
        if kind == "H":
            end = (numbers[0] + dx, y)
        elif kind == "V":
            end = (x, numbers[0] + dy)
        else:
            end = (numbers[-2] + dx, numbers[-1] + dy)
        if kind in "CS":
            first = (numbers[0] + dx, numbers[1] + dy) if kind == "C" else _mirrored(held, (x, y))
            control = (numbers[-4] + dx, numbers[-3] + dy)
            found[-1] += _curve((x, y), first, control, end)
        elif kind == "A":
            found[-1] += _arc((x, y), numbers[0], bool(numbers[3]), bool(numbers[4]), end)
        else:
            found[-1].append(end)
        x, y = end
    return tuple(tuple(ring) for ring in found)


def _mirrored(control: Point | None, about: Point) -> Point:
    return (2 * about[0] - control[0], 2 * about[1] - control[1]) if control else about


def _curve(start: Point, first: Point, second: Point, end: Point) -> list[Point]:
    points = []
    for piece in range(1, PIECES + 1):
        t = piece / PIECES
        a, b, c, d = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3
        points.append(
            (
                a * start[0] + b * first[0] + c * second[0] + d * end[0],
                a * start[1] + b * first[1] + c * second[1] + d * end[1],
            )
        )
    return points


def _arc(start: Point, radius: float, is_large: bool, is_clockwise: bool, end: Point) -> list[Point]:
    """A part of a circle from `start` to `end`; the one of the four that the two flags name."""
    half = math.dist(start, end) / 2
    radius = max(radius, half)
    if not half:
        return [end]
    away = math.sqrt(radius**2 - half**2) * (1 if is_large != is_clockwise else -1)
    ux, uy = (end[0] - start[0]) / (2 * half), (end[1] - start[1]) / (2 * half)
    cx, cy = (start[0] + end[0]) / 2 - uy * away, (start[1] + end[1]) / 2 + ux * away
    begin = math.atan2(start[1] - cy, start[0] - cx)
    turn = (math.atan2(end[1] - cy, end[0] - cx) - begin) % math.tau
    if not is_clockwise:
        turn -= math.tau
    steps = (begin + turn * piece / PIECES for piece in range(1, PIECES + 1))
    return [(cx + radius * math.cos(angle), cy + radius * math.sin(angle)) for angle in steps]
