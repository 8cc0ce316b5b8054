"""A published edition of the message cannot be changed in any way, only superseded."""

from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from agenda.domain import endorse, open_for_endorsement, publish_edition
from agenda.models import Hotspot, MessageLogEntry, MessagePoint, Plate, SharedMessage
from agenda.models.message import PointAgendaItem
from tests.factories import make_agenda_item, make_edition, make_organisation, make_plate

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition() -> SharedMessage:
    edition = make_edition(points=2, items=[make_agenda_item()], published=False)
    plate = make_plate(edition.points.first())
    Hotspot.objects.create(plate=plate, number=1, x=10, y=10, title="x", text="x")
    MessageLogEntry.objects.create(message=edition, on=edition.edition_date, text="x")
    publish_edition(message=edition)
    return edition


WRITES: list[Callable[[SharedMessage], object]] = [
    lambda edition: SharedMessage.objects.update(summary="anders"),
    lambda edition: SharedMessage.objects.update(slug="anders"),
    lambda edition: SharedMessage.objects.update(state="draft"),
    lambda edition: SharedMessage.objects.update(state="open"),
    lambda edition: SharedMessage.objects.all().delete(),
    lambda edition: MessagePoint.objects.update(ask="anders"),
    lambda edition: MessagePoint.objects.last().delete(),
    lambda edition: MessagePoint.objects.create(message=edition, position=9, title="x", why="x", ask="x"),
    lambda edition: MessagePoint.objects.bulk_create([MessagePoint(message=edition, position=9, title="x")]),
    lambda edition: PointAgendaItem.objects.all().delete(),
    lambda edition: edition.points.last().agenda_items.add(make_agenda_item()),
    lambda edition: Plate.objects.update(full_text="anders"),
    lambda edition: Plate.objects.all().delete(),
    lambda edition: make_plate(edition.points.last()),
    lambda edition: Hotspot.objects.update(text="anders"),
    lambda edition: Hotspot.objects.all().delete(),
    lambda edition: MessageLogEntry.objects.update(text="anders"),
    lambda edition: MessageLogEntry.objects.create(message=edition, on=edition.edition_date, text="x"),
]


@pytest.mark.parametrize("write", WRITES)
@pytest.mark.parametrize("state", ["published", "superseded"])
def test_no_way_of_writing_gets_through(
    edition: SharedMessage, write: Callable[[SharedMessage], object], state: str
) -> None:
    SharedMessage.objects.update(state=state)
    with pytest.raises(IntegrityError, match="cannot be changed, only superseded"), transaction.atomic():
        write(edition)


def test_a_point_cannot_be_moved_into_or_out_of_one(edition: SharedMessage) -> None:
    draft = make_edition(published=False)
    for points, to in ((draft.points, edition), (edition.points, draft)):
        with pytest.raises(IntegrityError, match="cannot be changed"), transaction.atomic():
            points.filter(position=2).update(message=to, position=8)


def test_a_draft_can_still_be_written() -> None:
    draft = make_edition(published=False)
    assert draft.points.update(ask="anders") == 4
    assert SharedMessage.objects.update(summary="anders") == 1


def test_publishing_a_newer_one_supersedes_it_and_one_holds() -> None:
    old, new = make_edition(), make_edition()
    old.refresh_from_db()
    assert (old.state, new.state, new.supersedes) == ("superseded", "published", old)
    assert SharedMessage.objects.current() == new
    with pytest.raises(IntegrityError, match="message_one_published"), transaction.atomic():
        SharedMessage.objects.create(
            title="x", slug="x", edition_date=new.edition_date, summary="x", addressed_to="x", state="published"
        )


def test_what_is_published_or_empty_cannot_be_published() -> None:
    with pytest.raises(ValidationError, match="minstens één punt"):
        make_edition(points=0)
    with pytest.raises(ValidationError, match="al gepubliceerd"):
        publish_edition(message=make_edition())


def test_organisations_stand_behind_one_that_is_open_for_it_once() -> None:
    draft, organisation = make_edition(published=False), make_organisation()
    with pytest.raises(ValidationError, match="niet open voor steun"):
        endorse(message=draft, organisation=organisation, on=draft.edition_date)
    open_for_endorsement(message=draft)
    endorse(message=draft, organisation=organisation, on=draft.edition_date)
    with pytest.raises(ValidationError, match="steunt deze editie al"):
        endorse(message=draft, organisation=organisation, on=draft.edition_date)
    with pytest.raises(ValidationError, match="Alleen een concept"):
        open_for_endorsement(message=draft)
