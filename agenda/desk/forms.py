"""The fields of each row on the desk. What they mean (which organisation is that?) `agenda.desk.outcomes` finds out."""

from datetime import date, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BaseFormSet, formset_factory
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from agenda.desk.rows import MOST_ROWS, whole_number
from agenda.models import Action, AgendaItem
from initiatives.models import Organisation
from meetings.report.dates import find_dates
from netwerk.lib.text import due_in_words

INPUT = {"class": "input", "autocomplete": "off"}
NO_DATE = _("Deze datum begrijpen we niet. Schrijf bijvoorbeeld 1 december, eind maart of voorjaar 2027.")
PRECISIONS = {
    "day": Action.Precision.DAY,
    "week": Action.Precision.DAY,
    "month": Action.Precision.MONTH,
    "quarter": Action.Precision.QUARTER,
    "season": Action.Precision.SEASON,
    "year": Action.Precision.DAY,
}


def read_due(text: str, reference: date) -> tuple[date, str]:
    """The day that `text` ("eind maart", "13-11", "Q1") means after `reference`, and its precision.

    Raises ValidationError for what is no date, and for a weekday that does not fit it.
    """
    found = find_dates(text, reference)
    if len(found) != 1 or found[0].date is None:
        raise ValidationError(NO_DATE)
    if found[0].doubt:
        raise ValidationError(_("De dag van de week past niet bij deze datum. Kijk het na."))
    return found[0].date, PRECISIONS[found[0].precision]


def due_as_typed(day: date | None, precision: str) -> str:
    """A stored due date as `read_due` reads it back; always in Dutch, as two people may share one page."""
    if precision == Action.Precision.QUARTER and day:
        return f"Q{(day.month + 2) // 3} {day.year}"
    with translation.override("nl"):
        return due_in_words(day, precision) if day else ""


def line(label: Any, most: int, *, lookup: str = "", hint: Any = "", **kwargs: Any) -> forms.CharField:
    """A field for one line; `lookup` names the list of words that it offers ("organisations" or "items")."""
    attrs = {**INPUT, **({"list": f"bekend-{lookup}", "data-lookup": lookup} if lookup else {})}
    return forms.CharField(
        label=label, help_text=hint, max_length=most, required=False, widget=forms.TextInput(attrs=attrs), **kwargs
    )


def paragraph(label: Any, most: int, *, rows: int = 2, hint: Any = "") -> forms.CharField:
    widget = forms.Textarea(attrs={**INPUT, "rows": rows})
    return forms.CharField(label=label, help_text=hint, max_length=most, required=False, widget=widget)


class ReportForm(forms.Form):
    summary = paragraph(_("In het kort"), 2000, rows=4, hint=_("Drie regels, elk een punt."))
    source = forms.CharField(
        label=_("Plak het hier"),
        help_text=_("Wij zoeken afspraken en stemmen. Jij kiest wat klopt. Er komt niets op de site zonder jou."),
        required=False,
        max_length=400_000,
        widget=forms.Textarea(attrs={**INPUT, "rows": 6}),
        error_messages={"max_length": _("Dit is te lang. Plak het in delen.")},
    )


