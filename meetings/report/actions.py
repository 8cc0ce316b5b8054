"""What was agreed that somebody will do. Rather one too few than one too many: a wish, a question, a deed of the past
and a habit are no actions."""

import re
from collections.abc import Iterator

from meetings.report.blocks import Item, Part, clean, sentences_of
from meetings.report.owners import EVERYBODY, companions, is_party, owners_in, subject_parties
from meetings.report.people import FULL_NAME, INITIALS, ROLE
from meetings.report.tables import table_actions
from meetings.report.terms import DONE, STATUS_DONE, Action, Context, due_of

_MARK = re.compile(
    r"(?:^|(?<=[.;!?)\s(\[>→|]))(?:\*\*|__)?(?:→[ ]?|-->?[ ]?|=>[ ]?|>[ ]?)?(?:Actie(?:punt)?s?|ACTIE(?:PUNT)?|Action(?: item| point)?|ACTION|AP|Afspraak|AFSPRAAK|Toezegging|TOEZEGGING|To ?do|TODO|Agreed action)"
    r"(?:[ ]?(?:nr\.?[ ]?)?\d{1,3}[a-z]?)?(?:\*\*|__)?[ \t\u00a0]*"
    rf"(?:\((?P<by>[^()\n]{{2,60}})\)|(?P<named>(?:{ROLE}|{FULL_NAME}|{INITIALS})(?:(?:, | en | and |/| & )(?:{ROLE}|{FULL_NAME}|{INITIALS})){{0,4}}))?(?:\*\*|__)?[ \t]*[:–-](?:\*\*|__)?[ \t\u00a0]*",
)
_INTRODUCES = re.compile(
    r"(?i)(?:afgesproken|afspraken (?:zijn )?gemaakt|spreken (?:we |het volgende )?af|acties? (?:zijn |worden )?(?:afgesproken|uitgezet)|toegezegd|toezeggingen"
    r"|de volgende (?:acties|afspraken)|agreed(?: on)?(?: the following)?|the following actions|wie doet wat|gaan (?:we )?doen|pakken (?:we )?op"
    r"|actiepunten|acties)[^.\n]{0,40}:$"
)
_NONE = re.compile(r"(?i)^(?:geen|er zijn geen|niet van toepassing|n\.?v\.?t|none|no actions|nothing)\b")
_WISH = re.compile(
    r"(?i)\b(?:zou(?:den)?|moet(?:en)?|moest(?:en)?|kunnen|kan|kon|wil(?:len)?|wilde|wenst|graag|hopen|hoopt|hopelijk|misschien|eventueel|wellicht|mogelijk"
    r"|belangrijk|wenselijk|nodig|idee|suggestie|voorstel is|stelt voor|stellen voor|pleit|pleiten|zouden|mogen|mag|indien|mits|als er|als de|als het|liefst|beter|could|should|would"
    r"|might|maybe|perhaps|hopes?|wants?|wish(?:es)?|needs? to|must|suggests?|proposes?|if)\b|\?"
)
_PAST = re.compile(
    r"(?i)\b(?:heeft|hebben|had(?:den)?|werd(?:en)?|was|waren|is (?:al |inmiddels |reeds )?ge\w+|zijn (?:al |inmiddels |reeds )?ge\w+|vertelde|gaf|gaven|zei|zeiden|ging(?:en)?|kwam(?:en)?|deed|vorig(?:e)?|afgelopen"
    r"|destijds|vroeger|eerder|sinds|has|have|had|were|did|went|said|told|last (?:year|month|week|meeting)|ago)\b"
)
_HABIT = re.compile(
    r"(?i)\b(?:elke|elk|iedere|ieder|wekelijks|maandelijks|dagelijks|jaarlijks|altijd|vaak|meestal|regelmatig|al jaren|al lang|nu al|momenteel|doorgaans|steeds|soms|every|always|usually|often"
    r"|weekly|monthly|already|currently|each)\b"
)
# What somebody takes upon himself, whoever it is.
_STRONG = re.compile(
    r"\b(?:(?:zegt|zeggen|zegde)\b.{0,120}?\btoe\b|toegezegd|belooft|beloven|zegt toe|(?:neemt|nemen)\b(?=.{0,60}\bcontact\b)|(?:neemt|nemen)\b(?=.{0,80}\b(?:op zich|mee\b|het initiatief|hiervoor|voor (?:zijn|haar|hun) rekening))"
    r"|(?:pakt|pakken)\b(?=.{0,120}\bop\b)|(?:zoekt|zoeken)\b(?=.{0,120}\buit\b)|(?:vraagt|vragen|gaat|gaan)\b(?=.{0,120}\bna\b)|zorgt|zorgen|regelt|regelen"
    r"|(?:komt|komen)\b(?=.{0,80}\bop terug|.{0,60}\bterug op)|(?:koppelt|koppelen)\b(?=.{0,120}\bterug\b)|zal|zullen|(?:trekt|trekken)\b(?=.{0,60}\b(?:dit|het|de kar))"
    r"|(?:gaat|gaan)\b(?=.{1,200}?(?:\w{2,}(?:en|aan|oen|ien|gaan)|aan de slag\b.{0,60}|\bhelpen\b.{0,90})[.!]?$)|(?:gaat|gaan)\b(?=.{0,80}\b(?:helpen|uitzoeken|regelen|aan de slag|bellen|vragen|kijken|maken|organiseren|onderzoeken|overleggen|inventariseren|schrijven|sturen)\b)"
    r"|will|is going to|are going to|promise[sd]?|agree[sd]? to|undertakes?|takes? on|commits? to)\b",
    re.IGNORECASE,
)
# What somebody does; only with a day, or in a few words.
_WEAK = re.compile(
    r"\b(?:stuurt|sturen|mailt|mailen|belt|bellen|maakt|maken|vraagt|vragen|organiseert|organiseren|plaatst|plaatsen|levert|leveren|schrijft|schrijven|nodigt|nodigen|onderzoekt|onderzoeken"
    r"|bespreekt|bespreken|informeert|informeren|deelt|delen|checkt|checken|controleert|bereidt|bereiden|plant|plannen|verzamelt|verzamelen|meldt|melden|zet|zetten|bekijkt|bekijken|overlegt|overleggen"
    r"|benadert|benaderen|inventariseert|inventariseren|verspreidt|verspreiden|werkt|werken|haalt|halen|bestelt|bestellen|reserveert|reserveren|vult|vullen|stelt|stellen|legt|leggen|brengt|brengen|doet|doen"
    r"|komt met|schuift|spreekt|spreken|agendeert|agenderen|coördineert|ontwerpt|print|drukt|koopt|kopen|leest|denkt|verstuurt|versturen|publiceert|past|voegt|kijkt|bezoekt|vertaalt|toetst|rondt|schakelt|dient"
    r"|sends?|calls?|e-?mails|asks|makes|contacts|arranges|prepares|organises|writes|checks|invites|puts|brings|looks into|shares|draws up|books)\b",
    re.IGNORECASE,
)
_AGREED = re.compile(
    r"(?i)^(?:(?:er (?:is|wordt)|verder is|ook is|tot slot is|we|it was|it is|hierbij is|daarom is)\s+)?(?:is |wordt )?(?:afgesproken|spreken af|hebben afgesproken|agreed)(?: is| wordt)?(?:,? dat| that|:)\s+"
)
_LEAD = re.compile(
    r"(?i)^(?:tot slot|daarnaast|verder|ook|hierna|daarna|vervolgens|hierop|daarom|en|bovendien|ten slotte|tenslotte|also|finally|then)[ ,]+"
)
_PASSIVE = re.compile(
    rf"(?i:\b(?:wordt|worden)\b.{{0,120}}?\bdoor )((?:de |het )?(?:{ROLE}|{FULL_NAME}|{INITIALS})(?:(?:, | en )(?:de |het )?(?:{ROLE}|{FULL_NAME}|{INITIALS})){{0,3}})(?i:\b.{{0,40}}?\b(?:uitgezocht|opgepakt|geregeld|nagevraagd|gemaakt|uitgewerkt|"
    r"georganiseerd|gestuurd|verstuurd|benaderd|gebeld|geschreven|onderzocht|besproken|gevraagd|opgesteld|ingediend|aangevraagd|gedaan|verspreid|uitgenodigd|geplaatst|voorbereid))"
)
_END_NAME = re.compile(
    rf"(?:\s*[(\[](?:(?:actie|door|action|AP|wie)[: ]+)?(?P<paren>[^()\[\]]{{2,80}})[)\]]|\s(?:[-–—→]|=>|->|//)\s*(?:actie:? ?)?(?P<dash>(?:[Dd]e )?(?:{ROLE}|{FULL_NAME}|{INITIALS})(?:(?:, | en | and |/| & |\+)(?:{ROLE}|{FULL_NAME}|{INITIALS})){{0,5}}))\s*[.;]?$"
)
_BEGIN_NAME = re.compile(
    rf"^(?:\*\*)?(?P<name>(?:[Dd]e |[Hh]et |The )?(?:{ROLE}(?: (?:van (?:de |het )?)?{FULL_NAME})?|{FULL_NAME}|{INITIALS}|gemeente|Gemeente|Allen|Iedereen|allen|All)(?:(?:, | en | and |/| & |\+| met )(?:[Dd]e |het )?(?:{ROLE}|{FULL_NAME}|{INITIALS}|gemeente)){{0,5}})(?:\*\*)?\s*(?:\([^()]{{2,40}}\)\s*)?(?::|\s[-–—→]|=>)(?:\*\*)?\s+(?=\S)"
)
_KEYED = re.compile(
    r"(?i)(?:^|[;,.(\s])(?:wie|door wie|door|actiehouder|verantwoordelijk\w*|trekker|eigenaar|who|owner|responsible)\s*:\s*([^;,.()\n]{2,60})"
)
_PRONOUN = re.compile(r"(?i)^(?:hij|zij|ze|he|she|they)$")


