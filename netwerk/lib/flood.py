"""Forms that anyone may send, guarded against floods without asking people to solve anything."""

from typing import Any

from allauth.account.adapter import get_adapter
from django import forms
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

HOUR = 3600
MOST_AN_HOUR_FROM_ONE_PLACE = 20
MOST_A_DAY_TO_ONE_ADDRESS = 6


def _over(key: str, most: int, seconds: int) -> bool:
    """Count one more for `key`, and tell whether that is more than `most` in the last `seconds`."""
    cache.add(key, 0, seconds)
    try:
        return cache.incr(key) > most
    except ValueError:  # it ended between the two lines
        return False


def too_many_to(address: str) -> bool:
    """Whether this mail address already got today what one may ask for in its name; counts one more."""
    return _over(f"flood:to:{address.casefold()}", MOST_A_DAY_TO_ONE_ADDRESS, 24 * HOUR)


class GuardedForm(forms.Form):
    """A form with a field that only robots fill in, and a limit on how often one place sends it.

    Needs `request`. What was typed stays in the form when it is refused.
    """

    # Named like something robots want to fill; people never see it (class "trap" in the stylesheet).
    homepage = forms.CharField(
        label=_("Laat dit veld leeg"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"class": "input", "autocomplete": "off", "tabindex": "-1"}),
    )

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.request = request

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        if typed.get("homepage"):
            raise forms.ValidationError(_("Laat het laatste veld leeg. Bel ons als dit niet lukt."), code="robot")
        place = get_adapter().get_client_ip(self.request)
        if not self.errors and _over(f"flood:from:{place}", MOST_AN_HOUR_FROM_ONE_PLACE, HOUR):
            raise forms.ValidationError(
                _("Er kwam net heel veel van deze plek. Probeer het over een uur weer, of bel ons."), code="flood"
            )
        return typed