class RowForm(forms.Form):
    """One row. `key` names it for good, `id` and `version` are those of the row in the database, if there is one."""

    key = forms.CharField(max_length=40, widget=forms.HiddenInput)
    id = forms.CharField(max_length=20, required=False, widget=forms.HiddenInput)
    version = forms.CharField(max_length=20, required=False, widget=forms.HiddenInput)
    # Fields without which a row cannot be published, with what to say then.
    needed: dict[str, Any] = {}

    def __init__(self, *args: Any, reference: date, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.reference = reference

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        for name, complaint in self.needed.items():
            if name not in self.errors and not str(typed.get(name, "")).strip():
                self.add_error(name, complaint)
        return typed

    def clean_id(self) -> int | None:
        return whole_number(self.cleaned_data["id"])


class AnswerForm(RowForm):
    """What came of an action that was open already."""

    status = forms.ChoiceField(
        label=_("Hoe staat het ermee?"),
        required=False,
        choices=[
            ("", _("Niet besproken")),
            ("none", _("Besproken, staat hetzelfde")),
            *((str(value), label) for value, label in Action.Status.choices if value != Action.Status.TO_DO),
        ],
        widget=forms.Select(attrs=INPUT),
    )
    text = line(_("In één zin: wat is het nieuws?"), 500)

    def clean(self) -> dict[str, Any]:
        typed = super().clean()
        if typed.get("status") and not typed.get("text", "").strip():
            self.add_error("text", _("Schrijf in één zin wat het nieuws is."))
        elif typed.get("text", "").strip() and not typed.get("status"):
            self.add_error("status", _("Kies hoe het ermee staat."))
        return typed


class TouchedForm(RowForm):
    """What came of an agenda item that is not reached yet."""

    came = forms.ChoiceField(
        label=_("Wat gebeurde ermee?"),
        required=False,
        choices=[
            ("", _("Niet besproken")),
            ("discussed", _("Besproken")),
            *((str(value), label) for value, label in AgendaItem.State.choices if value != "proposed"),
        ],
        widget=forms.Select(attrs=INPUT),
    )
    text = line(_("In één zin: welke stap is gezet?"), 200)

    def clean(self) -> dict[str, Any]:
        typed = super().clean()
        if typed.get("came") == AgendaItem.State.WITHDRAWN and not typed.get("text", "").strip():
            self.add_error("text", _("Schrijf op waarom dit punt is ingetrokken."))
        elif typed.get("text", "").strip() and not typed.get("came"):
            self.add_error("came", _("Kies wat ermee gebeurde."))
        return typed


class VoiceForm(RowForm):
    text = paragraph(_("Wat zei iemand?"), 2000)
    who = line(
        _("Wie, of welke groep?"),
        120,
        lookup="organisations",
        hint=_("Een organisatie, een functie, of 'bewoner uit Zuid'. Leeg is anoniem."),
    )
    item = line(_("Hoort bij punt"), 300, lookup="items", hint=_("Het nummer hieronder, of de titel."))
    consent = line(
        _("Een naam? Hoe gaf die toestemming?"), 200, hint=_("Bijvoorbeeld: gevraagd na afloop. Anders geen naam.")
    )
    needed = {"text": _("Schrijf op wat iemand zei.")}


class ItemForm(RowForm):
    title = line(_("Punt"), 140, lookup="items", hint=_("Kies een punt dat er al is, of typ een nieuw punt."))
    goal = line(_("Wat willen we bereiken?"), 500, hint=_("Alleen bij een nieuw punt."))
    needed = {"title": _("Schrijf op welk punt dit is.")}


class ActionForm(RowForm):
    title = line(_("Wat is er afgesproken?"), 200)
    owner = line(_("Wie doet dit?"), 120, lookup="organisations", hint=_("Een organisatie, of 'wethouder Wonen'."))
    due = line(_("Klaar voor"), 60, hint=_("1 december, eind maart. Weet je het niet? Laat leeg."))
    item = line(_("Hoort bij punt"), 300, lookup="items", hint=_("Het nummer, of de titel."))
    role = line(_("Rol"), 80, hint=_("De rol, niet de persoon: 'wethouder Wonen'."))
    partners = line(_("Samen met"), 500, lookup="organisations", hint=_("Organisaties, met komma's ertussen."))
    check = line(_("We vragen het na op"), 60, hint=_("Leeg: in de volgende bijeenkomst."))
    email = forms.EmailField(
        label=_("Mailadres voor deze afspraak"),
        help_text=_("Leeg: het adres van de organisatie. Komt niet op de site."),
        required=False,
        widget=forms.EmailInput(attrs=INPUT),
        error_messages={"invalid": _("Dit mailadres klopt niet. Het lijkt op naam@voorbeeld.nl.")},
    )
    details = paragraph(_("Toelichting"), 2000)
    needed = {"title": _("Schrijf op wat er is afgesproken."), "owner": _("Vul in wie dit doet.")}

    def clean_due(self) -> tuple[date | None, str]:
        typed: str = self.cleaned_data["due"].strip()
        return read_due(typed, self.reference) if typed else (None, Action.Precision.NONE)

    def clean_check(self) -> date | None:
        typed: str = self.cleaned_data["check"].strip()
        return read_due(typed, self.reference)[0] if typed else None


class MeetingForm(RowForm):
    """A follow-up meeting."""

    title = line(_("Waar gaat het over?"), 140)
    day = line(_("Dag"), 60, hint=_("13 november, of volgende week donderdag."))
    starts = forms.TimeField(
        label=_("Begint om"),
        help_text=_("20.00"),
        required=False,
        input_formats=["%H.%M", "%H:%M", "%H.%M uur", "%H:%M uur", "%H uur", "%H"],
        widget=forms.TextInput(attrs=INPUT),
        error_messages={"invalid": _("Schrijf de tijd als 20.00.")},
    )
    place = line(_("Waar?"), 120)
    needed = {"title": _("Schrijf op waar het over gaat."), "day": _("Vul de dag in.")}

    def clean_day(self) -> date | None:
        typed: str = self.cleaned_data["day"].strip()
        if not typed:
            return None
        found, _precision = read_due(typed, self.reference)
        if found <= self.reference:
            raise ValidationError(_("Een vervolg is later dan deze bijeenkomst."))
        return found

    def clean_starts(self) -> time:
        return self.cleaned_data["starts"] or time(20)


class AttendanceForm(RowForm):
    id = forms.CharField(max_length=20, required=False, widget=forms.HiddenInput)
    who = line(
        _("Wie was erbij?"), 160, lookup="organisations", hint=_("Een organisatie of een openbare functie, geen naam.")
    )
    people = forms.IntegerField(
        label=_("Met hoeveel mensen?"),
        required=False,
        min_value=1,
        max_value=9999,
        widget=forms.TextInput(attrs={**INPUT, "inputmode": "numeric"}),
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), _("Vul een getal in, of laat het leeg.")),
    )
    needed = {"who": _("Vul in wie erbij was.")}

    def clean_id(self) -> Any:
        return self.cleaned_data["id"]


