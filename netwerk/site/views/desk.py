"""The desk of the coordinators: what needs them, what visitors told, and the mail that goes out."""

from typing import cast

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from netwerk.accounts.access import administrators, coordinators, is_administrator
from netwerk.accounts.models import User
from netwerk.lib.lists import page_of
from netwerk.lib.models import OutgoingMail
from netwerk.site import my_work, telling
from netwerk.site.models import Suggestion


@coordinators
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """What needs somebody, most urgent first; `?lijst=<name>` shows all of one list."""
    now = timezone.now()
    kinds = {kind.name: kind for kind in my_work.KINDS}
    if chosen := kinds.get(request.GET.get("lijst", "")):
        page = page_of(chosen.rows(now), request)
        tasks = [chosen.told(row, now) for row in page]
        context = {"kind": chosen, "page": page, "tasks": tasks, "query": f"lijst={chosen.name}&"}
        return render(request, "site/desk_list.html", context)
    waiting = Suggestion.objects.filter(handled_at=None).select_related("organisation__main_area__parent")
    context = {
        "parts": list(my_work.parts_of(my_work.URGENT, now)),
        "silence": list(my_work.parts_of(my_work.SILENT, now)),
        "sees_mail": _shows_mail() and is_administrator(request.user),
        "page": page_of(waiting.order_by("created_at", "pk"), request),
        "today": timezone.localdate(),
    }
    return render(request, "site/desk.html", context)


@coordinators
@require_POST
def handle_suggestion(request: HttpRequest, pk: int) -> HttpResponse:
    """`wat=publiceer` makes the proposed initiative public; anything else only takes the suggestion off the desk."""
    suggestion = get_object_or_404(Suggestion.objects.select_related("organisation"), pk=pk)
    publish = request.POST.get("wat") == "publiceer"
    try:
        telling.handle(suggestion=suggestion, by=cast(User, request.user), now=timezone.now(), publish=publish)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("desk")
    messages.success(request, _("Het initiatief staat op de site.") if publish else _("Dit bericht is afgehandeld."))
    return redirect("desk")


@administrators
@require_safe
def outgoing_mail(request: HttpRequest) -> HttpResponse:
    """The mail as it goes out, to try things on a machine that sends none. Not in production: links in it are keys."""
    if not _shows_mail():
        raise Http404
    context = {"page": page_of(OutgoingMail.objects.order_by("-created_at", "-pk"), request)}
    return render(request, "site/outgoing_mail.html", context)


def _shows_mail() -> bool:
    return not settings.IS_PRODUCTION or settings.SHOW_DEMO_NOTICE
