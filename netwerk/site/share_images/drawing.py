"""Pictures of 1200 by 630 that go with a link: what is in them is a `ShareImage`, nothing here asks the database."""

import math
import re
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageDraw, ImageOps

from initiatives.city_map import AreaDrawing, Pattern
from netwerk.site.share_images.lettering import Face, Lines, fit, font, known, write, write_lines
from netwerk.site.share_images.outlines import rings

WIDTH, HEIGHT = 1200, 630
MARGIN = 64
# Shapes are drawn this many times larger and then reduced: smooth edges.
FINE = 3
# Raise it when a drawing changes: every picture is then made anew.
EDITION = 1

INK, PINK, PAPER = "#12261e", "#ffd6de", "#fffcfb"
SUN, ROSE, THREAD = "#ffd66b", "#ff9db4", "#c2185b"
GREEN, ON_GREEN = "#0b5d45", "#ffffff"
GREY = "#ebe7e4"
# The status in words, on the colours of the stylesheet.
STATUS = {
    "done": ("#0f4a22", "#cdebc5"),
    "busy": ("#0b3f5c", "#cfe9f5"),
    "to_do": ("#3d4742", "#ebe7e4"),
    "stopped": ("#3d4742", "#ebe7e4"),
    "stuck": ("#5e3a00", "#ffdfa3"),
}
HOUSE = (
    ("M24 3 44 18v22H19l-11 7v-7H4V18z", INK),
    ("M13 20h7v7h-7zM28 20h7v7h-7z", SUN),
    ("M20 31h8v9h-8z", ROSE),
)
# For what is of the whole city, or of a district that nobody drew: houses.
CITY_PATTERN = Pattern(52, 56, "#FFD66B", "#F6BE3B", "M26 6 44 20v22H21l-10 7v-7H8V20z")


@dataclass(frozen=True)
class DateBlock:
    """A day as it stands on the wall: 'di', '13', 'nov 2018'."""

    weekday: str
    day: str
    month: str
    is_coming: bool


@dataclass(frozen=True)
class Pill:
    """A status in words; `status` names its colour and sign, one of STATUS."""

    status: str
    label: str


@dataclass(frozen=True)
class ShareImage:
    """All that one picture shows. With `pattern` or `photo` it fills the picture; with `steps` there is a thread.

    `here` is the number of the step that the page is about, `reached` that of the last one that is known.
    """

    site_name: str
    title: str
    note: str = ""
    above: str = ""
    districts: tuple[AreaDrawing, ...] = ()
    pattern: Pattern | None = None
    photo: str = ""
    date: DateBlock | None = None
    pill: Pill | None = None
    steps: tuple[str, ...] = ()
    here: int = 0
    reached: int = 0


def draw(image: ShareImage, photo: Image.Image | None = None) -> bytes:
    """The picture as PNG. `photo` is the decoded picture that `image.photo` names."""
    if image.pattern or (photo and not image.steps):
        picture = _filled(image, photo)
    elif image.districts:
        picture = _with_map(image)
    else:
        picture = _with_thread(image, photo)
    if photo:
        picture = picture.quantize(256, dither=Image.Dither.FLOYDSTEINBERG)
    out = BytesIO()
    picture.save(out, "PNG", compress_level=6)
    return out.getvalue()


# --- Three ways to fill the room --------------------------------------------------------------------------


def _filled(image: ShareImage, photo: Image.Image | None) -> Image.Image:
    """A photo or a pattern from edge to edge, with the words in a bubble: initiatives and districts."""
    if photo:
        picture = ImageOps.fit(photo.convert("RGB"), (WIDTH, HEIGHT))
    else:
        picture = _patterned(image.pattern or CITY_PATTERN, (WIDTH, HEIGHT), 4.0)
    room = 760 if photo else 880
    # A name alone is set larger than one with a line under it, and never fills the picture.
    title = fit(image.title, Face.HEAD, width=room, height=300, largest=112, smallest=44, spacing=1.04)
    note = fit(image.note, Face.BODY, width=room, height=90, largest=34, smallest=28, spacing=1.3)
    name = fit(image.site_name, Face.BOLD, width=room - 60, height=40, largest=28, smallest=22)
    inside = max(title.width, note.width, name.width + 60)
    height = 40 + title.height + (18 + note.height if image.note else 0) + 28 + 48 + 36
    left, bottom = MARGIN, HEIGHT - MARGIN
    top = bottom - height
    bubble = Image.new("L", (WIDTH * FINE, HEIGHT * FINE), 0)
    ImageDraw.Draw(bubble).rounded_rectangle(
        [value * FINE for value in (left, top, left + inside + 96, bottom)],
        radius=36 * FINE,
        fill=255,
        corners=(True, True, True, False),
    )
    picture.paste(PAPER, (0, 0, WIDTH, HEIGHT), bubble.reduce(FINE))
    pen = ImageDraw.Draw(picture)
    x, y = left + 48, top + 40
    write_lines(pen, x, y, title, INK)
    y += title.height
    if image.note:
        write_lines(pen, x, y + 18, note, INK)
    _sign(picture, x, bottom - 36 - 48, name)
    return picture