class SectionForm(RowForm):
    heading = line(_("Kop"), 140)
    text = paragraph(_("Tekst"), 20_000, rows=4, hint=_("Je mag Markdown gebruiken."))
    needed = {"heading": _("Geef dit deel een kop.")}


class OrganisationForm(RowForm):
    """An organisation that is not known yet."""

    name = line(_("Naam"), 120)
    kind = forms.ChoiceField(
        label=_("Wat is het?"),
        required=False,
        choices=[("", _("Kies")), *Organisation.Kind.choices],
        widget=forms.Select(attrs=INPUT),
    )
    sentence = line(_("Wat doet deze organisatie, in één zin?"), 140)
    needed = {
        "name": _("Vul de naam in."),
        "kind": _("Kies wat het is. Of verander de naam waar hij staat, en haal deze regel weg."),
        "sentence": _("Schrijf in één zin wat de organisatie doet."),
    }


FORMS: dict[str, type[RowForm]] = {
    "answers": AnswerForm,
    "touched": TouchedForm,
    "voices": VoiceForm,
    "items": ItemForm,
    "actions": ActionForm,
    "meetings": MeetingForm,
    "attendance": AttendanceForm,
    "sections": SectionForm,
    "organisations": OrganisationForm,
}
FORMSETS: "dict[str, type[BaseFormSet[Any]]]" = {
    block: formset_factory(form, extra=0, max_num=MOST_ROWS, absolute_max=MOST_ROWS) for block, form in FORMS.items()
}


def field_in_words(block: str, name: str) -> str:
    """The label of a field, for who has to choose between two texts of it."""
    fields = ReportForm.base_fields if block == "report" else FORMS[block].base_fields
    return str(fields[name].label)


def cannot_find(name: str, close: list[str]) -> str:
    """What to say of an organisation that is not known."""
    if close:
        return gettext(
            "We kennen '%(name)s' niet. Bedoel je: %(close)s? Of vul de nieuwe organisatie onderaan aan."
        ) % {
            "name": name,
            "close": ", ".join(close),
        }
    return gettext("We kennen '%(name)s' niet. Een persoon? Noem de organisatie. Nieuw? Vul die onderaan aan.") % {
        "name": name
    }
