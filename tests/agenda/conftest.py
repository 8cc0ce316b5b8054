"""A meeting whose outcomes are to be logged, and a second coordinator."""

import pytest
from django.test import Client

from meetings.models import Meeting
from netwerk.accounts.models import Role
from tests.desk_pages import make_meeting_of_yesterday, make_municipality
from tests.factories import make_organisation
from tests.people import person, sign_in


@pytest.fixture
def meeting() -> Meeting:
    make_municipality()
    make_organisation("Huiskamer Noord", public_email="noord@example.org")
    return make_meeting_of_yesterday("Een avond over ruimte")


@pytest.fixture
def other(db: None) -> Client:
    client = Client()
    sign_in(client, person(Role.COORDINATOR, email="anna@example.org"))
    return client
