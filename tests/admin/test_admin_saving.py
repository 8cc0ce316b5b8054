import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from agenda.models import Action, ActionUpdate, AgendaItem, Endorsement, MessagePoint, SharedMessage, Step
from initiatives.models import Organisation
from meetings.models import Attendance, Meeting, ProgrammePoint, Voice
from netwerk.accounts.models import Role, User
from tests.admin import builders
from tests.admin.builders import typed_in
from tests.people import person, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator(client: Client) -> User:
    return sign_in(client, person(Role.COORDINATOR))


def told(client: Client, response) -> str:
    """The messages after an action in a list."""
    page = client.get(response["Location"])
    return " | ".join(str(message) for message in page.context["messages"])


def run(client: Client, name: str, action: str, *rows) -> str:
    data = {"action": action, "_selected_action": [row.pk for row in rows]}
    return told(client, client.post(reverse(f"admin:{name}_changelist"), data))


def test_what_was_typed_is_saved_with_its_history(client: Client, coordinator: User) -> None:
    row = builders.organisation()
    address = reverse("admin:initiatives_organisation_change", args=[row.pk])
    response = client.post(address, typed_in(client, address, seeks="Een kok."))
    assert response.status_code == 302
    row.refresh_from_db()
    assert row.seeks == "Een kok."
    assert row.history.first().history_user == coordinator
    page = client.get(reverse("admin:initiatives_organisation_history", args=[row.pk])).content.decode()
    assert "zoekt" in page.lower()
    assert "Een kok." in page


def test_two_at_once_lose_nothing_and_hear_who_was_first(client: Client, coordinator: User) -> None:
    row = builders.organisation()
    address = reverse("admin:initiatives_organisation_change", args=[row.pk])
    mine = typed_in(client, address, seeks="Mijn tekst.")
    other = Client()
    colleague = sign_in(other, person(Role.COORDINATOR, "collega@example.org"))
    assert other.post(address, typed_in(other, address, seeks="Van mijn collega.")).status_code == 302
    response = client.post(address, mine)
    text = response.content.decode()
    assert response.status_code == 200
    assert f"{colleague} heeft dit gewijzigd op" in text
    assert "Mijn tekst." in text
    row.refresh_from_db()
    assert row.seeks == "Van mijn collega."


def test_a_form_without_its_version_is_not_saved(client: Client, coordinator: User) -> None:
    row = builders.organisation()
    address = reverse("admin:initiatives_organisation_change", args=[row.pk])
    assert client.post(address, typed_in(client, address, seeks="x", version="")).status_code == 200
    row.refresh_from_db()
    assert row.seeks == ""


def test_a_broken_picture_is_told_beside_its_field(client: Client, coordinator: User) -> None:
    row = builders.organisation()
    address = reverse("admin:initiatives_organisation_change", args=[row.pk])
    half = builders.picture().read()[:200]
    broken = SimpleUploadedFile("foto.jpg", half, "image/jpeg")
    response = client.post(address, typed_in(client, address, photo=broken, photo_alt="Een tuin"))
    assert response.context["adminform"].form.errors["photo"] == [
        "Dit bestand is geen foto die we kunnen lezen. Kies een JPEG, PNG of WebP."
    ]


def test_a_good_picture_is_kept_in_our_own_form(client: Client, coordinator: User) -> None:
    row = builders.organisation()
    address = reverse("admin:initiatives_organisation_change", args=[row.pk])
    response = client.post(address, typed_in(client, address, photo=builders.picture(), photo_alt="Een tuin"))
    assert response.status_code == 302
    row.refresh_from_db()
    assert (row.photo_width, row.photo_height) == (40, 30)
    assert client.get(address).status_code == 200


