"""Lists whose filters are an address: paging, the chosen filters, and addresses with one of them taken out."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict

PAGE = "pagina"
# Further than this nobody turns pages; a file of the list has all rows. So a page takes as long at any size.
MOST_PAGES = 50


@dataclass(frozen=True)
class Chosen:
    """A filter that is on: its words, and the address of the list without it."""

    label: str
    remove_url: str


class ListPaginator(Paginator):
    """Pages of a list, at most 50. `known` is the number of rows when that is known already.

    When it is not, rows are counted as far as pages go: `is_cut` says that there are more than `count`.
    """

    def __init__(self, rows: Any, per_page: int, *, known: int | None = None) -> None:
        super().__init__(rows, per_page)
        self.known = known
        self.most = per_page * MOST_PAGES

    @cached_property
    def _counted(self) -> int:
        if self.known is not None:
            return self.known
        if isinstance(self.object_list, QuerySet):
            return self.object_list.order_by().values("pk")[: self.most + 1].count()
        return len(self.object_list)

    @cached_property
    def is_cut(self) -> bool:
        """Whether there are more rows than pages show."""
        return self._counted > self.most

    @cached_property
    def count(self) -> int:
        return self._counted if self.known is not None else min(self._counted, self.most)

    @cached_property
    def num_pages(self) -> int:
        return min(MOST_PAGES, max(1, -(-self.count // self.per_page)))


def page_of(rows: Any, request: HttpRequest, *, per_page: int = 20, known: int | None = None) -> "Page[Any]":
    """The page that `?pagina=` asks for; the first or last one when it asks for what is not there."""
    return ListPaginator(rows, per_page, known=known).get_page(request.GET.get(PAGE))


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
