"""Whether somebody takes something upon himself in a sentence, and who."""

import re
from itertools import islice

from meetings.report.action_patterns import (
    AGREED,
    BEGIN_NAME,
    CLAUSE,
    COMMITS,
    DEED,
    DONE_TO,
    EARLIER,
    HABIT,
    HAPPENS,
    LEAD,
    MYSELF,
    PASSIVE,
    PAST,
    PRODUCT,
    PROMISED,
    PRONOUN,
    REPORTS,
    SAYS_THAT,
    STRONG,
    WEAK,
    WISH,
)
from meetings.report.names import COMMON, FULL_NAME, INITIALS, INSTITUTION, NAME_WORD, ONE_ROLE, ROLE
from meetings.report.owners import IS_GROUP, companions, is_party, owners_in, subject_parties
from meetings.report.terms import Context, due_of

_VERB = re.compile(f"{STRONG.pattern}|{WEAK.pattern}", re.IGNORECASE)


def subject_of(line: str, context: Context, *, strict: bool) -> tuple[list[str], "re.Match[str]"] | None:
    """Who does it and the verb, when a sentence begins with a party, or with a day and then verb and party."""
    line = AGREED.sub("", LEAD.sub("", line, count=1), count=1)
    passive = PASSIVE.search(line)
    if passive:
        return subject_parties(passive[1] or passive[2] or passive[3], context.people, strict=False), passive
    infinitive = re.match(rf"({FULL_NAME}(?:(?:, | and | & ){FULL_NAME}){{0,3}}) to [a-z]{{2,15}} ", line)
    if infinitive and subject_parties(infinitive[1], context.people, strict=False):
        return subject_parties(infinitive[1], context.people, strict=False), infinitive
    if by := _DONE_BY_KNOWN.search(line):
        owners = subject_parties(by[1] or by[2], context.people, strict=True)
        if owners and all(context.people.knows(owner) for owner in owners):
            return owners, by
    verb = _VERB.search(line)
    if not verb:
        return None
    before, after = line[: verb.start()].strip(" ,"), line[verb.end() :]
    before = re.sub(r"(?i)[ ,](?:ook|nog|zelf|dan|nu|daarna|dit|het|also|then)$", "", before)
    if len(before.split()) < 10:
        if before.lower() in ("wij", "we"):
            return [], verb
        owners = subject_parties(before, context.people, strict=strict)
        if verb[0].endswith("en") and re.fullmatch(NAME_WORD, before):
            # "Vlag kopen": what one does has no verb in the plural.
            owners = []
        if not owners and not strict and verb[0].endswith("t") and re.fullmatch(NAME_WORD, before):
            # A noun without an article has a verb in the plural; with one in the singular it is a name: "Omzien stuurt".
            owners = [before] if before.lower() not in COMMON else []
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


def spoken_of(line: str, context: Context) -> list[str]:
    """The party that a sentence begins with, for 'zij' in the next: also when it is or was something."""
    words = LEAD.sub("", line, count=1).split()
    for count in range(min(7, len(words) - 1), 0, -1):
        if not words[count][0].islower() or words[count] in ("en", "and", "van", "de", "der", "den"):
            continue
        if owners := subject_parties(" ".join(words[:count]), context.people, strict=True):
            return owners
    return []


def leading_party(line: str, context: Context, *, strict: bool) -> list[str]:
    """The party that a sentence begins with, whatever it does: before a small word that is no 'en', 'van' or 'die'."""
    words = line.split()
    for count in range(min(7, len(words) - 1), 0, -1):
        following = words[count]
        if not following[0].islower() or following in (
            "en",
            "and",
            "van",
            "die",
            "dat",
            "of",
            "met",
            "uit",
            "in",
            "is",
            "zijn",
            "was",
            "ontvangt",
            "krijgt",
            "receives",
        ):
            continue
        if not re.fullmatch(r"\w+(?:t|en|at|aat|an|s|d)", following):
            continue
        owners = subject_parties(" ".join(words[:count]), context.people, strict=strict)
        # "Zaal huren": what one person does has no verb in the plural.
        if owners and not (len(owners) == count == 1 and following.endswith("en")):
            return owners
    return []


