"""HTML that was made once, shown again for as long as what it was made of is the same.

Not the page cache (netwerk.lib.page_cache), whose pages take no query and hold until any content changes: here the rows
are read each time, and only what would come of them is not made again.
"""

import sys
from collections.abc import Callable, Hashable, Iterable
from threading import Lock
from typing import Any

from cachetools import LRUCache
from django.conf import settings
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from netwerk.lib.page_cache import OWN_COOKIES
from netwerk.lib.statements import fingerprint

_kept: LRUCache[Hashable, bytes | str] = LRUCache(settings.KEPT_HTML_BYTES, getsizeof=sys.getsizeof)
_lock = Lock()


def piece(name: str, *keys: Any) -> SafeString | None:
    """What `{% keep name … %}` has rendered for these values in this language and still keeps; None when it has not."""
    found = _find(_key(name, keys))
    return None if found is None else SafeString(found)


def keep_piece(html: str, name: str, *keys: Any) -> None:
    """Keep what `piece` will find, as long as there is room."""
    _store(_key(name, keys), html)


def _key(name: str, keys: Iterable[Any]) -> Hashable:
    told = (all_of(value) if isinstance(value, Model) else value for value in keys)
    return name, get_language(), *told


def all_of(row: Model) -> Hashable:
    """The same text whenever an object and all that came along with it (`select_related`, prefetched) are the same."""
    return fingerprint(_told(row, set()))


def _told(row: Any, seen: set[int]) -> Any:
    if as_read := row.__dict__.get("_as_read"):
        return as_read
    if id(row) in seen:  # it came along with something that came along with it
        return row.pk
    seen.add(id(row))
    columns = [(name, value) for name, value in row.__dict__.items() if not name.startswith("_")]
    one = [(name, other and _told(other, seen)) for name, other in row._state.fields_cache.items()]
    prefetched = row.__dict__.get("_prefetched_objects_cache", {})
    many = [(name, [_told(other, seen) for other in rows]) for name, rows in prefetched.items()]
    return row._meta.label, columns, one, many


def forget() -> None:
    """Keep nothing of what is kept now."""
    with _lock:
        _kept.clear()


def page(request: HttpRequest, template: str, read: Hashable, context: Callable[[], dict[str, Any]]) -> HttpResponse:
    """The page that `render` makes of `context()`, made once for each address, language and `read`.

    `read` is all that was found out for it: what came from the database (`Rows.as_read`), and the day or the moment.
    For who is signed in, or has a message to read, it is made each time.
    """
    if any(name in request.COOKIES for name in OWN_COOKIES):
        return render(request, template, context())
    key = (template, get_language(), request.get_full_path(), read)
    html = _find(key)
    if html is not None:
        response = HttpResponse(html)
        # As of a page that looked whether somebody is signed in.
        patch_vary_headers(response, ["Cookie"])
        return response
    response = render(request, template, context())
    # A form would show the token of one reader to all others.
    if "CSRF_COOKIE" not in request.META:
        _store(key, response.content)
    return response


def _find(key: Hashable) -> Any:
    # Reading moves it to the end of the line, and another thread may take it out meanwhile.
    with _lock:
        return _kept.get(key)


def _store(key: Hashable, html: bytes | str) -> None:
    if sys.getsizeof(html) <= _kept.maxsize:
        with _lock:
            _kept[key] = html
