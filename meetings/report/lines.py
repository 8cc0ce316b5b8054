"""The lines of a report, and the marks with which they begin."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
SPACE = " \t\u00a0\u200b\ufeff\u2007\u202f\x00"
BULLET = re.compile(r"(?:[-*•–—○●▪◦‣·►→☐☑□■✓✔]|\[[ xX✓]?\]|o(?=[ \t\u00a0]{1,4}[A-Z]))[ \t\u00a0]{1,8}")
NUMBERED = re.compile(r"(?:\(?\d{1,2}(?:\.\d{1,2}){0,2}[.)]|\d{1,2}(?:\.\d{1,2}){1,2}|\(?[a-hA-H][.)])[ \t\u00a0]{1,8}")
RULE = re.compile(r"[=\-_*~]{3,}$")
TABLE_RULE = re.compile(r"^[\s|:+-]{3,}$")
LABEL = re.compile(r"^\*{0,2}([A-Za-z][A-Za-zÀ-ÿ/ ().'’-]{1,44}?)\*{0,2}[ \t\u00a0]{0,8}:\*{0,2}[ \t\u00a0]*(?=\S)")
# Labels that are headings with their text on the same line.
INLINE = re.compile(
    r"(?i)^(?:aanwezig\w*(?: (?:namens )?(?:de |het )?[a-z]{3,20}){0,2}|gasten?|deelnemers|present|attend(?:ees|ing|ance)|participants|afwezig\w*|afgemeld\w*|afmeldingen|verhinderd|apologies|absent"
    r"|(?:afwezig )?met kennisgeving(?: afwezig)?|afwezig met kennisgeving|erbij|waren erbij|waren er|er waren|aanwezig namens .{1,20}|in attendance|(?:datum )?(?:de )?volgende? \w+|volgende vergadering|next meeting|vervolg"
    r"|save the date|next|m\.?k\.?)$"
)


@dataclass
class Line:
    start: int
    end: int
    indent: int
    text: str
    blank_before: bool


def lines_of(text: str) -> Iterator[Line]:
    last_end = 0
    for match in LINE.finditer(text):
        raw = match[0]
        stripped = raw.strip(SPACE)
        if not stripped:
            continue
        lead = len(raw) - len(raw.lstrip(SPACE))
        start = match.start() + lead
        between = text[last_end : match.start()]
        breaks = between.replace("\r\n", "\n")
        blank = last_end == 0 or breaks.count("\n") + breaks.count("\r") + breaks.count("\x0c") > 1
        yield Line(start, start + len(stripped), lead, stripped, blank)
        last_end = start + len(stripped)


def is_inline(label: str, start: int) -> bool:
    """Whether a label opens a part of its own; "Wie:" only in the head of a report, further on it is an owner."""
    words = label.strip()
    return INLINE.match(words) is not None or (start < 500 and words.lower() in ("wie", "who"))
