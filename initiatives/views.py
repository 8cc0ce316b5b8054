"""The pages of initiatives and the choice of a district."""

from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives.city import city
from initiatives.counts import InitiativeCounts
from initiatives.districts import districts_with_counts, shown_districts
from initiatives.exports import INITIATIVE_COLUMNS, INITIATIVE_FORMATS
from initiatives.filters import InitiativeFilter, ListCounts
from initiatives.forms import WhereForm
from initiatives.models import Area, Organisation, Theme
from initiatives.statements import actions_of, initiative_at, list_cards, read_for_list, voices_of
from initiatives.structured import organisation_data
from netwerk.accounts.access import is_at_the_desk, is_coordinator, public
from netwerk.lib import kept
from netwerk.lib.audit import history_of
from netwerk.lib.exports import file_of, other_forms, refusal
from netwerk.lib.lists import Chosen, chosen, kept_query, page_of


@public
def initiative_list(request: HttpRequest) -> HttpResponse:
    filters = InitiativeFilter.of(request, Organisation.objects.active().initiatives())
    is_valid = filters.is_valid()
    choices = filters.form.cleaned_data if is_valid else {}
    counts = filters.counts()
    page = page_of(filters.rows(counts), request, known=counts.total)
    found = filters.found if choices.get("q") else None
    said = (found.corrected, found.is_loose) if found else ()

    def context() -> dict[str, Any]:
        districts, themes = filters.city.districts, filters.city.themes
        district = filters.districts.get(choices.get("wijk") or "")
        chosen_themes = [filters.themes[slug] for slug in choices.get("thema") or []]
        query = kept_query(request)
        return {
            "filters": filters,
            "page": page,
            "query": query,
            "heading": _heading(counts.total, district, chosen_themes, bool(choices.get("hulp"))),
            "district": district,
            "cards": list_cards(page.object_list, themes),
            "other_forms": other_forms("initiative_export", INITIATIVE_FORMATS, query if is_valid else ""),
            "chosen": _chosen(request, filters, choices),
            "districts": shown_districts(districts, counts.by_district),
            "themes": [(theme, counts.by_theme[theme.slug], theme in chosen_themes) for theme in themes],
            # Called where they are shown: only of an empty list.
            "loosened": partial(_loosened, request, counts, filters.city.counts, district, chosen_themes),
            "seeking_count": counts.seeking,
            "typed": request.GET.get("q", "").replace("\x00", ""),
            "found": found,
            "nav_here": "initiative_list",
        }

    read = filters.city.as_read, counts.among.as_read, read_for_list(page.object_list), said
    return kept.page(request, "initiatives/initiative_list.html", read, context)


def _heading(count: int, district: Area | None, themes: list[Theme], seeking: bool) -> str:
    """'4 initiatieven in Overvecht over zorg voor elkaar, die mensen zoeken'."""
    parts = [
        ngettext("%(count)d initiatief", "%(count)d initiatieven", count) % {"count": count}
        if count
        else _("Geen initiatieven")
    ]
    if district:
        parts.append(_("in %(district)s") % {"district": district.name})
    if themes:
        names = _(" of ").join(str(theme).lower() for theme in themes)
        parts.append(_("over %(themes)s") % {"themes": names})
    if seeking:
        parts.append(_("die mensen zoeken"))
    return " ".join(parts)


def _chosen(request: HttpRequest, filters: InitiativeFilter, choices: dict[str, Any]) -> list[Chosen]:
    tags = []
    if choices.get("q"):
        tags.append(chosen(request, "q", request.GET["q"], f"“{choices['q']}”"))
    if choices.get("wijk"):
        slug = str(choices["wijk"])
        tags.append(chosen(request, "wijk", slug, filters.districts[slug].name))
    themes = [filters.themes[slug] for slug in choices.get("thema") or []]
    tags.extend(chosen(request, "thema", theme.slug, str(theme)) for theme in themes)
    if choices.get("hulp"):
        tags.append(chosen(request, "hulp", request.GET["hulp"], _("Zoekt nu mensen")))
    return tags


def _loosened(
    request: HttpRequest,
    counts: ListCounts,
    everything: InitiativeCounts,
    district: Area | None,
    themes: list[Theme],
) -> list[tuple[str, str, int]]:
    """Two wider searches for an empty result, each with its words, address and count."""
    wider = []
    if district and (count := sum(counts.by_district.values())):
        tag = chosen(request, "wijk", district.slug, "")
        wider.append((_("Zoek dit in alle wijken"), tag.remove_url, count))
    if district and (themes or request.GET.get("q")):
        words = _("Bekijk alles in %(district)s") % {"district": district.name}
        wider.append((words, f"?wijk={district.slug}", everything.total(district)))
    elif themes and request.GET.get("q"):
        words = _("Bekijk alles over dit onderwerp")
        wider.append((words, f"?thema={themes[0].slug}", counts.by_theme[themes[0].slug]))
    if not wider:
        wider.append((_("Bekijk alle initiatieven"), request.path, everything.total()))
    return wider


@public
def initiative_export(request: HttpRequest, form: str) -> HttpResponseBase:
    """What the list shows with the same filters, as a file."""
    filters = InitiativeFilter.of(request, Organisation.objects.active().initiatives())
    if not filters.is_valid():
        return refusal(filters, "initiative_list")
    rows = filters.qs.seeking_people_first().for_export()
    return file_of(request, form, INITIATIVE_COLUMNS, rows, list_name="initiative_list")


@public
def initiative(request: HttpRequest, slug: str) -> HttpResponse:
    found = initiative_at(slug.replace("\x00", ""))
    organisation = found.first
    is_pending = organisation is not None and organisation.status == Organisation.Status.PENDING
    if organisation is None or (is_pending and not is_coordinator(request.user)):
        raise Http404
    today = timezone.localdate()
    districts, voices, actions = city().districts, voices_of(organisation), actions_of(organisation)

    def context() -> dict[str, Any]:
        return {
            "organisation": organisation,
            "is_pending": is_pending,
            "voices": voices,
            "actions": actions,
            "owns_actions": any(action.owner_id == organisation.pk for action in actions),
            "not_checked_lately": organisation.checked_on is None or (today - organisation.checked_on).days > 365,
            "districts": shown_districts(districts, {}),
            "today": today,
            "structured": None if is_pending else organisation_data(organisation),
            "share_kind": "initiative",
            "share_key": organisation.slug,
            "nav_here": "initiative_list",
            "history": history_of(organisation) if is_at_the_desk(request) else None,
        }

    read = found.as_read, voices.as_read, actions.as_read, districts.as_read, today
    return kept.page(request, "initiatives/initiative.html", read, context)


@public
def district_list(request: HttpRequest) -> HttpResponse:
    """All districts; `?waar=` (a postcode, a district or a neighbourhood) leads to the right one."""
    form = WhereForm(request.GET if "waar" in request.GET else None)
    places = form.places if form.is_bound and form.is_valid() else []
    if len(places) == 1:
        return redirect(places[0].url)
    context = {
        "form": form,
        "places": places,
        "districts": districts_with_counts(),
        "nav_here": "district_list",
    }
    return render(request, "initiatives/district_list.html", context)
