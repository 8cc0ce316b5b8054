"""Lists whose filters are an address: paging, the chosen filters, and addresses with one of them taken out."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, QueryDict

PAGE = "pagina"


@dataclass(frozen=True)
class Chosen:
    """A filter that is on: its words, and the address of the list without it."""

    label: str
    remove_url: str


def page_of(rows: Any, request: HttpRequest, *, per_page: int = 20) -> "Page[Any]":
    """The page that `?pagina=` asks for; the first or last one when it asks for what is not there."""
    return Paginator(rows, per_page).get_page(request.GET.get(PAGE))


def kept_query(request: HttpRequest) -> str:
    """The filters of this address, ready to have `pagina=2` added: 'wijk=oost&' or ''."""
    kept = _filters(request)
    return f"{kept.urlencode()}&" if kept else ""


def chosen(request: HttpRequest, name: str, value: str, label: str) -> Chosen:
    """That the filter `name` holds `value`, shown as `label`."""
    rest = _filters(request)
    rest.setlist(name, [other for other in rest.getlist(name) if other != value])
    return Chosen(label=label, remove_url=f"{request.path}?{rest.urlencode()}" if rest.urlencode() else request.path)


def _filters(request: HttpRequest) -> QueryDict:
    """What was filled in, without the page number and empty fields."""
    kept = QueryDict(mutable=True)
    for name, values in request.GET.lists():
        filled = [value for value in values if value]
        if name != PAGE and filled:
            kept.setlist(name, filled)
    return kept
