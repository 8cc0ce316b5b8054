"""What people see when a request makes no sense, or when we fail. Django's own pages do for 403 and 404."""

import logging
import sys
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseServerError, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import escape
from django.utils.translation import get_language_from_path, override

from netwerk.accounts.access import public
from netwerk.lib.content_version import AwayError
from netwerk.lib.context_processors import site

log = logging.getLogger(__name__)


@public
def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """A plain page that does not read the request again: its body or its host may be what is wrong."""
    return HttpResponseBadRequest(render_to_string("400.html", site(request)))


@public
def server_error(request: HttpRequest) -> HttpResponse:
    """A page that asks nothing of the database, the session or the user, in the language of the address.

    Whatever is broken, be it templates, translations or collected files: something readable comes out. When the
    database or the cache is away, it says that nothing was saved, and gives back what was typed.
    """
    try:
        language = get_language_from_path(request.path_info) or settings.LANGUAGE_CODE
        is_away = _is_away(sys.exc_info()[1])
        with override(language):
            context: dict[str, Any] = {**site(request), "language": language, "stylesheet": _stylesheet()}
            context["is_away"] = is_away
            if is_away and request.method == "POST":
                context |= {"is_post": True, "typed": _typed(request)}
            response = HttpResponseServerError(render_to_string("500.html", context))
        if is_away:
            response.status_code = 503
            response["Retry-After"] = "30"
        return response
    except Exception:
        log.exception("The page for our own faults cannot be made")
        return HttpResponseServerError(
            '<!doctype html><html lang="nl"><meta charset="utf-8"><title>Er ging iets mis</title>'
            f"<h1>Er ging iets mis bij ons</h1><p>Probeer het zo weer, of bel {escape(settings.CONTACT_PHONE)}.</p>"
            '<p lang="en">Something went wrong on our side. Please try again in a few minutes.</p></html>'
        )


def _is_away(error: BaseException | None) -> bool:
    """Whether the database or the shared cache did not answer: then nothing was saved."""
    while error is not None:
        if isinstance(error, (AwayError, OperationalError, InterfaceError)):
            return True
        if type(error).__module__.startswith("redis."):
            return True
        error = error.__cause__ or error.__context__
    return False


def _typed(request: HttpRequest) -> list[str]:
    """What somebody wrote in the fields of a form, to be copied from the page; short answers are left out."""
    try:
        lists = request.POST.lists()
    except (MultiPartParserError, RequestDataTooBig, TooManyFieldsSent, UnreadablePostError):
        return []
    return [text for name, texts in lists if name != "csrfmiddlewaretoken" for text in texts if len(text.strip()) > 2]


def _stylesheet() -> str:
    """Its address with the fingerprint; the plain one, which is collected too, when the list of files is missing."""
    try:
        return static("site.css")
    except ValueError:
        return f"{settings.STATIC_URL}site.css"
