"""The demonstration city: full, honest, and safe to make twice."""

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db.models import Q
from django.test import Client, override_settings
from django.utils import timezone

from agenda.models import Action, ActionUpdate, AgendaItem, SharedMessage
from agenda.trail import most_complete_trail
from initiatives.models import Area, Organisation, Theme
from meetings.models import Meeting, Voice
from netwerk.site.demo.organisations import INVENTED, KNOWN

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> None:
    call_command("demo_data", verbosity=0)


@pytest.mark.usefixtures("city")
def test_it_has_enough_of_every_kind_and_state() -> None:
    today = timezone.localdate()
    now = timezone.now()
    active = Organisation.objects.active()
    assert active.count() >= 60
    assert all(active.about(theme).exists() for theme in Theme.objects.all())
    assert all(active.located_in(district).exists() for district in Area.objects.districts())
    assert set(Organisation.objects.values_list("status", flat=True)) == set(Organisation.Status.values)
    assert max(len(organisation.name) for organisation in active) >= 90
    assert set(Meeting.objects.values_list("purpose", flat=True)) == set(Meeting.Purpose.values)
    assert set(Meeting.objects.values_list("state", flat=True)) == set(Meeting.State.values)
    assert set(Meeting.objects.values_list("report_state", flat=True)) == set(Meeting.ReportState.values)
    assert Meeting.objects.report_late(today).exists()
    assert Meeting.objects.coming(now).count() >= 4
    assert set(AgendaItem.objects.values_list("state", flat=True)) == set(AgendaItem.State.values)
    assert Action.objects.public().count() >= 25
    assert set(Action.objects.values_list("status", flat=True)) == set(Action.Status.values)
    assert set(Action.objects.values_list("due_precision", flat=True)) == set(Action.Precision.values)
    assert Action.objects.public().late(today).exists()
    assert Action.objects.public().silent(today).exists()
    assert set(SharedMessage.objects.values_list("state", flat=True)) == {"draft", "published", "superseded"}


@pytest.mark.usefixtures("city")
def test_it_tells_one_line_from_a_voice_to_a_result_in_the_order_it_happened() -> None:
    trail = most_complete_trail(today=timezone.localdate())
    assert trail is not None
    assert [step.kind for step in trail.steps] == ["voice", "item", "message", "conversation", "action", "result"]
    assert trail.is_complete


@pytest.mark.usefixtures("city")
def test_real_organisations_carry_nothing_that_was_made_up() -> None:
    real = Organisation.objects.filter(name__in=[known.name for known in KNOWN])
    assert real.count() == len(KNOWN)
    nothing = ("seeks", "shares", "opening_times", "accessibility", "photo", "visiting_address", "website")
    for field in (*nothing, "public_phone", "public_email"):
        assert not real.exclude(**{field: ""}).exists(), field
    assert not Voice.objects.filter(organisation__in=real).exists()
    assert not ActionUpdate.objects.filter(organisation__in=real).exists()
    of_2018 = Action.objects.filter(Q(owner__in=real) | Q(partners__in=real)).distinct()
    assert of_2018.count() == 3
    assert {(action.status, action.updates.count(), action.agreed_on.isoformat()) for action in of_2018} == {
        ("to_do", 1, "2018-10-04")
    }
    made_up = Organisation.objects.exclude(pk__in=real)
    assert not made_up.exclude(description__startswith=INVENTED).exists()


@pytest.mark.usefixtures("city")
def test_every_way_to_speak_occurs_and_a_name_without_consent_is_not_public() -> None:
    assert set(Voice.objects.values_list("speaker", flat=True)) == set(Voice.Speaker.values)
    named = Voice.objects.filter(speaker=Voice.Speaker.NAMED)
    assert sorted((voice.consent_on is not None, voice.published) for voice in named) == [(False, False), (True, True)]


@pytest.mark.usefixtures("city")
def test_pages_of_2018_say_that_their_hours_are_not_known(client: Client) -> None:
    of_2018 = Meeting.objects.in_year(2018)
    assert of_2018.count() == 5
    for meeting in of_2018:
        assert "tijden" in client.get(meeting.get_absolute_url()).content.decode(), meeting.title


@pytest.mark.usefixtures("city")
def test_made_up_initiatives_can_be_reached_nowhere_real() -> None:
    made_up = Organisation.objects.filter(description__startswith=INVENTED)
    assert made_up.exclude(areas=None).exists()
    phones = made_up.exclude(public_phone="").values_list("public_phone", flat=True)
    assert phones
    assert all(phone.startswith("030 000 ") for phone in phones)
    assert made_up.exclude(public_email="").exists()
    assert not made_up.exclude(public_email="").exclude(public_email__endswith="@example.org").exists()
    assert not made_up.exclude(website="").exclude(website__startswith="https://example.org/").exists()


def test_it_brings_its_voices_to_a_database_that_has_others() -> None:
    call_command("demo_data", scale=50, verbosity=0)
    scaled = Voice.objects.count()
    call_command("demo_data", verbosity=0)
    assert Voice.objects.count() > scaled + 20


def test_it_is_utrecht_and_says_so_elsewhere() -> None:
    with override_settings(MUNICIPALITY_CODE="GM0363"), pytest.raises(CommandError, match="GM0344"):
        call_command("demo_data", verbosity=0)
    assert not Organisation.objects.exists()


def test_making_it_twice_changes_nothing() -> None:
    models = (Organisation, Meeting, Voice, AgendaItem, Action, ActionUpdate, SharedMessage, Area, Theme)
    call_command("demo_data", verbosity=0)
    before = [list(model.objects.order_by("pk").values()) for model in models]
    call_command("demo_data", verbosity=0)
    assert [list(model.objects.order_by("pk").values()) for model in models] == before


def test_many_rows_come_in_proportion_with_status_and_reference() -> None:
    call_command("demo_data", scale=200, verbosity=0)
    made = (Organisation, Meeting, Voice, AgendaItem, Action)
    assert [model.objects.count() for model in made] == [200, 4, 40, 2, 10]
    assert all(action.reference.startswith("A-") for action in Action.objects.all())
    for action in Action.objects.prefetch_related("updates"):
        told = [update.status for update in action.updates.all() if update.status]
        assert action.status == (told[-1] if told else "to_do")
    assert not Action.objects.filter(agreed_on__gt=timezone.localdate()).exists()
    assert not ActionUpdate.objects.filter(on__gt=timezone.localdate()).exists()


def test_many_rows_are_made_once() -> None:
    call_command("demo_data", scale=20, verbosity=0)
    with pytest.raises(CommandError, match="Begin met een lege database"):
        call_command("demo_data", scale=20, verbosity=0)
