"""One page, one form: what came out of a meeting."""

from typing import Any, cast

from django.forms.utils import ErrorDict
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from agenda.desk import drafts, known, proposals, rows
from agenda.desk.drafts import AlreadyPublishedError, Saved
from agenda.desk.forms import field_in_words
from agenda.desk.outcomes import Outcomes
from agenda.desk.rows import BLOCKS, GIVEN, Data
from agenda.models import Action, AgendaItem, OutcomesDraft
from meetings.domain import begin_report
from meetings.models import Meeting
from meetings.report import UnreadableError, text_of
from meetings.report.files import MAX_BYTES
from netwerk.accounts.access import coordinators, kept_text
from netwerk.accounts.models import User
from netwerk.lib.text import clock_in_words


@coordinators
@require_http_methods(["GET", "HEAD", "POST"])
def log_outcomes(request: HttpRequest, pk: int) -> HttpResponse:
    """`stap` says which button was pressed: bewaar, auto, kijk, zoek, neem, or what happens to a row."""
    meeting = get_object_or_404(Meeting.objects.select_related("follows"), pk=pk)
    if meeting.starts_at > timezone.now() or meeting.is_cancelled:
        return render(request, "agenda/log_outcomes_early.html", {"meeting": meeting, "nav_here": "meeting_list"})
    if request.method == "POST":
        return _save(request, meeting)
    version, data = drafts.open_outcomes(meeting=meeting)
    kept = kept_text(request)
    if kept is not None:
        # The session ended while somebody typed: what they sent is here again, and not saved yet.
        return _page(request, meeting, kept.get("version", "0"), rows.typed_in(kept), is_kept=True)
    outcomes = Outcomes(data, meeting=meeting) if "fouten" in request.GET else None
    return _page(request, meeting, version, data, outcomes=outcomes)


