"""Who does it: the owners named in a sentence or a cell."""

import re

from meetings.report.blocks import clean
from meetings.report.given_names import GIVEN_NAMES
from meetings.report.names import COMMON, FORM_OF_ADDRESS, FULL_NAME, INITIALS, NAME_WORD, ORGANISATION_WORD, ROLE
from meetings.report.people import Directory

_PARTY = rf"(?:(?:[Dd]e |[Hh]et |[Oo]nze |[Tt]he |[Oo]ur )?{ROLE}(?: (?:van (?:de |het )?)?{FULL_NAME})?|{FULL_NAME}|{INITIALS})"
# "wij", "iedereen": everybody, or those who are there.
EVERYBODY = re.compile(
    r"(?i)^(?:allen|alle|iedereen|wij|we|allemaal|all|everyone|everybody|us|alle aanwezigen|alle deelnemers)$"
)
IS_GROUP = re.compile(
    r"(?i)^(?:(?:de|het|onze|the|our|een|a) )?(?:[\w-]{0,20})?(?:gemeente|gemeenteraad|college|werkgroep|kerngroep|bewonersgroep|wijkbureau|wijkraad|buurtteam"
    r"|stadsdeel|redactie|bestuur|organisatie|stichting|vereniging|netwerk|politie|woningcorporatie|corporatie|projectgroep|municipality|council|network"
    r"|(?:project|ontwerp|wijk|kern|gebieds)team|(?:jongeren|welzijns|buurt|opbouw|maatschappelijk )werk|aannemer|vervoerder|griffie|(?:bewoners|huurders|buurt|wijk)(?:commissie|platform|comit[ée])|bibliotheek|buurthuis|working group|board|housing association|police)\b"
)
_AND = re.compile(r"\s*(?:,|;|/|&|\+|\ben\b|\band\b|\bmet\b|\bi\.s\.m\.|\bwith\b|\bsamen met\b)\s*")
_LEAD_ROLE = re.compile(rf"(?i)^(?:de |het |onze |the |our )?{ROLE}\b")
# What may stand behind a role: "van de wijk", "Maarten Bos", "groen".
_AFTER_ROLE = re.compile(
    rf"(?: (?:sociaal|wonen|groen|zorg|jeugd|verkeer|ruimte|cultuur|participatie))?(?:,? {FULL_NAME})?(?: \([^()]{{2,40}}\))?"
    r"(?: (?:van|voor|uit|bij|of|for|from|in)(?: (?:de|het|the))?(?: [\w’'-]{2,30}){1,3})?"
)
_FULL = re.compile(FULL_NAME)


def owners_in(cell: str, people: Directory) -> list[str]:
    """The parties in a cell or a list of names: 'Jan en Fatma' as ['Jan Bakker', 'Fatma El Idrissi']."""
    text = clean(cell).strip(" .:–-()[]*")
    text = re.sub(r"(?i)^(?:door|wie|actie|by|eigenaar|trekker)\s*:?\s+", "", text)
    if not text or text in {"?", "n.t.b.", "ntb", "nnb", "n.n.b.", "tbd", "nader te bepalen", "-"}:
        return []
    if text.lower() in people.organisations or text.lower() in people.full:
        return [people.full_name(text)]
    found = []
    for piece in _AND.split(text):
        name = FORM_OF_ADDRESS.sub("", piece.strip(" .()*"), count=1)
        if name and not re.fullmatch(r"(?i)e\.?a\.?|anderen|others|\d+", name):
            found.append(people.full_name(name))
    return list(dict.fromkeys(found))


def is_party(words: str, people: Directory, *, strict: bool) -> bool:
    """Whether `words` name somebody who can do something: a person, a role, an organisation.

    With `strict` a single capitalised word that the report does not introduce is not enough.
    """
    text = FORM_OF_ADDRESS.sub("", words.strip(" ,.:*"), count=1)
    if not text or len(text) > 90:
        return False
    bare = re.sub(r"(?i)^(?:de|het|the|onze|our) ", "", text)
    if people.knows(text) or people.knows(bare):
        return True
    if role := _LEAD_ROLE.match(text):
        return _AFTER_ROLE.fullmatch(text, role.end()) is not None
    if IS_GROUP.match(text) and len(text.split()) < 7:
        return True
    name = _FULL.fullmatch(bare)
    if name and text == bare:
        first = bare.split()[0]
        if first.lower() in COMMON:
            return False
        if " " in bare or bare.lower() in GIVEN_NAMES:
            return True
        return not strict and not (first.lower().endswith(("en", "ingen", "heid", "ing", "s")) and len(first) > 5)
    if name and text[:3] in ("De ", "Het") and bare.split()[0].lower() not in COMMON and not _LEAD_ROLE.match(text):
        # A noun has no capital: "De Fietskeuken" is what it is called.
        return not re.search(r"(?:straat|laan|weg|plein|park|kade|gracht|dijk|buurt|wijk)$", bare)
    if not strict and re.fullmatch(rf"{NAME_WORD}(?: {NAME_WORD}){{1,3}}(?: [a-z]{{3,12}}){{1,2}}", bare):
        return bare.split()[0].lower() not in COMMON
    if re.fullmatch(INITIALS, text):
        return not strict and text not in {"DE", "HET", "EN", "OK", "PS", "NB", "TV", "ICT"}
    return bool(
        ORGANISATION_WORD.search(text)
        and text[0].isupper()
        and len(text.split()) < 6
        and text.split()[0].lower() not in COMMON - {"de", "het", "the"}
    )


def subject_parties(subject: str, people: Directory, *, strict: bool) -> list[str]:
    """The parties of a subject 'Jan en de wethouder'; empty when one of them is nobody in particular."""
    text = FORM_OF_ADDRESS.sub("", clean(subject).strip(" ,.:"), count=1)
    pieces = re.split(r"\s(?:en|and|&|\+)\s|/", text)
    is_several = len(pieces) > 1 and not people.knows(text)
    if is_several and all(is_party(piece, people, strict=False) for piece in pieces):
        return [people.full_name(piece.strip()) for piece in pieces]
    if is_party(text, people, strict=strict):
        return [
            people.full_name(re.sub(r"^(?:Het|De|The) (?=[A-Z])", "", text) if not _LEAD_ROLE.match(text) else text)
        ]
    pieces = [
        piece.strip()
        for piece in re.split(r"\s*(?:,|&|\+|/|\ben\b|\band\b|\bsamen met\b|\bmet\b|\bwith\b)\s*", text)
        if piece.strip()
    ]
    if len(pieces) > 1 and all(
        is_party(piece, people, strict=strict) or is_party(piece, people, strict=False) for piece in pieces
    ):
        return [people.full_name(piece) for piece in pieces]
    return []


def companions(rest: str, people: Directory) -> list[str]:
    """Those after 'gaat met' or 'samen met': 'gaat met gemeente, Aleato en Oranjefonds aan de slag'."""
    match = re.match(
        rf"\s*(?:samen |together )?(?:met|with) ((?:[Dd]e |[Hh]et |the )?(?:{FULL_NAME}|{ROLE}|gemeente|bewoners)"
        rf"(?:(?:, | en | and )(?:de |het |the )?(?:{FULL_NAME}|{ROLE}|gemeente|bewoners)){{0,6}})\b",
        rest,
    )
    if not match:
        return []
    return [people.full_name(piece) for piece in re.split(r", | en | and ", match[1]) if piece]
