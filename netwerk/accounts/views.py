"""Pages of our own around signing in; the others are allauth's, with our templates."""

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.totp.views import activate_totp
from django.http import HttpRequest, HttpResponse

from netwerk.accounts.access import has_app_on_phone, signed_in


@signed_in
def mfa_activate_totp(request: HttpRequest) -> HttpResponse:
    """Set up the app on the phone. The code typed here counts as the second factor of this session."""
    had_app = has_app_on_phone(request.user)
    response = activate_totp(request)
    if request.method == "POST" and not had_app and has_app_on_phone(request.user):
        record_authentication(request, request.user, "mfa", type="totp", reauthenticated=True)
    return response
