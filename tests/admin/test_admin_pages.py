import re
from datetime import date

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from agenda.domain import report_news
from agenda.models import (
    Assessment,
    Endorsement,
    ExternalReference,
    Hotspot,
    Instrument,
    MessageLogEntry,
    MessagePoint,
    Step,
)
from agenda.models.message import PointAgendaItem
from initiatives.models import Postcode, Theme
from meetings.models import Attendance, AttendingOfficial, ProgrammePoint, ReportSection, SignUp
from netwerk.accounts.models import Role, User
from netwerk.lib.models import OutgoingMail
from tests import factories
from tests.admin import builders
from tests.people import person, sign_in

pytestmark = pytest.mark.django_db
READ_ONLY = {"actionupdate", "assessment", "signup", "endorsement", "area", "follow", "suggestion"}


def a_row_of_everything() -> None:
    """At least one row for every model of the admin."""
    owner, area = builders.organisation(), builders.district()
    meeting = builders.meeting(area=area, capacity=20)
    builders.voice(meeting=meeting, organisation=owner, speaker="organisation")
    item = builders.agenda_item()
    action = builders.action(agreed_at=meeting, owner=owner)
    day = date(2018, 12, 1)
    report_news(action=action, on=day, text="Er is een zaal.", status="busy", organisation=owner)
    Assessment.objects.create(action=action, side="owner", judgement="partly", on=day, organisation=owner)
    ExternalReference.objects.create(action=action, kind="motion", number="M251")
    message = builders.edition("open")
    point = MessagePoint.objects.get()
    PointAgendaItem.objects.create(point=point, agenda_item=item)
    plate = builders.plate(point)
    Hotspot.objects.create(plate=plate, number=1, x=1, y=1, title="t", text="t")
    MessageLogEntry.objects.create(message=message, on=day, text="Geschreven.")
    Endorsement.objects.create(message=message, organisation=owner, on=day)
    Instrument.objects.create(name="Buurtbudget", slug="buurtbudget")
    Step.objects.create(agenda_item=item, position=1, text="Bellen")
    Postcode.objects.create(digits="3562", area=area)
    Theme.objects.create(name="Groen", slug="groen")
    ProgrammePoint.objects.create(meeting=meeting, position=1, title="Soep")
    ReportSection.objects.create(meeting=meeting, position=1, heading="Begin")
    Attendance.objects.create(meeting=meeting, organisation=owner)
    AttendingOfficial.objects.create(meeting=meeting, function="Wethouder")
    SignUp.objects.create(meeting=meeting, name="A", email="a@example.org", state="coming")
    factories.make_follow()
    factories.make_suggestion()


def test_a_coordinator_can_open_every_page(client: Client) -> None:
    sign_in(client, person(Role.COORDINATOR))
    a_row_of_everything()
    for model, model_admin in admin.site._registry.items():
        if model in (User, OutgoingMail):  # for administrators
            continue
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        row = model._default_manager.first()
        assert row is not None, model
        addresses = [reverse(f"{name}_changelist"), reverse(f"{name}_change", args=[row.pk])]
        if model_admin.search_fields:
            addresses.append(reverse(f"{name}_changelist") + "?q=a")
        addresses.append(reverse(f"{name}_history", args=[row.pk]))
        if model._meta.model_name not in READ_ONLY:
            addresses.append(reverse(f"{name}_add"))
        for address in addresses:
            response = client.get(address)
            assert response.status_code == 200, address
            text = response.content.decode()
            assert not re.search(r"\sstyle=|\son\w+=|<script>", text), address
    for address in ("admin:index", "admin:jsi18n"):
        assert client.get(reverse(address)).status_code == 200


def test_an_administrator_can_open_the_users(client: Client) -> None:
    user = sign_in(client, person(Role.ADMINISTRATOR))
    for address in (
        reverse("admin:accounts_user_changelist"),
        reverse("admin:accounts_user_add"),
        reverse("admin:accounts_user_change", args=[user.pk]),
    ):
        assert client.get(address).status_code == 200


def test_a_coordinator_does_not_see_the_users(client: Client) -> None:
    user = sign_in(client, person(Role.COORDINATOR))
    assert client.get(reverse("admin:accounts_user_changelist")).status_code == 403
    assert client.get(reverse("admin:accounts_user_change", args=[user.pk])).status_code == 403


def test_there_is_no_password_page(client: Client) -> None:
    sign_in(client, person(Role.ADMINISTRATOR))
    assert client.get(reverse("admin:password_change")).status_code == 404


def test_an_administrator_makes_a_coordinator_who_can_sign_in(client: Client) -> None:
    sign_in(client, person(Role.ADMINISTRATOR))
    address = reverse("admin:accounts_user_add")
    role = str(User.groups.rel.model.objects.get(name="coordinator").pk)
    client.post(address, builders.typed_in(client, address, email="Nieuw@Example.org", name="Nieuw", groups=[role]))
    user = User.objects.get(email="nieuw@example.org")
    assert user.is_staff
    assert not user.has_usable_password()
    assert [(a.email, a.verified) for a in user.emailaddress_set.all()] == [("nieuw@example.org", True)]


def test_a_new_address_replaces_the_old_one(client: Client) -> None:
    sign_in(client, person(Role.ADMINISTRATOR))
    user = person(Role.EDITOR, "oud@example.org")
    address = reverse("admin:accounts_user_change", args=[user.pk])
    client.post(address, builders.typed_in(client, address, email="nieuw@example.org"))
    assert [a.email for a in user.emailaddress_set.all()] == ["nieuw@example.org"]


def test_an_administrator_cannot_shut_themselves_out(client: Client) -> None:
    user = sign_in(client, person(Role.ADMINISTRATOR))
    address = reverse("admin:accounts_user_change", args=[user.pk])
    response = client.post(address, builders.typed_in(client, address, groups=[]))
    assert "Je kunt jezelf niet buitensluiten" in response.content.decode()


def test_a_lost_phone_is_withdrawn(client: Client) -> None:
    sign_in(client, person(Role.ADMINISTRATOR))
    other = Client()
    user = sign_in(other, person(Role.COORDINATOR))
    assert other.get(reverse("admin:index")).status_code == 200
    data = {"action": "withdraw_second_factor", "_selected_action": [user.pk]}
    client.post(reverse("admin:accounts_user_changelist"), data)
    assert other.get(reverse("admin:index")).status_code == 302


@pytest.mark.parametrize(
    ("role", "published", "expected"),
    [
        (Role.COORDINATOR, "published", 403),
        (Role.COORDINATOR, "pending", 200),
        (Role.ADMINISTRATOR, "published", 200),
    ],
)
def test_only_administrators_delete_what_is_public(client: Client, role: Role, published: str, expected: int) -> None:
    sign_in(client, person(role))
    row = builders.organisation(status=published)
    assert client.get(reverse("admin:initiatives_organisation_delete", args=[row.pk])).status_code == expected


def test_nothing_is_deleted_by_the_dozen(client: Client) -> None:
    sign_in(client, person(Role.ADMINISTRATOR))
    row = builders.organisation()
    data = {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"}
    client.post(reverse("admin:initiatives_organisation_changelist"), data)
    row.refresh_from_db()


def test_nobody_deletes_an_action_or_its_news(client: Client) -> None:
    sign_in(client, person(Role.ADMINISTRATOR))
    action = builders.action()
    news = action.updates.get()
    assert client.get(reverse("admin:agenda_action_delete", args=[action.pk])).status_code == 403
    assert client.get(reverse("admin:agenda_actionupdate_delete", args=[news.pk])).status_code == 403