def actions_of(parts: list[Part], context: Context) -> list[Action]:
    """Every action of the report, in order; none twice."""
    found: list[Action] = []
    for part in parts:
        if part.kind in ("participants", "absent", "own_agenda", "previous"):
            continue
        found += _in_part(part, context)
    found.sort(key=lambda action: (action.start, -action.end))
    kept: list[Action] = []
    for action in found:
        if not kept or action.start >= kept[-1].end:
            kept.append(action)
    return kept


def _in_part(part: Part, context: Context) -> Iterator[Action]:
    yield from table_actions(part, context)
    introduced = False
    level = 0
    for item in part.items:
        if item.kind == "row":
            continue
        words = context.text[item.start : item.end]
        if item.kind == "line" and _INTRODUCES.search(clean(words)):
            introduced, level = True, item.indent
            continue
        if item.kind != "bullet" and item.kind != "label":
            introduced = False
        is_listed = part.kind == "actions" or (introduced and item.indent >= level)
        if is_listed and (item.kind in ("bullet", "label") or _is_entry(words, context)):
            yield from _listed(item, context)
        else:
            yield from _in_text(item, part, context)


def _is_entry(words: str, context: Context) -> bool:
    """Whether a line of an action list without bullets is one entry, and not running text about it."""
    line = clean(words)
    if line.endswith(":") or len(line) > 260 or (_WISH.search(line) and not _BEGIN_NAME.match(line)):
        return False
    return bool(_BEGIN_NAME.match(line) or _END_NAME.search(line) or _KEYED.search(line) or _MARK.match(line)) or (
        len(line.split()) > 2
        and len(list(sentences_of(words, 0, len(words)))) == 1
        and _subject(line, context, strict=False) is not None
    )


