"""What people see when a request makes no sense, or when we fail. Django's own pages do for 403 and 404."""

import logging

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseServerError
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import escape
from django.utils.translation import get_language_from_path, override

from netwerk.accounts.access import public
from netwerk.lib.context_processors import site

log = logging.getLogger(__name__)


@public
def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """A plain page that does not read the request again: its body or its host may be what is wrong."""
    return HttpResponseBadRequest(render_to_string("400.html", site(request)))


@public
def server_error(request: HttpRequest) -> HttpResponse:
    """A page that asks nothing of the database, the session or the user, in the language of the address.

    Whatever is broken, be it templates, translations or collected files: something readable comes out.
    """
    try:
        language = get_language_from_path(request.path_info) or settings.LANGUAGE_CODE
        with override(language):
            context = {**site(request), "language": language, "stylesheet": _stylesheet()}
            return HttpResponseServerError(render_to_string("500.html", context))
    except Exception:
        log.exception("The page for our own faults cannot be made")
        return HttpResponseServerError(
            '<!doctype html><html lang="nl"><meta charset="utf-8"><title>Er ging iets mis</title>'
            f"<h1>Er ging iets mis bij ons</h1><p>Probeer het zo weer, of bel {escape(settings.CONTACT_PHONE)}.</p>"
            '<p lang="en">Something went wrong on our side. Please try again in a few minutes.</p></html>'
        )


def _stylesheet() -> str:
    """Its address with the fingerprint; the plain one, which is collected too, when the list of files is missing."""
    try:
        return static("site.css")
    except ValueError:
        return f"{settings.STATIC_URL}site.css"
