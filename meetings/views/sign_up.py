"""Coming to a meeting, without an account."""

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from meetings import sign_ups
from meetings.forms import SignUpForm
from meetings.models import Meeting, SignUp
from netwerk.accounts.access import public
from netwerk.lib import links


@public
@require_http_methods(["GET", "HEAD", "POST"])
def sign_up(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    """The form; after sending, a page that says what happens next."""
    now = timezone.now()
    meeting = get_object_or_404(Meeting.objects.public().in_year(year).for_rows(), slug=slug)
    form = SignUpForm(request.POST if request.method == "POST" else None, request=request)
    signed = None
    if request.method == "POST" and form.is_valid():
        typed = {name: form.cleaned_data[name] for name in ("name", "email", "phone")}
        try:
            signed = sign_ups.sign_up(meeting=meeting, now=now, language=get_language() or "nl", **typed)
        except ValidationError as error:
            form.add_error(None, error)
    context = {
        "meeting": meeting,
        "form": form,
        "signed": signed,
        "is_open": sign_ups.is_open(meeting, now),
        "places_left": sign_ups.places_left(meeting),
        "today": timezone.localdate(now),
        "nav_here": "meeting_list",
    }
    return render(request, "meetings/sign_up.html", context)


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_up_link(request: HttpRequest, token: str) -> HttpResponse:
    """Where the mailed link leads: say yes, or say that somebody else may have the place."""
    pk = links.read(sign_ups.PURPOSE, token, days=sign_ups.LINK_DAYS)
    signed = SignUp.objects.select_related("meeting__area__parent").filter(pk=pk).first() if pk else None
    if signed is None:
        return render(request, "meetings/sign_up_link.html", {"nav_here": "meeting_list"}, status=404)
    now = timezone.now()
    if request.method == "POST":
        if signed.state == SignUp.State.CANCELLED or not sign_ups.is_open(signed.meeting, now):
            raise Http404(_("Deze aanmelding is al weg."))
        if request.POST.get("antwoord") == "nee":
            sign_ups.cancel_sign_up(sign_up=signed, now=now)
        else:
            sign_ups.confirm_sign_up(sign_up=signed, now=now)
        return redirect(reverse("sign_up_link", args=[token]))
    context = {
        "signed": signed,
        "meeting": signed.meeting,
        "answer": request.GET.get("antwoord", ""),
        "is_open": sign_ups.is_open(signed.meeting, now),
        "today": timezone.localdate(now),
        "nav_here": "meeting_list",
    }
    return render(request, "meetings/sign_up_link.html", context)
