"""What people can choose in the list of actions; the names are part of the address."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any, Self

import django_filters
from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from agenda.models import Action
from agenda.querysets import ActionQuerySet
from initiatives.models import Area, Organisation, Theme
from initiatives.statements import districts_of_city, themes_in_order
from meetings.models import Meeting

UNKNOWN = _("Deze keuze kennen we niet. Kies een andere.")
SELECT = {"class": "input"}


class ActionFilter(django_filters.FilterSet):
    """`wie` side of the owner, `staat` how it stands, `thema` and `wijk` slugs.

    Links from other pages use `punt` (slug of an agenda item), `eigenaar` (slug of an organisation), `rol` (text) and
    `bijeenkomst` (its address: "2018/kick-off"). What is not there, or not public, has no actions.
    """

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
    eigenaar = django_filters.CharFilter(method="owner", max_length=130, widget=forms.HiddenInput)
    rol = django_filters.CharFilter(method="portfolio", max_length=80, widget=forms.HiddenInput)
    bijeenkomst = django_filters.CharFilter(method="meeting", max_length=160, widget=forms.HiddenInput)

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

    @classmethod
    def of(cls, request: HttpRequest, rows: ActionQuerySet, *, today: date) -> Self:
        """What the address asks of `rows`; the same for the list and for its files. Two queries for the choices."""
        return cls(request.GET, queryset=rows, today=today, districts=districts_of_city(), themes=themes_in_order())

    @cached_property
    def chosen_owner(self) -> Organisation | None:
        """NB: one query."""
        return Organisation.objects.public().filter(slug=self.form.cleaned_data["eigenaar"]).first()

    @cached_property
    def chosen_meeting(self) -> Meeting | None:
        """NB: one query."""
        year, _slash, slug = self.form.cleaned_data["bijeenkomst"].partition("/")
        if not (year.isascii() and year.isdigit()):
            return None
        return Meeting.objects.public().in_year(int(year)).filter(slug=slug).first()

    def chosen_labels(self) -> Iterator[tuple[str, str]]:
        """The name of each filter that is on, with its words."""
        for name, value in self.form.cleaned_data.items():
            if not value:
                continue
            match name:
                case "punt":
                    words = str(_("Eén punt op onze agenda"))
                case "eigenaar":
                    owner = self.chosen_owner
                    words = owner.name if owner else str(_("Een organisatie die we niet kennen"))
                case "rol":
                    words = value
                case "bijeenkomst":
                    meeting = self.chosen_meeting
                    words = meeting.title if meeting else str(_("Een bijeenkomst die we niet kennen"))
                case _choice:
                    words = str(dict(self.form.fields[name].choices)[value])
            yield name, words

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

    def owner(self, rows: ActionQuerySet, name: str, value: str) -> ActionQuerySet:
        return rows.of_owner(self.chosen_owner) if self.chosen_owner else rows.none()

    def portfolio(self, rows: ActionQuerySet, name: str, value: str) -> ActionQuerySet:
        return rows.of_portfolio(value)

    def meeting(self, rows: ActionQuerySet, name: str, value: str) -> ActionQuerySet:
        return rows.agreed_at_meeting(self.chosen_meeting) if self.chosen_meeting else rows.none()