def test_organisations_are_published_checked_and_stopped_from_the_list(client: Client, coordinator: User) -> None:
    ready, empty = builders.organisation(), builders.organisation(sentence="")
    name = "initiatives_organisation"
    messages = run(client, name, "publish", ready, empty)
    assert "1 is nu te zien voor iedereen." in messages
    assert "Schrijf in één zin wat de organisatie doet." in messages
    ready.refresh_from_db()
    empty.refresh_from_db()
    assert (ready.status, empty.status) == ("published", "pending")
    assert "1 is vandaag nagekeken." in run(client, name, "mark_checked", ready)
    assert "1 is gestopt." in run(client, name, "stop", ready)
    assert "1 is niet meer te zien." in run(client, name, "unpublish", ready)


def test_a_report_becomes_final_from_the_list_when_it_has_a_summary(client: Client, coordinator: User) -> None:
    told_short, empty = builders.meeting(summary="Een punt."), builders.meeting()
    messages = run(client, "meetings_meeting", "publish_report", told_short, empty)
    assert "1 verslag is nu definitief." in messages
    assert "Schrijf eerst in het kort wat er is besproken." in messages
    told_short.refresh_from_db()
    assert (told_short.report_state, told_short.published) == ("final", True)
    cancelled = builders.meeting(state="cancelled")
    assert "Deze bijeenkomst ging niet door." in run(client, "meetings_meeting", "mark_held", cancelled)


def test_the_form_of_a_meeting_cannot_make_a_report_final(client: Client, coordinator: User) -> None:
    meeting = builders.meeting()
    address = reverse("admin:meetings_meeting_change", args=[meeting.pk])
    response = client.post(address, typed_in(client, address, report_state="final"))
    assert "report_state" in response.context["adminform"].form.errors


def test_a_name_without_consent_is_not_published(client: Client, coordinator: User) -> None:
    named = builders.voice(speaker="named", name="Iemand")
    messages = run(client, "meetings_voice", "publish", named, builders.voice())
    assert "Zonder toestemming kan een stem met een naam niet openbaar worden." in messages
    assert "1 is nu te zien voor iedereen." in messages
    assert Voice.objects.filter(published=True).count() == 1


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("agenda_action", builders.action),
        ("agenda_agendaitem", builders.agenda_item),
        ("meetings_meeting", builders.meeting),
    ],
)
def test_what_was_put_on_the_site_can_be_taken_off(client: Client, coordinator: User, name: str, make) -> None:
    row = make()
    assert "1 is nu te zien voor iedereen." in run(client, name, "publish", row)
    row.refresh_from_db()
    assert row.published
    assert row.history.first().history_user == coordinator
    assert "1 is niet meer te zien." in run(client, name, "unpublish", row)
    row.refresh_from_db()
    assert not row.published


def test_a_meeting_with_actions_says_why_it_stays(client: Client, coordinator: User) -> None:
    action = builders.action()
    address = reverse("admin:meetings_meeting_delete", args=[action.agreed_at_id])
    response = client.post(address, {"post": "yes"})
    assert "bijeenkomst kan niet worden verwijderd" in response.content.decode()
    assert Meeting.objects.filter(pk=action.agreed_at_id).exists()


def test_a_new_action_gets_its_reference_and_the_first_line_of_its_log(client: Client, coordinator: User) -> None:
    meeting, owner, item = builders.meeting(), builders.organisation(), builders.agenda_item()
    address = reverse("admin:agenda_action_add")
    data = typed_in(
        client,
        address,
        title="Een plek",
        agreed_at=meeting.pk,
        owner=owner.pk,
        agenda_items=[item.pk],
        due_on="2018-12-04",
        due_precision="quarter",
    )
    response = client.post(address, data)
    assert response.status_code == 302, response.context["errors"]
    action = Action.objects.get()
    assert (action.reference, action.agreed_on, action.due_on) == ("A-2018-001", date(2018, 11, 13), date(2018, 12, 31))
    assert list(action.agenda_items.all()) == [item]
    assert [news.text for news in action.updates.all()] == [f"Afgesproken: {meeting.title}."]


