"""Actions and the points on our agenda for other programs: files and a news feed."""

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _

from agenda.exports import ACTION_COLUMNS, AGENDA_ITEM_COLUMNS, entries_of
from agenda.filters import ActionFilter
from agenda.models import Action, AgendaItem
from netwerk.accounts.access import public
from netwerk.lib.exports import file_of, refusal
from netwerk.lib.feeds import NEWEST, feed_of, title_of_list


@public
def action_export(request: HttpRequest, form: str) -> HttpResponseBase:
    """What the list shows with the same filters, as a file; or what changed last, as a feed."""
    today = timezone.localdate()
    filters = ActionFilter.of(request, Action.objects.public(), today=today)
    if not filters.is_valid():
        return refusal(filters, "action_list")
    if form == "atom":
        title = title_of_list(_("Afspraken"), filters.chosen_labels())
        newest = filters.qs.with_news().last_changed_first()[:NEWEST]
        return feed_of(request, entries_of(newest), title=title, list_name="action_list")
    return file_of(request, form, ACTION_COLUMNS, filters.qs.in_groups(today).for_export(), list_name="action_list")


@public
def agenda_item_export(request: HttpRequest, form: str) -> HttpResponseBase:
    items = AgendaItem.objects.public().for_export()
    return file_of(request, form, AGENDA_ITEM_COLUMNS, items, list_name="agenda_item_list")
