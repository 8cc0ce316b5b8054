"""Pages on paper: a template in the layout for it, as a tagged PDF (PDF/UA-1)."""

import hashlib
import mimetypes
from ctypes.util import find_library
from functools import cache as once
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.cache import cache
from django.core.files.storage import default_storage
from django.http import HttpRequest
from django.template.loader import render_to_string
from PIL import ImageFile

VARIANT = "pdf/ua-1"
A_DAY = 86_400
LETTER_SIZES = (10, 9.3, 8.6, 8, 7.5, 7)


@once
def is_available() -> bool:
    """Whether this machine has what WeasyPrint needs (Pango); without it nobody is offered a PDF."""
    # Asking for the library itself would be surer, but importing WeasyPrint takes seconds.
    return find_library("pango-1.0") is not None


def pdf_of(template: str, context: dict[str, Any], *, request: HttpRequest, most_pages: int) -> bytes:
    """The rendered template as a PDF of at most `most_pages`, set smaller when needed, down to 7 points.

    What was made before from the very same page comes from the cache.
    """
    html = render_to_string(template, context, request=request)
    key = f"pdf:{most_pages}:{hashlib.sha256(html.encode()).hexdigest()}"
    made = cache.get(key)
    if made is None:
        made = _write(html, most_pages)
        cache.set(key, made, A_DAY)
    return made


def _write(html: str, most_pages: int) -> bytes:
    from weasyprint import CSS, HTML  # slow to import, and absent without Pango

    # WeasyPrint lets the whole process accept pictures that break off; uploads must not.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    source = HTML(string=html, base_url="site:///", url_fetcher=_fetcher())
    for points in LETTER_SIZES:
        smaller = CSS(string=f"html {{ font-size: {points}pt !important }}")
        document = source.render(stylesheets=[smaller], pdf_variant=VARIANT, pdf_tags=True)
        if len(document.pages) <= most_pages:
            break
    written: bytes = document.write_pdf(
        pdf_variant=VARIANT, pdf_tags=True, dpi=200, jpeg_quality=80, optimize_images=True
    )
    return written


def _fetcher() -> Any:
    """Reads our own static and uploaded files from disk. No page makes this server fetch anything else."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class OwnFiles(URLFetcher):
        def fetch(self, url: str, headers: Any = None) -> Any:
            path = unquote(urlsplit(url).path)
            kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
            return URLFetcherResponse(url, _own_file(path), {"Content-Type": kind})

    return OwnFiles()


def _own_file(path: str) -> bytes:
    """The bytes behind a path of /static/ or /media/. Raises ValueError for any other."""
    static, media = f"/{settings.STATIC_URL.strip('/')}/", f"/{settings.MEDIA_URL.strip('/')}/"
    if path.startswith(media):
        with default_storage.open(path.removeprefix(media)) as file:
            return bytes(file.read())
    if path.startswith(static):
        name = path.removeprefix(static)
        found = finders.find(name)
        collected = settings.STATIC_ROOT / name
        if found:
            with open(found, "rb") as file:
                return file.read()
        if collected.resolve().is_relative_to(settings.STATIC_ROOT.resolve()):
            return collected.read_bytes()
    raise ValueError(f"not a file of this site: {path}")
