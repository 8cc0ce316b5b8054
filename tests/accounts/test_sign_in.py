import re

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils.translation import override

from netwerk.accounts.adapter import AccountAdapter
from netwerk.accounts.demo import demo_sign_ins, make_demo_users
from netwerk.accounts.models import Role, User
from tests.people import SECRET, code_of_app, give_app, person, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_earlier_attempts() -> None:
    cache.clear()


def ask_code(client: Client, email: str) -> str:
    """Ask for a code on the page; returns the body of the mail that came."""
    response = client.post(reverse("account_login"), {"email": email})
    assert response.status_code == 302
    assert response["Location"] == reverse("account_confirm_login_code")
    return str(mail.outbox[-1].body)


def code_in(body: str) -> str:
    found = re.search(r"\b\d{4}-\d{4}\b", body)
    assert found, body
    return found.group()


def sign_in_by_mail(client: Client, email: str):
    return client.post(reverse("account_confirm_login_code"), {"code": code_in(ask_code(client, email))})


def test_an_editor_signs_in_with_the_code_from_the_mail(client: Client) -> None:
    person(Role.EDITOR, "redacteur@example.org")
    response = sign_in_by_mail(client, "Redacteur@Example.org")
    assert (response.status_code, response["Location"]) == (302, "/")
    assert client.session["_auth_user_id"] == str(User.objects.get().pk)


def test_the_mail_is_in_dutch_with_text_and_html(client: Client) -> None:
    person(Role.EDITOR, "redacteur@example.org")
    body = ask_code(client, "redacteur@example.org")
    sent = mail.outbox[-1]
    assert sent.subject == f"{code_in(body)} is je code om in te loggen"
    assert "De code werkt een kwartier" in body
    html, kind = sent.alternatives[0]
    assert kind == "text/html"
    assert code_in(body) in html
    assert 'style="' not in html


def test_a_wrong_code_is_refused_and_three_end_it(client: Client) -> None:
    person(Role.EDITOR, "redacteur@example.org")
    ask_code(client, "redacteur@example.org")
    address = reverse("account_confirm_login_code")
    assert "Deze code klopt niet" in client.post(address, {"code": "0000-000X"}).content.decode()
    client.post(address, {"code": "0000-000X"})
    response = client.post(address, {"code": "0000-000X"})
    assert response.status_code == 302
    assert "_auth_user_id" not in client.session


def test_an_unknown_address_gets_the_same_answer_and_no_code(client: Client) -> None:
    person(Role.EDITOR, "redacteur@example.org")
    ask_code(client, "redacteur@example.org")
    known = client.get(reverse("account_confirm_login_code")).content.decode()
    stranger = Client()
    body = ask_code(stranger, "vreemde@example.org")
    unknown = stranger.get(reverse("account_confirm_login_code")).content.decode()
    strip = re.compile(r"[\w.]+@example\.org|value=\"\w{64}\"")
    assert strip.sub("", known) == strip.sub("", unknown)
    assert not re.search(r"\d{4}-\d{4}", body)


def test_somebody_who_is_switched_off_gets_no_code(client: Client) -> None:
    user = person(Role.COORDINATOR, "weg@example.org")
    user.is_active = False
    user.save()
    assert not re.search(r"\d{4}-\d{4}", ask_code(client, "weg@example.org"))


def test_asking_too_often_is_stopped() -> None:
    for _attempt in range(3):
        Client().post(reverse("account_login"), {"email": "redacteur@example.org"})
    response = Client().post(reverse("account_login"), {"email": "redacteur@example.org"})
    assert "te vaak geprobeerd" in response.content.decode()
    assert len(mail.outbox) == 3


def test_nobody_signs_up_and_there_are_no_passwords() -> None:
    assert AccountAdapter().is_open_for_signup(None) is False  # type: ignore[arg-type]
    assert reverse("account_signup") == reverse("account_login")
    for name in ("account_change_password", "account_set_password", "account_reset_password"):
        with pytest.raises(NoReverseMatch):
            reverse(name)


def test_one_who_runs_the_server_signs_in_too(client: Client) -> None:
    User.objects.create_superuser("server@example.org", password="wordt niet bewaard")
    response = sign_in_by_mail(client, "server@example.org")
    assert response["Location"] == reverse("mfa_activate_totp")
    assert client.get(response["Location"]).status_code == 200
    assert not User.objects.get().has_usable_password()


def test_a_coordinator_sets_up_the_second_factor_first(client: Client) -> None:
    user = person(Role.COORDINATOR, "coordinator@example.org")
    response = sign_in_by_mail(client, user.email)
    assert response["Location"] == reverse("mfa_activate_totp")
    assert client.get(reverse("admin:index")).status_code == 302

    page = client.get(reverse("mfa_activate_totp"))
    assert 'src="data:image/svg+xml;base64,' in page.content.decode()
    session = client.session
    session["mfa.totp.secret"] = SECRET
    session.save()
    response = client.post(reverse("mfa_activate_totp"), {"code": code_of_app()})
    assert response["Location"] == reverse("mfa_view_recovery_codes")
    codes = client.get(reverse("mfa_view_recovery_codes"))
    assert len(re.findall(r"<code>\d{8}</code>", codes.content.decode())) == 10
    assert client.get(reverse("admin:index")).status_code == 200


