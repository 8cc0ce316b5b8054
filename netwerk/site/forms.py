"""What visitors fill in: following, proposing an initiative, telling us that something is wrong."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from initiatives.models import Area, Theme
from netwerk.lib.flood import GuardedForm
from netwerk.site.models import Follow, Suggestion
from netwerk.site.search_documents import KINDS

INPUT = {"class": "input"}
WHOLE_CITY = "hele-stad"
BAD_EMAIL = _("Dit mailadres klopt niet. Het lijkt op naam@voorbeeld.nl.")


class FollowForm(GuardedForm):
    """An address, and how often it may get mail."""

    email = forms.EmailField(
        label=_("Je mailadres"),
        widget=forms.EmailInput(attrs={**INPUT, "autocomplete": "email"}),
        error_messages={"required": _("Vul je mailadres in."), "invalid": BAD_EMAIL},
    )
    rhythm = forms.ChoiceField(
        label=_("Hoe vaak mag het?"),
        choices=Follow.Rhythm.choices,
        initial=Follow.Rhythm.WEEKLY,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Kies hoe vaak je mail wilt.")),
    )


class SearchForm(forms.Form):
    """What somebody looks for, and of which kind."""

    q = forms.CharField(
        label=_("Wat zoek je?"),
        required=False,
        max_length=500,
        widget=forms.TextInput(attrs={**INPUT, "type": "search", "autocapitalize": "off"}),
        error_messages={"max_length": _("Dit is te lang. Gebruik hoogstens 500 tekens.")},
    )
    soort = forms.ChoiceField(
        required=False,
        choices=[(name, kind.plural) for name, kind in KINDS.items()],
        error_messages={"invalid_choice": _("Deze keuze kennen we niet. Kies een andere.")},
    )


class SinceForm(forms.Form):
    """The day from which somebody wants to see what changed."""

    sinds = forms.DateField(
        label=_("Wat veranderde er sinds"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs=INPUT),
        input_formats=["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"],
        error_messages=dict.fromkeys(("required", "invalid"), _("Vul een datum in, bijvoorbeeld 31-12-2026.")),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["sinds"].widget.input_type = "date"

    def full_clean(self) -> None:
        """As Django does; what is no date stays to be read in a field for text, as one for dates cannot hold it."""
        super().full_clean()
        if self.errors:
            self.fields["sinds"].widget.input_type = "text"

    def clean_sinds(self) -> date:
        day: date = self.cleaned_data["sinds"]
        if day > self.today:
            raise ValidationError(_("Deze dag moet nog komen. Kies een dag die geweest is."))
        if day.year < 2000:
            raise ValidationError(_("Toen was dit netwerk er nog niet. Kies een latere dag."))
        return day


class ProposeForm(GuardedForm):
    """An initiative in six fields."""

    name = forms.CharField(
        label=_("Hoe heet jullie groep?"),
        max_length=120,
        widget=forms.TextInput(attrs={**INPUT, "autocomplete": "organization"}),
        error_messages={"required": _("Vul de naam van de groep in.")},
    )
    sentence = forms.CharField(
        label=_("Wat doen jullie, in één zin?"),
        help_text=_("Hoogstens 140 tekens. Bijvoorbeeld: elke dinsdag samen soep eten."),
        max_length=140,
        widget=forms.Textarea(attrs={**INPUT, "rows": 2}),
        error_messages={"required": _("Schrijf in één zin wat jullie doen.")},
    )
    area = forms.ChoiceField(
        label=_("In welke wijk?"),
        widget=forms.Select(attrs=INPUT),
        error_messages={"required": _("Kies een wijk."), "invalid_choice": _("Kies een wijk uit de lijst.")},
    )
    themes = forms.MultipleChoiceField(
        label=_("Waar gaat het over?"),
        help_text=_("Kies er één of meer."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Kies minstens één onderwerp."),
            "invalid_choice": _("Kies onderwerpen uit de lijst."),
        },
    )
    meets = forms.CharField(
        label=_("Wanneer en waar kun je meedoen?"),
        help_text=_("Bijvoorbeeld: dinsdag van 17.00 tot 19.00 uur in de school."),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={**INPUT, "rows": 2}),
    )
    contact = forms.CharField(
        label=_("Hoe bereiken we je?"),
        help_text=_("Een mailadres of een telefoonnummer. Dit komt niet op de site."),
        max_length=254,
        widget=forms.TextInput(attrs=INPUT),
        error_messages={"required": _("Vul een mailadres of een telefoonnummer in.")},
    )

    def __init__(self, *args: Any, districts: Sequence[Area], all_themes: Sequence[Theme], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.districts = {district.slug: district for district in districts}
        self.all_themes = {theme.slug: theme for theme in all_themes}
        self.fields["area"].choices = [  # type: ignore[attr-defined]
            ("", _("Kies een wijk")),
            *((district.slug, district.name) for district in districts),
            (WHOLE_CITY, _("De hele stad")),
        ]
        self.fields["themes"].choices = [(theme.slug, str(theme)) for theme in all_themes]  # type: ignore[attr-defined]

    def clean_contact(self) -> str:
        return _reachable(self.cleaned_data["contact"])


class TellForm(GuardedForm):
    """What is wrong or missing, and how to ask back."""

    text = forms.CharField(
        label=_("Wat wil je vertellen?"),
        max_length=4000,
        widget=forms.Textarea(attrs={**INPUT, "rows": 5}),
        error_messages={
            "required": _("Schrijf op wat je wilt vertellen."),
            "max_length": _("Dit is te lang. Gebruik hoogstens 4000 tekens."),
        },
    )
    name = forms.CharField(
        label=_("Je naam"),
        help_text=_("Hoeft niet."),
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={**INPUT, "autocomplete": "name"}),
    )
    contact = forms.CharField(
        label=_("Mogen we je iets vragen? Je mailadres of telefoonnummer"),
        help_text=_("Hoeft niet. Dit komt niet op de site."),
        required=False,
        max_length=254,
        widget=forms.TextInput(attrs=INPUT),
    )

    def clean_contact(self) -> str:
        return _reachable(self.cleaned_data["contact"]) if self.cleaned_data["contact"] else ""


class CorrectionForm(GuardedForm):
    """What is not right in a report, over a mailed link."""

    text = forms.CharField(
        label=_("Wat klopt er niet?"),
        help_text=_("Schrijf op hoe het wel is. Een coördinator past het aan."),
        max_length=4000,
        widget=forms.Textarea(attrs={**INPUT, "rows": 4}),
        error_messages={"required": _("Schrijf op wat er niet klopt.")},
    )


class ReviewForm(forms.Form):
    """The look before publishing: each question has to be answered, and one button pressed."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    what = forms.ChoiceField(choices=[("publiceer", ""), ("rondsturen", "")], widget=forms.HiddenInput)
    names = forms.BooleanField(
        label=_("Er staat geen naam in die er niet in mag."),
        error_messages={"required": _("Kijk na of er namen in staan.")},
    )
    consent = forms.BooleanField(
        label=_("Wie wel met naam wordt genoemd, heeft dat goed gevonden."),
        error_messages={"required": _("Kijk na of iedereen die genoemd wordt dat goed vindt.")},
    )
    plates = forms.BooleanField(
        label=_("Iedereen mag dit lezen, ook de tekst bij tekeningen en foto's."),
        error_messages={"required": _("Kijk na of iedereen dit mag lezen.")},
    )
    why = forms.CharField(
        label=_("Wat is er verbeterd?"),
        help_text=_("Dit komt met de datum onder het verslag te staan."),
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs=INPUT),
    )
    until = forms.DateField(
        label=_("Reageren kan tot en met"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={**INPUT, "type": "date"}),
        input_formats=["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"],
        error_messages={"invalid": _("Vul een datum in, bijvoorbeeld 31-12-2026.")},
    )

    def __init__(self, *args: Any, was_final: bool, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.was_final = was_final

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        if self.was_final and not typed.get("why", "").strip():
            self.add_error("why", _("Schrijf op wat er is verbeterd."))
        if typed.get("what") == "rondsturen" and "until" not in self.errors and not typed.get("until"):
            self.add_error("until", _("Vul in tot wanneer mensen kunnen reageren."))
        return typed


def _reachable(typed: str) -> str:
    """`typed` when it is a mail address or holds at least eight digits. Raises ValidationError for anything else."""
    if "@" in typed:
        try:
            validate_email(typed.strip())
        except ValidationError as error:
            raise ValidationError(BAD_EMAIL) from error
    elif sum(sign.isdigit() for sign in typed) < 8:
        raise ValidationError(_("Vul een heel mailadres of telefoonnummer in."))
    return typed.strip()


TELL_KINDS = {
    "klopt-niet": Suggestion.Kind.CORRECTION,
    "mist-afspraak": Suggestion.Kind.MISSING_ACTION,
    "nieuws": Suggestion.Kind.NEWS,
}
