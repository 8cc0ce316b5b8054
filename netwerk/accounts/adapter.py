"""How django-allauth behaves here: nobody signs up, nobody has a password, coordinators have a second factor."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from netwerk.accounts.access import has_app_on_phone, is_coordinator
from netwerk.lib.qr import qr_svg


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("Dit account is uitgezet. Vraag een beheerder."),
        "incorrect_code": _("Deze code klopt niet. Kijk het na en probeer het opnieuw."),
        "too_many_login_attempts": _("Je hebt het te vaak geprobeerd. Wacht een paar minuten en begin opnieuw."),
        "rate_limited": _("Dat ging te snel. Wacht even en probeer het dan opnieuw."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: an administrator makes the accounts."""
        return False

    def format_email_subject(self, subject: str) -> str:
        """The subject starts with the fact; the sender already says who we are."""
        return subject

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """As allauth does, with the names of the site, which a mail template needs too."""
        names = {
            "site_name": settings.SITE_NAME,
            "contact_email": settings.CONTACT_EMAIL,
            "contact_phone": settings.CONTACT_PHONE,
        }
        super().send_mail(template_prefix, email, {**names, "signup_url": "", **context})

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Coordinators go to the admin, others to the home page."""
        return reverse("admin:index") if is_coordinator(request.user) else super().get_login_redirect_url(request)

    def post_login(self, request: HttpRequest, user: AbstractBaseUser, **kwargs: Any) -> HttpResponse:
        """A coordinator without a second factor sets one up before anything else."""
        response = super().post_login(request, user, **kwargs)
        if is_coordinator(user) and not has_app_on_phone(user):
            return redirect("mfa_activate_totp")
        return response


class MFAAdapter(DefaultMFAAdapter):
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("Deze code klopt niet. Kijk of de app een nieuwe laat zien."),
        "cannot_generate_recovery_codes": _("Stel eerst de app op je telefoon in."),
    }

    def build_totp_svg(self, url: str) -> str:
        """The QR code on white, so that a phone can read it on a dark page too."""
        return qr_svg(url, on_white=True)
