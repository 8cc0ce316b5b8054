"""What was agreed that somebody will do. Rather one too few than one too many: a wish, a question, a deed of the past
and a habit are no actions."""

import re
from collections.abc import Iterator
from dataclasses import replace

from meetings.report.action_patterns import (
    AGREED,
    BEGIN_NAME,
    END_MARK,
    END_NAME,
    HABIT,
    INTRODUCES,
    KEYED,
    LONGEST,
    MARK,
    NONE,
    PAST,
    REVIEWS,
    STANDS,
    WISH,
)
from meetings.report.blocks import Item, Part, clean, sentences_of
from meetings.report.dates import find_dates
from meetings.report.entries import DETAIL, columns_of_note, noted_owners, owners_of_entry, with_detail
from meetings.report.owners import EVERYBODY, is_party, owners_in, subject_parties
from meetings.report.promises import spoken_of, subject_of, taken_after_topic, taken_in_second_half, taken_upon
from meetings.report.tables import table_actions
from meetings.report.terms import DONE, Action, Context, due_of, weekday_in


def actions_of(parts: list[Part], context: Context) -> list[Action]:
    """Every action of the report, in order; none twice."""
    found: list[Action] = []
    is_below = False
    for part in parts:
        # "Jan:" or "Gemeente:" below a heading for actions opens a list of what that one does.
        side = owners_in(part.heading, context.people) if is_party(part.heading, context.people, strict=True) else []
        is_below = part.kind == "actions" or (is_below and bool(side))
        if part.kind not in ("participants", "absent", "own_agenda") and not _is_old_list(part):
            found += _in_part(part, context, is_below, side or _side_of(part.heading, context))
    found.sort(key=lambda action: (action.start, -action.end))
    kept: list[Action] = []
    for action in found:
        if not kept or action.start >= kept[-1].end:
            kept.append(action)
    return kept


def _is_old_list(part: Part) -> bool:
    return part.kind == "previous" and re.search(r"(?i)acti|akti|afspra|matters", part.heading) is not None


def _side_of(heading: str, context: Context) -> list[str]:
    """Whose actions stand below 'Toezeggingen van de wethouder' or 'Acties gemeente'."""
    named = re.match(
        r"(?i)(?:toezeggingen|acties|actiepunten|taken|actions)\s+(?:(?:van|voor|door|of|for)\s+)?(.{3,60})$", heading
    )
    return subject_parties(named[1], context.people, strict=True) if named else []


def _in_part(part: Part, context: Context, is_list: bool, side: list[str]) -> list[Action]:
    """The actions of a part; `is_list` when it is a list of actions, `side` whose they are when no other is named."""
    found: list[Action] = list(table_actions(part, context)) if part.kind != "previous" else []
    introduced = reviewed = False
    level = 0
    for item in part.items:
        words = context.text[item.start : item.end]
        line = clean(words)
        if item.kind == "row":
            found += _in_margin(item, part, context)
            continue
        if _is_title(item, line, context):
            continue
        if found and (detail := DETAIL.match(line)) and not context.text[found[-1].end : item.start].count("\n\n"):
            # "Wie: Jan" on a line of its own, below what is to be done.
            found[-1] = with_detail(found[-1], detail, line, context)
            continue
        if item.kind == "line" and (INTRODUCES.search(line) or REVIEWS.search(line)):
            reviewed = REVIEWS.search(line) is not None
            introduced, level = not reviewed, item.indent
            continue
        if item.kind == "line" and is_list and _is_side(line, context):
            side = owners_in(line, context.people)
            continue
        if item.kind != "bullet" and item.kind != "label":
            introduced = reviewed = False
        is_listed = is_list or (introduced and item.indent >= level)
        if reviewed or (part.kind == "previous" and item.kind == "bullet"):
            continue
        if is_listed and (item.kind in ("bullet", "label") or _is_entry(words, context)):
            for action in _listed(item, context):
                is_own = action.owners and (not side or BEGIN_NAME.match(line) or END_NAME.search(line))
                found.append(action if is_own or not side else replace(action, owners=tuple(side), doubt=None))
        else:
            found += _in_text(item, part, context)
    return found


def _is_side(line: str, context: Context) -> bool:
    """Whether a line is nothing but who does what stands below it: 'Jan:', 'Fatma'."""
    if line.endswith(":"):
        return is_party(line, context.people, strict=False)
    return len(line.split()) < 4 and line[:1].isupper() and line.lower() in context.people.full


def _in_margin(row: Item, part: Part, context: Context) -> Iterator[Action]:
    """'De zaal moet gehuurd worden.<tab>Actie: JB': who does it stands in the margin of a report."""
    if len(row.cells) != 2 or part.kind in ("actions", "participants", "absent"):
        return
    (start, end), (first, last) = row.cells
    margin = re.sub(r"(?i)^(?:actie|action|AP)\s*:?\s*", "", clean(context.text[first:last]))
    names = owners_in(margin, context.people)
    places = list(sentences_of(context.text, start, end))
    if not places or end - start < 20 or not names or not all(name in context.people.full.values() for name in names):
        return
    start = places[-1][0]
    due, due_text, doubt = due_of(context.text[start:end], context)
    yield Action(clean(context.text[start:end]), tuple(names), due, due_text, start, end, doubt)


