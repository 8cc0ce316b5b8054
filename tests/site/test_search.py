"""The search page: what it finds, what it never shows, and what it says."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from agenda.models import Action, AgendaItem, ExternalReference, Instrument
from initiatives.models import Organisation
from meetings.models import Meeting, Voice
from netwerk.lib.search.index import INDEXING, take_in_all_changes
from netwerk.lib.search.models import ChangedDocument, SearchDocument, SearchWord, Synonym
from netwerk.site.content import install_triggers
from tests.factories import (
    bulk_organisations,
    make_action,
    make_agenda_item,
    make_district,
    make_edition,
    make_held_meeting,
    make_meeting,
    make_neighbourhood,
    make_organisation,
    make_theme,
    make_voice,
)

pytestmark = pytest.mark.django_db


def found(client: Client, q: str, **more: str) -> list[str]:
    """The titles of what is found, best first."""
    response = client.get("/zoeken/", {"q": q, **more})
    assert response.status_code == 200
    return [hit["document"].title for hit in hits(response)]


def hits(response: Any) -> list[dict[str, Any]]:
    """What a page of results shows, with what only comes near at the end."""
    return [hit for _is_near, shown in response.context.get("groups") or () for hit in shown]


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
    for hit in hits(response):
        assert client.get(hit["url"]).status_code == 200


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
    for typed in (
        action.reference,
        action.reference.lower(),
        f"a {year} {int(number)}",
        f"#A-{year}-{number}.",
        f"afspraak A–{year}–{number}",
        f"{year}-{number}",
    ):
        assert client.get("/zoeken/", {"q": typed}).headers["Location"] == action.get_absolute_url()


def test_a_number_that_is_not_public_is_said_to_be_unknown(client: Client) -> None:
    for reference in (make_action("Geheim", published=False).reference, "A-2018-999"):
        assert f"Afspraak {reference} kennen we niet." in client.get("/zoeken/", {"q": reference}).text


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("mantel zorgers", "Mantelzorgers bij elkaar"),
        ("koor 1 ;", "Koor"),
        ("bikes", "Fietsen met zijn allen"),
        ("meefietsen", "Fietsen met zijn allen"),
        ("drempelloos", "Gelijkvloers huis"),
        ("M-12", "Geef de buurt een sleutel"),
        ("waterschade", "Avond over het dak"),
        ("iets met een " + "heel lange vraag over van alles en nog wat " * 9 + " en dan een koor", "Koor"),
    ],
)
def test_the_words_may_be_written_in_another_way(client: Client, query: str, wanted: str) -> None:
    make_organisation("Mantelzorgers bij elkaar")
    make_organisation("Zorgers voor elkaar")
    make_organisation("Koor")
    make_organisation("Fietsen met zijn allen")
    make_organisation("Gelijkvloers huis", accessibility="De deur is drempelloos.")
    make_meeting("Avond over het dak", state="cancelled", cancelled_why="Er is waterschade.")
    action = make_action("Geef de buurt een sleutel")
    ExternalReference.objects.create(action=action, kind="motion", number="M-12")
    assert found(client, query)[0] == wanted


def test_kinds_and_what_people_call_a_place_are_recognised(client: Client) -> None:
    west = make_district("West")
    lombok = make_neighbourhood("Lombok-oost", parent=west)
    make_organisation("Tuinen van hier", main_area=lombok)
    make_organisation("Tuinen van daar", main_area=make_district("Leidsche Rijn"))
    make_meeting("Over tuinen")
    assert found(client, "tuinen in lombok")[0] == "Tuinen van hier"
    assert found(client, "tuinen leidse rijn")[0] == "Tuinen van daar"
    response = client.get("/zoeken/?q=wanneer is de volgende bijeenkomst over tuinen")
    assert hits(response)[0]["document"].title == "Over tuinen"
    assert [(name.shown, url) for name, _rest, url in response.context["names"]] == [
        ("Bijeenkomsten", "/bijeenkomsten/")
    ]


def test_what_only_comes_near_is_told_apart(client: Client) -> None:
    make_organisation("Samen koken voor kinderen")
    make_organisation("Samen koken voor iedereen")
    response = client.get("/zoeken/?q=koken kinderen")
    assert [(is_near, [hit["document"].title for hit in shown]) for is_near, shown in response.context["groups"]] == [
        (False, ["Samen koken voor kinderen"]),
        (True, ["Samen koken voor iedereen"]),
    ]
    assert "1 resultaat, en 1 die in de buurt komen" in response.text
    assert "Dit komt in de buurt" in response.text
    only_near = client.get("/zoeken/?q=koken zeilboot").text
    assert "Niets heeft al je woorden." in only_near
    assert "Dit komt in de buurt" not in only_near


def test_words_that_say_nothing_ask_for_one_that_does(client: Client) -> None:
    make_organisation("De Huiskamer")
    for query in ("de van het", "😀", "?!"):
        assert "Noem iets waar het over gaat" in client.get("/zoeken/", {"q": query}).text


@pytest.mark.django_db(transaction=True)
def test_whoever_indexes_it_a_text_is_indexed_in_dutch(client: Client) -> None:
    install_triggers()
    make_organisation("Overal en nergens", whole_city=True)
    assert hits(client.get("/en/search/?q=overal"))[0]["document"].place == "Hele stad"


@pytest.mark.django_db(transaction=True)
def test_a_reader_does_not_wait_for_somebody_who_indexes_for_long(client: Client) -> None:
    install_triggers()
    make_organisation("De Huiskamer")
    take_in_all_changes()
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [INDEXING])
        make_organisation("De Schuur")
        assert found(client, "huiskamer") == ["De Huiskamer"]
        assert found(client, "schuur") == []
    other.close()
    assert found(client, "schuur") == ["De Schuur"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("tagn", "tang"), ("fietzenmaker", "fietsenmaker"), ("kaggel", "kachel"), ("overvegt", "overvecht")],
)
def test_a_typing_error_is_told(client: Client, typed: str, meant: str) -> None:
    make_organisation("Repaircafé de Tang", sentence="Een fietsenmaker bij de kachel, aan de Overvecht.")
    text = client.get("/zoeken/", {"q": typed}).text
    assert f"Bedoelde je <strong>{meant}</strong>?" in text


def test_a_place_is_known_by_its_sound(client: Client) -> None:
    make_organisation("De Eettafel", sentence="Samen eten.", main_area=make_district("Overvecht"))
    make_organisation("De Eetkamer", sentence="Samen eten.", main_area=make_district("Zuid"))
    assert found(client, "eten in overvegt")[0] == "De Eettafel"
    assert "Bedoelde je <strong>eten in overvecht</strong>?" in client.get("/zoeken/?q=eten+in+overvegt").text


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
    text = client.get("/zoeken/", {"q": "x" * 501}).text
    assert "Dit is te lang. Gebruik hoogstens 500 tekens." in text
    assert "x" * 501 in text
    text = client.get("/zoeken/", {"q": "soep", "soort": "gat"}).text
    assert "Deze keuze kennen we niet. Kies een andere." in text
    assert 'value="soep"' in text


def test_the_field_of_the_list_finds_the_same(client: Client) -> None:
    make_organisation("Moestuin de Zon")
    make_organisation("Zanggroep")
    for query in ("moestuinen", "moestuijn", "community garden"):
        page = client.get("/initiatieven/", {"q": query}).context["page"]
        assert [organisation.name for organisation in page] == ["Moestuin de Zon"]


def test_the_field_of_the_list_shows_the_best_first_and_says_when_nothing_fits(client: Client) -> None:
    make_organisation("Aan de overkant", sentence="Ook een taalcafé.", seeks="Een kok.")
    make_organisation("Taalcafé de Omweg")
    response = client.get("/initiatieven/?q=taalcafe")
    assert [organisation.name for organisation in response.context["page"]] == ["Taalcafé de Omweg", "Aan de overkant"]
    assert "Niets heeft al je woorden." not in response.text
    assert "Niets heeft al je woorden." in client.get("/initiatieven/?q=taalcafe zeilboot").text


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
