"""What was agreed, and what came of it, as a list."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from agenda.tally import TallyRow
from initiatives.models import Organisation
from netwerk.lib.search.index import take_in_all_changes
from tests.factories import (
    bulk_actions,
    make_action,
    make_agenda_item,
    make_district,
    make_held_meeting,
    make_meeting,
    make_organisation,
    make_theme,
)

pytestmark = pytest.mark.django_db


def titles(client: Client, query: str = "") -> list[str]:
    response = client.get(f"/afspraken/{query}")
    assert response.status_code == 200
    return [action.title for action in response.context["page"]]


def test_groups_come_in_the_order_of_what_they_need(client: Client) -> None:
    today = timezone.localdate()
    make_action("Gestopt", status="stopped")
    make_action("Gelukt", status="done")
    make_action("Bezig", status="busy", due_on=today + timedelta(days=9), due_precision="day")
    make_action("Loopt vast", status="stuck")
    make_action("Te laat", due_on=today - timedelta(days=9), due_precision="day")
    page = client.get("/afspraken/").context["page"]
    assert [(action.title, action.group) for action in page] == [
        ("Loopt vast", "needed"),
        ("Te laat", "needed"),
        ("Bezig", "under_way"),
        ("Gelukt", "done"),
        ("Gestopt", "stopped"),
    ]


def test_the_tally_counts_all_that_is_public(client: Client) -> None:
    make_action(status="done")
    make_action(status="busy")
    make_action(status="busy")
    make_action(published=False)
    tally = client.get("/afspraken/?staat=done").context["tally"]
    assert tally.total == 3
    assert tally.rows == (TallyRow("done", "Gelukt", 1), TallyRow("busy", "Bezig", 2))


def test_nothing_unpublished_shows(client: Client) -> None:
    make_action("Zelf niet", published=False)
    make_action("Bijeenkomst niet", agreed_at=make_meeting(published=False))
    make_action("Eigenaar niet", owner=make_organisation(status=Organisation.Status.PENDING))
    make_action("Wel")
    assert titles(client) == ["Wel"]


def test_each_filter_finds_its_own(client: Client) -> None:
    today = timezone.localdate()
    zuid, care = make_district("Zuid"), make_theme("Zorg")
    item = make_agenda_item("Een plek", themes=[care], areas=[zuid])
    city = make_organisation(kind=Organisation.Kind.MUNICIPALITY)
    fund = make_organisation(kind=Organisation.Kind.FUND)
    late = {"due_on": today - timedelta(days=3), "due_precision": "day"}
    make_action("Van de gemeente", owner=city, agreed_at=make_held_meeting(starts_at=timezone.now()), **late)
    make_action("Van het fonds", owner=fund, status="busy", agreed_at=make_held_meeting(starts_at=timezone.now()))
    make_action("Van bewoners", agenda_items=[item], agreed_at=make_held_meeting(starts_at=timezone.now()))
    old = make_held_meeting(starts_at=timezone.now() - timedelta(days=100))
    make_action("Stil", owner=city, agreed_at=old)
    assert titles(client, "?wie=bewoners") == ["Van bewoners"]
    assert titles(client, "?wie=anderen") == ["Van het fonds"]
    assert set(titles(client, "?wie=gemeente")) == {"Van de gemeente", "Stil"}
    assert titles(client, "?staat=te-laat") == ["Van de gemeente"]
    assert titles(client, "?staat=stil") == ["Stil"]
    assert titles(client, "?staat=busy") == ["Van het fonds"]
    assert titles(client, "?thema=zorg") == ["Van bewoners"]
    assert titles(client, "?wijk=zuid") == ["Van bewoners"]
    assert titles(client, "?punt=een-plek") == ["Van bewoners"]


def test_links_from_other_pages_choose_an_owner_a_portfolio_and_a_meeting(client: Client) -> None:
    city = make_organisation("Gemeente", kind=Organisation.Kind.MUNICIPALITY)
    meeting = make_held_meeting("Gesprek")
    make_action("Van Wonen", owner=city, owner_role="wethouder Wonen", agreed_at=meeting)
    make_action("Van Zorg", owner=city, owner_role="wethouder Zorg & Welzijn")
    make_action("Van een ander", agreed_at=meeting)
    assert set(titles(client, "?eigenaar=gemeente")) == {"Van Wonen", "Van Zorg"}
    assert titles(client, "?eigenaar=gemeente&rol=wethouder Zorg %26 Welzijn") == ["Van Zorg"]
    assert set(titles(client, f"?bijeenkomst={meeting.year}/gesprek")) == {"Van Wonen", "Van een ander"}
    response = client.get(f"/afspraken/?eigenaar=gemeente&rol=wethouder Wonen&bijeenkomst={meeting.year}/gesprek")
    assert [(tag.label, "eigenaar" in tag.remove_url) for tag in response.context["chosen"]] == [
        ("Gemeente", False),
        ("wethouder Wonen", True),
        ("Gesprek", True),
    ]
    for name, value in (("eigenaar", "gemeente"), ("rol", "wethouder Wonen")):
        assert f'name="{name}" value="{value}"' in response.content.decode()


def test_an_owner_or_meeting_that_is_not_public_has_no_name_and_no_actions(client: Client) -> None:
    make_organisation("Geheime club", status=Organisation.Status.PENDING)
    make_meeting("Geheim overleg", published=False)
    make_action("Wel")
    for query in (
        "?eigenaar=geheime-club",
        "?bijeenkomst=2026/geheim-overleg",
        "?bijeenkomst=²/x",
        "?eigenaar=niemand",
    ):
        response = client.get(f"/afspraken/{query}")
        assert list(response.context["page"]) == []
        assert "die we niet kennen" in response.context["chosen"][0].label
        assert "Geheim" not in response.content.decode()


def test_the_list_leads_to_its_files_with_the_same_filters(client: Client) -> None:
    html = client.get("/afspraken/?wie=gemeente&pagina=2").content.decode()
    for form in ("csv", "json", "atom"):
        assert f'href="/afspraken.{form}?wie=gemeente"' in html
    assert '<link rel="alternate" type="application/atom+xml"' in html
    assert 'href="/afspraken.csv"' in client.get("/afspraken/?wie=niemand").content.decode()


@pytest.mark.parametrize("query", ["?wie=niemand", "?staat=%00", "?thema=x&wijk=y", "?pagina=-", "?punt=%00"])
def test_bad_input_is_no_error(client: Client, query: str) -> None:
    assert client.get(f"/afspraken/{query}").status_code == 200


@pytest.mark.parametrize("number", [10, 1000])
def test_it_makes_five_queries_whatever_the_number_of_rows(
    client: Client, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    bulk_actions(number, agreed_at=make_held_meeting(), owner=make_organisation(), items=[make_agenda_item()])
    take_in_all_changes()
    with django_assert_num_queries(5):
        client.get("/afspraken/")
