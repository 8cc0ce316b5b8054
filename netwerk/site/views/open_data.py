"""What there is for other programs, from the same columns that the files are made of."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from agenda.exports import ACTION_COLUMNS, ACTION_FORMATS, AGENDA_ITEM_COLUMNS, AGENDA_ITEM_FORMATS
from initiatives.exports import INITIATIVE_COLUMNS, INITIATIVE_FORMATS
from meetings.exports import MEETING_COLUMNS, MEETING_FORMATS
from netwerk.accounts.access import public
from netwerk.lib.exports import Column, OtherForm, other_forms
from netwerk.lib.links import absolute


@dataclass(frozen=True)
class DataSet:
    """A list that can be had as files: its name, what is in it, how often it changes."""

    anchor: str
    title: str
    about: str
    changes: str
    list_url: str
    forms: list[OtherForm]
    columns: tuple[Column, ...]


@public
def open_data(request: HttpRequest) -> HttpResponse:
    context = {
        "data_sets": _data_sets(),
        "example": absolute(f"{reverse('meeting_export', args=['ics'])}?wijk=zuid"),
    }
    return render(request, "site/open_data.html", context)


def _data_sets() -> list[DataSet]:
    return [
        DataSet(
            "afspraken",
            _("Afspraken"),
            _("Wat er is afgesproken, wie het doet, en het laatste nieuws."),
            _("Verandert bijna elke week."),
            reverse("action_list"),
            other_forms("action_export", ACTION_FORMATS),
            ACTION_COLUMNS,
        ),
        DataSet(
            "bijeenkomsten",
            _("Bijeenkomsten"),
            _("Waar je heen kunt, en wat is geweest. In de agenda staan ze vanaf 90 dagen geleden."),
            _("Verandert een paar keer per maand. Bij een afzegging meteen."),
            reverse("meeting_list"),
            other_forms("meeting_export", MEETING_FORMATS),
            MEETING_COLUMNS,
        ),
        DataSet(
            "initiatieven",
            _("Initiatieven"),
            _("Groepen bewoners die nu iets doen. Telefoon en mail staan alleen op hun eigen bladzijde."),
            _("Verandert een paar keer per maand."),
            reverse("initiative_list"),
            other_forms("initiative_export", INITIATIVE_FORMATS),
            INITIATIVE_COLUMNS,
        ),
        DataSet(
            "agenda",
            _("Punten op onze agenda"),
            _("Wat bewoners samen willen bereiken, en hoeveel stemmen daarover gaan."),
            _("Verandert na elke bijeenkomst."),
            reverse("agenda_item_list"),
            other_forms("agenda_item_export", AGENDA_ITEM_FORMATS),
            AGENDA_ITEM_COLUMNS,
        ),
    ]
