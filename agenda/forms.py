"""What people type about an action: news, an answer to a mail, a split."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from agenda.models import Action, Assessment
from netwerk.lib.flood import GuardedForm

INPUT = {"class": "input"}
WRITE = {"required": _("Schrijf in één zin wat er is gebeurd.")}
OWN_WORD = [("", _("Het netwerk")), ("owner", _("Wie het doet"))]


class NewsForm(forms.Form):
    """News as a coordinator heard it."""

    status = forms.ChoiceField(
        label=_("Hoe staat het ermee?"),
        required=False,
        choices=[("", _("De staat blijft zoals hij is")), *Action.Status.choices],
        widget=forms.Select(attrs=INPUT),
    )
    text = forms.CharField(
        label=_("Wat is het nieuws, in één zin?"),
        max_length=1000,
        widget=forms.Textarea(attrs={**INPUT, "rows": 3}),
        error_messages=WRITE,
    )
    who = forms.ChoiceField(
        label=_("Wie zegt dit?"), required=False, choices=OWN_WORD, widget=forms.Select(attrs=INPUT)
    )
    next_check_on = forms.DateField(
        label=_("We vragen het na op"),
        help_text=_("Leeg: dat blijft zoals het is."),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={**INPUT, "type": "date"}),
        input_formats=["%Y-%m-%d", "%d-%m-%Y"],
        error_messages={"invalid": _("Vul een datum in, bijvoorbeeld 31-12-2026.")},
    )

    def __init__(self, *args: Any, action: Action, today: date, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.action, self.today = action, today

    def clean_next_check_on(self) -> date | None:
        day: date | None = self.cleaned_data["next_check_on"]
        if day and day <= self.today:
            raise ValidationError(_("Kies een dag die nog komt."))
        return day

    def news(self) -> dict[str, Any]:
        """The arguments of `take_news` that were typed."""
        typed = self.cleaned_data
        by_owner = typed["who"] == "owner"
        return {
            "on": self.today,
            "text": typed["text"].strip(),
            "status": "" if typed["status"] == self.action.status else typed["status"],
            "organisation": self.action.owner if by_owner else None,
            "role": self.action.owner_role if by_owner else str(_("Het netwerk")),
            "next_check_on": typed["next_check_on"],
        }


class SplitForm(forms.Form):
    """The parts that an action is told apart into, a line each."""

    titles = forms.CharField(
        label=_("In welke afspraken?"),
        help_text=_("Eén afspraak op een regel, minstens twee."),
        max_length=4000,
        widget=forms.Textarea(attrs={**INPUT, "rows": 5}),
        error_messages={"required": _("Schrijf minstens twee afspraken op.")},
    )

    def clean_titles(self) -> list[str]:
        lines = [" ".join(line.split()) for line in self.cleaned_data["titles"].splitlines()]
        titles = [line for line in lines if line]
        if len(titles) < 2:
            raise ValidationError(_("Schrijf minstens twee afspraken op, elk op een eigen regel."))
        if any(len(title) > 200 for title in titles):
            raise ValidationError(_("Een afspraak is hoogstens 200 tekens lang."))
        return titles


class AnswerForm(GuardedForm):
    """One choice and one sentence, over a mailed link."""

    text = forms.CharField(
        label=_("In één zin: wat is er gebeurd?"),
        max_length=1000,
        widget=forms.Textarea(attrs={**INPUT, "rows": 3}),
        error_messages=WRITE,
    )


class OwnerNewsForm(AnswerForm):
    answer = forms.ChoiceField(
        label=_("Hoe staat het ermee?"),
        choices=[
            (Action.Status.DONE, Action.Status.DONE.label),
            (Action.Status.BUSY, _("Nog bezig")),
            (Action.Status.STUCK, Action.Status.STUCK.label),
        ],
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Kies hoe het ermee staat.")),
    )


class JudgementForm(AnswerForm):
    answer = forms.ChoiceField(
        label=_("Is het opgelost?"),
        choices=Assessment.Judgement.choices,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Kies of het is opgelost.")),
    )
