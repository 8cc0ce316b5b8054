"""Keeping what is typed: opening it, saving it, and two people at once."""

from dataclasses import dataclass, field

from django.db import transaction

from agenda.desk import rows
from agenda.desk.forms import due_as_typed
from agenda.desk.rows import Clash, Data
from agenda.models import Action, AgendaItem, EarlierOutcomes, OutcomesDraft
from meetings.models import Meeting, Voice
from netwerk.accounts.models import User

# Versions that are kept for who still has one open; more is a page left open for a day.
KEPT_VERSIONS = 200


class AlreadyPublishedError(Exception):
    """The page was opened before these outcomes became public: what it holds is part of them, or has to be added."""


@dataclass
class Saved:
    """What became of a save.

    `version` is the version that the page of the saver now stands for; `data` what is stored, or, with `clashes`,
    what would be stored once these are settled: then nothing was saved. `merged` tells that somebody else's typing
    is in it too.
    """

    version: int
    data: Data
    clashes: list[Clash] = field(default_factory=list)
    merged: bool = False
    by_whom: User | None = None


def open_outcomes(*, meeting: Meeting) -> tuple[int, Data]:
    """The version and the data to show: what was typed, over what the database holds. Version 0: nothing typed yet."""
    draft = OutcomesDraft.objects.filter(meeting=meeting).first()
    data = draft.data if draft else {}
    if "report" not in data:
        kept = data
        data = {**stored_outcomes(meeting), **kept}
        data["report"]["source"] = kept.get("source_kept", "")
    return (draft.version if draft else 0), data


@transaction.atomic
def save_outcomes(
    *, meeting: Meeting, version: int, typed: Data, by: User, chosen: dict[str, str] | None = None
) -> Saved:
    """Save what `by` typed on a page of `version`. The same page saved twice changes nothing the second time.

    Somebody else's later version is put together with it. Where both changed one field nothing is saved and the
    clashes come back, unless `chosen` settles them (see `rows.settle`). Raises AlreadyPublishedError for a page from
    before the outcomes became public.
    """
    Meeting.objects.select_for_update().get(pk=meeting.pk)
    draft = OutcomesDraft.objects.filter(meeting=meeting).first()
    if draft is None:
        _number, data = open_outcomes(meeting=meeting)
        draft = OutcomesDraft.objects.create(meeting=meeting, data=data, saved_by=by)
        version = draft.version
    elif draft.published_version and version <= draft.published_version:
        raise AlreadyPublishedError
    elif "report" not in draft.data:
        draft.data = open_outcomes(meeting=meeting)[1]
    typed = rows.without_empty_rows(typed)
    if version == draft.version:
        typed = {**draft.data, **typed}
        if typed != draft.data:
            _store(draft, typed, by)
        return Saved(draft.version, draft.data, by_whom=draft.saved_by)
    merged, clashes = rows.merge(base=_version_of(draft, version), mine=typed, theirs=draft.data)
    merged = rows.settle(merged, clashes, chosen) if chosen is not None else merged
    if clashes and chosen is None:
        return Saved(draft.version, merged, clashes, merged=True, by_whom=draft.saved_by)
    if merged == draft.data:
        return Saved(draft.version, draft.data, merged=False, by_whom=draft.saved_by)
    other, theirs = draft.saved_by, draft.data
    # The page of the saver stands for a version of its own, so that its next save is compared with what it shows.
    _store(draft, {**theirs, **typed}, by)
    mine = draft.version
    _store(draft, merged, by)
    is_merged = rows.without_empty_rows(merged) != {**theirs, **typed}
    return Saved(mine if is_merged else draft.version, draft.data, merged=is_merged, by_whom=other)


def change_outcomes(*, draft: OutcomesDraft, data: Data, by: User) -> None:
    """Store what the desk itself changed in a draft: proposals found, rows taken over. Within a transaction."""
    _store(draft, data, by)


