"""Publishing what came out of a meeting: the look before, all of it once, and what is put right later."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from agenda.desk.drafts import save_outcomes
from agenda.desk.publishing import publish_outcomes
from agenda.models import Action, AgendaItem
from initiatives.models import Organisation
from meetings.models import Meeting, Voice
from netwerk.accounts.models import Role
from netwerk.lib.models import OutgoingMail
from tests.desk_pages import (
    an_evening,
    log_url,
    make_meeting_of_yesterday,
    make_municipality,
    publish,
    row,
    send,
    stored,
    typed,
    version_of,
)
from tests.factories import (
    make_action,
    make_agenda_item,
    make_district,
    make_held_meeting,
    make_organisation,
)
from tests.people import person

pytestmark = pytest.mark.django_db


# --- Looking it over and publishing ----------------------------------------------------------------------------------


def test_an_evening_is_published_whole(coordinator: Client, meeting: Meeting) -> None:
    assert send(coordinator, meeting, an_evening("Huiskamer Noord"), step="kijk").status_code == 302
    answer: Any = publish(coordinator, meeting)
    assert (answer.status_code, answer.url) == (302, meeting.get_absolute_url())
    meeting.refresh_from_db()
    assert (meeting.report_state, meeting.published) == ("final", True)
    voices = list(Voice.objects.public().order_by("pk"))
    assert [voice.speaker_in_words for voice in voices] == ["Een bewoner", "Huiskamer Noord", "wethouder Wonen"]
    place, money = AgendaItem.objects.order_by("pk")
    assert [item.title for item in (place, money)] == ["Een vaste plek", "Geld voor langer"]
    assert set(place.voices.all()) == set(voices[:2])
    first, second, third = Action.objects.public().order_by("number")
    assert (first.owner.name, first.due_on, first.due_precision) == ("Huiskamer Noord", date(2031, 12, 1), "day")
    assert (second.owner.name, second.owner_role) == ("Gemeente Utrecht", "wethouder Wonen")
    assert (second.due_on, second.due_precision) == (date(2032, 5, 31), "season")
    assert list(third.agenda_items.all()) == [money]
    [follow_up] = meeting.followed_by.all()
    assert (follow_up.title, follow_up.place, follow_up.published) == ("Lege ruimtes", "De Boog", True)
    assert {action.next_check_at for action in (first, second, third)} == {follow_up}
    assert [(one.organisation.name, one.people) for one in meeting.attendance.all()] == [("Huiskamer Noord", 3)]
    assert [str(one) for one in meeting.officials.all()] == ["wethouder Wonen"]
    assert "Bel de huismeester" in Client().get(meeting.get_absolute_url()).content.decode()


def test_twenty_times_publiceer_makes_one_result(coordinator: Client, meeting: Meeting) -> None:
    send(coordinator, meeting, an_evening("Huiskamer Noord"))
    version = version_of(meeting)
    for _number in range(20):
        assert publish(coordinator, meeting, version=version).status_code == 302
    assert (Action.objects.count(), Voice.objects.count(), AgendaItem.objects.count()) == (3, 3, 2)
    assert meeting.followed_by.count() == 1
    assert OutgoingMail.objects.count() == 2, "one letter for each action of an owner with an address"


def test_the_look_before_shows_the_real_page_and_leaves_nothing(coordinator: Client, meeting: Meeting) -> None:
    send(coordinator, meeting, an_evening("Huiskamer Noord"))
    before = version_of(meeting)
    page = coordinator.get(reverse("review_outcomes", args=[meeting.pk])).content.decode()
    for words in (
        "Nog niet te zien voor anderen",
        "Niemand weet waar de sleutel ligt.",
        "Zoek uit of er geld is",
        "Lege ruimtes",
    ):
        assert words in page
    assert "noord@example.org: Dit is met jullie afgesproken: Maak een lijst van lege ruimtes" in page
    assert "Zoek uit of er geld is</li>" in page, "the municipality has no address: call"
    assert (Action.objects.count(), Voice.objects.count(), OutgoingMail.objects.count()) == (0, 0, 0)
    assert version_of(meeting) == before
    assert "Niemand weet" not in Client().get(meeting.get_absolute_url()).content.decode()


def test_nothing_is_published_without_the_look_at_names_and_consent(coordinator: Client, meeting: Meeting) -> None:
    send(coordinator, meeting, an_evening("Huiskamer Noord"))
    answer = publish(coordinator, meeting, names="")
    assert answer.status_code == 200
    assert "Kijk na of er namen in staan." in answer.content.decode()
    assert not Action.objects.exists()


def test_what_is_wrong_is_said_beside_the_field_and_everything_stays(coordinator: Client, meeting: Meeting) -> None:
    data = typed(
        voices=[row("voices", "v1", text="Ik heet Jan.", who="Jan Jansen")],
        actions=[
            row("actions", "a1", title="Doe iets", owner="Huiskamer Nord", due="ooit"),
            row("actions", "a2", title="Nog iets"),
        ],
        meetings=[row("meetings", "m1", title="Terug in de tijd", day="1 januari 2001")],
    )
    page = send(coordinator, meeting, data, step="kijk").content.decode()
    for words in (
        "Schrijf in het kort wat er is besproken.",
        "Is dit de naam van iemand?",
        "Bedoel je: Huiskamer Noord?",
        "Deze datum begrijpen we niet.",
        "Vul in wie dit doet.",
        "Een vervolg is later dan deze bijeenkomst.",
    ):
        assert words in page
    assert 'value="Huiskamer Nord"' in page
    assert "Je tekst is bewaard" in page


def test_a_name_becomes_public_only_with_consent(coordinator: Client, meeting: Meeting) -> None:
    with_consent = row("voices", "v1", text="Ik heet Jan.", who="Jan Jansen", consent="Gevraagd na afloop")
    send(coordinator, meeting, typed(summary="Kort", voices=[with_consent]))
    publish(coordinator, meeting)
    voice = Voice.objects.get()
    assert (voice.name, voice.consent_note, voice.published) == ("Jan Jansen", "Gevraagd na afloop", True)
    assert voice.consent_on == timezone.localdate()


def test_a_resident_of_a_district_speaks_in_that_form(coordinator: Client, meeting: Meeting) -> None:
    district = make_district("Zuilen")
    voices = [
        row("voices", "v1", text="Een", who="bewoner uit Zuilen"),
        row("voices", "v2", text="Twee", who="iemand uit zuilen"),
    ]
    send(coordinator, meeting, typed(summary="Kort", voices=voices))
    publish(coordinator, meeting)
    assert [(one.speaker, one.area) for one in Voice.objects.order_by("pk")] == [
        ("resident", district),
        ("anonymous", district),
    ]


def test_an_organisation_that_nobody_knows_is_made_on_the_way(coordinator: Client, meeting: Meeting) -> None:
    data = typed(summary="Kort", actions=[row("actions", "a1", title="Koop stoelen", owner="Stoelenclub")])
    page = send(coordinator, meeting, data, step="kijk").content.decode()
    assert "Kies wat het is." in page, "a row for it stands ready"
    data = stored(meeting)
    data["organisations"][0] |= {"kind": "initiative", "sentence": "Zij hebben stoelen."}
    assert send(coordinator, meeting, data, step="kijk").status_code == 302
    publish(coordinator, meeting)
    assert Action.objects.get().owner == Organisation.objects.public().get(name="Stoelenclub")


def test_what_came_of_open_actions_and_items_of_the_line_is_told(coordinator: Client, meeting: Meeting) -> None:
    before = make_held_meeting()
    action = make_action("Zoek een zaal", agreed_at=before)
    item = make_agenda_item("Een zaal", meetings=[before])
    make_action("Van een andere lijn")
    meeting.follows = before
    meeting.save(update_fields=["follows"])
    data = coordinator.get(log_url(meeting)).context["outcomes"].data
    assert [one["id"] for one in data["answers"]] == [str(action.pk)]
    assert [one["id"] for one in data["touched"]] == [str(item.pk)]
    data["answers"][0] |= {"status": "done", "text": "De zaal is gehuurd."}
    data["touched"][0] |= {"came": "reached", "text": "Er is een zaal."}
    send(coordinator, meeting, {**data, "report": {"summary": "Kort", "source": ""}})
    publish(coordinator, meeting)
    action.refresh_from_db()
    item.refresh_from_db()
    assert (action.status, action.latest_news and action.latest_news.text) == ("done", "De zaal is gehuurd.")
    assert (item.state, [step.text for step in item.steps.all()]) == ("reached", ["Er is een zaal."])
    assert meeting in item.meetings.all()


def test_a_later_change_of_a_final_report_says_why_in_public(coordinator: Client, meeting: Meeting) -> None:
    send(coordinator, meeting, an_evening("Huiskamer Noord"))
    publish(coordinator, meeting)
    data = coordinator.get(log_url(meeting)).context["outcomes"].data
    assert len(data["actions"]) == 3
    data["actions"][0]["title"] = "Maak een kaart van lege ruimtes"
    data["voices"] = [one for one in data["voices"] if one["text"] != "Dat zoek ik uit."]
    send(coordinator, meeting, data)
    answer = publish(coordinator, meeting)
    assert answer.status_code == 200
    assert "Schrijf op wat er is verbeterd." in answer.content.decode()
    assert publish(coordinator, meeting, why="Het was een kaart, geen lijst.").status_code == 302
    assert Action.objects.count() == 3
    assert Action.objects.filter(title="Maak een kaart van lege ruimtes").exists()
    assert Voice.objects.public().count() == 2
    assert Voice.objects.count() == 3, "taken off the site, and not lost"
    assert "Het was een kaart, geen lijst." in Client().get(meeting.get_absolute_url()).content.decode()


def test_a_row_that_was_changed_in_the_admin_meanwhile_is_not_overwritten(
    coordinator: Client, meeting: Meeting
) -> None:
    action = make_action("Zoals het was", agreed_at=meeting)
    data = coordinator.get(log_url(meeting)).context["outcomes"].data
    data["actions"][0]["title"] = "Van het bureau"
    send(coordinator, meeting, {**data, "report": {"summary": "Kort", "source": ""}})
    action.title = "Van het beheer"
    action.save(update_fields=["title"])
    answer: Any = publish(coordinator, meeting)
    assert answer.status_code == 302
    action.refresh_from_db()
    assert action.title == "Van het beheer"
    assert "intussen op een andere plek gewijzigd" in coordinator.get(log_url(meeting)).content.decode()


def test_a_page_from_before_publishing_shows_what_was_not_in_it(
    coordinator: Client, other: Client, meeting: Meeting
) -> None:
    send(coordinator, meeting, an_evening("Huiskamer Noord"))
    opened = version_of(meeting)
    publish(coordinator, meeting)
    late = an_evening("Huiskamer Noord")
    late["voices"].append(row("voices", "v9", text="Dit kwam te laat."))
    page = send(other, meeting, late, version=opened).content.decode()
    assert "Dit kwam te laat." in page
    assert "Intussen heeft iemand deze uitkomsten gepubliceerd" in page
    assert Voice.objects.count() == 3


@pytest.mark.django_db(transaction=True)
def test_twenty_at_once_make_one_result() -> None:
    make_municipality()
    make_organisation("Huiskamer Noord", public_email="noord@example.org")
    evening, by = make_meeting_of_yesterday("Een drukke avond"), person(Role.COORDINATOR)
    saved = save_outcomes(meeting=evening, version=0, typed=an_evening("Huiskamer Noord"), by=by)

    def press() -> bool:
        try:
            made = publish_outcomes(meeting=evening, version=saved.version, by=by, now=timezone.now())
        finally:
            connection.close()
        return made is not None

    with ThreadPoolExecutor(20) as pool:
        presses = [pool.submit(press) for _number in range(20)]
    assert sum(one.result() for one in presses) == 1
    assert (Action.objects.count(), Voice.objects.count(), evening.followed_by.count()) == (3, 3, 1)
    assert OutgoingMail.objects.count() == 2
