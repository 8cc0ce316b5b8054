"""What visitors tell us, and the desk where it lands."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from initiatives.models import Organisation
from netwerk.accounts.models import Role
from netwerk.site.models import Suggestion
from netwerk.site.telling import forget_senders, handle, tell_us
from tests.factories import make_district, make_organisation, make_theme, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_earlier_attempts")]

PROPOSE = "/initiatieven/aanmelden/"
WRONG = "/laat-weten/klopt-niet/"


def proposal(**changes: object) -> dict[str, object]:
    make_district("Zuid")
    make_theme("Groen")
    known = {
        "name": "De Tuin",
        "sentence": "Samen wieden op zaterdag.",
        "area": "zuid",
        "themes": ["groen"],
        "meets": "Zaterdag om 10.00 uur.",
        "contact": "06 12 34 56 78",
    }
    return {**known, **changes}


def test_an_initiative_in_six_fields_waits_unseen_until_a_coordinator_publishes_it(
    client: Client, coordinator: Client
) -> None:
    assert "Bedankt" in client.post(PROPOSE, proposal()).text
    garden = Organisation.objects.get(name="De Tuin")
    assert garden.status == "pending"
    assert client.get(garden.get_absolute_url()).status_code == 404
    assert "De Tuin" not in client.get(reverse("initiative_list")).text
    suggestion = Suggestion.objects.get()
    desk = coordinator.get(reverse("desk")).text
    assert "De Tuin" in desk
    assert "06 12 34 56 78" in desk
    coordinator.post(reverse("handle_suggestion", args=[suggestion.pk]), {"wat": "publiceer"})
    shown = client.get(garden.get_absolute_url()).text
    assert "Samen wieden op zaterdag." in shown
    assert "06 12 34 56 78" not in shown
    assert "Niets wacht op jou." in coordinator.get(reverse("desk")).text


def test_an_initiative_of_the_whole_city_can_be_proposed(client: Client) -> None:
    client.post(PROPOSE, proposal(area="hele-stad"))
    assert Organisation.objects.get().whole_city


def test_a_name_that_exists_gets_an_address_of_its_own(client: Client) -> None:
    make_organisation("De Tuin")
    typed = proposal()
    client.post(PROPOSE, typed)
    client.post(PROPOSE, {**typed, "name": "Aanmelden"})
    assert set(Organisation.objects.values_list("slug", flat=True)) == {"de-tuin", "de-tuin-2", "aanmelden-2"}


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"name": ""}, "Vul de naam van de groep in."),
        ({"sentence": ""}, "Schrijf in één zin wat jullie doen."),
        ({"area": "elders"}, "Kies een wijk uit de lijst."),
        ({"themes": []}, "Kies minstens één onderwerp."),
        ({"contact": "bel maar"}, "Vul een heel mailadres of telefoonnummer in."),
        ({"contact": "sam@"}, "Dit mailadres klopt niet."),
        ({"homepage": "x"}, "Laat het laatste veld leeg."),
    ],
)
def test_what_is_wrong_is_told_beside_the_field_and_the_rest_stays(
    changes: dict[str, object], told: str, client: Client
) -> None:
    text = client.post(PROPOSE, proposal(**changes)).text
    assert told in text
    assert "Zaterdag om 10.00 uur." in text
    assert not Organisation.objects.exists()


def test_a_remark_keeps_the_page_it_is_about(client: Client, coordinator: Client) -> None:
    page = make_organisation("De Tuin").get_absolute_url()
    assert "Klopt er iets niet?" in client.get(page).text
    client.post(f"{WRONG}?over={page}", {"text": "De tuin is verhuisd.", "contact": ""})
    suggestion = Suggestion.objects.get()
    assert (suggestion.kind, suggestion.about_path) == ("correction", page)
    desk = coordinator.get(reverse("desk")).text
    assert "De tuin is verhuisd." in desk
    assert f'href="{page}"' in desk


@pytest.mark.parametrize(
    "about", ["https://elders.example/", "//elders.example", "javascript:alert(1)", "/bestaat/niet/x"]
)
def test_a_remark_leads_nowhere_else(about: str, client: Client) -> None:
    text = client.post(f"{WRONG}?over={about}", {"text": "Iets."}).text
    assert f'href="{about}"' not in text
    assert Suggestion.objects.get().about_path == ""


def test_an_empty_remark_is_not_sent(client: Client) -> None:
    assert "Schrijf op wat je wilt vertellen." in client.post(WRONG, {"text": " "}).text
    assert not Suggestion.objects.exists()


def test_the_desk_is_for_coordinators_only(client: Client, editor: Client) -> None:
    suggestion = tell_us(kind="correction", text="Iets.", about_path="")
    address = reverse("handle_suggestion", args=[suggestion.pk])
    for somebody in (client, editor):
        assert somebody.get(reverse("desk")).status_code in (302, 403)
        assert somebody.post(address).status_code in (302, 403)
    suggestion.refresh_from_db()
    assert suggestion.handled_at is None


def test_a_proposal_that_cannot_be_public_stays_on_the_desk(client: Client, coordinator: Client) -> None:
    client.post(PROPOSE, proposal())
    garden = Organisation.objects.get()
    garden.sentence = ""
    garden.save()
    address = reverse("handle_suggestion", args=[Suggestion.objects.get().pk])
    text = coordinator.post(address, {"wat": "publiceer"}, follow=True).text
    assert "Schrijf in één zin wat de organisatie doet." in text
    assert "De Tuin" in text


def test_who_told_us_is_forgotten_three_months_after_it_was_handled() -> None:
    now = timezone.now()
    suggestion = tell_us(kind="news", text="Het is gelukt.", about_path="", name="Sam", contact="sam@example.org")
    handle(suggestion=suggestion, by=make_user(Role.COORDINATOR), now=now)
    assert forget_senders(now=now + timedelta(days=89)) == 0
    assert forget_senders(now=now + timedelta(days=91)) == 1
    suggestion.refresh_from_db()
    assert (suggestion.text, suggestion.sender_name, suggestion.sender_contact) == ("Het is gelukt.", "", "")


@pytest.mark.parametrize("kind", ["klopt-niet", "mist-afspraak", "nieuws"])
def test_each_kind_of_remark_has_its_own_question(kind: str, client: Client) -> None:
    assert client.get(reverse("tell_us", args=[kind])).status_code == 200
    assert client.get(reverse("tell_us", args=["iets-anders"])).status_code == 404
