"""The line from a voice to a result, from any object on it."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from agenda.models import Action
from agenda.trail import Trail, line_of, most_complete_trail, trail_of
from tests.factories import (
    bulk_actions,
    bulk_voices,
    make_action,
    make_agenda_item,
    make_edition,
    make_held_meeting,
    make_news,
    make_organisation,
    make_voice,
)

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 23)
ALL = ["voice", "item", "message", "conversation", "action", "result"]


def kinds(trail: Trail) -> list[str]:
    return [step.kind for step in trail.steps]


def here(trail: Trail) -> list[str]:
    return [step.kind for step in trail.steps if step.is_here]


def test_the_whole_line_is_the_same_from_every_object_on_it() -> None:
    voice = make_voice()
    item = make_agenda_item(voices=[voice])
    point = make_edition(items=[item]).points.first()
    meeting = make_held_meeting(purpose="alderman_conversation")
    action = make_action(agreed_at=meeting, agenda_items=[item], status="done")
    for subject, place in (
        (voice, "voice"),
        (item, "item"),
        (point, "message"),
        (meeting, "conversation"),
        (action, "action"),
    ):
        trail = trail_of(subject, today=TODAY)
        assert kinds(trail) == ALL
        assert here(trail) == [place]
        assert trail.is_complete


def test_skipped_steps_are_left_out_and_the_next_missing_one_is_named() -> None:
    trail = trail_of(make_agenda_item(), today=TODAY)
    assert kinds(trail) == ["item", "conversation"]
    assert trail.steps[-1].is_open
    assert trail.steps[-1].text == "Nog geen gesprek gepland."
    assert not trail.is_complete


def test_a_voice_that_reached_nothing_yet_says_so() -> None:
    trail = trail_of(make_voice("Er is geen plek."), today=TODAY)
    assert kinds(trail) == ["voice", "item"]
    assert trail.steps[0].quote == "Er is geen plek."
    assert trail.steps[1].text == "Nog geen punt op onze agenda."


def test_a_conversation_without_an_agreement_names_what_is_missing() -> None:
    item = make_agenda_item(meetings=[make_held_meeting(purpose="alderman_conversation")])
    trail = trail_of(item, today=TODAY)
    assert kinds(trail) == ["item", "conversation", "action"]
    assert trail.steps[-1].text == "Nog geen afspraak gemaakt."


def test_an_open_action_tells_when_we_ask_again() -> None:
    action = make_action(next_check_on=TODAY + timedelta(days=8))
    result = trail_of(action, today=TODAY).steps[-1]
    assert result.is_open
    assert result.text == "Nog niet bekend. We vragen het na op 1 december."


def test_a_no_is_an_end_with_its_reason() -> None:
    action = make_action()
    make_news(action=action, text="Er is geen geld voor.", status="stopped")
    result = trail_of(action, today=TODAY).steps[-1]
    assert (result.is_end, result.is_open, result.status) == (True, False, "stopped")
    assert result.text == "Er is geen geld voor."


def test_a_withdrawn_item_is_an_end_with_its_reason() -> None:
    item = make_agenda_item(state="withdrawn", state_reason="Het hoeft niet meer.")
    end = trail_of(item, today=TODAY).steps[-1]
    assert (end.is_end, end.text) == (True, "Het hoeft niet meer.")


def test_many_voices_are_folded() -> None:
    item = make_agenda_item(voices=[make_voice(f"Stem {number}") for number in range(14)])
    assert trail_of(item, today=TODAY).steps[0].others_text == "en 13 andere stemmen"


def test_nothing_unpublished_is_on_it() -> None:
    item = make_agenda_item(voices=[make_voice(published=False)])
    make_edition(items=[item], published=False)
    make_action(agenda_items=[item], published=False)
    assert kinds(trail_of(item, today=TODAY)) == ["item", "conversation"]
    hidden = make_agenda_item(published=False, voices=[make_voice()])
    assert kinds(trail_of(hidden.voices.first(), today=TODAY)) == ["voice", "item"]


def test_the_most_complete_one_prefers_a_result_and_needs_a_voice_and_an_action() -> None:
    assert most_complete_trail(today=TODAY) is None
    make_action(agenda_items=[make_agenda_item("Bezig", voices=[make_voice()])])
    make_action(agenda_items=[make_agenda_item("Gelukt", voices=[make_voice()])], status="done")
    make_action(agenda_items=[make_agenda_item("Zonder stem")], status="done")
    trail = most_complete_trail(today=TODAY)
    assert trail is not None
    assert trail.steps[1].link_text == "Gelukt"


def test_a_page_that_has_all_actions_shows_the_one_that_the_database_would_choose() -> None:
    item = make_agenda_item()
    make_action("Bij ons afgesproken", agreed_at=make_held_meeting(), agenda_items=[item], status="busy")
    talk = make_held_meeting(purpose="alderman_conversation")
    make_action("Met de wethouder", agreed_at=talk, agenda_items=[item], status="busy")
    make_action("Gestopt", agreed_at=talk, agenda_items=[item], status="stopped")
    asked = trail_of(item, today=TODAY)
    given = line_of(item, actions=list(Action.objects.public().with_news())).trail(TODAY)
    assert given == asked
    assert [step.link_text for step in given.steps if step.kind == "action"] == ["Met de wethouder"]


@pytest.mark.parametrize("number", [10, 1000])
def test_it_makes_four_queries_whatever_the_number_of_links(
    number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    meeting = make_held_meeting(starts_at=timezone.now() - timedelta(days=9))
    item = make_agenda_item(meetings=[meeting])
    make_edition(items=[item])
    bulk_voices(number, meeting=meeting, items=[item])
    bulk_actions(number, agreed_at=meeting, owner=make_organisation(), items=[item])
    with django_assert_num_queries(3):
        trail_of(item, today=TODAY)
    with django_assert_num_queries(4):
        trail_of(meeting, today=TODAY)
