"""What was said, what is put on the shared agenda, and what was decided."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from meetings.report.blocks import Item, Part, clean, sentences_of
from meetings.report.names import FULL_NAME, ROLE


@dataclass(frozen=True)
class Quote:
    """A voice; [start, end) is what was said, without the marks around it."""

    text: str
    speaker: str | None
    section: str | None
    start: int
    end: int
    doubt: str | None = None


@dataclass(frozen=True)
class Statement:
    """A shared-agenda item or a decision."""

    text: str
    start: int
    end: int
    doubt: str | None = None


_QUOTED = re.compile(
    r"“([^“”]{12,900})”|„([^„”“]{12,900})[”“]|«([^«»]{12,900})»|\"([^\"\n]{12,900})\"|(?<![\w])[‘']([^‘’'\n]{14,600}(?:[’'](?=\w)[^‘’'\n]{0,200}){0,4})[’'](?!\w)"
)
_TITLE_BEFORE = re.compile(
    r"(?i)\b(?:genaamd|getiteld|titel|thema|project|motto|heet|heten|onder de naam|initiatief|programma|called|titled|named|boek|film|motie|nota|notitie|begrip|woord|term)\s*:?\s*$"
)
_SPEAKER_BEFORE = re.compile(
    rf"(?:^|[.;\n(]\s*|\b)((?:[Ee]en |[Dd]e |[Aa] |[Tt]he )?(?:[Bb]ewon(?:er|ers)|[Bb]ewoonster|[Bb]uurtbewoner|[Bb]uurvrouw|[Bb]uurman|[Rr]esident|[Mm]oeder|[Vv]ader|[Vv]rijwilliger|[Jj]ongere|{ROLE}|{FULL_NAME})(?:\s(?:uit|van|in|from)\s(?:de |het )?{FULL_NAME})?)\s*(?:\([^()]{{2,40}}\))?\s*(?:zegt|zei|vertelt|vertelde|vindt|verwoordde|zegt dan|said|says|merkt op)?[^“\"'‘:]{{0,30}}?(?::|,)?\s*$"
)
_SPEAKER_AFTER = re.compile(
    rf"^\s*[,(–—-]{{0,2}}\s*(?:(?:zegt|zei|aldus|vertelt|vertelde|verzucht|said|says|according to)\s+)?((?:een |de |a |the )?(?:bewoners?|bewoonster|buurtbewoner|buurvrouw|resident|moeder|vader|vrijwilliger|jongere|{ROLE}|{FULL_NAME})(?:\s(?:uit|van|in|from)\s(?:de |het )?{FULL_NAME})?)"
)
_DECIDED = re.compile(
    r"(?i)^(?:er (?:is|wordt) )?besloten (?:is|wordt|werd)?\b|(?:^|[:.]\s)(?:besluit|besloten|decision|decided)\s*(?:\d{1,2})?\s*:\s*(?P<after>\S)|\b(?:is|wordt|werd|hebben we|we hebben|the meeting|we|er is|er wordt) (?:unaniem |met algemene stemmen |unanimously )?(?:besloten|vastgesteld dat|decided|resolved)\b|\bde vergadering (?:besluit|stemt in|gaat akkoord|keurt)\b|\b(?:gaan|gaat|gingen|ging|is|zijn) (?:unaniem )?akkoord met\b|\b(?:it was|has been|was) (?:decided|resolved)\b|\bbesluit(?:en)? (?:om|dat|we|een|de|het)\b|\bwe besluiten\b"
)


def voices_of(text: str, parts: list[Part]) -> list[Quote]:
    """Everything between quotation marks that somebody said, and the items below a heading for voices."""
    found: list[Quote] = []
    for part in parts:
        if part.kind in ("participants", "absent", "own_agenda"):
            continue
        section = part.heading or None
        for item in part.items:
            quotes = list(_quotes(text, item, section))
            found += quotes
            if (
                part.kind == "voices"
                and not quotes
                and (item.kind == "bullet" or len(text[item.start : item.end].split()) > 3)
            ):
                voice = _listed(text, item, section)
                if voice:
                    found.append(voice)
    return found


def _quotes(text: str, item: Item, section: str | None) -> Iterator[Quote]:
    for match in _QUOTED.finditer(text, item.start, item.end):
        group = next(number for number in range(1, 6) if match[number] is not None)
        said = match[group]
        if len(said.split()) < 4 or _TITLE_BEFORE.search(text[max(0, match.start() - 40) : match.start()]):
            continue
        ends = said.rstrip()[-1:] in ".!?…" or text[match.end() : match.end() + 1] in ".,!?" or said[0].isupper()
        if not ends or not (said[0].isupper() or said[0] in "…'‘"):
            continue
        before = _SPEAKER_BEFORE.search(text[max(item.start, match.start() - 110) : match.start()])
        after = _SPEAKER_AFTER.match(text[match.end() : min(item.end, match.end() + 90)])
        speaker = clean(before[1]) if before else clean(after[1]) if after else None
        yield Quote(clean(said), speaker, section, match.start(group), match.end(group))


def _listed(text: str, item: Item, section: str | None) -> Quote | None:
    words = text[item.start : item.end]
    if words.endswith(":"):
        return None
    named = re.match(
        rf"((?:[Ee]en |[Dd]e )?(?:[Bb]ewoner\w*|{ROLE}|{FULL_NAME})(?:\s(?:uit|van)\s(?:de |het )?{FULL_NAME})?)\s*(?::|\s[–-])\s+(?=\S)",
        words,
    )
    start = item.start + (named.end() if named else 0)
    return Quote(clean(text[start : item.end]), clean(named[1]) if named else None, section, start, item.end)


def agenda_items_of(text: str, parts: list[Part]) -> list[Statement]:
    """The items below a heading for the shared agenda: the first sentence of each, or its first words when it is long."""
    found = []
    for part in parts:
        if part.kind != "shared_agenda":
            continue
        bullets = [item for item in part.items if item.kind == "bullet"]
        least = min((item.indent for item in bullets), default=0)
        for item in bullets:
            if item.indent <= least + 1:
                start, end = next(sentences_of(text, item.start, item.end), (item.start, item.end))
                comma = text.find(",", start + 20, end)
                colon = text.find(": ", start + 8, end)
                if end - start > 70 and comma > 0:
                    end = comma
                elif colon > 0:
                    end = colon
                found.append(Statement(clean(text[start:end]), start, end))
    return found


def decisions_of(text: str, parts: list[Part]) -> list[Statement]:
    """What was decided: below a heading for decisions, or in a sentence that says so."""
    found = []
    for part in parts:
        if part.kind in ("participants", "absent", "own_agenda", "previous"):
            continue
        listed = part.kind == "decisions"
        for item in part.items:
            if item.kind == "row":
                continue
            words = text[item.start : item.end]
            if listed and item.kind == "bullet" and not words.endswith((":", "?")):
                found.append(Statement(clean(words), item.start, item.end))
                continue
            for start, end in sentences_of(text, item.start, item.end):
                match = _DECIDED.search(text[start:end])
                is_none = re.search(
                    r"(?i)\b(?:niet|geen|nog niet|not|no)\b.{0,15}(?:besloten|besluit|decided)|besloten.{0,12}\?",
                    text[start:end],
                )
                if (
                    match or (listed and item.kind == "line" and len(words) < 400 and not words.endswith((":", "?")))
                ) and not is_none:
                    at = start + match.start("after") if match and match["after"] else start
                    found.append(Statement(clean(text[at:end]), at, end))
    return found