def _is_title(item: Item, line: str, context: Context) -> bool:
    """'Kernteam West - overleg 6 november 2024' above a report tells nothing of what somebody will do."""
    return (
        item.kind == "line"
        and len(line) < 120
        and line[-1:] not in ("", ".", "!")
        and re.search(r"\d{4}", line) is not None
        and not context.text[: item.start].strip()
    )


def _is_entry(words: str, context: Context) -> bool:
    """Whether a line of an action list without bullets is one entry, and not running text about it."""
    line = clean(words)
    if line.endswith(":") or len(line) > 260 or (WISH.search(line) and not BEGIN_NAME.match(line)):
        return False
    return (
        bool(re.match(r"\d{1,2}\s+[A-Z]", line) and len(line.split()) > 3)
        or bool(BEGIN_NAME.match(line) or END_NAME.search(line) or KEYED.search(line) or MARK.match(line))
        or (
            len(line.split()) > 2
            and len(list(sentences_of(words, 0, len(words)))) == 1
            and subject_of(line, context, strict=False) is not None
        )
    )


def _listed(item: Item, context: Context) -> Iterator[Action]:
    words = context.text[item.start : item.end]
    line = clean(words)
    if (
        item.is_done
        or NONE.match(line)
        or line.endswith(("?", ":", "..", "…"))
        or len(line) < 6
        or not any(c.islower() for c in line)
    ):
        return
    if line[-1] in "✓✔☑" or STANDS.search(line):
        return
    if PAST.search(line) and DONE.search(line):
        return
    if re.match(r"(?i)(?:besluit|besloten|decision|decided)\b", line):
        return
    if (named := BEGIN_NAME.match(line)) and NONE.match(line[named.end() :]):
        return
    yield _action(item.start, item.end, words, context, strict=False)


def _in_text(item: Item, part: Part, context: Context) -> Iterator[Action]:
    """Actions in running text: after a mark, or in a sentence in which somebody takes something upon himself."""
    subject: list[str] = []
    for start, end in sentences_of(context.text, item.start, item.end):
        if end - start > LONGEST:
            continue
        words = context.text[start:end]
        trailing = re.search(r"[(\[](?:actie|action|AP)[: ]+([^()\[\]]{2,60})[)\]]\.?", words, re.IGNORECASE)
        if trailing:
            yield _action(start, start + trailing.end(), words[: trailing.end()], context, strict=False)
            continue
        mark = MARK.search(words)
        if mark and len(words) - mark.end() > 2 and not _is_only_a_date(words[mark.end() :], context):
            yield _marked(start, end, mark, context)
            continue
        line = clean(words)
        if STANDS.search(line):
            continue
        if by_end := _at_end(start, end, context):
            yield by_end
            continue
        if part.kind in ("wishes", "voices", "shared_agenda", "decisions") and not AGREED.match(line):
            continue
        taken = taken_upon(line, context, subject)
        said = words
        if taken is None and (topic := taken_after_topic(line, context)):
            said, taken = line[topic[0] :], (topic[1], None)
        if taken is None and (half := taken_in_second_half(words, context, subject)):
            start, words = start + half[0], words[half[0] :]
            said = words
            taken = half[1], None
        if taken is None and (names := noted_owners(line, context)):
            taken = names, None
        if taken is not None:
            owners, doubt = taken
            if owners:
                subject = owners
            due, due_text, unsure = due_of(said, context)
            unsure = doubt or unsure or (None if owners else "owner unknown")
            yield Action(clean(words), tuple(owners), due, due_text, start, end, unsure)
        else:
            found = subject_of(line, context, strict=True)
            subject = (found[0] if found else spoken_of(line, context)) or subject


def _at_end(start: int, end: int, context: Context) -> Action | None:
    """'Eerst kijken wat het kost → actie Bram', or 'Actie EP' behind the sentence that says what."""
    words = context.text[start:end]
    mark = END_MARK.search(words)
    if not mark or not all(
        is_party(name, context.people, strict=False) or EVERYBODY.match(name)
        for name in owners_in(mark["who"], context.people)
    ):
        return None
    if mark.start() < 8:
        start = _sentence_before(context.text, start)
    due, due_text, doubt = due_of(context.text[start:end], context)
    owners = owners_in(mark["who"], context.people)
    return Action(clean(context.text[start:end]), tuple(owners), due, due_text, start, end, doubt)


def _is_only_a_date(words: str, context: Context) -> bool:
    """'Nieuwe afspraak: dinsdag 14 januari 15.00 uur' is a meeting, and nobody does anything."""
    dates = find_dates(words, context.reference)
    return bool(dates) and len(words.strip()) - sum(one.end - one.start for one in dates) < 12


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
    if due is None and doubt is None and not strict:
        # "brief aan ProRail - gemeente - september"
        for piece in columns_of_note(line):
            if due is None:
                due, due_text, doubt = due_of(piece, context)
        if due is None and not HABIT.search(line):
            due, due_text = weekday_in(line, context)
    owners = owners_of_entry(line, context, strict=strict)
    return Action(line, tuple(owners), due, due_text, start, end, doubt or (None if owners else "owner unknown"))
