"""Every address of the site. The Dutch tree is at /, the English one at /en/ with its own slugs."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path
from django.utils.translation import gettext_lazy as _

from netwerk.site.views import around, media

urlpatterns: list[URLPattern | URLResolver] = [
    path("beheer/", admin.site.urls),
    path("media/<path:path>", media, name="media"),
    path("sitemap.xml", around.sitemap, name="sitemap"),
    path("sitemap-<slug:section>.xml", around.sitemap_part, name="sitemap_part"),
    path("robots.txt", around.robots, name="robots"),
    path(".well-known/security.txt", around.security_txt, name="security_txt"),
    path("manifest.webmanifest", around.manifest, name="manifest"),
    path("favicon.ico", around.favicon, name="favicon"),
    *i18n_patterns(
        path("", include("netwerk.site.urls")),
        path("", include("initiatives.urls")),
        path("", include("meetings.urls")),
        path("", include("agenda.urls")),
        path(_("account/"), include("netwerk.accounts.urls")),
        prefix_default_language=False,
    ),
]

handler400 = "netwerk.site.views.bad_request"
handler500 = "netwerk.site.views.server_error"
