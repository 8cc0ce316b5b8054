"""Dates as people write them in Dutch and English, resolved against a reference day.

Conventions: a due date is the last day on which something is in time. "in maart" and "eind maart" are 31 March, "half
maart" the 15th, "begin maart" the 10th; "voor 1 december" is 1 December itself; a quarter, a season and a year end with
their last day; "voor de zomer" is 30 June, "na de zomer" 30 September, "voor de kerst" 24 December; "week 12" and
"volgende week" are the Friday of that week. Without a year a date is the first on or after the reference, unless
the weekday beside it says that it was one before.
"""

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from meetings.report.date_patterns import (
    COUNTED,
    DATES,
    HINT,
    LEADING,
    MONTHS,
    NUMBERS,
    ORDINALS,
    SEASON_END,
    TIME_AFTER,
    WEEKDAYS,
)


@dataclass(frozen=True)
class FoundDate:
    """A date in a text: its span [start, end), the day, how precise it was said, a time ("20:00"), and a doubt.

    `precision` is day, week, month, quarter, season or year; `date` is None for what no calendar has (31 februari).
    """

    start: int
    end: int
    date: date | None
    precision: str
    doubt: str | None = None
    time: str | None = None
    has_year: bool = False


def find_dates(text: str, reference: date, *, past: bool = False) -> list[FoundDate]:
    """Every date in `text`, in order. With `past` a date without a year is the nearest to `reference`, also before it."""
    if not HINT.search(text):
        return []
    found: list[FoundDate] = []
    for match in DATES.finditer(text):
        found += [_with_time(one, text) for one in _read(match, text, reference, past)]
    if not found:
        found = _bare(text, reference)
    return found


def _bare(text: str, reference: date) -> list[FoundDate]:
    """A cell or field that holds nothing but a month, a weekday or a part of the year."""
    word = re.fullmatch(r"[\s\u00a0]*([A-Za-z]{2,12})\.?[\s\u00a0]*", text)
    if not word:
        return []
    name = word[1].lower()
    if name in MONTHS and name != "jan":  # in a cell that is a man
        return [
            FoundDate(
                word.start(1), word.end(1), _last_of(_year_of_month(MONTHS[name], reference), MONTHS[name]), "month"
            )
        ]
    if name in WEEKDAYS and len(name) > 3:
        return [FoundDate(word.start(1), word.end(1), _next_weekday(reference, WEEKDAYS[name]), "day")]
    return []


def _with_time(found: FoundDate, text: str) -> FoundDate:
    time = TIME_AFTER.match(text, found.end) if found.precision == "day" else None
    if not time:
        return found
    hour, minute = int(time["hour"]), int(time["minute"] or 0)
    if re.search(r"p\.?m", time[0], re.IGNORECASE) and hour < 12:
        hour += 12
    return FoundDate(
        found.start, time.end(), found.date, found.precision, found.doubt, f"{hour:02}:{minute:02}", found.has_year
    )


