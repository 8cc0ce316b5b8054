"""Whole pages for readers who are not signed in, kept compressed, answered before Django is asked.

docs/page-cache.md tells how it is used; docs/decisions/20-page-cache.md why it is like this.
"""

import gzip
import hashlib
import logging
import pickle
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any

import brotli
from cachetools import LRUCache
from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse

from netwerk.lib.compression import TEXT
from netwerk.lib.content_version import AwayError, ContentVersion

logger = logging.getLogger(__name__)

Headers = list[tuple[str, str]]
Environ = dict[str, Any]

# How long pages are shown while the database does not answer, in seconds.
KEPT_WHILE_AWAY = 3600
# Larger answers are rare, and would push out many pages.
LARGEST = 512 * 1024
# A browser asks each time whether its copy still holds; caches in between hold it for a second, and when we are away.
CACHE_CONTROL = "public, max-age=0, must-revalidate, s-maxage=1, stale-while-revalidate=1, stale-if-error=3600"
OWN_COPY = "private, no-cache"
KEPT_TYPES = (*TEXT, "text/calendar")
# Who sends one of these gets pages of their own: signed in, or with a message to read.
OWN_COOKIES = (settings.SESSION_COOKIE_NAME, "messages")
# Where a request carries the AwayError, for `refuse_while_away`.
AWAY = "netwerk.away"
# After the shared cache failed, it is left alone for so long, in seconds.
PAUSE = 5.0


@dataclass(frozen=True, slots=True)
class Page:
    """An answer as it was made once, of one version of the content, in one encoding."""

    version: str
    etag: str
    headers: Headers
    body: bytes

    @property
    def size(self) -> int:
        """What it takes in memory, in bytes, about."""
        return len(self.body) + 2000


