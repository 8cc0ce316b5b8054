"""References are given by the database: no doubles and no gaps, also when many write at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.db import IntegrityError, connection, transaction

from agenda.models import Action
from tests.factories import bulk_actions, make_action, make_held_meeting, make_organisation

AT_ONCE = 8
EACH = 10


class ChangedMind(Exception):  # noqa: N818 - not an error: somebody stops halfway
    """What a writer raises to undo what it wrote."""


@pytest.mark.django_db(transaction=True)
def test_many_who_write_at_once_get_every_number_once_and_none_is_lost() -> None:
    meeting, owner = make_held_meeting(), make_organisation()
    ready = Barrier(AT_ONCE)

    def write(writer: int) -> list[int]:
        given = []
        ready.wait()
        for turn in range(EACH):
            try:
                with transaction.atomic():
                    action = make_action(agreed_at=meeting, owner=owner)
                    if (writer + turn) % 3 == 0:
                        raise ChangedMind
                    given.append(action.number)
            except ChangedMind:
                pass
        connection.close()
        return given

    with ThreadPoolExecutor(AT_ONCE) as pool:
        numbers = [number for given in pool.map(write, range(AT_ONCE)) for number in given]
    assert len(numbers) < AT_ONCE * EACH
    assert sorted(numbers) == list(range(1, len(numbers) + 1))
    assert sorted(Action.objects.values_list("number", flat=True)) == sorted(numbers)


@pytest.mark.django_db
def test_each_year_counts_for_itself_and_past_a_thousand() -> None:
    meeting, owner = make_held_meeting(), make_organisation()
    bulk_actions(3, agreed_at=meeting, owner=owner, agreed_on=date(2018, 10, 4))
    bulk_actions(1001, agreed_at=meeting, owner=owner, agreed_on=date(2019, 1, 1))
    references = Action.objects.order_by("year", "number").values_list("reference", flat=True)
    assert list(references[:4]) == ["A-2018-001", "A-2018-002", "A-2018-003", "A-2019-001"]
    assert references.last() == "A-2019-1001"


@pytest.mark.django_db
def test_a_number_that_somebody_made_up_is_not_taken() -> None:
    meeting, owner = make_held_meeting(), make_organisation()
    action = Action.objects.create(title="x", agreed_at=meeting, agreed_on=meeting.starts_on, owner=owner, number=77)
    assert (action.number, action.reference) == (1, f"A-{meeting.starts_on.year}-001")


@pytest.mark.django_db
@pytest.mark.parametrize("change", [{"number": 9}, {"agreed_on": date(1999, 1, 1)}])
def test_a_reference_never_changes(change: dict[str, object]) -> None:
    make_action()
    with pytest.raises(IntegrityError, match="The reference of an action never changes"), transaction.atomic():
        Action.objects.update(**change)