def test_news_changes_the_status_and_old_news_stays(client: Client, coordinator: User) -> None:
    action = builders.action()
    address = reverse("admin:agenda_action_change", args=[action.pk])
    prefix = "updates-1"
    page = client.get(address).content.decode()
    assert "Afgesproken" in page
    assert 'name="updates-0-text"' in page or f'name="{prefix}-text"' in page
    number = re.findall(r'name="updates-(\d+)-text"', page)[0]
    data = typed_in(client, address)
    data |= {
        f"updates-{number}-on": "2018-12-01",
        f"updates-{number}-text": "Er is een zaal.",
        f"updates-{number}-status": "busy",
        f"updates-{number}-role": "wethouder Wonen",
    }
    response = client.post(address, data)
    assert response.status_code == 302, response.context["errors"]
    action.refresh_from_db()
    assert action.status == "busy"
    assert action.updates.count() == 2
    assert client.post(address, {**typed_in(client, address), "status": "done"}).status_code == 302
    action.refresh_from_db()
    assert action.status == "busy"


def test_news_without_a_source_is_told_beside_the_form(client: Client, coordinator: User) -> None:
    action = builders.action()
    address = reverse("admin:agenda_action_change", args=[action.pk])
    number = re.findall(r'name="updates-(\d+)-text"', client.get(address).content.decode())[0]
    data = typed_in(client, address)
    data |= {f"updates-{number}-on": "2018-12-01", f"updates-{number}-text": "Er is een zaal."}
    response = client.post(address, data)
    assert "Vul in van wie dit nieuws komt" in response.content.decode()


def test_a_date_in_another_year_is_refused_in_words(client: Client, coordinator: User) -> None:
    action = builders.action()
    address = reverse("admin:agenda_action_change", args=[action.pk])
    response = client.post(address, typed_in(client, address, agreed_on="2019-01-10", title="Wat ik typte"))
    text = response.content.decode()
    assert "De referentie van een afspraak verandert nooit." in text
    assert "Wat ik typte" in text


def test_a_published_edition_can_only_be_read(client: Client, coordinator: User) -> None:
    message = builders.edition("published")
    point = MessagePoint.objects.get()
    for name, row in (("sharedmessage", message), ("messagepoint", point)):
        address = reverse(f"admin:agenda_{name}_change", args=[row.pk])
        page = client.get(address)
        assert page.status_code == 200
        assert 'name="_save"' not in page.content.decode()
        assert client.post(address, {"title": "Anders"}).status_code == 403
        assert client.get(reverse(f"admin:agenda_{name}_delete", args=[row.pk])).status_code == 403
    assert "Deze editie is al gepubliceerd." in run(client, "agenda_sharedmessage", "publish_edition", message)


def test_an_edition_that_was_published_meanwhile_is_refused_in_words(client: Client, coordinator: User) -> None:
    builders.edition("published")
    frozen = MessagePoint.objects.get()
    draft = builders.edition()
    address = reverse("admin:agenda_messagelogentry_add")
    data = {"message": frozen.message.pk, "on": "2018-06-29", "text": "Te laat"}
    response = client.post(address, data)
    assert "Deze editie is gepubliceerd en kan niet meer veranderen." in response.content.decode()
    assert client.post(address, {**data, "message": draft.pk}).status_code == 302


def test_an_edition_goes_from_draft_to_published_from_the_list(client: Client, coordinator: User) -> None:
    old, new, empty = builders.edition("published"), builders.edition(), builders.edition(points=0)
    name = "agenda_sharedmessage"
    assert "1 editie is open voor steun." in run(client, name, "open_for_endorsement", new)
    assert "Een boodschap heeft minstens één punt." in run(client, name, "publish_edition", empty)
    assert "1 editie is gepubliceerd." in run(client, name, "publish_edition", new)
    assert list(SharedMessage.objects.order_by("pk").values_list("state", flat=True)) == [
        "superseded",
        "published",
        "draft",
    ]
    assert old.superseded_by == SharedMessage.objects.get(pk=new.pk)


