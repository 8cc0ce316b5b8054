"""The shared message: the edition that holds, older ones, a plate, and the same on paper."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from agenda.edition import by_district, difference_from, shown_points
from agenda.models import SharedMessage
from initiatives.models import Organisation
from netwerk.accounts.access import is_at_the_desk, is_coordinator, public
from netwerk.lib import pdf
from netwerk.lib.audit import history_of
from netwerk.lib.links import absolute


@public
def message(request: HttpRequest) -> HttpResponse:
    current = SharedMessage.objects.current()
    if current is None:
        return render(request, "agenda/message.html", {"nav_here": "message"})
    return render(request, "agenda/edition.html", _context(current))


@public
def edition(request: HttpRequest, slug: str) -> HttpResponse:
    context = _context(_edition(request, slug))
    if is_at_the_desk(request):
        context["history"] = history_of(context["message"])
    return render(request, "agenda/edition.html", context)


@public
def edition_pdf(request: HttpRequest, slug: str) -> HttpResponse:
    """The edition on paper: the same template, in the layout for it."""
    if not pdf.is_available():
        return HttpResponse(
            _("De pdf kan nu niet worden gemaakt. Print de bladzijde zelf."),
            status=503,
            content_type="text/plain; charset=utf-8",
        )
    shown = _edition(request, slug)
    context = {**_context(shown), "layout": "pdf.html"}
    content = pdf.pdf_of("agenda/edition.html", context, request=request, most_pages=2)
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="boodschap-{shown.slug}.pdf"'
    return response


@public
def plate(request: HttpRequest, slug: str, position: int) -> HttpResponse:
    """One plate as large as it goes, with everything on it in words."""
    message = _edition(request, slug)
    points = shown_points(message)
    shown = next((one for one in points if one.point.position == position and one.plate), None)
    if shown is None:
        raise Http404
    context = {
        "message": message,
        "shown": shown,
        "page_url": absolute(request.path),
        "nav_here": "message",
    }
    return render(request, "agenda/plate.html", context)


def _edition(request: HttpRequest, slug: str) -> SharedMessage:
    shown = get_object_or_404(SharedMessage.objects.select_related("supersedes"), slug=slug)
    if not shown.is_frozen and not is_coordinator(request.user):
        raise Http404
    return shown


def _context(message: SharedMessage) -> dict[str, Any]:
    editions = list(SharedMessage.objects.public())
    standing = message.endorsements.filter(organisation__in=Organisation.objects.public())
    endorsements = list(standing.select_related("organisation__main_area__parent"))
    before = next((other for other in editions if other.pk == message.supersedes_id), None)
    points = shown_points(message)
    return {
        "message": message,
        "points": points,
        "log": message.log.all(),
        "endorsement_count": len(endorsements),
        "endorsements_by_district": by_district(endorsements),
        "difference": difference_from(before, points) if before else None,
        "newer": next((other for other in editions if other.supersedes_id == message.pk), None),
        "others": [other for other in editions if other.pk != message.pk],
        "page_url": absolute(message.get_absolute_url()),
        "pdf_is_available": pdf.is_available(),
        "today": timezone.localdate(),
        # The edition that holds is at two addresses; this one stays.
        "canonical_path": message.get_absolute_url(),
        "share_kind": "edition",
        "share_key": message.slug,
        "nav_here": "message",
    }