def _read(x: "re.Match[str]", text: str, ref: date, past: bool) -> list[FoundDate]:
    g = x.groupdict()

    def one(day: date | None, precision: str = "day", doubt: str | None = None, year: bool = False) -> list[FoundDate]:
        doubt = doubt or (None if day else "no such date")
        return [FoundDate(x.start(), x.end(), day, precision, doubt, None, year)]

    if g["iso"]:
        return one(_iso(g["iso"]), year=True)
    if g["m1"]:
        if (
            not g["y1"]
            and g["m1"].lower() in ("mar", "jan", "mei", "may")
            and g["m1"][0].islower()
            and g["m1"] in ("jan", "mar")
            # "4 jan" may be the fourth point, about Jan.
            and not g["w1"]
            and not _STANDS_ALONE.match(text, x.end())
            and not LEADING.search(text, max(0, x.start() - 24), x.start())
        ):
            return []
        last = _resolve(
            int(g["d0"] or g["d1"]),
            MONTHS[g["m1"].lower()],
            g["y1"],
            g["w0"] or (None if g["d0"] else g["w1"]),
            ref,
            past,
        )
        if not g["d0"]:
            return one(*last[:1], doubt=last[1], year=bool(g["y1"]))
        first = _resolve(int(g["d1"]), MONTHS[g["m1"].lower()], g["y1"], g["w1"], ref, past)
        return [
            *_enumerated(x, text, ref, past),
            FoundDate(x.start(), x.end("d1"), first[0], "day", first[1], None, bool(g["y1"])),
            FoundDate(x.start("d0"), x.end(), last[0], "day", last[1], None, bool(g["y1"])),
        ]
    if g["m2"]:
        day, doubt = _resolve(int(g["d2"]), MONTHS[g["m2"].lower()], g["y2"], g["w2"], ref, past)
        return one(day, doubt=doubt, year=bool(g["y2"]))
    if g["m3"]:
        return one(*_numeric(x, g, text, ref, past), year=bool(g["y3"])) if _is_numeric_date(x, g, text) else []
    if g["week"]:
        return _week(one, int(g["week"]), g["weeky"], ref)
    if g["which"]:
        return _unit(one, g, ref)
    if g["how"]:
        return _span(one, g, ref)
    for name in ("w7", "w8"):
        if g[name]:
            ahead = _next_weekday(ref, WEEKDAYS[g[name].lower()])
            return one(ahead, doubt="this week or the next?" if (g["adv"] or "").lower() == "volgende" else None)
    if g["near"]:
        near = g["near"].lower()
        return one(
            ref + timedelta(days=2 if near.startswith("over") else 1 if near.startswith(("morgen", "tomorrow")) else 0)
        )
    if g["part"]:
        return _part(one, g, ref)
    if g["qo"] or g["qn"]:
        quarter = ORDINALS[g["qo"].lower()] if g["qo"] else int(g["qn"])
        year = _year(g["qy"]) if g["qy"] else ref.year + (quarter * 3 < ref.month)
        return one(_last_of(year, quarter * 3), "quarter", year=bool(g["qy"]))
    if g["wo"]:
        return _week_of_month(one, g, ref)
    if g["season"]:
        return _season(one, g, ref)
    if g["xmas"]:
        return _christmas(one, g, ref)
    for month, year_name in (("m4", "y4"), ("m5", "y5")):
        if g[month]:
            number = MONTHS[g[month].lower()]
            if (
                month == "m4"
                and g["m4"].lower() in ("mar", "jan", "may", "sep", "dec")
                and not g["y4"]
                and g["m4"][0].isupper()
                and g["m4"] in ("Jan", "Mar", "May")
            ):
                return []
            year = _year(g[year_name]) if g[year_name] else _year_of_month(number, ref)
            before = (g["mp"] or "").lower() in ("voor", "vóór", "before") and month == "m4"
            day = date(year, number, 1) - timedelta(days=1) if before else _last_of(year, number)
            return one(day, "month", year=bool(g[year_name]))
    if g["w9"]:
        return one(_next_weekday(ref, WEEKDAYS[g["w9"].lower()])) if len(g["w9"]) > 3 else []
    return []


_STANDS_ALONE = re.compile(r"[ \t\u00a0]*(?:[.,;:)!|]|$)", re.MULTILINE)
One = Callable[..., list[FoundDate]]


_BEFORE = re.compile(r"((?:\b(?:[12]\d|3[01]|[1-9]),[ ]?){1,6})$")


def _enumerated(x: "re.Match[str]", text: str, ref: date, past: bool) -> list[FoundDate]:
    """The first days of '1, 8 en 15 december', which stand before the match."""
    before = _BEFORE.search(text, max(0, x.start() - 24), x.start())
    if not before or x["w1"]:
        return []
    found = []
    for day in re.finditer(r"\d+", before[1]):
        start = before.start(1) + day.start()
        held, doubt = _resolve(int(day[0]), MONTHS[x["m1"].lower()], x["y1"], None, ref, past)
        found.append(FoundDate(start, start + len(day[0]), held, "day", doubt, None, bool(x["y1"])))
    return found