def test_a_coordinator_shows_the_second_factor_at_each_sign_in(client: Client) -> None:
    user = person(Role.COORDINATOR, "coordinator@example.org")
    give_app(user)
    response = sign_in_by_mail(client, user.email)
    assert response["Location"] == reverse("mfa_authenticate")
    assert client.get(reverse("admin:index")).status_code == 302
    response = client.post(reverse("mfa_authenticate"), {"code": code_of_app()})
    assert response["Location"] == reverse("admin:index")
    assert client.get(reverse("admin:index")).status_code == 200


def test_a_session_from_before_the_second_factor_has_to_show_it(client: Client) -> None:
    user = sign_in(client, person(Role.COORDINATOR), second_factor=False)
    give_app(user)
    response = client.get(reverse("admin:index"), follow=True)
    assert response.redirect_chain[-1][0].startswith(reverse("mfa_reauthenticate"))
    response = client.post(response.redirect_chain[-1][0], {"code": code_of_app(), "next": reverse("admin:index")})
    assert response["Location"] == reverse("admin:index")
    assert client.get(reverse("admin:index")).status_code == 200


def test_the_admin_sends_a_visitor_to_the_sign_in_and_an_editor_away(client: Client) -> None:
    response = client.get(reverse("admin:index"), follow=True)
    assert response.redirect_chain[-1][0].startswith(reverse("account_login"))
    sign_in(client, person(Role.EDITOR))
    assert client.get(reverse("admin:index"), follow=True).status_code == 403


def test_the_pages_of_the_second_factor_are_ours(client: Client) -> None:
    sign_in(client, person(Role.COORDINATOR))
    for name in (
        "account_logout",
        "account_inactive",
        "mfa_index",
        "mfa_reauthenticate",
        "mfa_deactivate_totp",
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
    ):
        if name == "mfa_view_recovery_codes":
            client.post(reverse("mfa_generate_recovery_codes"))
        response = client.get(reverse(name))
        assert response.status_code == 200, name
        text = response.content.decode()
        assert 'lang="nl"' in text
        assert "<script>" not in text
        assert 'style="' not in text
    assert client.get(reverse("mfa_download_recovery_codes"))["Content-Type"].startswith("text/plain")


def test_a_new_phone_replaces_the_old_one(client: Client) -> None:
    user = sign_in(client, person(Role.COORDINATOR))
    client.post(reverse("mfa_deactivate_totp"))
    assert not user.authenticator_set.exists()
    assert mail.outbox[-1].subject == "Je tweede stap is weggehaald"
    response = client.get(reverse("admin:index"), follow=True)
    assert response.redirect_chain[-1][0].startswith(reverse("mfa_activate_totp"))


def test_the_demonstration_tells_how_to_sign_in(client: Client) -> None:
    lines = demo_sign_ins()
    assert reverse("account_login") in lines[0]
    line = next(line for line in lines if "coordinator@example.org" in line)
    sign_in_by_mail(client, "coordinator@example.org")
    code = line.split()[2]
    response = client.post(reverse("mfa_authenticate"), {"code": code})
    assert response["Location"] == reverse("admin:index")
    assert client.get(reverse("admin:index")).status_code == 200
    assert demo_sign_ins() != lines
    assert len(make_demo_users()) == User.objects.count() == 3


def test_the_demonstration_makes_nobody_in_production(settings) -> None:
    settings.IS_PRODUCTION = True
    assert demo_sign_ins() == []
    assert User.objects.count() == 0


def test_a_new_code_can_be_asked_twice_and_the_old_one_ends(client: Client) -> None:
    person(Role.EDITOR, "redacteur@example.org")
    address = reverse("account_confirm_login_code")
    first = code_in(ask_code(client, "redacteur@example.org"))
    assert "Stuur een nieuwe code" in client.get(address).content.decode()
    client.post(address, {"action": "resend"})
    second = code_in(str(mail.outbox[-1].body))
    assert len(mail.outbox) == 2
    assert "Deze code klopt niet" in client.post(address, {"code": first}).content.decode()
    client.post(address, {"action": "resend"})
    assert "Stuur een nieuwe code" not in client.get(address).content.decode()
    third = code_in(str(mail.outbox[-1].body))
    assert client.post(address, {"code": third}).status_code == 302
    assert len({first, second, third}) == 3


def test_the_page_is_there_in_english(client: Client) -> None:
    with override("en"):
        address = reverse("account_login")
    response = client.get(address)
    assert address.startswith("/en/")
    assert 'lang="en"' in response.content.decode()
