"""Searching everything that is public."""

import re
from collections.abc import Mapping
from itertools import groupby
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
from netwerk.lib.search.models import SearchDocument
from netwerk.lib.search.query import Name, Words
from netwerk.lib.search.snippets import Marker
from netwerk.site.forms import SearchForm
from netwerk.site.search_documents import KINDS, LONGEST_TITLE, kind_names

# The number of an action as people write it: 'A-2018-003', 'a2018 3', 'afspraak 2018-3', with any dash.
REFERENCE = re.compile(
    r"\W*(?:(?:afspraak|agreement)\W+)?(?:a[\s‐-―-]*(\d{4})[\s‐-―-]*|(\d{4})[‐-―-])(\d{1,6})\W*", re.IGNORECASE
)


@public
def search(request: HttpRequest) -> HttpResponseBase:
    """`?q=` words, `?soort=` one kind of what was found."""
    form = SearchForm(request.GET if "q" in request.GET else None)
    context: dict[str, Any] = {"form": form, "today": timezone.localdate(), "nav_here": "search"}
    if form.is_bound and form.is_valid() and (text := form.cleaned_data["q"]):
        context["reference"] = reference = typed_reference(text)
        action = Action.objects.public().filter(reference=reference).first() if reference else None
        if action:
            return redirect(action)
        context |= _results(request, find(text, names=recognised()), form.cleaned_data["soort"])
    return render(request, "site/search.html", context)


def recognised() -> Mapping[Words, Name]:
    """Kinds, places and themes that a query may name. Two queries."""
    return {**kind_names(), **known_names()}


def typed_reference(text: str) -> str:
    """The number of an action when that is what was typed, with or without hyphens: 'a 2018 3'; or else ''."""
    found = REFERENCE.fullmatch(text)
    return f"A-{found[1] or found[2]}-{found[3].lstrip('0').zfill(3)}" if found else ""


def _results(request: HttpRequest, found: Found, kind: str) -> dict[str, Any]:
    keys = found.of_kind(kind)
    page = page_of(keys, request)
    near, counts = found.near, found.counts
    shown = groupby(documents_of(list(page)), key=lambda document: document.pk in near)
    marker = Marker(found.query)
    near_count = sum(key in near for key in keys)
    return {
        "found": found,
        "page": page,
        # What comes near stands under a heading of its own, unless there is nothing else.
        "groups": [
            (is_near and not found.is_loose, [_hit(document, marker) for document in documents])
            for is_near, documents in shown
        ],
        "kind": kind,
        "query": kept_query(request),
        "total": len(keys),
        "all_count": len(found.rows),
        "near_count": 0 if found.is_loose else near_count,
        "whole_count": len(keys) - near_count,
        "tabs": [(name, one.plural, counts[name]) for name, one in KINDS.items() if counts[name] or name == kind],
        "names": [(name, found.query.without(name), _page_of(name)) for name in found.query.names],
    }


def _hit(document: SearchDocument, marker: Marker) -> dict[str, Any]:
    is_short_voice = document.kind == "voice" and len(document.text) < LONGEST_TITLE
    return {
        "document": document,
        "kind": KINDS[document.kind].singular,
        "url": document.path_en if get_language() == "en" else document.path,
        "title": marker.marked(document.title),
        "snippet": "" if is_short_voice else marker.snippet(document.text),
    }


def _page_of(name: Name) -> str:
    address, arguments, query = name.page
    return reverse(address, args=arguments) + query
