"""Compression of pages on their way out; static files are compressed beforehand by whitenoise."""

from typing import Any

from django.http import HttpRequest
from django.middleware.gzip import GZipMiddleware

TEXT = ("text/", "application/json", "application/xml", "application/atom+xml", "application/manifest+json")


class TextCompressionMiddleware(GZipMiddleware):
    """Django's own, for text only: pictures and PDF are compressed already.

    Guessing a secret from the length of pages (BREACH) fails: Django masks the CSRF token anew each time and adds a
    random number of bytes, and pages for visitors hold no secret at all.
    """

    def process_response(self, request: HttpRequest, response: Any) -> Any:
        if not response.get("Content-Type", "").startswith(TEXT):
            return response
        return super().process_response(request, response)