def _iso(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text[-2:])


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _last_of(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _year_of_month(month: int, ref: date) -> int:
    return ref.year + (month < ref.month)


def _next_weekday(ref: date, weekday: int) -> date:
    return ref + timedelta(days=(weekday - ref.weekday() - 1) % 7 + 1)


def _resolve(
    day: int, month: int, year: str | None, weekday: str | None, ref: date, past: bool
) -> tuple[date | None, str | None]:
    """The date that is meant, and a doubt. The weekday decides between two years, and is checked."""
    wanted = WEEKDAYS[weekday.lower()] if weekday else None
    if year:
        exact = _day(_year(year), month, day)
        return exact, _weekday_doubt(exact, wanted)
    # A report tells of a day that was: with a weekday it may be years ago.
    years = range(-12 if past and wanted is not None else -4 if past else -1, 1 if past else 3)
    known = [one for near in years if (one := _day(ref.year + near, month, day))]
    if past:
        known = [one for one in known if one <= ref + timedelta(days=7)] or known
    if not known:
        return None, "no such date"
    ahead = [one for one in known if one >= ref]
    nearest = min(known, key=lambda one: abs((one - ref).days))
    natural = nearest if past or not ahead else ahead[0]
    if wanted is not None and natural.weekday() != wanted:
        fitting = [one for one in known if one.weekday() == wanted and (past or abs((one - ref).days) < 300)]
        if fitting:
            natural = min(fitting, key=lambda one: abs((one - ref).days))
    return natural, _weekday_doubt(natural, wanted)


def _weekday_doubt(day: date | None, wanted: int | None) -> str | None:
    if day is None:
        return "no such date"
    return "weekday does not fit" if wanted is not None and day.weekday() != wanted else None


def _is_numeric_date(x: "re.Match[str]", g: "dict[str, str | None]", text: str) -> bool:
    """Whether '13-11' is a date and not a range, a score or a paragraph number."""
    if g["y3"] or g["w3"]:
        return g["sep"] != "." or bool(g["y3"] and len(g["y3"] or "") == 4) or bool(g["w3"])
    if g["sep"] == ".":
        return False
    # A whole cell or field, or after a word that leads to a date.
    if LEADING.search(text, max(0, x.start() - 24), x.start()) or text.strip() == x[0].strip():
        return True
    is_clear = g["sep"] == "-" and (int(g["d3"] or 0) > 12 or (g["m3"] or "").startswith("0"))
    return is_clear and not COUNTED.match(text, x.end())


def _numeric(
    x: "re.Match[str]", g: "dict[str, str | None]", text: str, ref: date, past: bool
) -> tuple[date | None, str, str | None]:
    year = g["y3"] if not g["y3"] or len(g["y3"]) == 4 else f"'{g['y3']}"
    day, doubt = _resolve(int(g["d3"] or 0), int(g["m3"] or 0), year, g["w3"], ref, past)
    return day, "day", doubt


def _week(one: One, week: int, year: str | None, ref: date) -> list[FoundDate]:
    number = _year(year) if year else ref.isocalendar().year + (week < ref.isocalendar().week)
    try:
        return one(date.fromisocalendar(number, week, 5), "week", year=bool(year)) if week else []
    except ValueError:
        return []


def _week_of_month(one: One, g: "dict[str, str | None]", ref: date) -> list[FoundDate]:
    """'de eerste week van december' ends on the 7th at the latest, the last one with the month."""
    month = MONTHS[(g["wm"] or "").lower()]
    year = _year(g["wy"]) if g["wy"] else _year_of_month(month, ref)
    number = ORDINALS.get((g["wo"] or "").lower())
    return one(date(year, month, number * 7) if number else _last_of(year, month), "week", year=bool(g["wy"]))


def _unit(one: One, g: "dict[str, str | None]", ref: date) -> list[FoundDate]:
    this = (g["which"] or "").lower() in ("deze", "dit", "this")
    unit = (g["unit"] or "").lower()
    if unit in ("jaar", "year"):
        return one(date(ref.year + (not this), 12, 31), "year")
    if unit in ("maand", "month"):
        month = ref.month % 12 + 1 if not this else ref.month
        return one(_last_of(ref.year + (not this and ref.month == 12), month), "month")
    monday = ref - timedelta(days=ref.weekday()) + timedelta(days=0 if this else 7)
    weekday = g["w4"] or g["w5"]
    if weekday:
        return one(monday + timedelta(days=WEEKDAYS[weekday.lower()]))
    return one(monday + timedelta(days=4), "week")


def _span(one: One, g: "dict[str, str | None]", ref: date) -> list[FoundDate]:
    said = (g["n"] or "").lower()
    count = int(said) if said.isdigit() else NUMBERS[said]
    what = (g["what"] or "").lower()
    how = (g["how"] or "").lower()
    if how == "in" and not what.startswith(("day", "week", "month")):
        return []  # "in twee weken": how long something takes, more often than when
    if g["w6"] and what.startswith("we"):
        return one(_next_weekday(ref, WEEKDAYS[g["w6"].lower()]) + timedelta(weeks=count))
    if what.startswith("werk"):
        # Five days of work in a week of seven.
        weekday = min(ref.weekday(), 4)
        return one(
            ref - timedelta(days=ref.weekday()) + timedelta(days=(weekday + count) // 5 * 7 + (weekday + count) % 5)
        )
    if what.startswith("half") or what in ("jaar", "year", "years"):
        count = 6 if what.startswith("half") else 12 * count
    if what.startswith("da"):
        return one(ref + timedelta(days=count))
    if what.startswith("we"):
        return one(ref + timedelta(weeks=count))
    month = ref.month - 1 + count
    year = ref.year + month // 12
    return one(date(year, month % 12 + 1, min(ref.day, calendar.monthrange(year, month % 12 + 1)[1])))


def _part(one: One, g: "dict[str, str | None]", ref: date) -> list[FoundDate]:
    part = re.sub(r"\s+", " ", (g["part"] or "").lower())
    is_end = "ei" in part or part.startswith(("tweede", "2e", "second", "late", "end", "the end"))
    is_begin = part in ("begin", "early")
    if g["pm"]:
        month = MONTHS[g["pm"].lower()]
        year = _year(g["py"]) if g["py"] else _year_of_month(month, ref)
        if is_end:
            return one(_last_of(year, month), "month", year=bool(g["py"]))
        return one(date(year, month, 10 if is_begin else 15), year=bool(g["py"]))
    if g["ponly"]:
        return one(_part_of_year(int(g["ponly"]), is_begin, is_end), "day" if not is_end else "year", year=True)
    what = re.sub(r"\s+", " ", (g["pp"] or "").lower())
    ahead = what.startswith(("volgend", "next"))
    if what.endswith(("jaar", "year")):
        return one(_part_of_year(ref.year + ahead, is_begin, is_end), "day" if not is_end else "year")
    if what.endswith("week"):
        monday = ref - timedelta(days=ref.weekday()) + timedelta(weeks=int(ahead))
        return one(monday + timedelta(days=0 if is_begin else 4 if is_end else 2))
    month = (ref.month - 1 + ahead) % 12 + 1
    year = ref.year + (ahead and ref.month == 12)
    if is_end:
        return one(_last_of(year, month), "month")
    return one(date(year, month, 10 if is_begin else 15))


def _part_of_year(year: int, is_begin: bool, is_end: bool) -> date:
    return date(year, 12, 31) if is_end else date(year, 1, 31) if is_begin else date(year, 6, 30)


def _season(one: One, g: "dict[str, str | None]", ref: date) -> list[FoundDate]:
    """A season that is named alone ("de zomer was warm") is no date: it wants a word before it, or a year."""
    if not g["sp"] and not g["sy"] and not g["sk"]:
        return []
    if g["sv"] and (g["season"] or "").lower() == "herfst":
        month = 10
        day = date(_year(g["sy"]) if g["sy"] else _year_of_month(month, ref), month, 15)
        return one(day if (g["sp"] or "").lower() not in ("na", "after", "in") else day.replace(day=31), doubt="vague")
    month = SEASON_END[(g["season"] or "").lower()]
    how = (g["sp"] or "").lower()
    if how in ("voor", "vóór", "before", "tegen", "by"):
        month = {8: 6, 11: 8, 5: 2, 2: 11}[month]
    elif how in ("na", "after"):
        month = {8: 9, 11: 12, 5: 6, 2: 3}[month]
    year = _year(g["sy"]) if g["sy"] else _year_of_month(month, ref)
    # "winter 2026" ends in February 2026; said after that, it is the one to come.
    year += month == 2 and _last_of(year, month) < ref
    return one(_last_of(year, month), "season" if not how or how == "in" else "month", year=bool(g["sy"]))


def _christmas(one: One, g: "dict[str, str | None]", ref: date) -> list[FoundDate]:
    what, after = (g["xmas"] or "").lower(), (g["xp"] or "").lower() in ("na", "after")
    if after:
        return one(date(ref.year + (ref.month == 12 or ref.month < 12), 1, 15), doubt="vague")
    if what.startswith(("kerst", "christmas")):
        return one(date(ref.year + (ref > date(ref.year, 12, 24)), 12, 24))
    return one(date(ref.year, 12, 31))
