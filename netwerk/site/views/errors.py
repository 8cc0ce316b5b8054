"""What people see when a request makes no sense. Django's own pages do for 403, 404 and 500."""

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.template.loader import render_to_string

from netwerk.accounts.access import public
from netwerk.lib.context_processors import site


@public
def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """A plain page that does not read the request again: its body or its host may be what is wrong."""
    return HttpResponseBadRequest(render_to_string("400.html", site(request)))
