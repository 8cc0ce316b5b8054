"""Looking over what came out of a meeting, as everyone will see it; and publishing it, or sending it round first."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from agenda.correction import addresses_of, ask_for_corrections
from agenda.desk.publishing import IncompleteError, Published, publish_outcomes
from agenda.models import Action, OutcomesDraft
from agenda.owners import read_link
from initiatives.models import Organisation
from meetings.models import Meeting
from netwerk.accounts.access import coordinators, public
from netwerk.accounts.models import User
from netwerk.lib.models import OutgoingMail
from netwerk.site import telling
from netwerk.site.forms import CorrectionForm, ReviewForm
from netwerk.site.views.meeting import meeting_context, with_all_of_its_page

DAYS_TO_REACT = 7


@dataclass
class Preview:
    """How the page will be, what is mailed to whom, and which owners have no address."""

    context: dict[str, Any]
    letters: list[OutgoingMail]
    to_call: list[Action]
    present: list[Organisation]


@contextmanager
def previewed(meeting: Meeting, version: int, by: User | None) -> Iterator[Preview]:
    """Publish, let the caller read and render the page, and take it all back.

    What is shown is what publishing will make, and nothing of it stays. Raises IncompleteError.
    """
    with transaction.atomic():
        why = _("Wat je hieronder invult.") if meeting.has_public_report else ""
        made = publish_outcomes(meeting=meeting, version=version, by=by, now=timezone.now(), why=why)
        made = made or Published()
        shown = with_all_of_its_page().get(pk=meeting.pk)
        present = list(Organisation.objects.filter(attendance__meeting=meeting))
        try:
            yield Preview(meeting_context(shown, timezone.now()), made.letters, made.to_call, present)
        finally:
            transaction.set_rollback(True)


@coordinators
@require_http_methods(["GET", "HEAD", "POST"])
def review_outcomes(request: HttpRequest, pk: int) -> HttpResponse:
    """`wat=publiceer` makes it public at once, `wat=rondsturen` first sends it to those who were there."""
    meeting = get_object_or_404(Meeting, pk=pk)
    draft = OutcomesDraft.objects.filter(meeting=meeting).first()
    if draft is None or "report" not in draft.data:
        return redirect("log_outcomes", pk=pk)
    form = ReviewForm(
        request.POST or None,
        initial={"version": draft.version, "until": timezone.localdate() + timedelta(days=DAYS_TO_REACT)},
        was_final=meeting.has_public_report,
    )
    if request.method == "POST" and form.is_valid() and (done := _do(request, meeting, form)):
        return done
    try:
        with previewed(meeting, draft.version, cast(User, request.user)) as preview:
            context = {
                **preview.context,
                "form": form,
                "letters": preview.letters,
                "to_call": preview.to_call,
                "reachable": addresses_of(meeting, preview.present),
                "outcomes_of": meeting,
            }
            return render(request, "site/review_outcomes.html", context)
    except IncompleteError:
        return redirect(f"{reverse('log_outcomes', args=[pk])}?fouten=1")
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("log_outcomes", pk=pk)


def _do(request: HttpRequest, meeting: Meeting, form: ReviewForm) -> HttpResponse | None:
    """Publish or send round, as the form says; None when that cannot be done, with the reason on the form."""
    by, typed = cast(User, request.user), form.cleaned_data
    try:
        if typed["what"] == "rondsturen":
            with previewed(meeting, typed["version"], by) as preview:
                present = preview.present
            letters = ask_for_corrections(
                meeting=Meeting.objects.get(pk=meeting.pk),
                until=typed["until"],
                organisations=present,
                now=timezone.now(),
            )
            told = ngettext(
                "Het verslag gaat naar %d mailadres.", "Het verslag gaat naar %d mailadressen.", len(letters)
            )
            messages.success(request, told % len(letters))
            return redirect("desk")
        made = publish_outcomes(meeting=meeting, version=typed["version"], by=by, now=timezone.now(), why=typed["why"])
    except IncompleteError:
        return redirect(f"{reverse('log_outcomes', args=[meeting.pk])}?fouten=1")
    except ValidationError as error:
        form.add_error(None, error)
        return None
    if made is not None:
        messages.success(request, _("Het verslag staat op de site."))
    return redirect(Meeting.objects.get(pk=meeting.pk))


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def correct_report(request: HttpRequest, token: str) -> HttpResponse:
    """The report before it is final, for somebody who was there, with a field to say what is not right."""
    link = read_link(token, today=timezone.localdate())
    meeting = link.meeting if link else None
    if link is None or meeting is None:
        return render(request, "site/correct_report_gone.html", status=410)
    if meeting.report_state != Meeting.ReportState.FOR_CORRECTION:
        return redirect(meeting)
    form = CorrectionForm(request.POST if request.method == "POST" else None, request=request)
    is_sent = request.method == "POST" and form.is_valid()
    if is_sent:
        telling.tell_us(
            kind="correction",
            text=form.cleaned_data["text"],
            about_path=reverse("log_outcomes", args=[meeting.pk]),
            name=link.organisation.name if link.organisation else "",
            contact=link.email,
        )
    draft = get_object_or_404(OutcomesDraft.objects.select_related("saved_by"), meeting=meeting)
    try:
        with previewed(meeting, draft.version, draft.saved_by) as preview:
            told = {"form": form, "is_sent": is_sent, "until": meeting.corrections_until}
            return render(request, "site/correct_report.html", preview.context | told)
    except ValidationError:
        # Somebody is changing it just now: there is nothing whole to show.
        return render(request, "site/correct_report_gone.html", {"is_busy": True}, status=503)
