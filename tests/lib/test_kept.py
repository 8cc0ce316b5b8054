"""netwerk.lib.kept: HTML that is made once for all that was read."""

import pytest
from django.db import connection
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from agenda.models import Action
from netwerk.lib import kept
from netwerk.lib.search.index import take_in_all_changes
from netwerk.lib.statements import Statement
from tests.factories import (
    make_action,
    make_agenda_item,
    make_edition,
    make_held_meeting,
    make_meeting,
    make_news,
    make_organisation,
    make_voice,
)

Made = list[str]


def page(request: HttpRequest, made: Made, *read: object, template: str = "404.html") -> bytes:
    def context() -> dict[str, object]:
        made.append(request.path)
        return {}

    return kept.page(request, template, read, context).content


def test_a_page_is_made_once_for_what_was_read(rf: RequestFactory) -> None:
    made: Made = []
    first = page(rf.get("/a/"), made, 1)
    assert page(rf.get("/a/"), made, 1) == first
    assert made == ["/a/"]


def test_another_reading_address_or_language_makes_it_anew(rf: RequestFactory) -> None:
    made: Made = []
    page(rf.get("/a/"), made, 1)
    page(rf.get("/a/"), made, 2)
    page(rf.get("/b/"), made, 1)
    page(rf.get("/a/?pagina=2"), made, 1)
    with translation.override("en"):
        page(rf.get("/a/"), made, 1)
    assert made == ["/a/", "/a/", "/b/", "/a/", "/a/"]


@pytest.mark.parametrize("cookie", ["sessionid", "messages"])
def test_who_has_a_session_or_a_message_neither_gets_nor_fills_it(rf: RequestFactory, cookie: str) -> None:
    made: Made = []
    own = rf.get("/a/")
    own.COOKIES[cookie] = "x"
    page(own, made, 1)
    page(rf.get("/a/"), made, 1)
    page(own, made, 1)
    assert made == ["/a/", "/a/", "/a/"]


def test_a_page_with_the_token_of_a_form_is_not_kept(rf: RequestFactory) -> None:
    made: Made = []
    for _number in range(2):
        request = rf.get("/a/")
        get_token(request)
        page(request, made, 1)
    assert made == ["/a/", "/a/"]


@pytest.mark.django_db
def test_a_coordinator_who_looks_leaves_nothing_behind(client: Client, coordinator: Client) -> None:
    organisation = make_organisation()
    assert "Uitloggen" in coordinator.get(organisation.get_absolute_url()).content.decode()
    shown = client.get(organisation.get_absolute_url()).content.decode()
    assert "Uitloggen" not in shown
    assert "Uitloggen" in coordinator.get(organisation.get_absolute_url()).content.decode()


@pytest.mark.django_db
def test_what_changes_is_shown_at_once(client: Client) -> None:
    organisation = make_organisation(sentence="Wij koken.")
    client.get(organisation.get_absolute_url())
    organisation.sentence = "Wij breien."
    organisation.save()
    assert "Wij breien." in client.get(organisation.get_absolute_url()).content.decode()


def test_without_room_nothing_is_kept_and_all_is_shown(rf: RequestFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "_kept", kept.LRUCache(0))
    made: Made = []
    assert page(rf.get("/a/"), made, 1) == page(rf.get("/a/"), made, 1)
    assert made == ["/a/", "/a/"]


@pytest.mark.django_db
def test_all_of_a_row_tells_what_came_along_with_it(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    action = make_action()
    shown = Action.objects.with_news()
    first = kept.all_of(shown.get(pk=action.pk))
    assert kept.all_of(shown.get(pk=action.pk)) == first
    make_news(action=action, text="Er is gebeld.")
    after_news = kept.all_of(shown.get(pk=action.pk))
    action.owner.name = "Andere Naam"
    action.owner.save()
    assert len({first, after_news, kept.all_of(shown.get(pk=action.pk))}) == 3
    row = shown.get(pk=action.pk)
    with django_assert_num_queries(0):
        kept.all_of(row)


@pytest.mark.django_db
def test_a_row_of_a_statement_tells_also_what_is_still_packed() -> None:
    action = make_action()
    statement = Statement(lambda key: Action.objects.filter(pk=key).with_news())
    first = kept.all_of(statement(action.pk)[0])
    assert kept.all_of(statement(action.pk)[0]) == first
    make_news(action=action, text="Er is gebeld.")
    assert kept.all_of(statement(action.pk)[0]) != first


def initiative() -> str:
    organisation = make_organisation()
    make_voice(organisation=organisation, speaker="organisation")
    make_action(owner=organisation)
    return organisation.get_absolute_url()


def whole_line() -> tuple[str, str, str, str]:
    meeting = make_held_meeting(purpose="alderman_conversation")
    item = make_agenda_item(voices=[make_voice(meeting=meeting)], meetings=[meeting])
    make_edition(items=[item])
    action = make_action(agreed_at=meeting, agenda_items=[item], status="done")
    coming = make_meeting(follows=meeting)
    return tuple(each.get_absolute_url() for each in (meeting, item, action, coming))


@pytest.mark.django_db
def test_pages_that_are_kept_read_nothing_while_they_are_rendered(client: Client) -> None:
    """Else they would show something that is not in the key."""
    found = {}
    for url in (initiative(), *whole_line()):
        with CaptureQueriesContext(connection) as rendered:
            client.get(url)
        with CaptureQueriesContext(connection) as kept_one:
            client.get(url)
        found[url] = len(rendered) - len(kept_one)
    assert len(found) == 5
    assert set(found.values()) == {0}


@pytest.mark.django_db
def test_a_list_reads_only_its_cards_while_it_is_rendered(client: Client) -> None:
    make_organisation()
    take_in_all_changes()
    with CaptureQueriesContext(connection) as rendered:
        client.get("/initiatieven/")
    with CaptureQueriesContext(connection) as kept_one:
        client.get("/initiatieven/")
    assert len(rendered) == len(kept_one) + 1


@pytest.mark.django_db
def test_a_kept_page_tells_caches_to_mind_cookies(client: Client) -> None:
    url = make_organisation().get_absolute_url()
    first, second = (set(client.get(url)["Vary"].split(", ")) for _number in range(2))
    assert first == second >= {"Cookie"}
