"""Which lines of a report are headings."""

import re

from meetings.report.headings import bare, kind_of
from meetings.report.lines import BULLET, LABEL, NUMBERED, Line, is_inline


def numbered_label(line: Line) -> tuple[int, int, int] | None:
    """Where the label of '7. Rondvraag: geen vragen' stands, and where its text begins."""
    number = re.match(r"(?:[1-9]|1\d)[.)]?[ \t\u00a0]{1,8}", line.text)
    label = LABEL.match(line.text[number.end() :]) if number else None
    if not number or not label or len(label[1].split()) > 4 or kind_of(label[1]) not in _NUMBERED_KINDS:
        return None
    start = line.start + number.end() + label.start(1)
    return start, start + len(label[1]), line.start + number.end() + label.end()


_NUMBERED_KINDS = ("followups", "other", "participants", "absent")


def heading_of(
    line: Line, previous: "Line | None", following: "Line | None", below: str, is_first: bool
) -> tuple[int, int] | None:
    """The place of the words when `line` is a heading. It stands below a heading of the kind `below`; `is_first` there."""
    text = line.text
    if len(text) > 100 or not any(letter.isalpha() for letter in text):
        return None
    words = bare(text)
    if re.match(r"(?i)(?:share|deel|tweet|print)\b.{0,12}$", text):
        return None
    label = LABEL.match(text)
    if not words or (label and (is_inline(label[1], line.start) or kind_of(label[1]))):
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
    if BULLET.match(text):
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
    if below == "own_agenda" and not line.blank_before and NUMBERED.match(text):
        return None
    if re.match(
        r"(?i)(?:voorzitter|notulist\w*|notulen|verslag|verslaglegging|secretaris|chair|minutes by)\s*:\s*\S", text
    ):
        return None
    if NUMBERED.match(text) or re.match(r"(?i)(?:agendapunt|ad|punt)[ ]\d", text):
        return place if _is_numbered_heading(line, words, kind, following) else None
    if (
        text.endswith(":")
        and count < 7
        and (kind or (following and BULLET.match(following.text) and line.blank_before))
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
    is_name = below in ("participants", "absent") and is_first
    if alone and following and not is_name and not _says_something(words):
        has_text = len(following.text) > len(words) + 8 or BULLET.match(following.text) or following.text.count("\t")
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


def _is_numbered_heading(line: Line, words: str, kind: str, following: "Line | None") -> bool:
    if len(words) > 80 or words[-1] in ".;,!" or _says_something(words):
        return False
    if kind and len(words.split()) < 8:
        return True
    if len(words.split()) > 8 or ":" in words:
        return False
    # A numbered line with text below it is a heading; one of a row of numbered lines is an item of a list.
    return (
        following is not None
        and not NUMBERED.match(following.text)
        and (
            following.blank_before
            or len(following.text) > 50
            or line.text[-1] == ";"
            or (len(words.split()) < 4 and following.text[0].isupper() and following.text[-1] == ".")
            or BULLET.match(following.text) is not None
        )
    )
