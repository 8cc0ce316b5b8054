"""The list of meetings: what comes first, then what has been."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from tests.factories import bulk_meetings, make_district, make_held_meeting, make_meeting, make_neighbourhood

pytestmark = pytest.mark.django_db


def test_coming_ones_are_soonest_first_and_past_ones_newest_first(client: Client) -> None:
    now = timezone.now()
    later, soon = (make_meeting(starts_at=now + timedelta(days=days)) for days in (9, 2))
    old, recent = (make_held_meeting(starts_at=now - timedelta(days=days)) for days in (90, 9))
    make_meeting(published=False)
    context = client.get("/bijeenkomsten/").context
    assert list(context["coming"]) == [soon, later]
    assert list(context["page"]) == [recent, old]


def test_it_can_be_asked_for_a_district_a_kind_and_a_year(client: Client) -> None:
    zuid = make_district("Zuid")
    start = datetime(2018, 10, 4, 15, tzinfo=UTC)
    asked = {"starts_at": start, "purpose": "alderman_conversation"}
    right = make_held_meeting(area=make_neighbourhood("Lunetten", parent=zuid), **asked)
    everywhere = make_held_meeting(**asked)
    make_held_meeting(area=make_district("Oost"), **asked)
    make_held_meeting(area=zuid, starts_at=start)
    make_held_meeting(area=zuid, purpose="alderman_conversation")
    page = client.get("/bijeenkomsten/?wijk=zuid&soort=alderman_conversation&jaar=2018").context["page"]
    assert set(page) == {right, everywhere}


def test_promises_about_reports_are_shown(client: Client) -> None:
    today = timezone.localdate()
    start = timezone.now() - timedelta(days=9)
    make_meeting(starts_at=start, state="held", report_promised_by=today + timedelta(days=1))
    make_meeting(starts_at=start, state="held", report_promised_by=today - timedelta(days=1))
    text = client.get("/bijeenkomsten/").text
    assert "Het verslag komt uiterlijk" in text
    assert "Het verslag is te laat." in text


@pytest.mark.parametrize(
    "query", ["?jaar=x", "?jaar=99999999999", "?jaar=-5", "?wijk=%00", "?soort=feest", "?pagina=z"]
)
def test_bad_input_is_no_error(client: Client, query: str) -> None:
    assert client.get(f"/bijeenkomsten/{query}").status_code == 200


@pytest.mark.parametrize("number", [10, 1000])
def test_it_makes_four_queries_whatever_the_number_of_rows(
    client: Client, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    bulk_meetings(number, area=make_district("Zuid"))
    bulk_meetings(number, held=True)
    with django_assert_num_queries(4):
        client.get("/bijeenkomsten/")