def _with_map(image: ShareImage) -> Image.Image:
    """The words at the left, the map of the districts at the right: the home page and all that is of the whole city."""
    picture = Image.new("RGB", (WIDTH, HEIGHT), PINK)
    _map(picture, image.districts, left=560, top=66, scale=0.86)
    pen = ImageDraw.Draw(picture)
    title = fit(image.title, Face.HEAD, width=480, height=300, largest=92, smallest=44, spacing=1.02)
    note = fit(image.note, Face.BODY, width=470, height=90, largest=34, smallest=28, spacing=1.3)
    name = fit(image.site_name, Face.BOLD, width=420, height=40, largest=30, smallest=22)
    y = (HEIGHT - MARGIN - 48 - title.height - note.height) // 2
    write_lines(pen, MARGIN, y, title, INK)
    write_lines(pen, MARGIN, y + title.height + 22, note, INK)
    _sign(picture, MARGIN, HEIGHT - MARGIN - 48, name)
    return picture


def _with_thread(image: ShareImage, photo: Image.Image | None) -> Image.Image:
    """The words on pink, and under them where on the line from a voice to a result we are."""
    fine = Image.new("RGB", (WIDTH * FINE, HEIGHT * FINE), PINK)
    if image.steps:
        _thread(ImageDraw.Draw(fine), image)
    picture = fine.reduce(FINE)
    pen = ImageDraw.Draw(picture)
    left, right = MARGIN, WIDTH - MARGIN
    top, bottom = 132, (462 if image.steps else HEIGHT - MARGIN)
    if image.date:
        _date(picture, image.date, left, top + 8)
        left += 236
    if photo:
        right -= _plate(picture, photo, right=right, top=MARGIN, bottom=bottom - 10) + 40
    name = fit(image.site_name, Face.BOLD, width=right - MARGIN - 60, height=40, largest=28, smallest=22)
    _sign(picture, MARGIN, 48, name)
    y = top
    if image.pill:
        y += _pill(picture, image.pill, left, y) + 20
    if image.above:
        above = fit(image.above, Face.BOLD, width=right - left, height=44, largest=32, smallest=24)
        write_lines(pen, left, y, above, INK)
        y += above.height + 10
    note = fit(image.note, Face.BODY, width=right - left, height=46, largest=34, smallest=26, spacing=1.3)
    room = bottom - y - (note.height + 18 if image.note else 0)
    title = fit(image.title, Face.HEAD, width=right - left, height=room, largest=92, smallest=30, spacing=1.06)
    write_lines(pen, left, y, title, INK)
    if image.note:
        write_lines(pen, left, y + title.height + 18, note, INK)
    if image.steps:
        _here(pen, image)
    return picture


# --- Pieces -----------------------------------------------------------------------------------------------


def _fill(pen: ImageDraw.ImageDraw, path: str, fill: str | int, *, left: float, top: float, scale: float) -> None:
    for ring in rings(path):
        pen.polygon([(left + x * scale, top + y * scale) for x, y in ring], fill=fill)


def _patterned(pattern: Pattern, size: tuple[int, int], scale: float) -> Image.Image:
    """`size` filled with the two-tone tile, `scale` times as large as on the site."""
    width, height = round(pattern.width * scale), round(pattern.height * scale)
    tile = Image.new("RGB", (width * FINE, height * FINE), pattern.ground)
    _fill(ImageDraw.Draw(tile), pattern.path, pattern.figure, left=0, top=0, scale=width * FINE / pattern.width)
    tile = tile.reduce(FINE)
    row = Image.new("RGB", (size[0], height))
    for x in range(0, size[0], width):
        row.paste(tile, (x, 0))
    filled = Image.new("RGB", size)
    for y in range(0, size[1], height):
        filled.paste(row, (0, y))
    return filled


