"""Who may use a view. Every view of ours carries one of these decorators; a test fails on one without."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from netwerk.accounts.models import Role, User

View = Callable[..., HttpResponseBase]


def public(view: View) -> View:
    """Anyone may use this view; it shows only what is published."""
    view.access = "public"  # type: ignore[attr-defined]
    return view


def has_role(user: Any, *roles: Role) -> bool:
    """Whether `user` is active and has one of `roles`. NB: one query, kept on the user object."""
    if not isinstance(user, User) or not user.is_active:
        return False
    if user.is_superuser:
        return True
    if not hasattr(user, "_role_names"):
        user._role_names = set(user.groups.values_list("name", flat=True))  # type: ignore[attr-defined]
    return bool(user._role_names & {role.value for role in roles})  # type: ignore[attr-defined]


def is_coordinator(user: Any) -> bool:
    """Whether `user` is an active coordinator or administrator. NB: one query, kept on the user object."""
    return has_role(user, Role.COORDINATOR, Role.ADMINISTRATOR)


def is_administrator(user: Any) -> bool:
    """Whether `user` is an active administrator. NB: one query, kept on the user object."""
    return has_role(user, Role.ADMINISTRATOR)


def has_app_on_phone(user: Any) -> bool:
    """Whether `user` has set up the second factor. Recovery codes alone do not count. NB: one query."""
    return is_mfa_enabled(user, [Authenticator.Type.TOTP])


def has_shown_second_factor(request: HttpRequest) -> bool:
    """Whether this very session gave a second factor that still exists.

    A session from before it was set up (in another browser, by somebody who only reads the mail) does not count.
    """
    shown = any(record.get("method") == "mfa" for record in get_authentication_records(request, request.user))
    return shown and has_app_on_phone(request.user)


def ask_second_factor(request: HttpRequest, back_to: str = "") -> HttpResponse:
    """Send somebody who is signed in to where the second factor is set up or shown, and `back_to` or here after."""
    name = "mfa_reauthenticate" if has_app_on_phone(request.user) else "mfa_activate_totp"
    here = back_to or (request.get_full_path() if request.method == "GET" else request.path)
    return redirect(f"{reverse(name)}?{urlencode({'next': here})}")


def is_at_the_desk(request: HttpRequest) -> bool:
    """Whether a coordinator who showed a second factor looks at this page. NB: no query for anonymous readers."""
    return is_coordinator(request.user) and has_shown_second_factor(request)


KEPT_TEXT = "kept_text"
MOST_KEPT = 1_000_000


def _keep_text(request: HttpRequest) -> None:
    """Keep what was sent by somebody whose session ended, in the new session, until they signed in again."""
    typed = {name: value for name, value in request.POST.items() if name != "csrfmiddlewaretoken"}
    if request.method == "POST" and typed and sum(map(len, typed.values())) < MOST_KEPT:
        request.session[KEPT_TEXT] = {"path": request.path, "typed": typed}


def kept_text(request: HttpRequest) -> dict[str, str] | None:
    """What was sent to this address when the session had ended; once. None when there is nothing."""
    kept = request.session.get(KEPT_TEXT)
    if not kept or kept.get("path") != request.path:
        return None
    del request.session[KEPT_TEXT]
    typed: dict[str, str] = kept["typed"]
    return typed


def signed_in(view: View) -> View:
    """Anyone who is signed in, for what is one's own."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        return view(request, *args, **kwargs)

    guarded.access = "signed in"  # type: ignore[attr-defined]
    return guarded


def coordinators(view: View) -> View:
    """Only coordinators and administrators who showed a second factor; others sign in, set one up, or get a 403.

    What somebody sent whose session had ended is kept until they are back: `kept_text`.
    """
    return _guarded(view, is_coordinator, "coordinators")


def administrators(view: View) -> View:
    """Only administrators who showed a second factor; others sign in, set one up, or get a 403."""
    return _guarded(view, is_administrator, "administrators")


def _guarded(view: View, may: Callable[[Any], bool], access: str) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            _keep_text(request)
            return redirect_to_login(request.get_full_path())
        if not may(request.user):
            raise PermissionDenied
        if not has_shown_second_factor(request):
            _keep_text(request)
            return ask_second_factor(request)
        return view(request, *args, **kwargs)

    guarded.access = access  # type: ignore[attr-defined]
    return guarded
