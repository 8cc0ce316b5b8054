"""What machines ask of any site: where its pages are, how it is installed, whom to tell about a hole in it."""

from datetime import UTC, timedelta
from typing import Any

from django.conf import settings
from django.contrib.sitemaps import views
from django.contrib.sitemaps.views import SitemapIndexItem
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from netwerk.accounts.access import public
from netwerk.lib.links import absolute
from netwerk.site.sitemaps import sitemaps

# RFC 9116 advises less than a year; the date moves along, and stays the same for a day.
SECURITY_TEXT_HOLDS = timedelta(days=300)


@public
def sitemap(request: HttpRequest) -> HttpResponse:
    """The list of sitemaps: one for each kind of page, in parts when it is long."""
    parts = []
    for name, pages in sitemaps().items():
        address = absolute(reverse("sitemap_part", args=[name]))
        numbers = range(1, pages.paginator.num_pages + 1)
        parts += [SitemapIndexItem(f"{address}?p={number}" if number > 1 else address) for number in numbers]
    return render(request, "sitemap_index.xml", {"sitemaps": parts}, content_type="application/xml")


@public
def sitemap_part(request: HttpRequest, section: str) -> HttpResponse:
    """All pages of one kind, in both languages."""
    parts: dict[str, Any] = dict(sitemaps())
    return views.sitemap(request, parts, section)


@public
def robots(request: HttpRequest) -> HttpResponse:
    """Everything may be read, but for what asks people to sign in."""
    closed = ["/beheer/"]
    for language, _name in settings.LANGUAGES:
        with override(language):
            closed += [reverse("desk"), f"{reverse('account_login').rsplit('/', 2)[0]}/"]
    sitemap_address = absolute(reverse("sitemap"))
    return _text(["User-agent: *", *(f"Disallow: {path}" for path in closed), "", f"Sitemap: {sitemap_address}"])


@public
def security_txt(request: HttpRequest) -> HttpResponse:
    """RFC 9116: whom to tell about a hole in the site."""
    today = timezone.now().astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    return _text(
        [
            f"Contact: mailto:{settings.CONTACT_EMAIL}",
            f"Expires: {today + SECURITY_TEXT_HOLDS:%Y-%m-%dT%H:%M:%SZ}",
            "Preferred-Languages: nl, en",
            f"Canonical: {absolute(reverse('security_txt'))}",
        ]
    )


@public
def manifest(request: HttpRequest) -> HttpResponse:
    """What a phone needs to put the site on its first screen."""
    with override("nl"):
        data = {
            "name": settings.SITE_NAME,
            "short_name": settings.SITE_NAME.split()[0],
            "description": _("Van en door bewoners"),
            "lang": "nl",
            "dir": "ltr",
            "id": "/",
            "start_url": "/",
            "scope": "/",
            "display": "minimal-ui",
            "background_color": "#fffcfb",
            "theme_color": "#ffd6de",
            "icons": [
                {"src": static(f"img/icon-{size}.png"), "sizes": f"{size}x{size}", "type": "image/png", "purpose": use}
                for size in (192, 512)
                for use in ("any", "maskable")
            ],
        }
    return JsonResponse(data, content_type="application/manifest+json")


@public
def favicon(request: HttpRequest) -> HttpResponseBase:
    """For what asks for this address without reading a page first."""
    response = redirect(static("img/favicon.ico"))
    response["Cache-Control"] = "public, max-age=86400"
    return response


def _text(lines: list[str]) -> HttpResponse:
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