def _map(picture: Image.Image, districts: tuple[AreaDrawing, ...], *, left: int, top: int, scale: float) -> None:
    """The districts with their patterns and names; (left, top) is where the drawing's (0, 0) comes."""
    for district in districts:
        shapes = [[(left + x * scale, top + y * scale) for x, y in ring] for ring in rings(district.outline)]
        points = [point for shape in shapes for point in shape]
        x1, y1 = (math.floor(min(values)) for values in zip(*points, strict=True))
        x2, y2 = (math.ceil(max(values)) for values in zip(*points, strict=True))
        size = x2 - x1 + 1, y2 - y1 + 1
        mask = Image.new("L", (size[0] * FINE, size[1] * FINE), 0)
        pen = ImageDraw.Draw(mask)
        for shape in shapes:
            corners = [((x - x1) * FINE, (y - y1) * FINE) for x, y in shape]
            pen.polygon(corners, fill=255)
            # The strip between two neighbours, as on the site.
            pen.line([*corners, *corners[:2]], fill=0, width=round(4 * scale * FINE), joint="curve")
        picture.paste(_patterned(district.pattern, size, scale), (x1, y1), mask.reduce(FINE))
    for district in districts:
        _district_name(picture, district, left, top, scale)


def _district_name(picture: Image.Image, district: AreaDrawing, left: int, top: int, scale: float) -> None:
    size = round(25 * scale)
    used = font(*Face.BOLD.value, size)
    ground = district.pattern.ground
    turned = re.match(r"rotate\((-?[\d.]+)", district.turn)
    for label in district.labels:
        text = label.text.strip()
        x, y = left + label.x * scale, top + label.y * scale - size * 0.35
        side = round(used.getlength(text)) + 20
        layer = Image.new("RGBA", (side, side), f"{ground}00")
        ImageDraw.Draw(layer).text(
            (side / 2, side / 2), text, fill=INK, font=used, anchor="mm", stroke_width=3, stroke_fill=ground
        )
        if turned:
            layer = layer.rotate(-float(turned[1]), Image.Resampling.BICUBIC)
        picture.paste(layer, (round(x - side / 2), round(y - side / 2)), layer)


def _sign(picture: Image.Image, x: int, y: int, name: Lines) -> None:
    """The house and the name of the site, 48 high."""
    house = Image.new("L", (48 * FINE, 48 * FINE))
    for path, colour in HOUSE:
        house.paste(0, (0, 0, *house.size))
        _fill(ImageDraw.Draw(house), path, 255, left=0, top=0, scale=FINE)
        picture.paste(colour, (x, y, x + 48, y + 48), house.reduce(FINE))
    write_lines(ImageDraw.Draw(picture), x + 60, y + 24 - name.height / 2, name, INK)


def _date(picture: Image.Image, date: DateBlock, left: int, top: int) -> None:
    """The day in a bubble of 196 by 250: green when it is still to come."""
    ground, ink = (GREEN, ON_GREEN) if date.is_coming else (GREY, INK)
    mask = Image.new("L", (196 * FINE, 250 * FINE), 0)
    ImageDraw.Draw(mask).rounded_rectangle(
        (0, 0, 196 * FINE - 1, 250 * FINE - 1), radius=36 * FINE, fill=255, corners=(True, True, True, False)
    )
    picture.paste(ground, (left, top, left + 196, top + 250), mask.reduce(FINE))
    pen = ImageDraw.Draw(picture)
    for text, face, size, base in (
        (date.weekday, Face.BOLD, 34, 62),
        (date.day, Face.HEAD, 116, 164),
        (date.month, Face.BOLD, 34, 216),
    ):
        line = fit(text, face, width=176, height=200, largest=size, smallest=20)
        write(pen, left + 98 - line.width / 2, top + base, line.rows[0], face, line.size, ink)


def _pill(picture: Image.Image, pill: Pill, left: int, top: int) -> int:
    """The status: sign, word and colour. Returns its height."""
    ink, ground = STATUS[pill.status]
    label = known(pill.label, Face.BOLD)
    used = font(*Face.BOLD.value, 36)
    width, height = round(used.getlength(label)) + 108, 68
    fine = Image.new("RGB", (width * FINE, height * FINE), PINK)
    pen = ImageDraw.Draw(fine)
    pen.rounded_rectangle((0, 0, width * FINE - 1, height * FINE - 1), radius=34 * FINE, fill=ground)
    _status_sign(pen, pill.status, ink, ground, (24 * FINE, 14 * FINE), 40 * FINE / 24)
    picture.paste(fine.reduce(FINE), (left, top))
    write(ImageDraw.Draw(picture), left + 78, top + 47, label, Face.BOLD, 36, ink)
    return height