def _listed(item: Item, context: Context) -> Iterator[Action]:
    words = context.text[item.start : item.end]
    line = clean(words)
    if (
        item.is_done
        or _NONE.match(line)
        or line.endswith(("?", ":"))
        or len(line) < 6
        or not any(c.islower() for c in line)
    ):
        return
    if STATUS_DONE.match(line.rpartition(" ")[2].strip("()[]")) or re.search(
        r"(?i)[(:–-]\s*(?:afgehandeld|gereed|gedaan|done|klaar|afgerond|vervallen)\b", line
    ):
        return
    if _PAST.search(line) and DONE.search(line):
        return
    if re.match(r"(?i)(?:besluit|besloten|decision|decided)\b", line):
        return
    yield _action(item.start, item.end, words, context, strict=False)


def _in_text(item: Item, part: Part, context: Context) -> Iterator[Action]:
    """Actions in running text: after a mark, or in a sentence in which somebody takes something upon himself."""
    subject: list[str] = []
    for start, end in sentences_of(context.text, item.start, item.end):
        words = context.text[start:end]
        mark = _MARK.search(words)
        if mark and len(words) - mark.end() > 2:
            yield _marked(start, end, mark, context)
            continue
        trailing = re.search(r"[(\[](?:actie|action|AP)[: ]+([^()\[\]]{2,60})[)\]]\.?$", words, re.IGNORECASE)
        if trailing:
            yield _action(start, end, words, context, strict=False)
            continue
        line = clean(words)
        if part.kind in ("wishes", "voices", "shared_agenda", "decisions") and not _AGREED.match(line):
            continue
        taken = _taken(line, context, subject)
        if taken is not None:
            owners, doubt = taken
            if owners:
                subject = owners
            action = _action(start, end, words, context, strict=True)
            yield Action(
                action.text,
                tuple(owners),
                action.due,
                action.due_text,
                start,
                end,
                doubt or (None if owners else "owner unknown"),
            )
        else:
            found = _subject(line, context, strict=True)
            subject = found[0] if found else subject if _PRONOUN.match(line.split(" ", 1)[0]) else []