def _save(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    typed = rows.typed_in(request.POST)
    step = request.POST.get("stap", "bewaar")
    is_json = step == "auto"
    opened = rows.whole_number(request.POST.get("version", "")) or 0
    complaint = _read_file(request, typed)
    chosen = request.POST.dict() if "samen" in request.POST else None
    try:
        saved = drafts.save_outcomes(
            meeting=meeting,
            version=opened,
            typed=typed,
            by=cast(User, request.user),
            chosen=chosen,
        )
    except AlreadyPublishedError:
        return _after_publishing(request, meeting, typed, is_json=is_json)
    begin_report(meeting=meeting)
    if is_json:
        return _as_json(saved)
    if saved.clashes:
        # The page stays of the version that it was opened with, until somebody has chosen.
        return _page(request, meeting, opened, saved.data, saved=saved)
    if complaint:
        return _page(request, meeting, saved.version, saved.data, complaint=complaint)
    if step == "kijk":
        return _look_over(request, meeting, saved)
    if step in ("bewaar", "samen"):
        return redirect(f"{reverse('log_outcomes', args=[meeting.pk])}?bewaard={saved.version}#balk")
    return _change(request, meeting, step)


def _read_file(request: HttpRequest, typed: Data) -> str:
    """Put the text of an uploaded report in its field; returns what was wrong with the file, or ""."""
    upload = request.FILES.get("bestand")
    if not upload:
        return ""
    try:
        if upload.size is None or upload.size > MAX_BYTES:
            raise UnreadableError("large")
        text = text_of(upload.name or "", upload.read())
        typed["report"]["source"] = text.replace("\r\n", "\n").replace("\x00", "")
    except UnreadableError as error:
        return _(str(error))
    return ""


def _change(request: HttpRequest, meeting: Meeting, step: str) -> HttpResponse:
    """What a button does that changes the page itself, on what is saved now."""
    data = drafts.open_outcomes(meeting=meeting)[1]
    draft = OutcomesDraft.objects.get(meeting=meeting)
    what, _colon, which = step.partition(":")
    focus = ""
    if what == "nog" and which in BLOCKS and which not in GIVEN:
        version = draft.version
        row = rows.blank(which)
        data[which] = [*data.get(which, []), row]
        return _page(request, meeting, version, data, focus=row["key"])
    if what == "weg":
        data = _without_row(data, which)
    elif what == "zoek":
        earlier = data.get("proposals", [])
        source = data["report"]["source"]
        data["proposals"] = proposals.find_proposals(source=source, meeting=meeting, earlier=earlier)
        focus = "voorstellen"
    elif what == "neem":
        data, focus = proposals.decide(data=data, chosen=request.POST, meeting=meeting)
        focus = focus or "voorstellen"
    elif what == "terug":
        data = proposals.bring_back(data=data, key=which)
        focus = "voorstellen"
    drafts.change_outcomes(draft=draft, data=rows.without_empty_rows(data), by=cast(User, request.user))
    return redirect(f"{reverse('log_outcomes', args=[meeting.pk])}?bewaard={draft.version}&naar={focus}#{focus}")


def _without_row(data: Data, which: str) -> Data:
    """`data` without the row "<block>-<key>". An action that is stored stays: nothing agreed gets lost."""
    block, _dash, key = which.partition("-")
    if block in BLOCKS and block not in GIVEN:
        data[block] = [row for row in data[block] if row["key"] != key or (block == "actions" and row["id"])]
    return data


def _look_over(request: HttpRequest, meeting: Meeting, saved: Saved) -> HttpResponse:
    """To the page as everyone will see it, or back with what is not right yet."""
    outcomes = Outcomes(saved.data, meeting=meeting)
    if outcomes.is_complete:
        return redirect("review_outcomes", pk=meeting.pk)
    new = [{**rows.blank("organisations"), "name": name[:120]} for name in outcomes.unknown_names()]
    if not new:
        return _page(request, meeting, saved.version, saved.data, outcomes=outcomes)
    data = {**saved.data, "organisations": [*saved.data.get("organisations", []), *new]}
    draft = OutcomesDraft.objects.get(meeting=meeting)
    drafts.change_outcomes(draft=draft, data=data, by=cast(User, request.user))
    outcomes = Outcomes(data, meeting=meeting)
    return _page(request, meeting, draft.version, data, outcomes=outcomes)


def _page(
    request: HttpRequest,
    meeting: Meeting,
    version: int | str,
    data: Data,
    *,
    outcomes: Outcomes | None = None,
    saved: Saved | None = None,
    focus: str = "",
    complaint: str = "",
    is_kept: bool = False,
    unsaved: list[str] | None = None,
) -> HttpResponse:
    """The form with `data`. With `outcomes`, also what is wrong with it."""
    shows_errors = outcomes is not None and not outcomes.is_complete
    data = _with_places_to_type(data)
    focus = focus or request.GET.get("naar", "")[:40]
    filled = Outcomes(data, meeting=meeting)
    if shows_errors:
        filled.is_complete  # noqa: B018 - finds out what to say beside the fields
    shown = [proposals.in_words(one) for one in data.get("proposals", [])]
    context = {
        "meeting": meeting,
        "version": version,
        "outcomes": filled,
        "blocks": _blocks(filled, shows_errors=shows_errors, focus=focus),
        "complaints": filled.complaints if shows_errors else [],
        "complaint": complaint,
        "counts": {block: sum(not rows.is_empty(block, row) for row in data[block]) for block in BLOCKS},
        "open_count": len(data["answers"]) + len(data["touched"]),
        "proposals": [one for one in shown if not one["decision"]],
        "decided": [one for one in shown if one["decision"]],
        "clashes": [{"clash": clash, "label": field_in_words(clash.block, clash.field)} for clash in saved.clashes]
        if saved
        else [],
        "other": saved.by_whom if saved else None,
        "saved_at": _saved_at(request, meeting),
        "focus": focus,
        "is_kept": is_kept,
        "unsaved": unsaved or [],
        "known_names": sorted({row["owner"] for row in data.get("actions", []) if row["owner"]}),
        "known_titles": AgendaItem.objects.unreached().order_by("title").values_list("title", flat=True)[:300],
        "nav_here": "meeting_list",
    }
    return render(request, "agenda/log_outcomes.html", context)


def _with_places_to_type(data: Data) -> Data:
    """`data` with an empty row in each block that has none."""
    empty = {block: [rows.blank(block)] for block in BLOCKS if block not in (*GIVEN, "organisations", "sections")}
    kept = {block: data.get(block) or [] for block in BLOCKS}
    return {**data, **kept, **{block: kept[block] or row for block, row in empty.items()}}


def _blocks(outcomes: Outcomes, *, shows_errors: bool, focus: str) -> dict[str, Any]:
    """The rows of each block as forms; errors are shown only to who asked to look it over. Two queries.

    The row with the key `focus` has the focus, also without a script.
    """
    found: dict[str, Any] = {}
    if not shows_errors:
        outcomes.report._errors = ErrorDict()  # type: ignore[attr-defined]
    actions = Action.objects.filter(pk__in=_ids(outcomes.data, "answers")).select_related("owner", "agreed_at")
    items = AgendaItem.objects.filter(pk__in=_ids(outcomes.data, "touched"))
    labels: dict[str, dict[str, Any]] = {
        "answers": {str(action.pk): action for action in actions},
        "touched": {str(item.pk): item for item in items},
    }
    for block, formset in outcomes.blocks.items():
        kept = outcomes.data.get(block, [])
        for form, row in zip(formset.forms, kept, strict=True):
            form.use_required_attribute = False
            form.row_key, form.is_stored = row["key"], bool(row["id"])
            form.subject = labels.get(block, {}).get(row["id"])
            if row["key"] == focus:
                form.visible_fields()[0].field.widget.attrs["autofocus"] = True
            if not shows_errors or rows.is_empty(block, row):
                form._errors = ErrorDict()  # half a row is no mistake yet
        found[block] = formset
    return found


def _ids(data: Data, block: str) -> list[int]:
    return [pk for row in data.get(block, []) if (pk := rows.whole_number(row["id"]))]


def _saved_at(request: HttpRequest, meeting: Meeting) -> str:
    """'Bewaard om 14.32 uur', from the draft as it is now; "" before the first time."""
    moment = OutcomesDraft.objects.filter(meeting=meeting).values_list("updated_at", flat=True).first()
    return _saved_in_words(moment) if moment else ""


def _saved_in_words(moment: Any) -> str:
    return _("Bewaard om %(time)s.") % {"time": clock_in_words(moment)}


def _as_json(saved: Saved) -> JsonResponse:
    """What the script of the page needs to know after it saved by itself."""
    if saved.clashes:
        who = saved.by_whom or _("Iemand anders")
        told = _("%(who)s heeft hetzelfde veld gewijzigd. Druk op Bewaar, dan zie je beide teksten.") % {"who": who}
        return JsonResponse({"clash": True, "told": told}, status=409)
    told = _saved_in_words(timezone.now())
    if saved.merged and saved.by_whom:
        told += " " + _("%(who)s werkt hier ook aan. Druk op Bewaar, dan zie je alles.") % {"who": saved.by_whom}
    return JsonResponse({"version": saved.version, "told": told})


def _after_publishing(request: HttpRequest, meeting: Meeting, typed: Data, *, is_json: bool) -> HttpResponse:
    """The outcomes became public while this page was open: what only stands there is shown apart."""
    told = _("Deze uitkomsten zijn intussen openbaar. Druk op Bewaar, dan zie je wat jij nog had getypt.")
    if is_json:
        return JsonResponse({"clash": True, "told": told}, status=409)
    version, data = drafts.open_outcomes(meeting=meeting)
    there = set(rows.fields_in_words(data))
    unsaved = [text for text in rows.fields_in_words(typed) if text not in there]
    return _page(request, meeting, version, data, unsaved=unsaved)


@coordinators
@require_safe
def organisation_names(request: HttpRequest) -> HttpResponse:
    """Names of organisations that hold `?q=`, for the fields where one is typed."""
    typed = request.GET.get("q", "").replace("\x00", "")[:80]
    return JsonResponse({"names": known.find_organisations(typed)})
