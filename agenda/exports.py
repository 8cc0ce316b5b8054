"""What files and feeds tell of agreed actions and of the points on our agenda."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from agenda.models import Action
from netwerk.lib.exports import Column
from netwerk.lib.feeds import Entry
from netwerk.lib.links import absolute
from netwerk.lib.text import due_in_words

ACTION_FORMATS = ("csv", "json", "atom")
AGENDA_ITEM_FORMATS = ("csv", "json")


def _next_check_at(action: Any) -> str:
    return action.next_check_at.title if action.next_check_at and action.next_check_at.published else ""


ACTION_COLUMNS = (
    Column("reference", _("Nummer")),
    Column("url", _("Adres van de bladzijde"), lambda row: absolute(row.get_absolute_url())),
    Column("title", _("Wat is er afgesproken?")),
    Column("details", _("Toelichting"), note=_("Tekst in Markdown.")),
    Column("status", _("Staat (code)")),
    Column("status_in_words", _("Staat"), lambda row: row.get_status_display()),
    Column("owner", _("Wie doet dit?"), lambda row: row.owner.name),
    Column("owner_role", _("Rol"), note=_("Bijvoorbeeld: wethouder Wonen.")),
    Column("partners", _("Samen met"), lambda row: row.partner_list),
    Column("agreed_on", _("Afgesproken op")),
    Column("agreed_at", _("Afgesproken in"), lambda row: row.agreed_at.title),
    Column("agreed_at_url", _("Adres van de bijeenkomst"), lambda row: absolute(row.agreed_at.get_absolute_url())),
    Column("due", _("Klaar voor"), lambda row: due_in_words(row.due_on, row.due_precision), _("Zoals het is gezegd.")),
    Column("due_on", _("Laatste dag daarvan"), note=_("Een dag. Kijk ook hoe precies hij is.")),
    Column(
        "due_precision",
        _("Hoe precies?"),
        lambda row: row.due_precision if row.due_on else None,
        _("day, month, quarter of season: een dag, maand, kwartaal of seizoen. Leeg: nog geen datum."),
    ),
    Column("waiting_for", _("Wacht op")),
    Column("waiting_why", _("Waarom wacht het?")),
    Column("next_check_on", _("We vragen het na op")),
    Column("next_check_at", _("We vragen het na in"), _next_check_at),
    Column("agenda_items", _("Hoort bij"), lambda row: row.item_list, _("Punten op onze agenda.")),
    Column("latest_news_on", _("Datum van het laatste nieuws"), lambda row: row.newest_news_on),
    Column("latest_news", _("Laatste nieuws"), lambda row: row.newest_news or ""),
)

AGENDA_ITEM_COLUMNS = (
    Column("title", _("Titel")),
    Column("url", _("Adres van de bladzijde"), lambda row: absolute(row.get_absolute_url())),
    Column("state", _("Staat (code)")),
    Column("state_in_words", _("Staat"), lambda row: row.get_state_display()),
    Column("state_reason", _("Waarom ingetrokken?")),
    Column("level", _("Niveau (code)")),
    Column("level_in_words", _("Niveau"), lambda row: row.get_level_display()),
    Column("why", _("Waarom?"), note=_("Tekst in Markdown.")),
    Column("goal", _("Wat willen we bereiken?"), note=_("Tekst in Markdown.")),
    Column("horizon_from", _("Vanaf (jaar)")),
    Column("horizon_to", _("Tot en met (jaar)")),
    Column("adopted_on", _("Op de agenda sinds")),
    Column("themes", _("Onderwerpen"), lambda row: row.theme_names),
    Column("areas", _("Wijken en buurten"), lambda row: row.area_list),
    Column("supporters", _("Wie steunt dit?"), lambda row: row.supporter_list),
    Column("instruments", _("Instrumenten"), lambda row: row.instrument_list),
    Column("working_group", _("Werkgroep")),
    Column("voice_count", _("Aantal stemmen")),
    Column("voice_district_count", _("Uit hoeveel wijken?")),
    Column("action_count", _("Aantal afspraken")),
)


def entries_of(actions: Iterable[Any]) -> Iterator[Entry]:
    """The actions as pieces of a feed; `with_news` and `last_changed_first` bring what it takes."""
    for action in actions:
        news = action.latest_news
        yield Entry(
            key=f"action/{action.reference}",
            since=action.created_at,
            title=f"{action.title}: {Action.Status(action.status).label}",
            path=action.get_absolute_url(),
            text="\n".join(
                [
                    *([f"{news.on:%d-%m-%Y}: {news.text}"] if news else []),
                    f"{_('Wie doet dit?')} {action.owner_in_words}",
                    f"{_('Klaar voor')}: {due_in_words(action.due_on, action.due_precision)}",
                ]
            ),
            published=action.published_at or action.created_at,
            updated=action.changed_at,
        )