def _marked(start: int, end: int, mark: "re.Match[str]", context: Context) -> Action:
    """'Actie Jan: belt de gemeente': the words after the mark, and who it names."""
    named = mark["by"] or mark["named"]
    at = start + mark.end()
    words = context.text[at:end]
    if named and (is_party(named, context.people, strict=False) or len(owners_in(named, context.people)) > 1):
        due, due_text, doubt = due_of(words, context)
        return Action(
            clean(words), tuple(owners_in(named, context.people)), due, due_text, start + mark.start(), end, doubt
        )
    only = clean(words).rstrip(".")
    if len(only.split()) < 6 and all(
        is_party(name, context.people, strict=False) for name in owners_in(only, context.people)
    ):
        # "De gemeente kijkt hiernaar. Actie: Jan": what is done stands before the mark.
        before = context.text[start : start + mark.start()].strip()
        whole_start = start if len(before) > 8 else _sentence_before(context.text, start)
        return Action(
            clean(context.text[whole_start:end]),
            tuple(owners_in(only, context.people)),
            *due_of(context.text[whole_start:end], context)[:2],
            whole_start,
            end,
        )
    return _action(at, end, words, context, strict=False)


def _sentence_before(text: str, start: int) -> int:
    """Where the sentence before `start` begins, on the same or the line above."""
    from_here = max(0, start - 400)
    line = max(text.rfind("\n\n", from_here, start), from_here - 1)
    places = list(sentences_of(text, line + 1, start))
    return places[-1][0] if places else start


def _action(start: int, end: int, words: str, context: Context, *, strict: bool) -> Action:
    line = clean(words)
    due, due_text, doubt = due_of(words, context)
    owners = _owners(line, context, strict=strict)
    return Action(line, tuple(owners), due, due_text, start, end, doubt or (None if owners else "owner unknown"))


