"""The number of queries of a page stays the same, whatever the number of rows it chooses from."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from agenda.domain import publish_edition
from agenda.models import AgendaItem, SharedMessage
from initiatives.models import Area, Organisation, Theme
from meetings.models import Attendance, SignUp
from netwerk.lib.search.index import take_in_all_changes
from tests import factories
from tests.city_pages import BY_DOING, PAGES
from tests.conftest import copy_database, drop_database, using_database

pytestmark = pytest.mark.django_db

MOST_QUERIES = 12
# What the pages show, besides what the demonstration city already has.
BUSY: dict[str, str] = {}


@pytest.fixture(scope="module", autouse=True)
def full_city(demo_database: str, django_db_blocker: Any) -> Iterator[None]:
    """The demonstration city with a thousand rows of everything around one of each."""
    name = f"{demo_database}_full"
    with django_db_blocker.unblock():
        copy_database(demo_database, name)
        with using_database(name):
            BUSY.update(fill(1000))
            yield
        drop_database(name)


def fill(number: int) -> dict[str, str]:
    """Add `number` rows of each kind, all linked to one of each; returns the address of that one for each page."""
    district = Area.objects.districts().get(slug="overvecht", municipality_code="GM0344")
    theme = Theme.objects.all()[0]
    hub = factories.make_organisation("Het middelpunt", main_area=district, themes=[theme])
    organisations = factories.bulk_organisations(number, main_area=district, themes=[theme])
    factories.bulk_meetings(number, area=district)
    meetings = factories.bulk_meetings(number, area=district, held=True)
    busy = meetings[-1]
    Attendance.objects.bulk_create(Attendance(meeting=busy, organisation=one) for one in organisations)
    item = factories.make_agenda_item("Het volle punt", themes=[theme], areas=[district], meetings=meetings)
    factories.bulk_agenda_items(number)
    factories.bulk_voices(number, meeting=busy, items=[item], area=district, speaker="organisation", organisation=hub)
    actions = factories.bulk_actions(number, agreed_at=busy, owner=hub, items=[item])
    through = AgendaItem.supporters.through
    through.objects.bulk_create(through(agendaitem=item, organisation=one) for one in organisations)
    edition = factories.make_edition(points=8, items=[item], published=False)
    factories.make_plate(edition.points.all()[0])
    publish_edition(message=edition)
    coming = factories.make_meeting("Vol", capacity=number, area=district)
    SignUp.objects.bulk_create(
        SignUp(meeting=coming, name="Buur", phone="0612345678", state=SignUp.State.COMING) for _ in range(number)
    )
    factories.bulk_endorsements(edition, organisations, on=edition.edition_date)
    assert Organisation.objects.count() > number
    take_in_all_changes()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return {
        "theme": reverse("theme", args=[theme.slug]),
        "plate": reverse("plate", args=[edition.slug, 1]),
        "sign_up": reverse("sign_up", args=[coming.year, coming.slug]),
        "initiative": hub.get_absolute_url(),
        "district": district.get_absolute_url(),
        "meeting": busy.get_absolute_url(),
        "agenda_item": item.get_absolute_url(),
        "action": actions[0].get_absolute_url(),
        "edition": SharedMessage.objects.get(pk=edition.pk).get_absolute_url(),
    }


@pytest.mark.parametrize("name", sorted(PAGES.keys() - BY_DOING))
def test_a_page_takes_at_most_twelve_queries_with_a_thousand_rows(name: str, client: Client) -> None:
    address = BUSY.get(name) or PAGES[name]()[0]
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address)
    assert response.status_code == 200
    sql = "\n".join(query["sql"][:200] for query in captured)
    assert len(captured) <= MOST_QUERIES, f"{len(captured)} queries for {address}:\n{sql}"


@pytest.mark.parametrize(
    ("name", "filters"),
    [
        ("initiative_list", "?wijk=overvecht&hulp=1&q=tuin&pagina=20"),
        ("meeting_list", "?wijk=overvecht&pagina=20"),
        ("action_list", "?wijk=overvecht&staat=busy&pagina=20"),
        ("agenda_item_list", "?pagina=20"),
    ],
)
def test_a_filtered_list_takes_at_most_twelve_queries_too(name: str, filters: str, client: Client) -> None:
    with CaptureQueriesContext(connection) as captured:
        response = client.get(reverse(name) + filters)
    assert response.status_code == 200
    assert len(captured) <= MOST_QUERIES
