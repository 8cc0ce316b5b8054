"""Many rows at once, for benchmarks: written with COPY, without history, the same for the same number and day.

The words are Dutch ones, each as frequent as in the language (wordfreq), so that some are in a third of all texts and
most in hardly any.
"""

import random
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from functools import cache
from itertools import accumulate
from typing import Any

from django.db import connection, transaction
from django.db.models import Field, Model
from django.utils import timezone
from wordfreq import get_frequency_dict

from agenda.models import Action, ActionUpdate, AgendaItem
from initiatives.areas import load_shipped_areas
from initiatives.models import Area, Organisation
from meetings.models import CITY_TIME, Meeting, Voice
from netwerk.site.demo.organisations import load_themes

STATUSES = ("", "busy", "done", "stuck", "stopped")


class AlreadyThereError(Exception):
    """The database holds rows of an earlier --scale."""


@transaction.atomic
def write_scale(*, count: int, today: date) -> dict[str, int]:
    """Write `count` organisations, and per 100 of them 2 meetings, 20 voices, 1 agenda item and 5 actions.

    Returns how many rows of each were written. Raises AlreadyThereError when this was done before: bulk rows cannot be
    told from one another, so topping up would not be the same data.
    """
    if Organisation.objects.filter(slug__startswith="schaal-").exists():
        raise AlreadyThereError("Er staan al rijen van een eerdere --scale. Begin met een lege database.")
    with connection.cursor() as cursor:
        # Or else every link would wait in a list until the end, and each query would go through that list.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    chance = random.Random(count)
    load_shipped_areas()
    themes = list(load_themes().values())
    areas = list(Area.objects.neighbourhoods())
    organisations = _write(Organisation, (_organisation(number, chance, areas, today) for number in range(count)))
    _link(Organisation.themes.through, "organisation", organisations, "theme", themes, chance)
    meetings = _write(Meeting, (_meeting(number, chance, areas, today) for number in range(max(1, count // 50))))
    voices = _write(Voice, (_voice(chance, meetings, organisations) for _ in range(count // 5)))
    items = _write(AgendaItem, (_item(number, chance) for number in range(max(1, count // 100))))
    _link(AgendaItem.themes.through, "agendaitem", items, "theme", themes, chance)
    _link(AgendaItem.voices.through, "voice", voices, "agendaitem", items, chance)
    actions = _write(Action, (_action(chance, meetings, organisations, today) for _ in range(count // 20)))
    _link(Action.agenda_items.through, "action", actions, "agendaitem", items, chance)
    news = _write(ActionUpdate, (update for action in actions for update in _news(action, chance, today)))
    return {
        "organisaties": len(organisations),
        "bijeenkomsten": len(meetings),
        "stemmen": len(voices),
        "agendapunten": len(items),
        "afspraken": len(actions),
        "nieuwsberichten": len(news),
    }


def _write(model: type[Model], rows: Iterable[Any]) -> list[Any]:
    """Copy `rows` into the table of `model`; each gets its primary key. Triggers fire, signals do not."""
    # Left out is what the database makes itself, the number of an action for one.
    fields: list[Field[Any, Any]] = [
        field
        for field in model._meta.concrete_fields
        if not field.generated and (field.primary_key or not field.db_returning)
    ]
    table, written = model._meta.db_table, []
    now = timezone.now()
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COALESCE(max(id), 0) FROM {table}")
        last = cursor.fetchone()[0]
        columns = ", ".join(f'"{field.column}"' for field in fields)
        with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
            for row in rows:
                last += 1
                row.pk = last
                copy.write_row([_value(field, row, now) for field in fields])
                written.append(row)
        cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), %s)", [max(last, 1)])
    return written


def _value(field: "Field[Any, Any]", row: Any, now: datetime) -> Any:
    given = field.attname in row.__dict__ and getattr(row, field.attname)
    if (
        getattr(field, "auto_now", False)
        or field.has_db_default()
        or (getattr(field, "auto_now_add", False) and not given)
    ):
        return now
    return field.get_db_prep_save(getattr(row, field.attname), connection)


def _link(through: Any, name: str, rows: list[Any], other_name: str, others: list[Any], chance: random.Random) -> None:
    """Link each of `rows` to one of `others`."""
    if others:
        _write(
            through, (through(**{f"{name}_id": row.pk, f"{other_name}_id": chance.choice(others).pk}) for row in rows)
        )


@cache
def _vocabulary() -> tuple[list[str], list[float]]:
    """Words, and how often each occurs, added up."""
    frequencies = get_frequency_dict("nl", "small")
    words = sorted((word for word in frequencies if word.isalpha()), key=lambda word: (-frequencies[word], word))
    return words, list(accumulate(frequencies[word] for word in words))


def _sentence(chance: random.Random, words: int) -> str:
    known, weights = _vocabulary()
    return f"{' '.join(chance.choices(known, cum_weights=weights, k=words)).capitalize()}."


def _evening(day: date) -> datetime:
    return datetime.combine(day, time(20), CITY_TIME)


def _organisation(number: int, chance: random.Random, areas: list[Area], today: date) -> Organisation:
    return Organisation(
        name=f"{_sentence(chance, 3)[:-1]} {number}",
        slug=f"schaal-{number}",
        main_area=chance.choice(areas),
        sentence=_sentence(chance, 12),
        description=_sentence(chance, 60),
        seeks=_sentence(chance, 4) if chance.random() < 0.3 else "",
        status=Organisation.Status.PUBLISHED,
        checked_on=today - timedelta(days=chance.randrange(900)),
    )


def _meeting(number: int, chance: random.Random, areas: list[Area], today: date) -> Meeting:
    day = today + timedelta(days=chance.randrange(-1500, 120))
    is_past = day < today
    begin = _evening(day)
    return Meeting(
        title=_sentence(chance, 4)[:-1],
        slug=f"schaal-{number}",
        purpose=chance.choice(Meeting.Purpose.values),
        starts_at=begin,
        ends_at=begin + timedelta(hours=2),
        place=_sentence(chance, 2)[:-1],
        area=chance.choice(areas),
        published=True,
        published_at=begin - timedelta(days=30) if is_past else None,
        reported_at=begin + timedelta(days=7) if is_past else None,
        state=Meeting.State.HELD if is_past else Meeting.State.PLANNED,
        report_state=Meeting.ReportState.FINAL if is_past else Meeting.ReportState.NONE,
        report_final_on=day + timedelta(days=7) if is_past else None,
        summary=_sentence(chance, 20) if is_past else "",
    )


def _voice(chance: random.Random, meetings: list[Meeting], organisations: list[Organisation]) -> Voice:
    organisation = chance.choice(organisations)
    return Voice(
        text=_sentence(chance, 14),
        meeting=chance.choice(meetings),
        area_id=organisation.main_area_id,
        speaker=Voice.Speaker.ORGANISATION,
        organisation=organisation,
        published=True,
    )


def _item(number: int, chance: random.Random) -> AgendaItem:
    return AgendaItem(
        title=_sentence(chance, 5)[:-1],
        slug=f"schaal-{number}",
        goal=_sentence(chance, 14),
        state=AgendaItem.State.ADOPTED,
        published=True,
    )


def _action(chance: random.Random, meetings: list[Meeting], organisations: list[Organisation], today: date) -> Action:
    meeting = chance.choice(meetings)
    has_date = chance.random() < 0.7
    return Action(
        title=_sentence(chance, 7)[:-1],
        agreed_at=meeting,
        agreed_on=min(meeting.starts_on, today),
        owner=chance.choice(organisations),
        due_on=meeting.starts_on + timedelta(days=chance.randrange(30, 700)) if has_date else None,
        due_precision=Action.Precision.DAY if has_date else Action.Precision.NONE,
        published=True,
        published_at=_evening(min(meeting.starts_on, today)),
    )


def _news(action: Action, chance: random.Random, today: date) -> Iterable[ActionUpdate]:
    for number, status in enumerate(("", chance.choice(STATUSES))):
        on = min(action.agreed_on + timedelta(days=number * chance.randrange(1, 90)), today)
        told = _evening(on) + timedelta(minutes=number)
        yield ActionUpdate(
            action=action, on=on, created_at=told, text=_sentence(chance, 10), status=status, role="Het netwerk"
        )