def taken_upon(line: str, context: Context, previous: list[str]) -> tuple[list[str], str | None] | None:
    """Owners and doubt when somebody takes something upon himself in this sentence; None when nobody does."""
    agreed = AGREED.match(line)
    # What stands after "of", "dat", "die" is not what somebody does.
    main = CLAUSE.split(line, maxsplit=1)[0]
    if HABIT.search(main) or line.endswith("?") or re.match(r"[“\"'‘]", line):
        return None
    promised = PROMISED.search(line)
    if (
        promised
        and not EARLIER.search(line)
        and (owners := subject_parties(line[: promised.start()], context.people, strict=False))
    ):
        return owners, None
    if (offer := _OFFERS.search(line)) and (owners := subject_parties(offer[1], context.people, strict=True)):
        return owners, None
    if DONE_TO.search(main) and not PASSIVE.search(main):
        return None
    if not agreed and (WISH.search(main) or PAST.search(main)):
        return None
    if re.search(
        r"(?i)\b(?:het|dit|dat|er|it)\s+(?:gaat|zal|gaan)\b|\bgaat (?:het|over|om|uit van|goed|niet)\b|\bgaan over\b",
        main,
    ):
        return None
    if agreed and re.search(r"(?i)\b(?:niet|geen|not|no)\b", line):
        return None
    if MYSELF.search(line):
        writer = context.people.writer
        return ([writer], None) if writer else ([], "owner unknown")
    dated = due_of(line, context)[0] is not None
    if PRONOUN.match(line.split(" ", 1)[0]) and previous:
        return (previous, None) if STRONG.search(line) or (dated and WEAK.search(main)) else None
    named = BEGIN_NAME.match(line)
    if named and (dated or "->" in named[0] or "→" in named[0] or "=>" in named[0]):
        owners = owners_in(named["name"], context.people)
        if all(context.people.knows(owner) or is_party(owner, context.people, strict=True) for owner in owners):
            return owners, None
    if agreed:
        clause = AGREED.sub("", line, count=1)
        return _first_party(clause, context), None
    if dated and (later := AFTER_TIME.match(line)) and not REPORTS.search(main) and not HAPPENS.search(main):
        owners = subject_parties(later[1], context.people, strict=True)
        if owners and all(context.people.knows(owner) for owner in owners):
            return owners, None
    subject = subject_of(line, context, strict=not dated and not PRODUCT.search(main))
    if subject is None or not subject[0]:
        if subject and dated and re.match(r"(?i)(?:wij|we)\b", line) and STRONG.search(line):
            return [], "owner unknown"
        owners = leading_party(line, context, strict=False) if dated else []
        if not _dated_firmly(line, context) and (any(INSTITUTION.match(one) for one in owners) or HAPPENS.search(main)):
            return None
        return (owners, None) if owners and not REPORTS.search(main) else None
    owners, verb = subject
    if verb.re is not _VERB:
        return owners, None
    if STRONG.search(line[: len(main) + 40]) and not REPORTS.search(main):
        is_denied = re.search(r"(?i)\b(?:niet|geen|nooit|not|never)\b", main) or re.match(
            r"(?:\s[\w’'-]+){0,4}\s(?:niet|geen|nooit|not)\b", verb.string[verb.end() :]
        )
        if is_denied or _is_description(verb, owners, dated):
            return None
        is_plan = re.fullmatch(r"(?i)gaa[tn]|zal|zullen|will", verb[0]) and all(
            INSTITUTION.match(one) for one in owners
        )
        return (owners, None) if not is_plan or dated or COMMITS.search(line) else None
    if REPORTS.search(main) or SAYS_THAT.match(verb.string, verb.end()):
        return None
    known = any(context.people.knows(owner) or ONE_ROLE.fullmatch(owner) for owner in owners)
    is_deed = DEED.match(verb.string, verb.start()) is not None
    makes = PRODUCT.search(line) is not None and not any(INSTITUTION.match(one) for one in owners)
    return (owners, None) if dated or ((known or makes) and is_deed and len(line.split()) < 16) else None