def _status_sign(
    pen: ImageDraw.ImageDraw, status: str, ink: str, ground: str, at: tuple[int, int], scale: float
) -> None:
    """The sign of the icon sheet that belongs to the status, on a grid of 24."""

    def place(*points: tuple[float, float]) -> list[tuple[float, float]]:
        return [(at[0] + x * scale, at[1] + y * scale) for x, y in points]

    line = round(2.4 * scale)
    circle = place((4.5, 4.5), (19.5, 19.5))
    if status == "done":
        pen.line(place((5, 12.5), (9.5, 17), (19, 7)), fill=ink, width=line, joint="curve")
    elif status == "busy":
        pen.ellipse([*circle[0], *circle[1]], outline=ink, width=line)
        pen.pieslice([*circle[0], *circle[1]], -90, 90, fill=ink)
    elif status == "to_do":
        for start in range(0, 360, 45):
            pen.arc([*circle[0], *circle[1]], start, start + 26, fill=ink, width=line)
    elif status == "stuck":
        pen.polygon(place((12, 3.4), (21.6, 20), (2.4, 20)), fill=ink)
        pen.polygon(place((12, 7.6), (18, 17.9), (6, 17.9)), fill=ground)
        pen.line(place((12, 10.4), (12, 14)), fill=ink, width=line)
        dot = place((11, 15.2), (13, 17.2))
        pen.ellipse([*dot[0], *dot[1]], fill=ink)
    else:
        pen.line(place((6, 6), (18, 18)), fill=ink, width=line)
        pen.line(place((18, 6), (6, 18)), fill=ink, width=line)


def _plate(picture: Image.Image, plate: Image.Image, *, right: int, top: int, bottom: int) -> int:
    """The drawing of a point, whole, in a bubble at the right. Returns its width."""
    shown = ImageOps.contain(plate.convert("RGB"), (480, bottom - top))
    mask = Image.new("L", (shown.width * FINE, shown.height * FINE), 0)
    box = (0, 0, shown.width * FINE - 1, shown.height * FINE - 1)
    ImageDraw.Draw(mask).rounded_rectangle(box, radius=36 * FINE, fill=255, corners=(True, True, True, False))
    picture.paste(shown, (right - shown.width, top + (bottom - top - shown.height) // 2), mask.reduce(FINE))
    return shown.width


# --- The thread -------------------------------------------------------------------------------------------

THREAD_Y = 520
FIRST, LAST = MARGIN + 30, WIDTH - MARGIN - 30


def _step_x(image: ShareImage, number: int) -> float:
    return FIRST + (LAST - FIRST) * number / (len(image.steps) - 1)


def _thread(pen: ImageDraw.ImageDraw, image: ShareImage) -> None:
    """The line: drawn as far as we know, dotted after that; the step of this page is the large one."""
    y = THREAD_Y * FINE
    known_until = _step_x(image, image.reached)
    pen.line([(FIRST * FINE, y), (known_until * FINE, y)], fill=THREAD, width=8 * FINE)
    x = known_until + 24
    while x < LAST:
        pen.ellipse([(x - 4) * FINE, y - 4 * FINE, (x + 4) * FINE, y + 4 * FINE], fill=THREAD)
        x += 20
    for number in range(len(image.steps)):
        x = _step_x(image, number)
        for radius, colour in _rings_of_step(image, number):
            pen.ellipse([(x - radius) * FINE, y - radius * FINE, (x + radius) * FINE, y + radius * FINE], fill=colour)


def _rings_of_step(image: ShareImage, number: int) -> tuple[tuple[int, str], ...]:
    if number == image.here > image.reached:
        return (36, PINK), (30, THREAD), (22, PINK), (11, THREAD)
    if number == image.here:
        return (36, PINK), (30, THREAD), (12, PINK)
    if number <= image.reached:
        return (20, PINK), (14, THREAD)
    return (20, PINK), (14, THREAD), (9, PINK)


def _here(pen: ImageDraw.ImageDraw, image: ShareImage) -> None:
    """The name of the step that the page is about, under it and inside the picture."""
    label = fit(image.steps[image.here], Face.BOLD, width=420, height=40, largest=30, smallest=24)
    x = _step_x(image, image.here) - label.width / 2
    x = min(max(MARGIN, x), WIDTH - MARGIN - label.width)
    write(pen, x, THREAD_Y + 70, label.rows[0], Face.BOLD, label.size, INK)
