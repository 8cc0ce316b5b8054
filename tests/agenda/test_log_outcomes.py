"""The page where outcomes are logged: keeping what is typed, and two people at once."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from agenda.desk import rows
from agenda.desk.forms import due_as_typed, read_due
from agenda.domain import end_of_period
from agenda.models import OutcomesDraft
from meetings.models import Meeting
from netwerk.accounts.models import Role
from tests.desk_pages import (
    log_url,
    make_meeting_of_yesterday,
    row,
    send,
    stored,
    typed,
    version_of,
)
from tests.factories import (
    make_action,
    make_meeting,
    make_organisation,
)
from tests.people import person, sign_in

pytestmark = pytest.mark.django_db


# --- Keeping what is typed --------------------------------------------------------------------------------------------


def test_half_a_row_is_kept_as_it_was_typed(coordinator: Client, meeting: Meeting) -> None:
    answer = send(coordinator, meeting, typed(actions=[row("actions", "a1", title="Bel iemand", due="ooit eens")]))
    assert answer.status_code == 302
    page = coordinator.get(log_url(meeting)).content.decode()
    assert 'value="Bel iemand"' in page
    assert 'value="ooit eens"' in page
    assert "Bewaard om" in page
    assert "begrijpen we niet" not in page, "half a row is no mistake yet"
    meeting.refresh_from_db()
    assert (meeting.state, meeting.report_state) == ("held", "draft")


@pytest.mark.parametrize("block", [block for block in rows.BLOCKS if block not in rows.GIVEN])
def test_one_more_row_keeps_everything_without_a_script(coordinator: Client, meeting: Meeting, block: str) -> None:
    data = typed(voices=[row("voices", "v1", text="Alles wat ik typte")])
    page = send(coordinator, meeting, data, step=f"nog:{block}").content.decode()
    assert "Alles wat ik typte" in page
    count = len(data[block]) + 1
    assert f'name="{block}-TOTAL_FORMS" value="{count}"' in page
    assert "data-focus" in page


def test_a_row_is_taken_away_by_its_button_and_a_stored_action_never(coordinator: Client, meeting: Meeting) -> None:
    action = make_action("Staat vast", agreed_at=meeting)
    page = coordinator.get(log_url(meeting))
    data = page.context["outcomes"].data
    data["voices"] = [row("voices", "v1", text="Weg hiermee")]
    send(coordinator, meeting, data, step="weg:voices-v1")
    send(coordinator, meeting, stored(meeting), step=f"weg:actions-ac{action.pk}")
    assert stored(meeting)["voices"] == []
    assert [one["title"] for one in stored(meeting)["actions"]] == ["Staat vast"]


def test_saving_by_itself_answers_with_the_version_and_the_time(coordinator: Client, meeting: Meeting) -> None:
    data = typed(voices=[row("voices", "v1", text="Een")])
    first = send(coordinator, meeting, data, step="auto", version=0).json()
    data["voices"][0]["text"] = "Een en twee"
    second = send(coordinator, meeting, data, step="auto", version=first["version"]).json()
    assert second["version"] > first["version"]
    assert second["told"].startswith("Bewaard om ")
    assert stored(meeting)["voices"][0]["text"] == "Een en twee"


def test_twenty_times_the_same_page_is_one_version(coordinator: Client, meeting: Meeting) -> None:
    data = typed(voices=[row("voices", "v1", text="Een")])
    for _number in range(20):
        assert send(coordinator, meeting, data, version=0).status_code == 302
    assert len(stored(meeting)["voices"]) == 1
    assert version_of(meeting) == 2, "made, and filled"


def test_what_was_sent_after_the_session_ended_is_there_after_signing_in(meeting: Meeting) -> None:
    client, user = Client(), person(Role.COORDINATOR)
    data = typed(voices=[row("voices", "v1", text="Getypt terwijl de sessie al weg was")])
    answer = send(client, meeting, data, version=0)
    assert answer.status_code == 302
    assert reverse("account_login") in answer.url
    sign_in(client, user)
    page = client.get(log_url(meeting)).content.decode()
    assert "Getypt terwijl de sessie al weg was" in page
    assert "Je was uitgelogd" in page
    assert not OutcomesDraft.objects.exists(), "not saved before somebody says so"
    assert "Getypt terwijl" not in client.get(log_url(meeting)).content.decode(), "offered once"


def test_a_meeting_that_has_to_come_or_did_not_take_place_has_no_outcomes(coordinator: Client) -> None:
    coming, cancelled = make_meeting(), make_meeting_of_yesterday(state="cancelled", cancelled_why="Storm")
    assert "moet nog komen" in coordinator.get(log_url(coming)).content.decode()
    assert "ging niet door" in coordinator.get(log_url(cancelled)).content.decode()
    assert send(coordinator, coming, typed(summary="Iets")).status_code == 200
    assert not OutcomesDraft.objects.exists()


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("precision", ["day", "month", "quarter", "season"])
def test_a_stored_due_date_is_read_back_as_it_was(language: str, precision: str) -> None:
    for month in range(1, 13):
        due_on = end_of_period(date(2031, month, 17), precision)
        with override(language):
            assert read_due(due_as_typed(due_on, precision), date(2030, 11, 1)) == (due_on, precision)


# --- Two people at once -----------------------------------------------------------------------------------------------


def test_two_people_who_fill_in_different_fields_keep_both(
    coordinator: Client, other: Client, meeting: Meeting
) -> None:
    send(coordinator, meeting, typed(voices=[row("voices", "v1", text="Van Bert")]), version=0)
    answer = send(other, meeting, typed(actions=[row("actions", "a1", title="Van Anna")]), version=0)
    assert answer.status_code == 302
    assert [one["text"] for one in stored(meeting)["voices"]] == ["Van Bert"]
    assert [one["title"] for one in stored(meeting)["actions"]] == ["Van Anna"]


def test_a_clash_shows_both_texts_and_loses_neither(coordinator: Client, other: Client, meeting: Meeting) -> None:
    send(coordinator, meeting, typed(summary="Zoals het was"), version=0)
    opened = version_of(meeting)
    send(other, meeting, typed(summary="Zoals Anna het zag"), version=opened)
    answer = send(coordinator, meeting, typed(summary="Zoals Bert het zag"), version=opened)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Zoals Anna het zag" in page
    assert "Zoals Bert het zag" in page
    assert stored(meeting)["report"]["summary"] == "Zoals Anna het zag", "nothing is overwritten yet"
    [choice] = [one["clash"].name for one in answer.context["clashes"]]
    send(coordinator, meeting, typed(summary="Zoals Bert het zag"), version=opened, samen="1", **{choice: "both"})
    assert stored(meeting)["report"]["summary"] == "Zoals Bert het zag\nZoals Anna het zag"


def test_saving_by_itself_stops_at_a_clash(coordinator: Client, other: Client, meeting: Meeting) -> None:
    send(coordinator, meeting, typed(summary="Was"), version=0)
    opened = version_of(meeting)
    send(other, meeting, typed(summary="Anna"), version=opened)
    answer = send(coordinator, meeting, typed(summary="Bert"), version=opened, step="auto")
    assert answer.status_code == 409
    assert "anna@example.org" in answer.json()["told"]
    assert stored(meeting)["report"]["summary"] == "Anna"


def test_a_page_that_goes_on_saving_never_takes_away_what_another_added(
    coordinator: Client, other: Client, meeting: Meeting
) -> None:
    mine = typed(voices=[row("voices", "v1", text="Een")])
    version = send(coordinator, meeting, mine, step="auto", version=0).json()["version"]
    send(
        other,
        meeting,
        typed(voices=[row("voices", "v1", text="Een"), row("voices", "v9", text="Van Anna")]),
        version=version,
    )
    for text in ("Een en", "Een en twee"):
        mine["voices"][0]["text"] = text
        version = send(coordinator, meeting, mine, step="auto", version=version).json()["version"]
    assert [one["text"] for one in stored(meeting)["voices"]] == ["Een en twee", "Van Anna"]


def test_a_row_that_one_takes_away_and_nobody_changed_is_gone(
    coordinator: Client, other: Client, meeting: Meeting
) -> None:
    both = [row("voices", "v1", text="Een"), row("voices", "v2", text="Twee")]
    send(coordinator, meeting, typed(voices=both), version=0)
    opened = version_of(meeting)
    send(other, meeting, typed(voices=both, summary="Kort"), version=opened)
    send(coordinator, meeting, typed(voices=both[:1]), version=opened)
    assert [one["text"] for one in stored(meeting)["voices"]] == ["Een"]
    assert stored(meeting)["report"]["summary"] == "Kort"


# --- Speed ------------------------------------------------------------------------------------------------------------


def test_organisations_are_found_by_typing(coordinator: Client, meeting: Meeting) -> None:
    make_organisation("Noorderlicht", status="pending")
    answer = coordinator.get(reverse("organisation_names"), {"q": "NOÖR"})
    assert answer.json() == {"names": ["Huiskamer Noord"]}
    assert coordinator.get(reverse("organisation_names"), {"q": "n"}).json() == {"names": []}
    assert coordinator.get(reverse("organisation_names"), {"q": "\x00"}).json() == {"names": []}


def many(number: int) -> rows.Data:
    return typed(
        summary="Kort",
        voices=[row("voices", f"v{i}", text=f"Stem {i}", who="Huiskamer Noord", item="1") for i in range(number)],
        items=[row("items", f"i{i}", title=f"Punt {i}") for i in range(number)],
        actions=[row("actions", f"a{i}", title=f"Doe {i}", owner="Huiskamer Noord", item="1") for i in range(number)],
        attendance=[row("attendance", "p1", who="Huiskamer Noord")],
    )


def test_the_page_makes_the_same_queries_for_5_and_for_200_rows(
    coordinator: Client, meeting: Meeting, django_assert_max_num_queries: Any
) -> None:
    for number in (5, 200):
        send(coordinator, meeting, many(number))
        with django_assert_max_num_queries(16) as shown:
            coordinator.get(log_url(meeting))
        with django_assert_max_num_queries(32) as saved:
            send(coordinator, meeting, many(number), step="kijk")
        if number == 5:
            few = (len(shown), len(saved))
        else:
            assert (len(shown), len(saved)) == few
