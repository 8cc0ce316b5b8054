"""Who was there, and who is meant: persons, organisations, roles and initials."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from meetings.report.blocks import Part, clean

NAME_WORD = r"[A-ZÀ-ÞŞĞİ][\w’'-]{1,24}"
PARTICLE = r"(?:van|de|der|den|ten|ter|te|het|'t|el|al|von|bin|ben|la|le|op|in)"
INITIALS = r"[A-Z]{2,4}"
FULL_NAME = (
    rf"(?:(?:[A-Z]\.){{1,4}}[ ]?(?:{PARTICLE}[ ]){{0,3}})?{NAME_WORD}(?:(?:[ ]{PARTICLE}){{0,3}}[ ]{NAME_WORD}){{0,4}}"
)
ROLE = (
    r"(?:wethouders?|burgemeester|locoburgemeester|raadslid|raadsleden|fractie\w*|griffier?|ambtena\w+|voorzitter|vice-?voorzitter|secretaris"
    r"|notulist\w*|penningmeester|gebieds\w+|wijk(?:manager|regisseur|agent\w*|verpleegkundige|wethouder|co[öo]rdinator|beheerder|adviseur|verbinder)"
    r"|buurt(?:manager|verbinder|agent|co[öo]rdinator|sportcoach|moeder\w*|vader\w*)|opbouwwerker\w*|sociaal (?:werker|makelaar)\w*|jongerenwerker\w*"
    r"|projectleider\w*|project(?:manager|team|groep)|programma(?:manager|leider)\w*|beleids\w+|directeur\w*|bestuur\w*|co[öo]rdinator\w*|begeleid\w+"
    r"|huisarts\w*|docent\w*|gespreksleider\w*|dagvoorzitter|werkgroep\w*|kerngroep|kernteam|redactie|college|gemeenteraad|raad|beheerder\w*|adviseur\w*"
    r"|accountmanager|woonconsulent\w*|initiatiefnemer\w*|penvoerder|alderman|councillors?|mayor|officials?|(?:district|neighbourhood|area|project) manager"
    r"|chair(?:man|woman|person)?|secretary|treasurer|minute taker|working group|youth worker|community worker|council|clerk)"
)
ORGANISATION_WORD = re.compile(
    r"\b(?:stichting|vereniging|gemeente\w*|provincie|buurt(?:huis|huiskamer|team|tuin|centrum|platform|comit[ée]|netwerk|hub|bedrijf|moestuin|vereniging|raad)"
    r"|wijk(?:raad|bureau|platform|huis|team|centrum|co[öo]peratie|tuin|bedrijf)|bewoners(?:groep|platform|vereniging|commissie|raad|netwerk|comit[ée])"
    r"|huurders\w+|netwerk|platform|co[öo]peratie|collectief|woning(?:bouw\w*|corporatie|stichting)|corporatie|politie|ggd|school|bibliotheek|fonds\w*"
    r"|huiskamer|speeltuin|moestuin|kerk|moskee|museum|universiteit|hogeschool|ondernemers\w+|winkeliers\w+|initiatief|partij|groenlinks|vvd|d66|cda|pvda"
    r"|foundation|association|neighbourhood|municipality|collective|cooperative|network|community|school|library|police|housing|centre|caf[ée]|repair"
    r"|team|groep|comit[ée]|b\.?v\.?|makers|hub|atelier|tuin|garden)\b",
    re.IGNORECASE,
)
_SKIP = re.compile(
    r"(?i)^(?:\d|ca\.|circa|ongeveer|en (?:vele )?anderen|vele anderen|e\.a|diverse|overige|enkele|alle|iedereen|geen|niemand|zie|volgens|many others|others|about|some|several"
    r"|bewoners?|buurtbewoners?|belangstellenden|publiek|residents|neighbours|etc|totaal|notulen)\b"
)
_TITLE = re.compile(r"(?i)^(?:mw|mevr|mevrouw|dhr|de heer|meneer|mr|mrs|ms|dr|drs|ir|ing|prof)\.?\s+")
_FULL = re.compile(FULL_NAME)
_ROLE = re.compile(rf"(?i)\b{ROLE}\b")
# Words that begin a sentence with a capital and are nobody's name.
COMMON = frozenset(
    [
        "de",
        "het",
        "een",
        "er",
        "dit",
        "dat",
        "deze",
        "die",
        "we",
        "wij",
        "ik",
        "jij",
        "je",
        "hij",
        "zij",
        "ze",
        "u",
        "men",
        "iedereen",
        "iemand",
        "niemand",
        "niets",
        "alles",
        "alle",
        "allen",
        "veel",
        "vele",
        "sommige",
        "enkele",
        "andere",
        "anderen",
        "ook",
        "maar",
        "want",
        "dus",
        "als",
        "wanneer",
        "toen",
        "daarna",
        "daarnaast",
        "daarom",
        "verder",
        "bovendien",
        "tevens",
        "tot",
        "op",
        "in",
        "om",
        "bij",
        "voor",
        "na",
        "met",
        "zonder",
        "over",
        "onder",
        "tussen",
        "vanaf",
        "vanuit",
        "tijdens",
        "sinds",
        "volgens",
        "namens",
        "afgesproken",
        "besloten",
        "actie",
        "acties",
        "afspraak",
        "afspraken",
        "bewoners",
        "bewoner",
        "buurtbewoners",
        "buurt",
        "wijk",
        "stad",
        "initiatief",
        "initiatieven",
        "jongeren",
        "ouderen",
        "kinderen",
        "ouders",
        "mensen",
        "vrijwilligers",
        "deelnemers",
        "aanwezigen",
        "gemeente",
        "vraag",
        "vragen",
        "antwoord",
        "voorstel",
        "idee",
        "hoe",
        "wat",
        "wie",
        "waar",
        "waarom",
        "welke",
        "wel",
        "niet",
        "nu",
        "straks",
        "vandaag",
        "morgen",
        "volgende",
        "komende",
        "ten",
        "ter",
        "zo",
        "zodra",
        "omdat",
        "hier",
        "daar",
        "elk",
        "elke",
        "ieder",
        "iedere",
        "eerst",
        "tot",
        "slot",
        "kortom",
        "zie",
        "the",
        "a",
        "an",
        "this",
        "that",
        "these",
        "there",
        "we",
        "they",
        "he",
        "she",
        "it",
        "you",
        "i",
        "and",
        "but",
        "so",
        "when",
        "if",
        "at",
        "on",
        "in",
        "for",
        "after",
        "before",
        "by",
        "to",
        "from",
        "with",
        "during",
        "next",
        "residents",
        "everyone",
        "nobody",
        "some",
        "many",
        "all",
        "others",
        "action",
        "actions",
        "agreed",
        "decided",
        "maandag",
        "dinsdag",
        "woensdag",
        "donderdag",
        "vrijdag",
        "zaterdag",
        "zondag",
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
        "verslag",
        "notulen",
        "agenda",
        "datum",
        "tijd",
        "plaats",
        "locatie",
        "onderwerp",
        "rondvraag",
        "sluiting",
        "opening",
        "mededelingen",
        "hij",
        "zijn",
        "haar",
        "hun",
        "onze",
        "ons",
        "er's",
        "graag",
        "misschien",
        "mogelijk",
        "eventueel",
        "inmiddels",
        "momenteel",
        "helaas",
        "gelukkig",
        "afgelopen",
        "vorige",
        "vorig",
        "laatste",
        "eind",
        "begin",
        "per",
        "uiterlijk",
        "medio",
        "half",
        "hierover",
        "hiervoor",
        "hierbij",
        "hiermee",
        "daarvoor",
        "daarover",
        "samen",
        "beide",
        "overigens",
        "wijkbewoners",
        "huurders",
        "leden",
        "buren",
        "ondernemers",
        "scholen",
        "partijen",
        "organisaties",
        "flyer",
        "flyers",
        "poster",
        "posters",
        "brief",
        "mail",
        "stand",
        "punt",
    ]
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

    def knows(self, name: str) -> bool:
        key = name.strip().lower()
        return key in self.full or key in self.organisations

    def full_name(self, name: str) -> str:
        """'JB' or 'Jan' as the attendance list has it; a name that is not there stays as it is."""
        return self.full.get(name.strip().lower(), name.strip())


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
    _index(found, [*found.people, *absent])
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
            firsts.setdefault(words[0].lower(), set()).add(one.name)
            if len(words) > 1:
                letters = "".join(word[0] for word in words)
                for short in (letters, "".join(letter for letter in letters if letter.isupper())):
                    if len(short) > 1:
                        firsts.setdefault(short.lower(), set()).add(one.name)
    for short, names in firsts.items():
        if len(names) == 1:
            found.full.setdefault(short, next(iter(names)))


def _row_entries(text: str, cells: list[tuple[int, int]]) -> list[tuple[int, int]]:
    words = [text[start:end].lower() for start, end in cells]
    if any(word in ("naam", "name", "organisatie", "organisation") for word in words):
        return []
    return [(start, end) for start, end in cells if end > start and text[start].isupper()]


def _entries(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """'Jan Bakker (JB), Fatma (Buurttuin); de wethouder' as the places of its three entries. Commas in brackets stay."""
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
        elif letter in separators and not depth:
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
    if _SKIP.match(entry):
        return []
    lead = re.match(r"(?i)(?:namens (?:de |het )?|en |and |voor |van )", entry)
    if lead:
        start, entry = start + lead.end(), entry[lead.end() :]
        if lead[0].lower().startswith("namens"):
            name_after = re.match(r"([^:]{2,60}):\s+", entry)
            if name_after:
                org = Person(clean(name_after[1]), "organisation", start, start + name_after.end(1))
                return [org, *_parties(text, start + name_after.end(), end, found)]
            return [Person(clean(entry), "organisation", start, end)]
    parties: list[Person] = []
    brackets = _BRACKETS.search(entry)
    head = entry[: brackets.start()] if brackets else entry
    dash = re.search(r"\s[–-]\s|\svan (?=de |het |[A-Z])|,\s", head) if not brackets else None
    if dash and not _ROLE.match(entry) and re.search(rf"(?i){ORGANISATION_WORD.pattern}", head[dash.end() :] or ""):
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
        if re.fullmatch(r"[A-Za-z]{1,4}\.?", piece) and _fits_initials(piece.rstrip("."), person.name):
            found.full[piece.rstrip(".").lower()] = person.name
        elif (
            _ROLE.fullmatch(piece) or _SKIP.match(piece) or (_ROLE.match(piece) and not ORGANISATION_WORD.search(piece))
        ):
            continue
        elif piece[0].isupper() or piece.lower().startswith(("gemeente", "politie", "de ", "het ")):
            name = re.sub(r"^(?:namens|van|vanuit)\s+", "", piece)
            made.append(Person(clean(name), "organisation", place, place + len(piece)))
    return made if person.kind == "person" else []


def _fits_initials(short: str, name: str) -> bool:
    letters = [word[0].lower() for word in re.split(r"[ .-]+", name) if word]
    wanted = iter(letters)
    return short.isupper() and len(short) < 5 and all(letter in wanted for letter in short.lower())


def _one(text: str, start: int, end: int) -> list[Person]:
    entry = text[start:end]
    title = _TITLE.match(entry)
    if title:
        start, entry = start + title.end(), entry[title.end() :]
    if len(entry) < 2 or len(entry) > 90 or _SKIP.match(entry):
        return []
    if ORGANISATION_WORD.search(entry) and not _ROLE.match(entry):
        return [Person(clean(entry), "organisation", start, end)]
    role = _ROLE.match(re.sub(r"(?i)^(?:de|het|een|the) ", "", entry))
    if role:
        rest = re.sub(r"(?i)^(?:de|het|een|the) ", "", entry)[role.end() :].strip()
        if rest and _FULL.fullmatch(rest) and len(rest.split()) > 1:
            at = start + entry.index(rest)
            return [Person(rest, "person", at, at + len(rest))]
        return [Person(clean(entry), "role", start, end)]
    name = _FULL.match(entry)
    if not name:
        return []
    if name.end() == len(entry):
        if entry.lower() in COMMON:
            return []
        kind = "organisation" if re.fullmatch(r"[A-Z0-9]{3,12}", entry) else "person"
        return [Person(clean(entry), kind, start, end)]
    rest = entry[name.end() :].strip(" ,")
    if re.match(rf"(?i)(?:{ROLE}|van|namens|vanuit|from|of|,)", rest):
        return [Person(clean(name[0]), "person", start, start + name.end())]
    return (
        [Person(clean(entry), "organisation", start, end, "person or organisation?")] if len(entry.split()) < 7 else []
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


def is_role(words: str) -> bool:
    return _ROLE.search(words) is not None
