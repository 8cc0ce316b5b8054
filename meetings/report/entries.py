"""Who is named in an entry of a list: in front, behind, between brackets or in a column of dashes."""

import re
from dataclasses import replace

from meetings.report.action_patterns import BEGIN_NAME, END_NAME, HABIT, KEYED, PAST, WISH
from meetings.report.dates import find_dates
from meetings.report.names import FULL_NAME, INITIALS, ROLE
from meetings.report.owners import EVERYBODY, is_party, owners_in, subject_parties
from meetings.report.promises import AFTER_TIME, leading_party, subject_of
from meetings.report.terms import Action, Context, due_of


def owners_of_entry(line: str, context: Context, *, strict: bool) -> list[str]:
    people = context.people
    if myself := re.match(rf"Ik \(({FULL_NAME})\)", line):
        return owners_in(myself[1], people)
    begin = BEGIN_NAME.match(line)
    if begin and (
        begin["name"].lower() in ("allen", "iedereen", "all")
        or all(is_party(one, people, strict=False) for one in owners_in(begin["name"], people))
    ):
        return owners_in(begin["name"], people)
    if keyed := KEYED.search(line):
        return owners_in(keyed[1], people)
    if not strict and (first := _leading_known(line, context)):
        return first
    dates = find_dates(line, context.reference)
    end = END_NAME.search(
        re.sub(r"\s*[(\[,]?\s*(?:vóór|voor|uiterlijk|deadline:?|by|before)\s[^()]{3,30}[)\]]?\.?$", "", line)
    ) or END_NAME.search(line)
    if not end and dates and len(line) - dates[-1].end < 3:
        # "terugkoppeling (Saida, Jorn), week 49": the names stand before the day.
        end = END_NAME.search(_BEFORE_DAY.sub("", line[: dates[-1].start]))
    if end:
        said = re.sub(r"(?i)^(?:actie|wie|door|action)[: ]+", "", end["paren"] or end["dash"] or "")
        names = owners_in(
            re.split(
                r",? (?:vóór|voor|uiterlijk|before|by|eind|begin|half|medio|week|in|op|tot|per|deadline|z\.s\.m\.?|zsm)[ :]?|, (?=\d)",
                said,
            )[0],
            people,
        )
        if names and all(is_party(name, people, strict=False) or EVERYBODY.match(name) for name in names):
            return names
    if not strict and (column := _in_columns(line, context)):
        return column
    if not strict and (by := _BY.search(line)) and (owners := subject_parties(by[1], people, strict=True)):
        return owners
    if everybody := re.match(r"(?i)(iedereen|allen|wij allen|everyone|everybody)\s[a-z]", line):
        return [everybody[1]]
    if later := AFTER_TIME.match(line):
        owners = subject_parties(later[1], people, strict=True)
        if owners:
            return owners
    subject = subject_of(line, context, strict=strict)
    return (subject[0] if subject else leading_party(line, context, strict=strict)) or _trailing(line, context)


_BY = re.compile(
    rf"\bdoor ((?:de |het )?(?:{ROLE}|{FULL_NAME}|{INITIALS})(?:(?:, | en |/)(?:de )?(?:{ROLE}|{FULL_NAME}|{INITIALS})){{0,3}})"
)


def _leading_known(line: str, context: Context) -> list[str]:
    """'JB zaal huren': who is known in front; but 'JB bellen' is a call to him."""
    first, _space, rest = line.partition(" ")
    people = context.people
    names = re.split(r"[/+&]", first)
    if not rest or not all(name.lower() in people.full and name[:1].isupper() for name in names):
        return []
    following = rest.split(" ", 1)[0]
    if (
        not following[0].islower()
        or following.endswith("en")
        or following in _TO_WHOM
        or following in ("is", "heeft", "was")
    ):
        return []
    return [people.full_name(name) for name in names]


_TO_WHOM = frozenset(
    (
        "naar",
        "aan",
        "met",
        "van",
        "bij",
        "voor",
        "over",
        "tegen",
        "via",
        "langs",
        "in",
        "op",
        "uit",
        "to",
        "with",
        "at",
        "for",
    )
)
_BEFORE_DAY = re.compile(r"(?i)[\s,;–-]*(?:\b(?:in|op|voor|vóór|uiterlijk|tot|per|by|before)\b)?[\s,;(–-]*$")


def columns_of_note(line: str) -> list[str]:
    return re.split(r"\s(?:[-–—|]|//)\s|\t", line)[1:]


def _in_columns(line: str, context: Context) -> list[str]:
    """Who stands in 'brief aan ProRail - gemeente, vóór de zomer - loopt', in any place but the first."""
    for piece in columns_of_note(line):
        due_text = due_of(piece, context)[1]
        names = owners_in(piece.split(due_text)[0].strip(" ,;.()") if due_text else piece, context.people)
        if names and all(is_party(name, context.people, strict=False) or EVERYBODY.match(name) for name in names):
            return names
    return []


def _trailing(line: str, context: Context) -> list[str]:
    """Who stands at the end of a line without marks: '2 Enquête parkeren Henk en Marjan 15-12-2023'. Only who is known."""
    dates = find_dates(line, context.reference)
    words = (line[: dates[-1].start] if dates and dates[-1].end > len(line) - 3 else line).rstrip(" .,;-–").split()
    for count in range(min(6, len(words) - 2), 0, -1):
        said = " ".join(words[-count:])
        names = owners_in(said, context.people)
        if said[0].isupper() and all(
            context.people.knows(name) for name in re.split(r"\s*(?:,|/|&| en | and )\s*", said)
        ):
            return [] if words[-count - 1].lower() in _TO_WHOM else names
    return []


DETAIL = re.compile(
    r"(?i)(?:[-–o•]\s+)?(?P<what>wie|door|door wie|actiehouder|trekker|verantwoordelijke?|eigenaar|who|owner|wanneer|deadline|gereed|uiterlijk|termijn|when|due|by|status|stand)\s*:\s*(?=\S)"
)


def with_detail(action: Action, detail: "re.Match[str]", line: str, context: Context) -> Action:
    """`action` with what 'Wie: Jan' or 'Wanneer: 1 mei' below it adds."""
    said = line[detail.end() :]
    if re.match(r"(?i)wie|door|actiehouder|trekker|verantw|eigenaar|who|owner", detail["what"]):
        owners = owners_in(said, context.people)
        return replace(action, owners=tuple(owners), doubt=None) if owners and not action.owners else action
    due, due_text, doubt = due_of(said, context)
    return replace(action, due=due, due_text=due_text, doubt=action.doubt or doubt) if due else action


def noted_owners(line: str, context: Context) -> list[str]:
    """Who stands between brackets behind a note of what is to be done: 'Begroting opstellen (JV).'"""
    note = re.search(r"\(([^()]{2,40})\)[.;]?$", line)
    if not note or WISH.search(line) or PAST.search(line) or HABIT.search(line):
        return []
    before = line[: note.start()].strip()
    due_text = due_of(line, context)[1] or ""
    if due_text and before.endswith(due_text):
        before = before[: -len(due_text)].strip()
    names = owners_in(note[1], context.people)
    is_to_do = re.search(r"\b(?!(?:zijn|worden|hebben|waren|bomen|bewoners|mensen)\b)[a-z]{2,}en$", before) is not None
    is_told = re.search(r"(?i)\b(?:is|zijn|wordt|worden|heeft|hebben|zegt|vindt|er)\b", before) is not None
    all_known = all(person.strip().lower() in context.people.full for person in re.split(r",|/|&|\ben\b|\+", note[1]))
    return names if is_to_do and all_known and not is_told else []
