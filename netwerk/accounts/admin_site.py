"""The admin at /beheer/: for coordinators and administrators who showed their second factor in this session."""

from typing import Any

from django.conf import settings
from django.contrib import admin, auth
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from netwerk.accounts.access import ask_second_factor, has_shown_second_factor, is_administrator, is_coordinator

# Tables of packages: their pages would go round our rules.
NOT_SHOWN = {"account", "auth", "mfa"}


class BeheerSite(admin.AdminSite):
    site_title = _("Beheer")
    index_title = _("Wat wil je bijwerken?")
    enable_nav_sidebar = True

    def __init__(self, name: str = "admin") -> None:
        super().__init__(name)
        # Deleting is done one by one, on a page that shows what goes with it.
        self.disable_action("delete_selected")

    def register(self, model_or_iterable: Any, *args: Any, **options: Any) -> None:
        models = model_or_iterable if isinstance(model_or_iterable, list | tuple) else [model_or_iterable]
        shown = [model for model in models if model._meta.app_label not in NOT_SHOWN]
        super().register(shown, *args, **options)

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        header = _("Beheer van %(site)s") % {"site": settings.SITE_NAME}
        return {**super().each_context(request), "site_header": header}

    def has_permission(self, request: HttpRequest) -> bool:
        return is_coordinator(request.user) and has_shown_second_factor(request)

    def may_delete_for_good(self, request: HttpRequest) -> bool:
        """Only administrators delete what was public."""
        return is_administrator(request.user)

    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """The admin has no sign-in of its own: to the site's sign-in, to the second factor, or a 403."""
        wanted = request.GET.get("next", "")
        if not url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure()):
            wanted = reverse("admin:index")
        if not request.user.is_authenticated:
            return redirect_to_login(wanted)
        if not is_coordinator(request.user):
            raise PermissionDenied
        if not has_shown_second_factor(request):
            return ask_second_factor(request, back_to=wanted)
        return redirect(wanted)

    def logout(self, request: HttpRequest, extra_context: Any = None) -> Any:
        if request.method != "POST":
            return redirect("account_logout")
        auth.logout(request)
        return redirect(settings.LOGOUT_REDIRECT_URL)

    def password_change(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """There are no passwords."""
        raise Http404

    def password_change_done(self, request: HttpRequest, extra_context: Any = None) -> Any:
        raise Http404
