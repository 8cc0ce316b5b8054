"""The desk of the coordinators: what visitors told us."""

from typing import cast

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from netwerk.accounts.access import coordinators
from netwerk.accounts.models import User
from netwerk.lib.lists import page_of
from netwerk.site import telling
from netwerk.site.models import Suggestion


@coordinators
def desk(request: HttpRequest) -> HttpResponse:
    waiting = Suggestion.objects.filter(handled_at=None).select_related("organisation__main_area__parent")
    context = {
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
