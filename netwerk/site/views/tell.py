"""Visitors tell us something: a new initiative, a page that is wrong, an agreement that is missing, news."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.views.decorators.http import require_http_methods

from initiatives.models import Area, Theme
from netwerk.accounts.access import public
from netwerk.site import telling
from netwerk.site.forms import TELL_KINDS, ProposeForm, TellForm


@public
@require_http_methods(["GET", "HEAD", "POST"])
def propose_initiative(request: HttpRequest) -> HttpResponse:
    form = ProposeForm(
        request.POST if request.method == "POST" else None,
        request=request,
        districts=list(Area.objects.of_municipality(settings.MUNICIPALITY_CODE).districts()),
        all_themes=list(Theme.objects.all()),
    )
    is_sent = request.method == "POST" and form.is_valid()
    if is_sent:
        typed = form.cleaned_data
        telling.propose_initiative(
            name=typed["name"],
            sentence=typed["sentence"],
            area=form.districts.get(typed["area"]),
            themes=[form.all_themes[slug] for slug in typed["themes"]],
            meets=typed["meets"],
            contact=typed["contact"],
        )
    context = {"form": form, "is_sent": is_sent, "nav_here": "initiative_list"}
    return render(request, "site/propose_initiative.html", context)


@public
@require_http_methods(["GET", "HEAD", "POST"])
def tell_us(request: HttpRequest, kind: str) -> HttpResponse:
    """`?over=` is the path of the page it is about."""
    if kind not in TELL_KINDS:
        raise Http404
    form = TellForm(request.POST if request.method == "POST" else None, request=request)
    about = _own_path(request.GET.get("over", ""))
    is_sent = request.method == "POST" and form.is_valid()
    if is_sent:
        telling.tell_us(
            kind=TELL_KINDS[kind],
            text=form.cleaned_data["text"],
            about_path=about,
            name=form.cleaned_data["name"],
            contact=form.cleaned_data["contact"],
        )
    return render(request, "site/tell_us.html", {"form": form, "kind": kind, "about": about, "is_sent": is_sent})


def _own_path(typed: str) -> str:
    """`typed` when it is the path of a page of ours, else ''. So nobody is led elsewhere by a link to this form."""
    path = typed.replace("\x00", "")[:300]
    try:
        resolve(path)
    except Resolver404:
        return ""
    return path
