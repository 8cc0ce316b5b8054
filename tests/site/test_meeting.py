"""One meeting: the invitation before, the report after, at the same address."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from initiatives.models import Organisation
from meetings.models import Attendance, AttendingOfficial, Meeting, ProgrammePoint, ReportSection
from tests.factories import (
    bulk_actions,
    bulk_agenda_items,
    bulk_voices,
    make_action,
    make_agenda_item,
    make_held_meeting,
    make_meeting,
    make_organisation,
    make_voice,
)

pytestmark = pytest.mark.django_db


def test_before_it_tells_where_when_and_what_to_expect(client: Client) -> None:
    meeting = make_meeting("Soep en plannen", practical="Er is soep.\nGeen trap.", capacity=40)
    meeting.hosts.add(make_organisation("De Soeppan"))
    meeting.hosts.add(make_organisation("Nog niet te zien", status=Organisation.Status.PENDING))
    ProgrammePoint.objects.create(meeting=meeting, position=1, title="Soep")
    text = client.get(meeting.get_absolute_url()).text
    for shown in (
        "Soep en plannen",
        "<li>Geen trap.</li>",
        "Er zijn nog 40 plaatsen vrij.",
        "De Soeppan",
        "Ik kom ook",
    ):
        assert shown in text
    assert "Nog niet te zien" not in text


def test_what_is_still_open_comes_onto_the_next_one_by_itself(client: Client) -> None:
    before = make_held_meeting("De vorige keer")
    make_action("Nog te doen", agreed_at=before)
    make_action("Al gelukt", agreed_at=before, status="done")
    make_action("Niet openbaar", agreed_at=before, published=False)
    make_agenda_item("Nog niet bereikt", meetings=[before])
    make_agenda_item("Wel bereikt", meetings=[before], state="reached")
    text = client.get(make_meeting(follows=before).get_absolute_url()).text
    assert "Dit nemen we mee van de vorige keer" in text
    assert "Nog te doen" in text
    assert "Nog niet bereikt" in text
    for hidden in ("Al gelukt", "Niet openbaar", "Wel bereikt"):
        assert hidden not in text


def test_what_comes_from_an_earlier_one_does_not_tell_of_a_hidden_one_in_between(client: Client) -> None:
    before = make_held_meeting("De eerste keer")
    make_action("Nog te doen", agreed_at=before)
    hidden = make_meeting("Verborgen overleg", follows=before, published=False)
    text = client.get(make_meeting(follows=hidden).get_absolute_url()).text
    assert "Nog te doen" in text
    assert "Verborgen overleg" not in text


def test_a_cancelled_one_says_so_above_its_title_with_the_reason(client: Client) -> None:
    meeting = make_meeting("Soep", state="cancelled", cancelled_why="De zaal heeft waterschade.")
    text = client.get(meeting.get_absolute_url()).text
    assert text.index("De zaal heeft waterschade.") < text.index("<h1>")
    assert "(gaat niet door)" in text
    assert "Ik kom ook" not in text


def held(**fields: object) -> Meeting:
    return make_meeting("Geweest", starts_at=timezone.now() - timedelta(days=9), state="held", **fields)


def test_until_the_report_is_there_it_says_when_it_comes(client: Client) -> None:
    today = timezone.localdate()
    promised = held(report_promised_by=today + timedelta(days=2))
    assert "Het verslag komt uiterlijk" in client.get(promised.get_absolute_url()).text


def test_a_promise_that_was_not_kept_is_shown(client: Client) -> None:
    late = held(report_promised_by=timezone.localdate() - timedelta(days=1))
    assert "maar is te laat." in client.get(late.get_absolute_url()).text


@pytest.mark.parametrize("state", ["draft", "for_correction"])
def test_a_report_that_is_not_final_is_not_shown(client: Client, state: str) -> None:
    meeting = held(report_state=state, corrections_until=timezone.localdate(), summary="Geheim concept")
    ReportSection.objects.create(meeting=meeting, position=1, heading="Kop", text="Geheim deel")
    make_voice("Geheime stem", meeting=meeting)
    text = client.get(meeting.get_absolute_url()).text
    assert "Geheim" not in text


def test_after_it_shows_the_report_in_its_order(client: Client) -> None:
    meeting = make_held_meeting("Gesprek", summary="Eerste punt\nTweede punt")
    make_action("Zoek een plek", agreed_at=meeting)
    make_voice("Er is geen plek.", meeting=meeting)
    ReportSection.objects.create(meeting=meeting, position=1, heading="Wat de wethouder zei", text="Hij zei *ja*.")
    make_agenda_item("Een plek in elke wijk", meetings=[meeting])
    make_meeting("Het vervolg", follows=meeting)
    Attendance.objects.create(meeting=meeting, organisation=make_organisation("De Soeppan"), people=3)
    AttendingOfficial.objects.create(meeting=meeting, function="Wethouder")
    text = client.get(meeting.get_absolute_url()).text
    parts = ("Eerste punt", "Zoek een plek", "Er is geen plek.", "Wat de wethouder zei", "Een plek in elke wijk")
    assert sorted(parts, key=text.index) == list(parts)
    for shown in ("Hij zei <em>ja</em>.", "Het vervolg", "De Soeppan</a> (3 mensen)", "Wethouder"):
        assert shown in text


def test_a_report_shows_nothing_that_is_not_public(client: Client) -> None:
    meeting = make_held_meeting()
    make_action("Verborgen afspraak", agreed_at=meeting, published=False)
    make_voice("Verborgen stem", meeting=meeting, published=False)
    make_agenda_item("Verborgen punt", meetings=[meeting], published=False)
    pending = make_organisation("Verborgen groep", status=Organisation.Status.PENDING)
    Attendance.objects.create(meeting=meeting, organisation=pending)
    make_meeting("Verborgen vervolg", follows=meeting, published=False)
    assert "Verborgen" not in client.get(meeting.get_absolute_url()).text


def test_an_unpublished_one_is_there_for_coordinators_only(client: Client, coordinator: Client, editor: Client) -> None:
    url = make_meeting(published=False).get_absolute_url()
    assert client.get(url).status_code == 404
    assert editor.get(url).status_code == 404
    assert "Nog niet te zien voor anderen." in coordinator.get(url).text


def test_the_year_in_the_address_has_to_be_right(client: Client) -> None:
    meeting = make_meeting()
    assert client.get(f"/bijeenkomsten/{meeting.year - 1}/{meeting.slug}/").status_code == 404
    assert client.get(f"/bijeenkomsten/0/{meeting.slug}/").status_code == 404
    assert client.get(f"/bijeenkomsten/99999999/{meeting.slug}/").status_code == 404


@pytest.mark.parametrize("number", [10, 1000])
def test_a_report_makes_five_queries_whatever_the_number_of_rows(
    client: Client, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    meeting = make_held_meeting(follows=make_held_meeting())
    item = make_agenda_item(meetings=[meeting])
    bulk_agenda_items(number)
    bulk_voices(number, meeting=meeting, items=[item])
    bulk_actions(number, agreed_at=meeting, owner=make_organisation(), items=[item])
    with django_assert_num_queries(5):
        client.get(meeting.get_absolute_url())
