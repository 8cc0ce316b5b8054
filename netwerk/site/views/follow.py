"""Following without an account."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from initiatives.models import Area, Theme
from netwerk.accounts.access import public
from netwerk.lib import links
from netwerk.site import following
from netwerk.site.forms import FollowForm
from netwerk.site.models import Follow


@public
@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: HttpRequest) -> HttpResponse:
    """Ask for mail about `?wat=<kind>&welk=<key>`; without these, choose what."""
    if "wat" not in request.GET:
        return render(request, "site/follow.html", {"choices": _choices()})
    subject = following.subject_of(request.GET["wat"], request.GET.get("welk", ""))
    form = FollowForm(request.POST if request.method == "POST" else None, request=request)
    is_sent = False
    if request.method == "POST" and form.is_valid():
        asked = following.start_following(
            subject=subject,
            email=form.cleaned_data["email"],
            rhythm=form.cleaned_data["rhythm"],
            language=get_language() or "nl",
            now=timezone.now(),
        )
        is_sent = asked is not None
        if not is_sent:
            form.add_error("email", _("Naar dit adres ging vandaag al te veel mail. Probeer het morgen weer."))
    return render(request, "site/follow.html", {"subject": subject, "form": form, "is_sent": is_sent})


def _choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Everything that is few enough to choose from a list: headings with (words, address) under them."""
    districts = Area.objects.of_municipality(settings.MUNICIPALITY_CODE).districts()
    return [
        (_("De boodschap"), [(_("Onze boodschap aan de gemeenteraad"), following.follow_url("message"))]),
        (_("Een wijk"), [(area.name, following.follow_url("district", area.slug)) for area in districts]),
        (_("Een onderwerp"), [(str(one), following.follow_url("theme", one.slug)) for one in Theme.objects.all()]),
    ]


# A mail program that posts List-Unsubscribe-Post has no cookie of ours; the token in the address is the proof.
@csrf_exempt
@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def follow_link(request: HttpRequest, token: str) -> HttpResponse:
    """Where the mailed links lead: confirm, stop this, or stop everything."""
    pk = links.read(following.PURPOSE, token, days=following.LINK_DAYS)
    shown = Follow.objects.select_related(*following.RELATED).filter(pk=pk).first() if pk else None
    answer = request.POST.get("antwoord") or request.GET.get("antwoord", "")
    if request.method == "POST" and shown:
        if answer == "ja":
            following.confirm(follow=shown, now=timezone.now())
        elif answer == "stop-alles":
            following.stop_all(follow=shown)
        else:
            following.stop(follow=shown)
        return redirect(f"{reverse('follow_link', args=[token])}?antwoord={'ja' if answer == 'ja' else 'gestopt'}")
    context = {
        "followed": shown,
        "name": following.name_of(shown) if shown else "",
        "url": following.url_of(shown) if shown else "",
        "answer": answer,
    }
    # A link whose address was forgotten is no fault of who holds it: it says that there is no mail any more.
    return render(request, "site/follow_link.html", context)
