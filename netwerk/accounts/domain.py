"""What can be done with an account."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import transaction

from netwerk.accounts.models import Role, User


@transaction.atomic
def use_only_address_of(*, user: User) -> None:
    """Let the address of `user` be the only one to sign in with; an older one stops working.

    It counts as verified: an administrator typed it, and only who reads its mail gets the code.
    """
    EmailAddress.objects.filter(user=user).exclude(email__iexact=user.email).delete()
    EmailAddress.objects.update_or_create(
        user=user, email__iexact=user.email, defaults={"email": user.email.lower(), "primary": True, "verified": True}
    )


def admit_to_admin(*, user: User) -> None:
    """Let `is_staff` follow from the roles: coordinators and administrators."""
    may = user.is_superuser or user.groups.filter(name__in=[Role.COORDINATOR, Role.ADMINISTRATOR]).exists()
    if user.is_staff != may:
        user.is_staff = may
        user.save(update_fields=["is_staff"])


def withdraw_second_factor(*, user: User) -> bool:
    """Take away the app and the recovery codes of somebody who lost both; False when there was nothing.

    At the next sign-in a new app is set up. Sessions that are open stop being good for the admin at once.
    """
    deleted, _by_model = Authenticator.objects.filter(user=user).delete()
    return bool(deleted)
