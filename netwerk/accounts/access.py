"""Who may use a view. Every view of ours carries one of these decorators; a test fails on one without."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from netwerk.accounts.models import Role, User

View = Callable[..., HttpResponse]


def public(view: View) -> View:
    """Anyone may use this view; it shows only what is published."""
    view.access = "public"  # type: ignore[attr-defined]
    return view


def is_coordinator(user: Any) -> bool:
    """Whether `user` is an active coordinator or administrator. NB: one query, kept on the user object."""
    if not isinstance(user, User) or not user.is_active:
        return False
    if user.is_superuser:
        return True
    if not hasattr(user, "_role_names"):
        user._role_names = set(user.groups.values_list("name", flat=True))  # type: ignore[attr-defined]
    return bool(user._role_names & {Role.COORDINATOR.value, Role.ADMINISTRATOR.value})  # type: ignore[attr-defined]


def coordinators(view: View) -> View:
    """Only coordinators and administrators with a second factor; others sign in, set one up, or get a 403."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if not is_coordinator(request.user):
            raise PermissionDenied
        if not is_mfa_enabled(request.user):
            return redirect("mfa_activate_totp")
        return view(request, *args, **kwargs)

    guarded.access = "coordinators"  # type: ignore[attr-defined]
    return guarded
