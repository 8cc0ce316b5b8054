"""What is kept of the city while no content changes."""

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from initiatives.city import city
from initiatives.models import Organisation, Theme
from netwerk.site.content import install_triggers
from tests.factories import make_district, make_organisation, make_theme

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def triggers() -> None:
    install_triggers()


def test_what_did_not_change_is_asked_for_with_one_small_query() -> None:
    make_organisation(main_area=make_district("Zuid"), themes=[make_theme("Zorg")])
    read = city()
    assert [district.name for district in read.districts] == ["Zuid"]
    assert ([theme.name for theme in read.themes], read.counts.total()) == (["Zorg"], 1)
    again = city()
    assert (again.counts.total(), list(again.themes)) == (1, list(read.themes))
    # Taking in what was new was a change of its own, after which all is asked for once more.
    with CaptureQueriesContext(connection) as captured:
        assert city().counts.total() == 1
    assert len(captured) == 1


def test_a_change_shows_at_once(client: Client) -> None:
    theme = make_theme("Zorg")
    organisation = make_organisation("De Huiskamer", themes=[theme])
    for name in ("Zorgen", "Omzien"):
        Theme.objects.filter(pk=theme.pk).update(name=name)
        assert [theme.name for theme in city().themes] == [name]
        assert client.get("/initiatieven/").text.count(name) == 2, "beside the choice, and on the card"
    for sentence in ("Stand een.", "Stand twee."):
        Organisation.objects.filter(pk=organisation.pk).update(sentence=sentence)
        assert sentence in client.get("/initiatieven/").text
        assert sentence in client.get(organisation.get_absolute_url()).text


def test_what_was_taken_back_is_not_kept() -> None:
    make_theme("Zorg")
    assert [theme.name for theme in city().themes] == ["Zorg"]
    with transaction.atomic():
        Theme.objects.update(name="Taken back")
        assert [theme.name for theme in city().themes] == ["Taken back"]
        transaction.set_rollback(True)
    Theme.objects.update(name="Zorgen")
    assert [theme.name for theme in city().themes] == ["Zorgen"]
