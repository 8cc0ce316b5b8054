"""/werk/: what needs a coordinator, who may see it, and who changed what."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from agenda.models import MailedLink
from meetings.models import Meeting
from netwerk.accounts.models import Role
from netwerk.lib.models import OutgoingMail
from netwerk.lib.outbox import send_waiting
from netwerk.site.models import Suggestion
from tests.city_pages import our_patterns
from tests.desk_pages import (
    READY,
    an_evening,
    log_url,
    make_meeting_of_yesterday,
    make_municipality,
    publish,
    send,
    version_of,
)
from tests.factories import bulk_actions, make_action, make_held_meeting, make_organisation, make_voice
from tests.people import person, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_earlier_attempts")]


def desk_paths() -> list[str]:
    """Every address under /werk/."""
    make_action()
    action = make_action()
    meeting = make_meeting_of_yesterday()
    values = {"pk": meeting.pk, "reference": action.reference}
    names = [str(pattern.name) for pattern in our_patterns() if str(pattern.pattern).startswith("werk/")]
    assert len(names) >= 9
    parameters = {
        "log_outcomes": ["pk"],
        "review_outcomes": ["pk"],
        "handle_suggestion": ["pk"],
        "report_news": ["reference"],
        "ask_for_news": ["reference"],
        "split_action": ["reference"],
    }
    return [reverse(name, args=[values[one] for one in parameters.get(name, [])]) for name in names]


def test_every_address_of_the_desk_refuses_residents_and_editors() -> None:
    paths = desk_paths()
    resident, editor, half = Client(), Client(), Client()
    sign_in(editor, person(Role.EDITOR))
    sign_in(half, person(Role.COORDINATOR), second_factor=False)
    for path in paths:
        for method in ("get", "post"):
            answer = getattr(resident, method)(path)
            assert answer.status_code == 302, path
            assert reverse("account_login") in answer.url, path
            assert getattr(editor, method)(path).status_code == 403, path
            answer = getattr(half, method)(path)
            assert answer.status_code in (302, 403), path
            if answer.status_code == 302:
                assert "/tweede-stap/" in answer.url, path


def test_the_mail_as_it_goes_out_is_for_administrators_and_not_in_production(
    coordinator: Client, administrator: Client, settings: Any
) -> None:
    make_action(owner=make_organisation(public_email="a@example.org"))
    path = reverse("outgoing_mail")
    OutgoingMail.objects.create(to="a@example.org", subject="Dit ging uit", text="Tekst", not_before=timezone.now())
    assert coordinator.get(path).status_code == 403
    settings.IS_PRODUCTION = False
    assert "Dit ging uit" in administrator.get(path).content.decode()
    settings.IS_PRODUCTION, settings.SHOW_DEMO_NOTICE = True, False
    assert administrator.get(path).status_code == 404


def test_what_needs_somebody_stands_there_most_urgent_first(coordinator: Client) -> None:
    today = timezone.localdate()
    make_meeting_of_yesterday("Zonder verslag", report_promised_by=today - timedelta(days=20))
    make_action("Te laat", due_on=today - timedelta(days=30), due_precision="day")
    make_action("Loopt gewoon")
    make_voice("Een stem zonder punt")
    Suggestion.objects.create(kind="correction", text="Het klopt niet", about_path="/")
    page = coordinator.get(reverse("desk")).content.decode()
    places = [page.index(words) for words in ("Zonder verslag", "Te laat", "Het klopt niet", "Een stem zonder punt")]
    assert places == sorted(places)
    assert "2 weken te laat" in page
    assert "Loopt gewoon" not in page
    assert log_url(Meeting.objects.get(title="Zonder verslag")) in page


def test_a_list_can_be_seen_whole(coordinator: Client) -> None:
    for number in range(7):
        make_meeting_of_yesterday(f"Avond {number}")
    first = coordinator.get(reverse("desk")).content.decode()
    assert first.count("Avond ") < 8
    whole = coordinator.get(reverse("desk"), {"lijst": "verslagen"}).content.decode()
    assert all(f"Avond {number}" in whole for number in range(7))
    for odd in ("x", "\x00", "verslagen\x00"):
        assert coordinator.get(reverse("desk"), {"lijst": odd}).status_code == 200


def test_the_desk_makes_the_same_queries_for_5_and_for_200_rows(
    coordinator: Client, django_assert_max_num_queries: Any
) -> None:
    meeting, owner = make_held_meeting(), make_organisation()
    counts = []
    for number in (5, 195):
        bulk_actions(number, agreed_at=meeting, owner=owner, status="stuck")
        for serial in range(3 if number == 5 else 20):
            make_meeting_of_yesterday(f"Avond {number} {serial}")
            Suggestion.objects.create(kind="correction", text="Iets", about_path="/")
        with django_assert_max_num_queries(22) as seen:
            coordinator.get(reverse("desk"))
        counts.append(len(seen))
    assert counts[0] == counts[1]


# --- Those who were there look at the report first --------------------------------------------------------------------


def logged_evening(coordinator: Client) -> Meeting:
    make_municipality()
    make_organisation("Huiskamer Noord", public_email="noord@example.org")
    meeting = make_meeting_of_yesterday("Een avond over ruimte")
    send(coordinator, meeting, an_evening("Huiskamer Noord"))
    return meeting


def send_round(coordinator: Client, meeting: Meeting, **more: str) -> Any:
    until = timezone.localdate() + timedelta(days=7)
    answers = {"version": version_of(meeting), "what": "rondsturen", "until": until.isoformat(), **READY, **more}
    return coordinator.post(reverse("review_outcomes", args=[meeting.pk]), answers)


def test_a_report_goes_round_and_what_is_not_right_comes_to_the_desk(coordinator: Client, mailoutbox: Any) -> None:
    meeting = logged_evening(coordinator)
    assert send_round(coordinator, meeting).status_code == 302
    send_waiting(now=timezone.now())
    [letter] = mailoutbox
    assert letter.to == ["noord@example.org"]
    meeting.refresh_from_db()
    assert meeting.report_state == "for_correction"
    path = "/" + letter.body.split("/verslag-nakijken/")[1].split()[0]
    reader = Client()
    page = reader.get("/verslag-nakijken" + path).content.decode()
    assert "Niemand weet waar de sleutel ligt." in page
    assert "Niemand weet" not in Client().get(meeting.get_absolute_url()).content.decode(), "only over the link"
    reader.post("/verslag-nakijken" + path, {"text": "Het was geen sleutel maar een pas."})
    desk = coordinator.get(reverse("desk")).content.decode()
    assert "Het was geen sleutel maar een pas." in desk
    assert log_url(meeting) in desk
    publish(coordinator, meeting)
    assert reader.get("/verslag-nakijken" + path).status_code == 302, "final: to the page of everyone"


def test_sending_round_twice_mails_once_and_a_past_day_is_refused(coordinator: Client) -> None:
    meeting = logged_evening(coordinator)
    for _number in range(3):
        send_round(coordinator, meeting)
    assert OutgoingMail.objects.count() == 1
    page = send_round(coordinator, meeting, until="2001-01-01").content.decode()
    assert "Kies een dag die nog komt." in page
    page = send_round(coordinator, meeting, until="morgen").content.decode()
    assert "Vul een datum in" in page
    assert 'value="morgen"' in page


def test_a_link_to_correct_opens_only_its_report_until_its_day(coordinator: Client, client: Client) -> None:
    meeting = logged_evening(coordinator)
    send_round(coordinator, meeting)
    link = MailedLink.objects.get()
    from agenda.owners import link_url

    path = "/" + link_url(link).split("/", 3)[3]
    assert client.get(path.replace("/verslag-nakijken/", "/antwoord/")).status_code == 410
    assert client.get(path).status_code == 200
    MailedLink.objects.filter(pk=link.pk).update(expires_on=timezone.localdate() - timedelta(days=1))
    assert client.get(path).status_code == 410


# --- Who changed what -------------------------------------------------------------------------------------------------


def test_coordinators_read_on_the_page_who_changed_what_also_through_the_admin(administrator: Client) -> None:
    action = make_action("Zoals het was")
    path = reverse("admin:agenda_action_change", args=[action.pk])
    form = administrator.get(path).context["adminform"].form
    data = {name: form.get_initial_for_field(field, name) or "" for name, field in form.fields.items()}
    inlines = administrator.get(path).context["inline_admin_formsets"]
    for inline in inlines:
        data |= {
            f"{inline.formset.prefix}-{name}": value for name, value in inline.formset.management_form.initial.items()
        }
        for row in inline.formset.initial_forms:
            data |= {
                row.add_prefix(name): row.get_initial_for_field(field, name) or "" for name, field in row.fields.items()
            }
            data[row.add_prefix("id")] = row.instance.pk
    data |= {"title": "Zoals het werd", "agenda_items": [], "partners": []}
    answer = administrator.post(path, {key: value for key, value in data.items() if value is not None})
    assert answer.status_code == 302, answer.context["errors"] if answer.context else answer
    page = administrator.get(action.get_absolute_url()).content.decode()
    assert "<del>Zoals het was</del>" in page
    assert "<ins>Zoals het werd</ins>" in page
    assert "administrator-" in page
    assert "<del>" not in Client().get(action.get_absolute_url()).content.decode()


def test_the_page_of_a_meeting_also_tells_who_changed_its_voices(coordinator: Client) -> None:
    meeting = logged_evening(coordinator)
    publish(coordinator, meeting)
    page = coordinator.get(meeting.get_absolute_url()).content.decode()
    assert "coordinator-" in page
    assert "Niemand weet waar de sleutel ligt.</span> gemaakt" in page
    half = Client()
    sign_in(half, person(Role.COORDINATOR), second_factor=False)
    assert "Wie veranderde wat?" not in half.get(meeting.get_absolute_url()).content.decode()