def test_rows_change_places_in_one_go_and_a_new_row_comes_last(client: Client, coordinator: User) -> None:
    item = builders.agenda_item()
    first = Step.objects.create(agenda_item=item, position=1, text="Eerst")
    second = Step.objects.create(agenda_item=item, position=2, text="Dan")
    address = reverse("admin:agenda_agendaitem_change", args=[item.pk])
    data = typed_in(client, address) | {"steps-0-position": "2", "steps-1-position": "1"}
    data |= {"steps-TOTAL_FORMS": "3", "steps-2-text": "Nieuw", "steps-2-agenda_item": item.pk}
    response = client.post(address, data)
    assert response.status_code == 302, response.context["errors"]
    assert list(item.steps.values_list("text", "position")) == [("Dan", 1), ("Eerst", 2), ("Nieuw", 3)]
    data = typed_in(client, address) | {"steps-0-position": "2"}
    assert "Twee regels hebben plek 2." in client.post(address, data).content.decode()
    assert (first.pk, second.pk) == tuple(sorted((first.pk, second.pk)))


def queries_of(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def fill(count: int, meeting: Meeting, action: Action, message: SharedMessage) -> None:
    """`count` more rows of everything, written in bulk."""
    area, start = builders.district(), meeting.programme.count()
    owners = Organisation.objects.bulk_create(
        Organisation(name=f"Huis {start + n}", slug=f"huis-{start + n}", main_area=area) for n in range(count)
    )
    meetings = Meeting.objects.bulk_create(
        Meeting(
            title="Overleg",
            slug=f"overleg-{start + n}",
            purpose="network",
            starts_at=meeting.starts_at,
            ends_at=meeting.ends_at,
            area=area,
        )
        for n in range(count)
    )
    said = {"meeting": meeting, "text": "Er is geen plek.", "speaker": "organisation", "area": area}
    Voice.objects.bulk_create(Voice(organisation=owner, **said) for owner in owners)
    Attendance.objects.bulk_create(Attendance(meeting=meeting, organisation=owner) for owner in owners)
    ProgrammePoint.objects.bulk_create(
        ProgrammePoint(meeting=meeting, position=start + n + 1, title="Soep") for n in range(count)
    )
    day = date(2018, 12, 1)
    ActionUpdate.objects.bulk_create(
        ActionUpdate(action=action, on=day, text="Nieuws", organisation=owner) for owner in owners
    )
    Action.objects.bulk_create(
        Action(title="Zoek", agreed_at=at, agreed_on=day, owner=owner)
        for at, owner in zip(meetings, owners, strict=True)
    )
    Endorsement.objects.bulk_create(Endorsement(message=message, organisation=owner, on=day) for owner in owners)
    AgendaItem.objects.bulk_create(AgendaItem(title="Punt", slug=f"punt-{owner.slug}") for owner in owners)


def test_lists_and_forms_make_as_many_queries_with_many_rows_as_with_few(client: Client) -> None:
    user = sign_in(client, person(Role.ADMINISTRATOR))
    meeting, action, message = builders.meeting(), builders.action(), builders.edition("open")
    addresses = [
        *(
            reverse(f"admin:{name}_changelist")
            for name in (
                "initiatives_organisation",
                "meetings_meeting",
                "meetings_voice",
                "meetings_attendance",
                "agenda_action",
                "agenda_actionupdate",
                "agenda_agendaitem",
                "agenda_endorsement",
                "accounts_user",
            )
        ),
        reverse("admin:meetings_meeting_change", args=[meeting.pk]),
        reverse("admin:agenda_action_change", args=[action.pk]),
        reverse("admin:agenda_sharedmessage_change", args=[message.pk]),
        reverse("admin:accounts_user_change", args=[user.pk]),
    ]
    fill(10, meeting, action, message)
    few = {address: queries_of(client, address) for address in addresses}
    fill(290, meeting, action, message)
    for number in range(20):
        person(Role.EDITOR, f"r{number}@example.org")
    assert {address: queries_of(client, address) for address in addresses} == few
    assert Organisation.objects.count() > 300
    assert max(few.values()) <= 30
