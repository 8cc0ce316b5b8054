"""The page where outcomes are logged: keeping what is typed, two people at once, and publishing it."""

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from agenda.desk import rows
from agenda.models import Action, AgendaItem, OutcomesDraft
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
    make_meeting,
    make_organisation,
)
from tests.people import person, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting() -> Meeting:
    make_municipality()
    make_organisation("Huiskamer Noord", public_email="noord@example.org")
    return make_meeting_of_yesterday("Een avond over ruimte")


@pytest.fixture
def other(db: None) -> Client:
    client = Client()
    sign_in(client, person(Role.COORDINATOR, email="anna@example.org"))
    return client


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


# --- A pasted report --------------------------------------------------------------------------------------------------

REPORT = """Verslag avond over ruimte

Een bewoner zei: "Wij weten nooit waar de sleutel ligt."

Afspraken
- Huiskamer Noord maakt voor 1 december 2031 een lijst van lege ruimtes
- De wethouder Wonen zoekt uit of er geld is

Vervolg
Op woensdag 14 januari 2032 om 20.00 uur is er een bijeenkomst over lege ruimtes.
"""


def test_nothing_of_a_pasted_report_counts_before_somebody_says_so(coordinator: Client, meeting: Meeting) -> None:
    send(coordinator, meeting, typed(summary="Kort", source=REPORT), step="zoek")
    answer = coordinator.get(log_url(meeting))
    page = answer.content.decode()
    kinds = [one["kind"] for one in answer.context["proposals"]]
    assert kinds == ["voices", "actions", "actions", "meetings"]
    assert "<mark>Huiskamer Noord maakt voor 1 december 2031 een lijst van lege ruimtes</mark>" in page
    assert 'value="klopt" checked' not in page
    publish(coordinator, meeting)
    assert (Action.objects.count(), Voice.objects.count(), meeting.followed_by.count()) == (0, 0, 0)
    assert stored(meeting)["proposals"], "undecided ones stay for later"


def test_each_proposal_is_right_changed_or_not_needed(coordinator: Client, meeting: Meeting) -> None:
    send(coordinator, meeting, typed(summary="Kort", source=REPORT), step="zoek")
    voice, first, second, follow_up = (f"voorstel-{one['key']}" for one in stored(meeting)["proposals"])
    choices = {voice: "klopt", first: "klopt", second: "aanpassen", follow_up: "niet"}
    answer = send(coordinator, meeting, stored(meeting), step="neem", **choices)
    data = stored(meeting)
    assert answer.url.endswith(f"#{data['actions'][1]['key']}"), "the one to change comes into view"
    assert [(one["title"], one["owner"], one["due"]) for one in data["actions"]] == [
        ("Huiskamer Noord maakt voor 1 december 2031 een lijst van lege ruimtes", "Huiskamer Noord", "1-12-2031"),
        ("De wethouder Wonen zoekt uit of er geld is", "De wethouder Wonen", ""),
    ]
    assert data["meetings"] == []
    send(coordinator, meeting, stored(meeting), step="neem", **choices)
    assert len(stored(meeting)["actions"]) == 2, "decided once"
    publish(coordinator, meeting)
    assert [action.owner.name for action in Action.objects.order_by("number")] == [
        "Huiskamer Noord",
        "Gemeente Utrecht",
    ]


def test_a_likely_double_is_offered_and_becomes_news_on_the_action_that_exists(
    coordinator: Client, meeting: Meeting
) -> None:
    known = make_action("Maak een lijst van lege ruimtes in de wijk")
    send(coordinator, meeting, typed(summary="Kort", source=REPORT), step="zoek")
    double = stored(meeting)["proposals"][1]
    assert [(one["pk"], one["label"]) for one in double["same"]] == [(known.pk, str(known))]
    assert "Is dit dezelfde?" in coordinator.get(log_url(meeting)).content.decode()
    send(coordinator, meeting, stored(meeting), step="neem", **{f"voorstel-{double['key']}": f"zelfde-{known.pk}"})
    publish(coordinator, meeting)
    assert Action.objects.count() == 1
    assert "lijst van lege ruimtes" in known.updates.last().text  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("verslag.txt", REPORT.encode(), "We vonden 4 dingen"),
        ("verslag.pdf", b"%PDF", "Dit soort bestand kunnen we niet lezen"),
        ("verslag.docx", b"stuk", "Dit Word-bestand is stuk"),
        ("groot.txt", b"x" * (5 * 1024 * 1024 + 1), "te groot"),
    ],
)
def test_a_file_is_read_or_says_why_not(
    coordinator: Client, meeting: Meeting, name: str, content: bytes, said: str
) -> None:
    data = typed(voices=[row("voices", "v1", text="Dit blijft staan")])
    send(coordinator, meeting, data, step="zoek", bestand=SimpleUploadedFile(name, content))
    page = coordinator.get(log_url(meeting)).content.decode()
    answer = send(coordinator, meeting, data, step="zoek", bestand=SimpleUploadedFile(name, content))
    shown = answer.content.decode() if answer.status_code == 200 else page
    assert said in shown
    assert "Dit blijft staan" in shown


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