class PageCache:
    """A WSGI application around another one.

    Only GET and HEAD without a session go through it; only whole answers of text with status 200 that set no cookie are
    kept. A page of an older version of the content is never shown.
    """

    def __init__(self, application: Callable[..., Iterable[bytes]], version: ContentVersion | None = None) -> None:
        self.application = application
        self.version = version or ContentVersion()
        self.pages: LRUCache[str, Page] = LRUCache(settings.PAGE_CACHE_BYTES, getsizeof=lambda page: page.size)
        self.lock = Lock()
        self.shared = SharedPages() if "pages" in settings.CACHES else None
        self.own_cookies = tuple(f"{name}=" for name in OWN_COOKIES)
        self.proxy_header = (settings.SECURE_PROXY_SSL_HEADER or ("",))[0]

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        method = environ["REQUEST_METHOD"]
        path = environ.get("PATH_INFO", "")
        if path.startswith((settings.STATIC_URL, settings.MEDIA_URL)):
            return self.application(environ, start_response)
        away: AwayError | None = None
        try:
            version = self.version.now()
        except AwayError as error:
            version, away = self.version.last, error
            environ[AWAY] = error
        if method not in ("GET", "HEAD"):
            return self._written(environ, start_response)
        cookies = environ.get("HTTP_COOKIE", "")
        if any(name in cookies for name in self.own_cookies) or "HTTP_AUTHORIZATION" in environ:
            return self.application(environ, _with_header(start_response, OWN_COPY))
        encoding = _encoding(environ.get("HTTP_ACCEPT_ENCODING", ""))
        scheme = environ.get(self.proxy_header) or environ["wsgi.url_scheme"]
        key = f"{encoding} {scheme} {environ.get('HTTP_HOST', '')} {path}?{environ.get('QUERY_STRING', '')}"
        page = self._kept(key, version) if away is None or away.since < KEPT_WHILE_AWAY else None
        state = "hit; detail=database-away" if away else "hit"
        if page is None:
            if method == "HEAD" or away:
                return self.application(environ, _with_header(start_response, OWN_COPY))
            made = self._make(environ, key, version, encoding, start_response)
            if not isinstance(made, Page):
                return made
            page, state = made, "fwd=miss; stored"
        return _answer(page, environ, start_response, state)

    def _written(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        try:
            return self.application(environ, start_response)
        finally:
            self.version.forget()

    def _kept(self, key: str, version: str) -> Page | None:
        with self.lock:
            page = self.pages.get(key)
        if page is not None and page.version == version:
            return page
        if self.shared is None:
            return None
        page = self.shared.get(key, version)
        if page is not None:
            self._keep(key, page)
        return page

    def _keep(self, key: str, page: Page) -> None:
        with self.lock:
            self.pages[key] = page

    def _make(
        self, environ: Environ, key: str, version: str, encoding: str, start_response: Callable[..., Any]
    ) -> Page | Iterable[bytes]:
        """Ask the application. A page that may be kept, or else its answer, which has been started."""
        # Compressed here, once.
        environ["HTTP_ACCEPT_ENCODING"] = ""
        started: list[Any] = []

        def note(status: str, headers: Headers, exc_info: Any = None) -> None:
            started[:] = [status, headers, exc_info]

        answer = self.application(environ, note)
        status, headers, exc_info = started
        found = {name.lower(): value for name, value in headers}
        if not _may_be_kept(status, found):
            environ["HTTP_ACCEPT_ENCODING"] = encoding
            if "cache-control" not in found and "set-cookie" in found:
                headers = [*headers, ("Cache-Control", OWN_COPY)]
            start_response(status, headers, exc_info)
            return answer
        body = b"".join(answer)
        if hasattr(answer, "close"):
            answer.close()
        etag = f'W/"{version}-{hashlib.blake2b(body, digest_size=9).hexdigest()}"'
        page = Page(version, etag, _headers(headers, found, etag, encoding), _compressed(body, encoding))
        if page.size < self.pages.maxsize:
            self._keep(key, page)
        if self.shared is not None:
            self.shared.set(key, page)
        return page


def refuse_while_away(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: while the database does not answer, no thread is kept waiting for it. Raises the AwayError."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if error := request.META.get(AWAY):
            raise error
        return get_response(request)

    return middleware


class SharedPages:
    """Pages in the cache that all processes and machines share. When it fails, it is done without for a while."""

    def __init__(self) -> None:
        self.cache = caches["pages"]
        self.release = release()
        self.failed = float("-inf")

    def get(self, key: str, version: str) -> Page | None:
        kept = self._try(self.cache.get, self._key(key, version))
        return pickle.loads(kept) if kept else None

    def set(self, key: str, page: Page) -> None:
        self._try(self.cache.set, self._key(key, page.version), pickle.dumps(page), KEPT_WHILE_AWAY)

    def _key(self, key: str, version: str) -> str:
        return hashlib.blake2b(f"{self.release} {version} {key}".encode(), digest_size=24).hexdigest()

    def _try(self, do: Callable[..., Any], *args: Any) -> Any:
        if time.monotonic() - self.failed < PAUSE:
            return None
        try:
            return do(*args)
        except Exception as error:  # whatever kind of cache it is, pages go on without it
            logger.warning("The shared cache of pages does not answer: %s", error)
            self.failed = time.monotonic()
            return None


def release() -> str:
    """A fingerprint of the code and the templates: pages made by an earlier release are not shown by this one."""
    digest = hashlib.blake2b(digest_size=12)
    for folder in ("netwerk", "initiatives", "meetings", "agenda", "templates", "static"):
        for path in sorted(Path(settings.BASE_DIR, folder).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                digest.update(str(path).encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()


def _encoding(accepted: str) -> str:
    """The best of what is accepted: 'br', 'gzip' or ''."""
    if "br" in accepted and "br;q=0" not in accepted:
        return "br"
    return "gzip" if "gzip" in accepted and "gzip;q=0" not in accepted else ""


def _compressed(body: bytes, encoding: str) -> bytes:
    if encoding == "br":
        return bytes(brotli.compress(body, quality=5))
    return gzip.compress(body, 6, mtime=0) if encoding == "gzip" else body


def _may_be_kept(status: str, headers: dict[str, str]) -> bool:
    """Whole answers (they tell their length) of text, the same for everybody."""
    length = headers.get("content-length", "")
    return (
        status.startswith("200 ")
        and "set-cookie" not in headers
        and headers.get("content-type", "").startswith(KEPT_TYPES)
        and length.isdigit()
        and int(length) <= LARGEST
        and not {"private", "no-store"} & {part.strip() for part in headers.get("cache-control", "").split(",")}
    )


def _headers(headers: Headers, found: dict[str, str], etag: str, encoding: str) -> Headers:
    replaced = {"content-length", "vary", "etag", "content-encoding"}
    kept = [(name, value) for name, value in headers if name.lower() not in replaced]
    if "cache-control" not in found:
        kept.append(("Cache-Control", CACHE_CONTROL))
    if encoding:
        kept.append(("Content-Encoding", encoding))
    return [*kept, ("ETag", etag), ("Vary", "Accept-Encoding, Cookie")]


def _answer(page: Page, environ: Environ, start_response: Callable[..., Any], state: str) -> Iterable[bytes]:
    status = ("Cache-Status", f"netwerk; {state}")
    if page.etag in environ.get("HTTP_IF_NONE_MATCH", ""):
        wanted = ("Cache-Control", "ETag", "Vary")
        start_response("304 Not Modified", [*(header for header in page.headers if header[0] in wanted), status])
        return ()
    start_response("200 OK", [*page.headers, ("Content-Length", str(len(page.body))), status])
    return () if environ["REQUEST_METHOD"] == "HEAD" else (page.body,)


def _with_header(start_response: Callable[..., Any], cache_control: str) -> Callable[..., Any]:
    """`start_response` that adds a Cache-Control where the answer has none."""

    def start(status: str, headers: Headers, exc_info: Any = None) -> Any:
        if not any(name.lower() == "cache-control" for name, _value in headers):
            headers = [*headers, ("Cache-Control", cache_control)]
        return start_response(status, headers, exc_info)

    return start
