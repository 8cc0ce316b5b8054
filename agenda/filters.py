"""What people can choose in the list of actions; the names are part of the address."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _

from agenda.models import Action
from agenda.querysets import ActionQuerySet
from initiatives.models import Area, Theme

UNKNOWN = _("Deze keuze kennen we niet. Kies een andere.")
SELECT = {"class": "input"}


class ActionFilter(django_filters.FilterSet):
    """`wie` side of the owner, `staat` how it stands, `thema` and `wijk` slugs, `punt` slug of an agenda item."""

    wie = django_filters.ChoiceFilter(
        label=_("Wie moet iets doen?"),
        method="side",
        empty_label=_("Iedereen"),
        choices=[
            ("gemeente", _("De gemeente")),
            ("bewoners", _("Bewoners")),
            ("anderen", _("Anderen")),
        ],
        widget=forms.Select(attrs=SELECT),
    )
    staat = django_filters.ChoiceFilter(
        label=_("Hoe staat het ervoor?"),
        method="standing",
        empty_label=_("Alles"),
        choices=[("te-laat", _("Te laat")), ("stil", _("Lang geen nieuws")), *Action.Status.choices],
        widget=forms.Select(attrs=SELECT),
    )
    thema = django_filters.ChoiceFilter(
        label=_("Onderwerp"), method="theme", empty_label=_("Alle onderwerpen"), widget=forms.Select(attrs=SELECT)
    )
    wijk = django_filters.ChoiceFilter(
        label=_("Wijk"), method="district", empty_label=_("Alle wijken"), widget=forms.Select(attrs=SELECT)
    )
    punt = django_filters.CharFilter(method="item", max_length=150, widget=forms.HiddenInput)

    class Meta:
        model = Action
        fields: Sequence[str] = []

    def __init__(
        self,
        data: Mapping[str, Any],
        *,
        today: date,
        districts: Sequence[Area],
        themes: Sequence[Theme],
        **kwargs: Any,
    ):
        super().__init__(data, **kwargs)
        self.today = today
        self.districts = {district.slug: district for district in districts}
        self.themes = {theme.slug: theme for theme in themes}
        fields = self.form.fields
        fields["thema"].choices = [("", _("Alle onderwerpen")), *((t.slug, str(t)) for t in themes)]
        fields["wijk"].choices = [("", _("Alle wijken")), *((d.slug, d.name) for d in districts)]
        for name in ("wie", "staat", "thema", "wijk"):
            fields[name].error_messages["invalid_choice"] = UNKNOWN

    def chosen_labels(self) -> Iterator[tuple[str, str]]:
        """The name of each filter that is on, with its words."""
        for name, value in self.form.cleaned_data.items():
            if not value:
                continue
            choices = getattr(self.form.fields[name], "choices", None)
            yield name, str(dict(choices)[value]) if choices else str(_("Eén punt op onze agenda"))

    def side(self, rows: ActionQuerySet, name: str, value: str) -> ActionQuerySet:
        return rows.owned_by_side(value)

    def standing(self, rows: ActionQuerySet, name: str, value: str) -> ActionQuerySet:
        if value == "te-laat":
            return rows.late(self.today)
        return rows.silent(self.today) if value == "stil" else rows.with_status(value)

    def theme(self, rows: ActionQuerySet, name: str, value: str) -> ActionQuerySet:
        return rows.about(self.themes[value])

    def district(self, rows: ActionQuerySet, name: str, value: str) -> ActionQuerySet:
        return rows.playing_in(self.districts[value])

    def item(self, rows: ActionQuerySet, name: str, value: str) -> ActionQuerySet:
        return rows.serving_item(value)
