"""The fields that people fill in to sign in, in our words. Allauth checks them."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from django import forms
from django.utils.translation import gettext_lazy as _


def code_input(**attrs: Any) -> forms.TextInput:
    """A field for a code that phones offer to fill in."""
    return forms.TextInput(attrs={"class": "input", "autocomplete": "one-time-code", "autofocus": True, **attrs})


class RequestLoginCodeForm(account.RequestLoginCodeForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("Je mailadres")
        self.fields["email"].widget = forms.EmailInput(attrs={"class": "input", "autocomplete": "email"})


class ConfirmLoginCodeForm(account.ConfirmLoginCodeForm):
    code = forms.CharField(
        label=_("Code uit de mail"), help_text=_("8 cijfers. Het streepje mag je weglaten."), widget=code_input()
    )


class AuthenticateForm(mfa.AuthenticateForm):
    code = forms.CharField(
        label=_("Code van je app"), help_text=_("6 cijfers. Een reservecode mag ook."), widget=code_input()
    )


class ReauthenticateForm(mfa.ReauthenticateForm):
    code = forms.CharField(
        label=_("Code van je app"), help_text=_("6 cijfers. Een reservecode mag ook."), widget=code_input()
    )


class ActivateTOTPForm(totp.ActivateTOTPForm):
    code = forms.CharField(
        label=_("Code die je app laat zien"), help_text=_("6 cijfers."), widget=code_input(inputmode="numeric")
    )