def _store(draft: OutcomesDraft, data: Data, by: User) -> None:
    EarlierOutcomes.objects.get_or_create(draft=draft, version=draft.version, defaults={"data": _as_stored(draft)})
    draft.data, draft.saved_by = data, by
    draft.save(update_fields=["data", "saved_by"])
    draft.refresh_from_db(fields=["version", "updated_at"])
    draft.earlier.filter(version__lt=draft.version - KEPT_VERSIONS).delete()


def _as_stored(draft: OutcomesDraft) -> Data:
    data: Data = OutcomesDraft.objects.values_list("data", flat=True).get(pk=draft.pk)
    return data


def _version_of(draft: OutcomesDraft, version: int) -> Data:
    """What a page of `version` showed when it was opened; of a page that is too old, nothing is known."""
    earlier = draft.earlier.filter(version=version) if version else draft.earlier.order_by("version")
    found = earlier.values_list("data", flat=True).first()
    return found if found is not None else ({} if version else draft.data)


def stored_outcomes(meeting: Meeting) -> Data:
    """What the database holds of a meeting's outcomes, in the shape of the page. The same number of queries always."""
    voices = (
        Voice.objects.filter(meeting=meeting).select_related("organisation", "area").prefetch_related("agenda_items")
    )
    actions = (
        Action.objects.filter(agreed_at=meeting, split_from=None)
        .select_related("owner")
        .prefetch_related("partners", "agenda_items")
        .order_by("pk")
    )
    items = list(AgendaItem.objects.filter(meetings=meeting).order_by("pk"))
    data: Data = {
        "report": {"summary": meeting.summary, "source": ""},
        "sections": [_row("sections", part, heading=part.heading, text=part.text) for part in meeting.sections.all()],
        "voices": [_voice_row(voice) for voice in voices],
        "items": [_row("items", item, title=item.title, goal=item.goal) for item in items],
        "actions": [_action_row(action) for action in actions],
        "meetings": [],
        "organisations": [],
        "attendance": [
            _row("attendance", one, who=one.organisation.name, people=str(one.people or ""))
            for one in meeting.attendance.select_related("organisation")
        ]
        + [{**_row("attendance", one, who=str(one)), "id": f"o{one.pk}"} for one in meeting.officials.all()],
    }
    return data | earlier_line(meeting)


def earlier_line(meeting: Meeting) -> Data:
    """A row for each open action and unreached item of the line before this meeting, to say what came of it."""
    line = Meeting.objects.in_line_with(meeting).filter(starts_at__lt=meeting.starts_at).exclude(pk=meeting.pk)
    actions = Action.objects.filter(agreed_at__in=line).open().most_pressing_first()[: rows.MOST_ROWS]
    items = AgendaItem.objects.filter(meetings__in=line).unreached().distinct().order_by("title")[: rows.MOST_ROWS]
    return {
        "answers": [_row("answers", action) for action in actions],
        "touched": [_row("touched", item) for item in items],
    }


def _row(block: str, stored: object, **fields: str) -> rows.Row:
    pk = str(getattr(stored, "pk", ""))
    version = str(getattr(stored, "version", ""))
    return {**rows.blank(block), "key": f"{block[:2]}{pk}", "id": pk, "version": version, **fields}


def _voice_row(voice: Voice) -> rows.Row:
    who = "" if voice.speaker == Voice.Speaker.ANONYMOUS and not voice.area else voice.speaker_in_words
    items = ", ".join(item.title for item in voice.agenda_items.all())
    return _row("voices", voice, text=voice.text, who=who, consent=voice.consent_note, item=items)


def _action_row(action: Action) -> rows.Row:
    return _row(
        "actions",
        action,
        title=action.title,
        details=action.details,
        owner=action.owner.name,
        role=action.owner_role,
        partners=", ".join(partner.name for partner in action.partners.all()),
        due=due_as_typed(action.due_on, action.due_precision),
        check=due_as_typed(action.next_check_on, Action.Precision.DAY) if action.next_check_on else "",
        item=", ".join(item.title for item in action.agenda_items.all()),
        email=action.owner_email,
    )
