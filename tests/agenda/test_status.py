"""The status of an action is what its newest news says, whoever writes and however."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from agenda.domain import report_news, split_action
from agenda.models import Action, ActionUpdate
from tests.factories import make_action, make_news

pytestmark = pytest.mark.django_db


def status_of(action: Action) -> str:
    return Action.objects.values_list("status", flat=True).get(pk=action.pk)


@pytest.mark.parametrize("status", ["busy", "done", "stuck", "stopped"])
def test_it_cannot_be_written_past_the_news(status: str) -> None:
    make_action()
    with pytest.raises(IntegrityError, match="only through its news"), transaction.atomic():
        Action.objects.update(status=status)


def test_it_begins_as_to_do_whatever_the_writer_says() -> None:
    first = make_action()
    copy = Action.objects.create(
        title="x", agreed_at=first.agreed_at, agreed_on=first.agreed_on, owner=first.owner, status="done"
    )
    assert status_of(copy) == "to_do"


def test_the_newest_day_wins_and_on_one_day_the_last_told() -> None:
    action = make_action()
    make_news(action=action, on=date(2030, 1, 2), status="stuck")
    make_news(action=action, on=date(2030, 1, 1), status="done")
    assert status_of(action) == "stuck"
    make_news(action=action, on=date(2030, 1, 2), status="busy")
    assert status_of(action) == "busy"
    make_news(action=action, on=date(2030, 1, 9))
    assert status_of(action) == "busy"


def test_taking_news_back_or_changing_it_takes_the_status_along() -> None:
    action = make_action()
    make_news(action=action, on=date(2030, 1, 1), status="busy")
    last = make_news(action=action, on=date(2030, 1, 2), status="done")
    ActionUpdate.objects.filter(pk=last.pk).update(status="stopped")
    assert status_of(action) == "stopped"
    last.delete()
    assert status_of(action) == "busy"
    ActionUpdate.objects.all().delete()
    assert status_of(action) == "to_do"


def test_news_in_bulk_counts_as_well() -> None:
    action = make_action()
    ActionUpdate.objects.bulk_create(
        ActionUpdate(action=action, on=date(2030, 1, day), text="x", role="x", status=status)
        for day, status in ((1, "done"), (2, "stuck"))
    )
    assert status_of(action) == "stuck"


def test_news_never_moves_to_another_action() -> None:
    first, second = make_action(), make_action()
    with pytest.raises(IntegrityError, match="never moves"), transaction.atomic():
        first.updates.update(action=second)


def test_news_needs_words_and_somebody_who_told_it() -> None:
    action = make_action()
    with pytest.raises(ValidationError) as nobody:
        report_news(action=action, on=date(2030, 1, 1), text="Er is gebeld.")
    assert "Vul in van wie dit nieuws komt: een organisatie of een rol." in nobody.value.messages
    for broken in ({"text": ""}, {"role": "", "organisation": None}, {"status": "klaar"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            ActionUpdate.objects.update(**broken)


def test_the_history_has_each_status_and_the_object_knows_it() -> None:
    action = make_action()
    make_news(action=action, status="busy")
    assert action.status == "busy"
    assert list(action.history.values_list("status", flat=True)) == ["busy", "to_do"]


def test_a_split_keeps_the_line_and_stops_the_whole() -> None:
    action = make_action("Twee dingen")
    parts = split_action(action=action, titles=["Het ene", "Het andere"], on=date(2030, 1, 1), role="Het netwerk")
    assert [part.split_from for part in parts] == [action, action]
    assert [part.agreed_at for part in parts] == [action.agreed_at] * 2
    assert status_of(action) == "stopped"
    assert parts[0].reference in action.latest_news.text
    with pytest.raises(ValidationError):
        split_action(action=action, titles=["Alleen dit"], on=date(2030, 1, 1), role="Het netwerk")


def test_an_action_with_news_cannot_be_deleted() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make_action().delete()
