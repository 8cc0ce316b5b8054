"""People for tests: each has a role, and signs in as far as the test wants."""

import time

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.apps import apps
from django.contrib.auth.models import Group
from django.test import Client, RequestFactory

from netwerk.accounts.domain import admit_to_admin, use_only_address_of
from netwerk.accounts.models import Role, User
from netwerk.accounts.roles import make_roles

SECRET = generate_totp_secret()


def person(role: Role | None = None, email: str = "") -> User:
    """A user with a role, who can sign in with a code."""
    # A test that really commits empties every table when it ends, the roles of the migration too.
    if not Group.objects.exists():
        make_roles(apps)
    user = User.objects.create_user(email or f"{role or 'nobody'}-{User.objects.count()}@example.org")
    if role:
        user.groups.add(Group.objects.get(name=role.value))
    use_only_address_of(user=user)
    admit_to_admin(user=user)
    return user


def give_app(user: User) -> None:
    """Set up the second factor with a secret the test knows."""
    TOTP.activate(user, SECRET)


def code_of_app() -> str:
    """What the app on the phone shows now."""
    return format_hotp_value(hotp_value(SECRET, int(time.time()) // 30))


def sign_in(client: Client, user: User, second_factor: bool = True) -> User:
    """Sign in without the pages for it; with `second_factor` as if the app's code was typed in this session."""
    client.force_login(user)
    if second_factor:
        give_app(user)
        request = RequestFactory().get("/")
        request.session = client.session
        record_authentication(request, user, "mfa", reauthenticated=True)
        request.session.save()
    return user
