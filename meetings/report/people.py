"""Who was there, and who is meant: persons, organisations, roles and initials."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from meetings.report.blocks import Part, clean
from meetings.report.given_names import GIVEN_NAMES
from meetings.report.names import (
    A_NAME,
    A_ROLE,
    COMMON,
    FORM_OF_ADDRESS,
    NAME_WORD,
    NOBODY,
    ORGANISATION_WORD,
    PARTICLE,
    ROLE,
)


@dataclass(frozen=True)
class Person:
    """Somebody or something that took part: kind is person, organisation or role; [start, end) in the text."""

    name: str
    kind: str
    start: int
    end: int
    doubt: str | None = None


@dataclass
class Directory:
    """Whom the report names: full names by first name and by initials, and organisations, all in small letters."""

    people: list[Person] = field(default_factory=list)
    full: dict[str, str] = field(default_factory=dict)
    organisations: set[str] = field(default_factory=set)
    # Who wrote the report, when it is a letter: "ik".
    writer: str | None = None

    def knows(self, name: str) -> bool:
        """Whether the report or the database names it, or it is a first name that many people have."""
        bare = FORM_OF_ADDRESS.sub("", name.strip())
        key = bare.lower()
        return key in self.full or key in self.organisations or (bare[:1].isupper() and key in GIVEN_NAMES)

    def full_name(self, name: str) -> str:
        """'JB', 'Jan' or 'mw. Bakker' as the attendance list has it; a name that is not there stays as it is."""
        bare = FORM_OF_ADDRESS.sub("", name.strip())
        return self.full.get(bare.lower(), bare)


def directory_of(text: str, parts: Iterable[Part], known: Collection[str]) -> Directory:
    """Everybody that the report says was there, and the ways they are named further on."""
    found = Directory(organisations={name.lower() for name in known})
    absent: list[Person] = []
    for part in parts:
        if part.kind in ("participants", "absent"):
            into = found.people if part.kind == "participants" else absent
            for item in part.items:
                entries = _row_entries(text, item.cells) if item.cells else _entries(text, item.start, item.end)
                for start, end in entries:
                    into += _parties(text, start, end, found)
    found.people += _thanked(text)
    for match in _WERE_THERE.finditer(text[:3000]):
        for start, end in _entries(text, match.start(1), match.end(1)):
            found.people += _parties(text, start, end, found)
    _index(found, [*found.people, *absent])
    for match in _CHAIR.finditer(text[:1500]):
        chairs = [one for place in _entries(text, match.start(1), match.end(1)) for one in _one(text, *place)]
        found.people += [one for one in chairs if one.kind == "person" and one.name.lower() not in found.full]
    _index(found, found.people)
    _index_named(text, found)
    if signed := _SIGNED.search(text[:800]) or _SIGNED.search(text, max(0, len(text) - 400)):
        found.writer = found.full_name(signed[1] or signed[2])
    found.people = list({one.name.lower(): one for one in reversed(found.people)}.values())[::-1]
    return found


def _index(found: Directory, people: list[Person]) -> None:
    firsts: dict[str, set[str]] = {}
    for one in people:
        if one.kind == "organisation":
            found.organisations.add(one.name.lower())
            continue
        found.full.setdefault(one.name.lower(), one.name)
        words = one.name.split()
        if one.kind == "person" and words:
            if "." not in words[0]:
                firsts.setdefault(words[0].lower(), set()).add(one.name)
            if len(words) > 1:
                family = " ".join(words[1:])
                firsts.setdefault(family.lower(), set()).add(one.name)
                letters = "".join(word[0] for word in words)
                for short in (letters, "".join(letter for letter in letters if letter.isupper())):
                    if len(short) > 1:
                        firsts.setdefault(short.lower(), set()).add(one.name)
    for short, names in firsts.items():
        if len(names) == 1:
            found.full.setdefault(short, next(iter(names)))


_IN_FULL = re.compile(rf"\b({NAME_WORD})(?:[ ]{PARTICLE}){{0,3}}[ ]{NAME_WORD}")


def _index_named(text: str, found: Directory) -> None:
    """Those who are named in full further on: after 'gespreksleider Karin Blok', Karin is known too."""
    names: dict[str, set[str]] = {}
    for match in _IN_FULL.finditer(text):
        if match[1].lower() in GIVEN_NAMES:
            names.setdefault(match[1].lower(), set()).add(clean(match[0]))
    for first, full in names.items():
        if len(full) == 1:
            (name,) = full
            found.full.setdefault(name.lower(), name)
            found.full.setdefault(first, name)


def _row_entries(text: str, cells: list[tuple[int, int]]) -> list[tuple[int, int]]:
    words = [text[start:end].lower() for start, end in cells]
    if any(word in ("naam", "name", "organisatie", "organisation") for word in words):
        return []
    return [(start, end) for start, end in cells if end > start and text[start].isupper()]


_STOP = re.compile(
    r"(?<=[a-zà-ÿ]{2})(?<!\b[Mm]w)(?<!\b[DdMmIi]r)(?<!\b[Mm]rs)(?<!\b[Dd]hr)(?<!\bdhr)(?<!mevr)(?<!\bdrs)(?<!\bing)\.\s+(?=[A-Z])"
)


# "Gemeente: Daphne Mulder": the side that somebody is of, in front of the names.
_SIDE = re.compile(r"(?!namens\b)[A-ZÀ-Þa-z][\w /&’'-]{2,40}?[ \t]?:[ \t]+(?=\S)", re.IGNORECASE)


def _entries(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """'Jan Bakker (JB), Fatma (Buurttuin); de wethouder' as the places of its three entries. Commas in brackets stay."""
    if side := _SIDE.match(text, start, end):
        start = side.end()
    entries, depth, at = [], 0, start
    separators = {",", ";", "\n", "•"}
    if re.search(r"[;\n]", text[start:end]) and text.count(";", start, end) > 1:
        separators = {";"}
    for place in range(start, end):
        letter = text[place]
        if letter in "([":
            depth += 1
        elif letter in ")]":
            depth = max(0, depth - 1)
        elif not depth and (letter in separators or (letter == "." and _STOP.match(text, place, end))):
            entries.append((at, place))
            at = place + 1
    entries.append((at, end))
    split: list[tuple[int, int]] = []
    for first, last in entries:
        at = first
        for joined in re.finditer(r"\s(?:en|and|&)\s(?=[A-ZÀ-Þ]|de |het |the |vele |anderen)", text[first:last]):
            until = first + joined.start()
            if text.count("(", at, until) == text.count(")", at, until):
                split.append((at, until))
                at = first + joined.end()
        split.append((at, last))
    return [pair for pair in (_strip(text, *pair) for pair in split) if pair[1] > pair[0]]


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in " \t\n\r\u00a0.,;:–-*•":
        start += 1
    while end > start and text[end - 1] in " \t\n\r\u00a0.,;:–-*":
        end -= 1
    return start, end


_BRACKETS = re.compile(r"\(([^()]{1,80})\)|\[([^\[\]]{1,80})\]")


def _parties(text: str, start: int, end: int, found: Directory) -> list[Person]:
    """The parties of one entry: a person, with the organisation or the initials between brackets."""
    entry = text[start:end]
    if NOBODY.match(entry):
        return []
    if said := re.match(
        r"(?i)(?:te )?(?:gast(?:en)?|voorzitter|notulist\w*|verslag|guests?|chair)\s*:\s*(?=\S)", entry
    ):
        start, entry = start + said.end(), entry[said.end() :]
    if not _BRACKETS.search(entry) and (
        of := re.fullmatch(
            rf"({NAME_WORD} van (?:de |der |den )?{NAME_WORD}) van (?:de |het )?({NAME_WORD}(?: {NAME_WORD})*)", entry
        )
    ):
        return [
            Person(clean(of[1]), "person", start, start + of.end(1)),
            Person(clean(of[2]), "organisation", start + of.start(2), start + of.end(2)),
        ]
    lead = re.match(
        r"(?i)(?:namens (?:de |het )?|en |and |voor |van |waaronder |onder wie |o\.a\. |including |met |with )", entry
    )
    if lead:
        start, entry = start + lead.end(), entry[lead.end() :]
        if lead[0].lower().startswith("namens"):
            name_after = re.match(r"([^:]{2,60}):\s+", entry)
            if name_after:
                org = Person(clean(name_after[1]), "organisation", start, start + name_after.end(1))
                side = [] if NOBODY.match(org.name) else [org]
                return [*side, *_parties(text, start + name_after.end(), end, found)]
            return [Person(clean(entry), "organisation", start, end)] if not NOBODY.match(entry) else []
    parties: list[Person] = []
    brackets = _BRACKETS.search(entry)
    head = entry[: brackets.start()] if brackets else entry
    dash = re.search(r"\s[–-]\s|\svan (?=de |het |[A-Z])|,\s", head) if not brackets else None
    if dash and not A_ROLE.match(entry) and re.search(rf"(?i){ORGANISATION_WORD.pattern}", head[dash.end() :] or ""):
        first = _strip(text, start, start + dash.start())
        second = _strip(text, start + dash.end(), start + len(head))
        return [*_one(text, *first), Person(clean(text[slice(*second)]), "organisation", *second)]
    if dash and " van " not in dash[0]:
        head = head[: dash.start()]
    parties += _one(text, *_strip(text, start, start + len(head)))
    if brackets and parties:
        inner = (brackets[1] or brackets[2] or "").strip()
        at = start + brackets.start() + 1 + (brackets[1] or brackets[2]).index(inner) if inner else start
        parties += _bracketed(text, inner, at, parties[0], found)
    return parties


def _bracketed(text: str, inner: str, at: int, person: Person, found: Directory) -> list[Person]:
    """What stands between brackets after a name: initials, a role, or an organisation."""
    pieces = [piece.strip() for piece in re.split(r"[,;/]", inner) if piece.strip()]
    made = []
    for piece in pieces:
        place = at + inner.index(piece)
        lead = re.match(r"(?i)(?:namens|van|vanuit|from|for)\s+(?:de |het |the )?(?=\S)", piece)
        if lead:
            piece, place = piece[lead.end() :], place + lead.end()
        if re.fullmatch(r"[A-Za-z]{1,4}\.?", piece) and _fits_initials(piece.rstrip("."), person.name):
            found.full[piece.rstrip(".").lower()] = person.name
        elif (
            A_ROLE.fullmatch(piece)
            or NOBODY.match(piece)
            or (A_ROLE.match(piece) and not ORGANISATION_WORD.search(piece))
        ):
            continue
        elif (role := A_ROLE.match(piece)) and ORGANISATION_WORD.search(piece, role.end()):
            rest = re.sub(r"(?i)^(?:bij|van|at|of|de|het|the)\s+", "", piece[role.end() :].strip(" ,-"))
            at_rest = place + piece.index(rest, role.end())
            made.append(Person(clean(rest), "organisation", at_rest, at_rest + len(rest)))
        elif piece[0].isupper() or piece.lower().startswith(("gemeente", "politie", "municipality", "de ", "het ")):
            made.append(Person(clean(piece), "organisation", place, place + len(piece)))
    return made if person.kind == "person" else []


def _fits_initials(short: str, name: str) -> bool:
    letters = [word[0].lower() for word in re.split(r"[ .-]+", name) if word]
    wanted = iter(letters)
    return short.isupper() and len(short) < 5 and all(letter in wanted for letter in short.lower())


def _one(text: str, start: int, end: int) -> list[Person]:
    entry = text[start:end]
    title = FORM_OF_ADDRESS.match(entry)
    if title:
        start, entry = start + title.end(), entry[title.end() :]
    if len(entry) < 2 or len(entry) > 90 or NOBODY.match(entry):
        return []
    if ORGANISATION_WORD.search(entry) and not A_ROLE.match(entry):
        return [Person(clean(entry), "organisation", start, end)]
    role = A_ROLE.match(re.sub(r"(?i)^(?:de|het|een|the) ", "", entry))
    if role:
        rest = re.sub(r"(?i)^(?:de|het|een|the) ", "", entry)[role.end() :].strip()
        if rest and A_NAME.fullmatch(rest) and len(rest.split()) > 1:
            at = start + entry.index(rest)
            return [Person(rest, "person", at, at + len(rest))]
        return [Person(clean(entry), "role", start, end)]
    name = A_NAME.match(entry)
    if not name:
        # In notes without capitals a bare word is a first name.
        plain = re.fullmatch(r"[a-zà-ÿ]{3,14}", entry)
        return [Person(entry, "person", start, end, "name without a capital")] if plain and entry not in COMMON else []
    if name.end() == len(entry):
        if entry.lower() in COMMON:
            return []
        kind = "organisation" if re.fullmatch(r"[A-Z0-9]{2,12}", entry) else "person"
        return [Person(clean(entry), kind, start, end)]
    rest = entry[name.end() :].strip(" ,")
    if re.match(rf"(?i)(?:{ROLE}|van|namens|vanuit|from|of|,)", rest):
        return [Person(clean(name[0]), "person", start, start + name.end())]
    return (
        [Person(clean(entry), "organisation", start, end, "person or organisation?")] if len(entry.split()) < 7 else []
    )


_WERE_THERE = re.compile(
    r"(?i)\b(?:erbij waren|aanwezig (?:waren|zijn)|waren aanwezig|present were|participants were)\s*:?\s+([^.:\n]{3,500})"
)
_SIGNED = re.compile(
    rf"(?:^|\n)(?:[Vv]an|[Ff]rom|[Aa]fzender)[ \t]*:[ \t]*({A_NAME.pattern})[ \t]*(?=[\r\n<(,])"
    rf"|\b(?:[Gg]roet(?:en|jes)?|[Mm]\.?v\.?g|[Rr]egards|[Ll]iefs|wishes)\b[^\n]{{0,20}}\n\s*({A_NAME.pattern})[ \t]*(?=\r|\n|$)"
)
_CHAIR = re.compile(
    r"(?im)^\W{0,3}(?:dag|gespreks)?(?:voorzitter|leider|notulist(?:e)?|chair)\*{0,2}[ \t]{0,8}:\*{0,2}[ \t]*([^\n\r]{3,80}?)[ \t\r]*$"
)
_THANKS = re.compile(r"(?i)\b(?:met dank aan|dank aan|with thanks to|thanks to)\s+([^.\n]{3,600})")


def _thanked(text: str) -> list[Person]:
    """'Met dank aan A, B en C': those who took part, in a report without a list."""
    found: list[Person] = []
    for match in _THANKS.finditer(text):
        entries = _entries(text, match.start(1), match.end(1))
        persons = [one for place in entries for one in _one(text, *place) if one.kind == "person" and " " in one.name]
        if len(persons) > 1:
            found += persons
    return found
