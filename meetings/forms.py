"""What somebody fills in to come to a meeting."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from netwerk.lib.flood import GuardedForm


class SignUpForm(GuardedForm):
    """A name, and a mail address or a telephone number."""

    name = forms.CharField(
        label=_("Je naam"),
        help_text=_("Alleen je voornaam mag ook."),
        max_length=80,
        widget=forms.TextInput(attrs={"class": "input", "autocomplete": "name"}),
        error_messages={"required": _("Vul je naam in.")},
    )
    email = forms.EmailField(
        label=_("Je mailadres"),
        help_text=_("Je krijgt een mail met een knop om te bevestigen."),
        required=False,
        widget=forms.EmailInput(attrs={"class": "input", "autocomplete": "email"}),
        error_messages={"invalid": _("Dit mailadres klopt niet. Het lijkt op naam@voorbeeld.nl.")},
    )
    phone = forms.RegexField(
        label=_("Of je telefoonnummer"),
        help_text=_("Dan bellen we je als er iets verandert."),
        regex=r"^\+?[\d\s()-]{8,20}$",
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"class": "input", "autocomplete": "tel", "type": "tel"}),
        error_messages={"invalid": _("Dit nummer klopt niet. Gebruik alleen cijfers, bijvoorbeeld 06 12 34 56 78.")},
    )

    def clean(self) -> dict[str, Any]:
        typed = super().clean()
        if not typed.get("email") and not typed.get("phone") and not self.errors:
            self.add_error("email", _("Vul een mailadres of een telefoonnummer in."))
        return typed
