"""Accounts for the demonstration on one's own machine. Never in production."""

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import settings
from django.contrib.auth.models import Group
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction
from django.urls import reverse
from django.utils.translation import override

from netwerk.accounts.domain import admit_to_admin, use_only_address_of
from netwerk.accounts.models import Role, User

DEMO_USERS = {
    "beheerder@example.org": ("Demo-beheerder", Role.ADMINISTRATOR),
    "coordinator@example.org": ("Demo-coördinator", Role.COORDINATOR),
    "redacteur@example.org": ("Demo-redacteur", Role.EDITOR),
}
CODES_SHOWN = 5


@transaction.atomic
def make_demo_users() -> list[User]:
    """An administrator, a coordinator and an editor, ready to sign in. Safe to repeat."""
    if settings.IS_PRODUCTION:
        raise ImproperlyConfigured("Demonstration accounts are not for production.")
    users = []
    for email, (name, role) in DEMO_USERS.items():
        user = User.objects.filter(email=email).first() or User.objects.create_user(email, name=name)
        user.groups.set([Group.objects.get(name=role)])
        use_only_address_of(user=user)
        admit_to_admin(user=user)
        users.append(user)
    return users


@transaction.atomic
def new_recovery_codes(user: User) -> list[str]:
    """Codes that stand in for an app on a phone. Those of an earlier start, and any app, stop working."""
    Authenticator.objects.filter(user=user).delete()
    TOTP.activate(user, generate_totp_secret())
    return RecoveryCodes.activate(user).get_unused_codes()[:CODES_SHOWN]


def demo_sign_ins() -> list[str]:
    """Lines that tell how to sign in: where, as whom, and with which codes. Empty in production."""
    if settings.IS_PRODUCTION:
        return []
    with override(settings.LANGUAGE_CODE):
        address = reverse("account_login")
    here = "in this terminal" if "console" in settings.EMAIL_BACKEND else "by mail"
    lines = [
        f"Sign in at {address} with one of these addresses. There is no password:",
        f"the code arrives {here}. When asked for a second step, use one of the codes below, each once.",
    ]
    for user in make_demo_users():
        role = DEMO_USERS[user.email][1]
        codes = "no second step" if role == Role.EDITOR else " ".join(new_recovery_codes(user))
        lines.append(f"  {user.email:<26}{role.value:<15}{codes}")
    return lines