def _owners(line: str, context: Context, *, strict: bool) -> list[str]:
    people = context.people
    begin = _BEGIN_NAME.match(line)
    if begin and (
        begin["name"].lower() in ("allen", "iedereen", "all")
        or all(is_party(one, people, strict=False) for one in owners_in(begin["name"], people))
    ):
        return owners_in(begin["name"], people)
    if keyed := _KEYED.search(line):
        return owners_in(keyed[1], people)
    end = _END_NAME.search(
        re.sub(r"\s*[(\[,]?\s*(?:vóór|voor|uiterlijk|deadline:?|by|before)\s[^()]{3,30}[)\]]?\.?$", "", line)
    ) or _END_NAME.search(line)
    if end:
        said = re.sub(r"(?i)^(?:actie|wie|door|action)[: ]+", "", end["paren"] or end["dash"] or "")
        names = owners_in(re.split(r",? (?:vóór|voor|uiterlijk|before|by|eind|week|in|op) |, (?=\d)", said)[0], people)
        if names and all(is_party(name, people, strict=False) or EVERYBODY.match(name) for name in names):
            return names
    subject = _subject(line, context, strict=strict)
    return subject[0] if subject else []


_VERB = re.compile(f"{_STRONG.pattern}|{_WEAK.pattern}", re.IGNORECASE)


def _subject(line: str, context: Context, *, strict: bool) -> tuple[list[str], "re.Match[str]"] | None:
    """Who does it and the verb, when a sentence begins with a party, or with a day and then verb and party."""
    line = _AGREED.sub("", _LEAD.sub("", line, count=1), count=1)
    passive = _PASSIVE.search(line)
    if passive:
        return subject_parties(passive[1], context.people, strict=False), passive
    verb = _VERB.search(line)
    if not verb:
        return None
    before, after = line[: verb.start()].strip(" ,"), line[verb.end() :]
    before = re.sub(r"(?i)[ ,](?:ook|nog|zelf|dan|nu|daarna|dit|het|also|then)$", "", before)
    if len(before.split()) < 10:
        if before.lower() in ("wij", "we"):
            return [], verb
        owners = subject_parties(before, context.people, strict=strict)
        if owners:
            more = companions(after, context.people)
            return list(dict.fromkeys([*owners, *more])), verb
    inverted = re.match(
        rf"\s((?:de |het |the )?(?:{ROLE}|{FULL_NAME}|{INITIALS})(?:(?: en |, )(?:de |het )?(?:{ROLE}|{FULL_NAME}|{INITIALS})){{0,3}})\b",
        after,
    )
    if inverted and len(before.split()) < 9:
        owners = subject_parties(inverted[1], context.people, strict=True)
        if owners:
            return owners, verb
    return None


def _taken(line: str, context: Context, previous: list[str]) -> tuple[list[str], str | None] | None:
    """Owners and doubt when somebody takes something upon himself in this sentence; None when nobody does."""
    agreed = _AGREED.match(line)
    if _HABIT.search(line) or line.endswith("?") or re.match(r"[“\"'‘]", line):
        return None
    if not agreed and (_WISH.search(line) or _PAST.search(line)):
        return None
    if re.search(
        r"(?i)\b(?:het|dit|dat|er|it)\s+(?:gaat|zal|gaan)\b|\bgaat (?:het|over|om|uit van|goed|niet)\b|\bgaan over\b",
        line,
    ):
        return None
    if agreed and re.search(r"(?i)\b(?:niet|geen|not|no)\b", line):
        return None
    first = line.split(" ", 1)[0]
    if _PRONOUN.match(first) and previous:
        return (previous, None) if _STRONG.search(line) else None
    subject = _subject(line, context, strict=not agreed)
    if subject is None:
        return ([], "owner unknown") if agreed and _VERB.search(line) else None
    owners, verb = subject
    if not owners:
        dated = due_of(line, context)[0] is not None
        return (
            ([], "owner unknown")
            if agreed or (dated and _STRONG.fullmatch(verb[0]) is not None and re.match(r"(?i)(?:wij|we)\b", line))
            else None
        )
    is_strong = _STRONG.match(line, verb.start()) is not None or verb.re is _PASSIVE or _STRONG.search(line) is not None
    if not is_strong and not agreed:
        named = any(context.people.knows(owner) for owner in owners)
        dated = due_of(line, context)[0] is not None
        if not (named and (dated or len(line.split()) < 16)):
            return None
    return owners, None
