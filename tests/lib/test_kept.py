"""netwerk.lib.kept: HTML that is made once for all that was read."""

import pytest
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.test import Client, RequestFactory
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from agenda.models import Action
from netwerk.lib import kept
from netwerk.lib.statements import Statement
from tests.factories import make_action, make_news, make_organisation

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