_PARTY = rf"(?:de |het )?(?:{ROLE}|{FULL_NAME}|{INITIALS})"
# "Namens de gemeente zegt Lies toe dat ..."
_OFFERS = re.compile(rf"\b(?:zegt|belooft|biedt)\s({_PARTY}(?: en {_PARTY})?)\s(?:toe|aan|om|dat|te)\b")
# "Voor 1 mei huurt Jan de zaal"
AFTER_TIME = re.compile(
    rf"(?:In|Op|Voor|Vóór|Na|Begin|Eind|Half|Medio|Vanaf|Uiterlijk|Binnen|Volgende|Komende)\b[^.,:;]{{2,50}}?\s[a-z]{{2,15}}(?:t|n|al)\s({_PARTY}(?: en {_PARTY})?)\b"
)
# "wordt voor 1 mei gehuurd door Jan": whatever it is, when it is somebody of the report.
_DONE_BY_KNOWN = re.compile(
    rf"\b(?:wordt|worden)\s.{{0,120}}?(?:\b\w*ge\w+ door ({_PARTY}(?: en {_PARTY})?)|\bdoor ({_PARTY}(?: en {_PARTY})?)\s.{{0,60}}?\w*ge\w+[dnt][.;]?$)"
)
_CONDITION = re.compile(r"(?i)\b(?:als|indien|mits|wanneer|zodra|if|unless|provided)\b")
_SECOND = re.compile(r"(?:[;,]|\b(?:en|maar|and|but))\s+(?=(?:hij|zij|ze|he|she|they|will)\b)|[;,]\s+")


def taken_in_second_half(line: str, context: Context, previous: list[str]) -> tuple[int, list[str]] | None:
    """'Jorn weet het niet, hij zoekt het uit': where the second half begins, and the owners."""
    if line.endswith("?"):
        return None
    for half in islice(_SECOND.finditer(line), 5):
        if _CONDITION.search(line, 0, half.start()):
            break
        before = leading_party(line[: half.start()], context, strict=True) or previous
        rest = line[half.end() :]
        taken = taken_upon(f"he {rest}" if rest.startswith("will") else rest, context, before)
        if taken and taken[0]:
            return half.end(), taken[0]
    return None


def _is_description(verb: "re.Match[str]", owners: list[str], dated: bool) -> bool:
    """'De stichting zorgt voor muziek' tells what it is for; 'De stichting zorgt hiervoor' was agreed."""
    if dated or not re.match(r"(?i)(?:zorg|regel|bied|lever|voer|bewaak|houd|werk|draag)", verb[0]):
        return False
    if not all(IS_GROUP.match(one) for one in owners):
        return False
    return (
        re.search(r"(?i)\b(?:dit|dat|deze|die|hier\w*|daar\w*|alsnog|nog|binnenkort|een)\b", verb.string[verb.end() :])
        is None
    )


def _first_party(clause: str, context: Context) -> list[str]:
    """The party that a clause begins with: 'het wijkplatform' of 'het wijkplatform een enquête uitzet'."""
    words = clause.split()
    for count in range(1, min(8, len(words))):
        following = words[count]
        goes_on = following[0].isupper() or following in ("en", "and", "van", "de", "der", "den", "met", "of")
        if not goes_on and (owners := subject_parties(" ".join(words[:count]), context.people, strict=False)):
            return owners
    return []


def _dated_firmly(line: str, context: Context) -> bool:
    """Whether a sentence says by when: 'voor 1 december', 'half november'; a day alone may be that of an event."""
    due, said, _doubt = due_of(line, context)
    return (
        due is not None
        and re.match(r"(?i)(?:voor|vóór|uiterlijk|binnen|eind|half|begin|medio|before|by|within|tot)\b", said or "")
        is not None
    )


def taken_after_topic(line: str, context: Context) -> tuple[int, list[str]] | None:
    """For a note with its subject in front, 'Open dag op 13 mei: Ger belt de school': where it goes on, and the owners."""
    topic = re.match(r"[^.:;–—]{2,45}?\s?(?:[–—:]|\s-)\s+(?=[A-Z])", line)
    rest = line[topic.end() :] if topic else ""
    if not topic or not context.people.knows(rest.split(" ", 1)[0].rstrip(",")):
        return None
    taken = taken_upon(rest, context, [])
    return (topic.end(), taken[0]) if taken else None
