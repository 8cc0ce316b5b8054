"""Uploaded pictures, for where no proxy serves them."""

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.views.static import serve

from netwerk.accounts.access import public


@public
def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """A file that `netwerk.lib.pictures` made; its name is random and its content never changes."""
    response = serve(request, path, document_root=str(settings.MEDIA_ROOT))
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    return response
