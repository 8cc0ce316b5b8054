"""The search page: what it finds, what it never shows, and what it says."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from agenda.models import Action, AgendaItem, Instrument
from initiatives.models import Organisation
from meetings.models import Meeting, Voice
from netwerk.lib.search.index import take_in_all_changes
from netwerk.lib.search.models import ChangedDocument, SearchDocument, SearchWord, Synonym
from tests.factories import (
    bulk_organisations,
    make_action,
    make_agenda_item,
    make_district,
    make_edition,
    make_held_meeting,
    make_meeting,
    make_organisation,
    make_theme,
    make_voice,
)

pytestmark = pytest.mark.django_db


def found(client: Client, q: str, **more: str) -> list[str]:
    """The titles of what is found, best first."""
    response = client.get("/zoeken/", {"q": q, **more})
    assert response.status_code == 200
    return [shown["document"].title for shown in response.context.get("shown") or []]


@pytest.mark.parametrize(
    "query",
    [
        "moestuin",
        "moestuinen",
        "MOESTUIN",
        "tuin",
        "moest",
        "moestuijn",
        "café",
        "cafe",
        "community garden",
        '"de zon"',
    ],
)
def test_a_word_is_found_in_any_form(client: Client, query: str) -> None:
    make_organisation("Moestuin de Zon", sentence="Groenten kweken, en daarna naar het café.")
    make_organisation("Iets heel anders", sentence="Wij zingen op maandag. De maan en zon schijnen.")
    assert found(client, query)[:1] == ["Moestuin de Zon"]


def test_quotes_ask_for_just_these_words(client: Client) -> None:
    make_organisation("Samen eten", sentence="Drie jaar geleden begonnen.")
    make_organisation("Jaar na jaar", sentence="Al drie keer een jaar.")
    assert found(client, '"drie jaar"') == ["Samen eten"]


def test_every_kind_is_found_and_counted(client: Client) -> None:
    meeting = make_held_meeting("Gesprek over de kikker")
    make_organisation("De kikker")
    make_voice("Er zit een kikker in de vijver.", meeting=meeting)
    item = make_agenda_item("Ruimte voor de kikker")
    make_action("Graaf een poel voor de kikker", agenda_items=[item])
    make_edition(items=[make_agenda_item("Water")], title="Boodschap van de kikker")
    Instrument.objects.create(name="Kikkerpact", slug="kikkerpact", explanation="Een pact voor de kikker.")
    response = client.get("/zoeken/?q=kikker")
    assert {name: count for name, _label, count in response.context["tabs"]} == dict.fromkeys(
        ["organisation", "meeting", "agenda_item", "action", "voice", "message", "instrument"], 1
    )
    assert found(client, "kikker", soort="meeting") == ["Gesprek over de kikker"]
    for shown in response.context["shown"]:
        assert client.get(shown["url"]).status_code == 200


def test_a_place_and_a_theme_are_recognised(client: Client) -> None:
    zuid, oost = make_district("Zuid"), make_district("Oost")
    make_organisation("Samen eten hier", main_area=zuid)
    make_organisation("Samen eten daar", main_area=oost)
    make_organisation("Zuid is onze naam", main_area=oost, themes=[make_theme("Zorg")])
    # What comes near follows when there is little.
    assert found(client, "eten in zuid")[0] == "Samen eten hier"
    response = client.get("/zoeken/?q=eten in zuid")
    assert [(name.shown, rest, url) for name, rest, url in response.context["names"]] == [
        ("Zuid", "eten", "/wijken/zuid/")
    ]
    assert found(client, "zorg")[0] == "Zuid is onze naam"


def test_a_number_leads_straight_to_the_action(client: Client) -> None:
    action = make_action("Zoek een plek")
    year, number = action.reference.split("-")[1:]
    for typed in (action.reference, action.reference.lower(), f"a {year} {int(number)}"):
        assert client.get("/zoeken/", {"q": typed}).headers["Location"] == action.get_absolute_url()
    hidden = make_action("Geheim", published=False)
    assert client.get("/zoeken/", {"q": hidden.reference}).status_code == 200


def test_a_typing_error_is_told(client: Client) -> None:
    make_organisation("Repaircafé de Tang")
    text = client.get("/zoeken/?q=tagn").text
    assert "Bedoelde je <strong>tang</strong>?" in text


def hide_organisation() -> None:
    Organisation.objects.update(status="pending")


def hide_meeting() -> None:
    Meeting.objects.update(published=False)


@pytest.mark.parametrize(
    ("make", "hide"),
    [
        (lambda: make_organisation("Xylofoonclub"), hide_organisation),
        (lambda: make_meeting("Xylofoonclub"), hide_meeting),
        (lambda: make_agenda_item("Xylofoonclub"), lambda: AgendaItem.objects.update(published=False)),
        (lambda: make_action("Xylofoonclub"), lambda: Action.objects.update(published=False)),
        (lambda: make_action("Xylofoonclub"), hide_meeting),
        (lambda: make_action("Xylofoonclub"), hide_organisation),
        (lambda: make_voice("Xylofoonclub"), lambda: Voice.objects.update(published=False)),
        (lambda: make_voice("Xylofoonclub"), hide_meeting),
    ],
)
def test_what_is_withdrawn_is_gone_at_once_and_no_longer_suggested(
    client: Client, make: Callable[[], Any], hide: Callable[[], Any]
) -> None:
    make()
    assert found(client, "xylofoonclub") == ["Xylofoonclub"]
    hide()
    assert found(client, "xylofoonclub") == []
    response = client.get("/zoeken/?q=xylofonclub")
    assert "xylofoonclub" not in response.text.lower()
    assert not SearchWord.objects.filter(word="xylofoonclub").exists()


def test_what_waits_to_be_indexed_is_not_shown(client: Client) -> None:
    organisation = make_organisation("Xylofoonclub")
    take_in_all_changes()
    # More changes than one reader takes in: the newest wait for the worker.
    ChangedDocument.objects.bulk_create(ChangedDocument(kind="meeting", object_id=0) for _number in range(300))
    Organisation.objects.filter(pk=organisation.pk).update(status="pending")
    assert found(client, "xylofoonclub") == []
    assert ChangedDocument.objects.exists()


def test_what_people_wrote_stays_text(client: Client) -> None:
    make_organisation("<b>Vet</b> & zo", sentence='<script>alert("x")</script> vet')
    text = client.get("/zoeken/?q=vet").text
    assert "&lt;b&gt;<mark>Vet</mark>&lt;/b&gt; &amp; zo" in text
    assert "<script>alert" not in text
    text = client.get("/zoeken/", {"q": '"><script>alert(1)</script>'}).text
    assert "<script>alert" not in text


@pytest.mark.parametrize(
    "query",
    [
        "",
        "   ",
        "'",
        "\\",
        "a & | ! b",
        "':*",
        "%",
        "\x00",
        '"',
        '""',
        "🙂",
        "x" * 200,
        "de het een",
        "0",
        "((((",
        "a" * 5 + "'",
    ],
)
def test_odd_words_are_no_error(client: Client, query: str) -> None:
    make_organisation("Iets")
    assert client.get("/zoeken/", {"q": query}).status_code == 200
    assert client.get("/initiatieven/", {"q": query[:100]}).status_code == 200


def test_mistakes_get_a_message_and_keep_what_was_typed(client: Client) -> None:
    text = client.get("/zoeken/", {"q": "x" * 201}).text
    assert "Dit is te lang. Gebruik hoogstens 200 tekens." in text
    assert "x" * 201 in text
    text = client.get("/zoeken/", {"q": "soep", "soort": "gat"}).text
    assert "Deze keuze kennen we niet. Kies een andere." in text
    assert 'value="soep"' in text


def test_the_field_of_the_list_finds_the_same(client: Client) -> None:
    make_organisation("Moestuin de Zon")
    make_organisation("Zanggroep")
    for query in ("moestuinen", "moestuijn", "community garden"):
        page = client.get("/initiatieven/", {"q": query}).context["page"]
        assert [organisation.name for organisation in page] == ["Moestuin de Zon"]


def test_coordinators_add_synonyms(client: Client) -> None:
    make_organisation("Kringloop")
    assert found(client, "weggeefwinkel") == []
    Synonym.objects.create(words="kringloop, weggeefwinkel")
    assert found(client, "weggeefwinkel") == ["Kringloop"]


def test_the_index_is_made_anew_by_a_command(client: Client) -> None:
    make_organisation("Moestuin de Zon")
    hidden = make_organisation("Nog geheim", status=Organisation.Status.PENDING)
    take_in_all_changes()
    words = set(SearchWord.objects.values_list("word", "documents"))
    SearchDocument.objects.all().delete()
    SearchWord.objects.all().delete()
    SearchDocument.objects.create(kind="organisation", object_id=hidden.pk, title="Nog geheim", tokens="geheim")
    call_command("reindex", verbosity=0)
    assert found(client, "moestuin") == ["Moestuin de Zon"]
    assert found(client, "geheim") == []
    assert set(SearchWord.objects.values_list("word", "documents")) == words


@pytest.mark.parametrize("number", [10, 1000])
def test_it_makes_six_queries_whatever_the_number_of_rows(
    client: Client, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    bulk_organisations(number, main_area=make_district("Zuid"))
    make_organisation("Moestuin de Zon")
    take_in_all_changes()
    client.get("/zoeken/?q=moestuin")
    with django_assert_num_queries(6):
        client.get("/zoeken/?q=moestuin")
