"""Searching everything that is public."""

import re
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from agenda.models import Action
from initiatives.search_names import known_names
from netwerk.accounts.access import public
from netwerk.lib.lists import kept_query, page_of
from netwerk.lib.search.find import Found, documents_of, find
from netwerk.lib.search.query import Name
from netwerk.lib.search.snippets import Marker
from netwerk.site.forms import SearchForm

REFERENCE = re.compile(r"^\s*a[\s-]*(\d{4})[\s-]*(\d{1,6})\s*$", re.IGNORECASE)


@public
def search(request: HttpRequest) -> HttpResponseBase:
    """`?q=` words, `?soort=` one kind of what was found."""
    form = SearchForm(request.GET if "q" in request.GET else None)
    context: dict[str, Any] = {"form": form, "today": timezone.localdate(), "nav_here": "search"}
    if form.is_bound and form.is_valid() and (text := form.cleaned_data["q"]):
        action = action_with_reference(text)
        if action:
            return redirect(action)
        context |= _results(request, find(text, names=known_names()), form.cleaned_data["soort"])
    return render(request, "site/search.html", context)


def action_with_reference(text: str) -> Action | None:
    """The public action whose number was typed, with or without hyphens: 'a 2018 3'."""
    found = REFERENCE.match(text)
    if not found:
        return None
    reference = f"A-{found[1]}-{found[2].lstrip('0').zfill(3)}"
    return Action.objects.public().filter(reference=reference).first()


def _results(request: HttpRequest, found: Found, kind: str) -> dict[str, Any]:
    page = page_of(found.of_kind(kind), request)
    marker = Marker(found.query)
    is_english = get_language() == "en"
    shown = [
        {
            "document": document,
            "kind": SearchForm.KINDS[document.kind],
            "url": document.path_en if is_english else document.path,
            "title": marker.marked(document.title),
            "snippet": "" if document.kind == "voice" and len(document.text) < 110 else marker.snippet(document.text),
        }
        for document in documents_of(list(page))
    ]
    counts = found.counts
    return {
        "found": found,
        "page": page,
        "shown": shown,
        "kind": kind,
        "query": kept_query(request),
        "total": len(found.rows),
        "tabs": [(name, label, counts[name]) for name, label in SearchForm.KINDS.items() if counts[name]],
        "names": [(name, found.query.without(name), _page_of(name)) for name in found.query.names],
    }


def _page_of(name: Name) -> str:
    address, argument, query = name.page
    return reverse(address, args=[argument]) + query
