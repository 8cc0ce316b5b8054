"""Pages that are only words."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from netwerk.accounts.access import public


@public
def about(request: HttpRequest) -> HttpResponse:
    return render(request, "site/about.html", {"nav_here": "about"})


@public
def contact(request: HttpRequest) -> HttpResponse:
    return render(request, "site/contact.html")


@public
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "site/privacy.html")


@public
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "site/accessibility.html")
