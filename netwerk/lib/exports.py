"""Lists as files for other programs: CSV and JSON, written while the rows are read, however many there are.

The filters of a list are the query of its files too, and `Column` says what stands in them: docs/open-data.md.
"""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from operator import attrgetter
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.urls.converters import StringConverter
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, override
from django.utils.translation import gettext as _

from netwerk.lib.links import absolute
from netwerk.lib.lists import kept_query

Cell = str | Promise | int | bool | date | datetime | Sequence[str] | None

# What a spreadsheet would take for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
# Rows that are read from the database, and written to the visitor, at a time.
READ, WRITTEN = 2000, 200

WORDS = {
    "ics": gettext_lazy("agenda (ics)"),
    "csv": gettext_lazy("spreadsheet (csv)"),
    "json": gettext_lazy("data (json)"),
    "atom": gettext_lazy("nieuws-feed (atom)"),
}


@dataclass(frozen=True)
class Column:
    """One thing that a file tells of each row.

    `name` is its key in JSON, the same in every language and never changed; `heading` stands above it in a
    spreadsheet. The value is the attribute `name` of the row, or what `value` makes of the row.
    """

    name: str
    heading: str | Promise
    value: Callable[[Any], Cell] | None = None
    note: str | Promise = ""

    def of(self, row: Any) -> Cell:
        return self.value(row) if self.value else attrgetter(self.name)(row)


@dataclass(frozen=True)
class OtherForm:
    """The list of a page in another form: its format, that in words, and the address with the same filters."""

    format: str
    words: str | Promise
    url: str


def formats(*names: str) -> type[StringConverter]:
    """A converter for addresses that knows only these formats; any other one is no address."""
    return type("Formats", (StringConverter,), {"regex": "|".join(names)})


def other_forms(name: str, names: Iterable[str], query: str = "") -> list[OtherForm]:
    """The forms `names` of a list, of which `name` is the address; `query` is what `kept_query` says."""
    end = f"?{query.rstrip('&')}" if query else ""
    return [OtherForm(form, WORDS[form], reverse(name, args=[form]) + end) for form in names]


def page_of_list(request: HttpRequest, list_name: str) -> str:
    """The whole address of the page that shows the same rows as the file that is asked for."""
    query = kept_query(request).rstrip("&")
    return absolute(reverse(list_name) + (f"?{query}" if query else ""))


def refusal(filters: Any, list_name: str) -> HttpResponse:
    """The answer to a filter we do not know. Everything would be wrong: nobody may take it for what they asked."""
    text = _("Deze keuze kennen we niet: %(names)s. Op %(url)s staat wat je kunt kiezen.") % {
        "names": ", ".join(filters.form.errors),
        "url": absolute(reverse(list_name)),
    }
    return HttpResponse(f"{text}\n", status=400, content_type="text/plain; charset=utf-8")


def file_of(
    request: HttpRequest, form: str, columns: Sequence[Column], rows: Any, *, list_name: str
) -> StreamingHttpResponse:
    """`rows` (a queryset without prefetching) as "csv" or "json", in the language of the page. One query."""
    found = rows.iterator(chunk_size=READ)
    language = get_language() or settings.LANGUAGE_CODE
    if form == "csv":
        response = StreamingHttpResponse(_as_csv(columns, found, language), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{request.path.rpartition("/")[2]}"'
        return response
    url = page_of_list(request, list_name)
    return StreamingHttpResponse(_as_json(columns, found, url, language), content_type="application/json")


def _as_csv(columns: Sequence[Column], rows: Iterator[Any], language: str) -> Iterator[str]:
    with override(language):
        heading = _csv_lines([[str(column.heading) for column in columns]])
    yield f"\ufeff{heading}"  # so that Excel takes it for UTF-8
    # The language is set for each part: between two of them, this thread may do something else.
    while batch := list(islice(rows, WRITTEN)):
        with override(language):
            part = _csv_lines([[_csv_cell(column.of(row)) for column in columns] for row in batch])
        yield part


def _csv_lines(lines: list[list[str]]) -> str:
    out = io.StringIO()
    csv.writer(out).writerows(lines)
    return out.getvalue()


def _csv_cell(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("ja") if value else _("nee")
    if isinstance(value, datetime):
        return f"{timezone.localtime(value):%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int):
        return str(value)
    text = str(value) if isinstance(value, str | Promise) else "; ".join(value)
    return f"'{text}" if text.startswith(FORMULA) else text


def _as_json(columns: Sequence[Column], rows: Iterator[Any], url: str, language: str) -> Iterator[str]:
    """The number of rows comes last: it is known then, and it tells that the file is whole."""
    yield f'{{"url": {json.dumps(url)}, "written_at": {json.dumps(_json_cell(timezone.now()))}, "results": ['
    count = 0
    while batch := list(islice(rows, WRITTEN)):
        with override(language):
            parts = [
                json.dumps({column.name: _json_cell(column.of(row)) for column in columns}, ensure_ascii=False)
                for row in batch
            ]
        yield (",\n" if count else "\n") + ",\n".join(parts)
        count += len(batch)
    yield f'\n], "count": {count}}}\n'


def _json_cell(value: Cell) -> Any:
    if isinstance(value, datetime):
        return timezone.localtime(value).isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Promise) else value
