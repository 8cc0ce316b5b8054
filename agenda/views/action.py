"""What was agreed, and what came of it."""

from typing import Any

from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agenda.exports import ACTION_FORMATS
from agenda.filters import ActionFilter
from agenda.models import Action, AgendaItem, Assessment
from agenda.structured import action_data
from agenda.tally import tally
from agenda.trail import line_of
from initiatives.models import Organisation
from netwerk.accounts.access import is_at_the_desk, is_coordinator, public
from netwerk.lib import kept
from netwerk.lib.audit import history_of
from netwerk.lib.exports import other_forms
from netwerk.lib.lists import chosen, kept_query, page_of
from netwerk.lib.statements import Statement

_action = Statement(
    lambda reference: (
        Action.objects.filter(reference=reference)
        .with_news()
        .select_related("split_from", "next_check_at")
        .prefetch_related(
            "external_references",
            Prefetch("agenda_items", AgendaItem.objects.public()),
            Prefetch("assessments", Assessment.objects.select_related("organisation")),
            Prefetch("partners", Organisation.objects.public()),
            Prefetch("parts", Action.objects.public()),
        )
    )
)


@public
def action_list(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    actions = Action.objects.public()
    filters = ActionFilter.of(request, actions, today=today)
    is_valid = filters.is_valid()
    found = filters.qs if is_valid else actions
    query = kept_query(request)
    shown_tally = tally()
    known = None if filters.form.has_changed() else shown_tally.total
    page = page_of(found.in_groups(today).with_news(), request, known=known)
    context = {
        "filters": filters,
        "chosen": [
            chosen(request, name, request.GET[name], label) for name, label in filters.chosen_labels() if is_valid
        ],
        "heading": ngettext("%(count)d afspraak", "%(count)d afspraken", page.paginator.count)
        % {"count": page.paginator.count},
        "tally": shown_tally,
        "page": page,
        "query": query,
        "other_forms": other_forms("action_export", ACTION_FORMATS, query if is_valid else ""),
        "today": today,
        "nav_here": "action_list",
    }
    return render(request, "agenda/action_list.html", context)


@public
def action(request: HttpRequest, reference: str) -> HttpResponse:
    found = _action(reference.replace("\x00", "").upper())
    shown = found.first
    if shown is None:
        raise Http404
    is_public = shown.published and shown.agreed_at.published and shown.owner.is_public
    if not is_public and not is_coordinator(request.user):
        raise Http404
    today = timezone.localdate()
    line = line_of(shown)

    def context() -> dict[str, Any]:
        return {
            "action": shown,
            "is_public": is_public,
            "split_from": shown.split_from if shown.split_from and shown.split_from.published else None,
            "sides": _sides(shown),
            "trail": line.trail(today),
            "today": today,
            "structured": action_data(shown, shown.agenda_items.all()) if is_public else None,
            "canonical_path": shown.get_absolute_url(),
            "share_kind": "action",
            "share_key": shown.reference,
            "nav_here": "action_list",
            "history": history_of(shown) if is_at_the_desk(request) else None,
        }

    return kept.page(request, "agenda/action.html", (found.as_read, line.as_read, today), context)


def _sides(action: Action) -> list[dict[str, Any]]:
    """The newest assessment of each side, side by side; `assessment` is None where that side said nothing yet."""
    newest = {assessment.side: assessment for assessment in action.assessments.all()}
    if not newest:
        return []
    return [
        {"label": label, "assessment": newest.get(side)}
        for side, label in (
            (Assessment.Side.OWNER, _("Wie het zou doen, zegt:")),
            (Assessment.Side.RAISER, _("Wie erom vroeg, zegt:")),
        )
    ]
