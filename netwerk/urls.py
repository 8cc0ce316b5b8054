"""Every address of the site. The Dutch tree is at /, the English one at /en/ with its own slugs."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path
from django.utils.translation import gettext_lazy as _

from netwerk.site import views
from netwerk.site.views import around

urlpatterns: list[URLPattern | URLResolver] = [
    path("beheer/", admin.site.urls),
    path("media/<path:path>", views.media, name="media"),
    path("sitemap.xml", around.sitemap, name="sitemap"),
    path("sitemap-<slug:section>.xml", around.sitemap_part, name="sitemap_part"),
    path("robots.txt", around.robots, name="robots"),
    path(".well-known/security.txt", around.security_txt, name="security_txt"),
    path("manifest.webmanifest", around.manifest, name="manifest"),
    path("favicon.ico", around.favicon, name="favicon"),
    *i18n_patterns(
        # Tried in turn, and each costs time: what is asked for all day comes first.
        path("", views.home, name="home"),
        path(_("bijeenkomsten/<int:year>/<slug:slug>/"), views.meeting, name="meeting"),
        # Before the slugs of initiatives.
        path(_("initiatieven/aanmelden/"), views.propose_initiative, name="propose_initiative"),
        path("", include("initiatives.urls")),
        path("", include("agenda.urls")),
        path("", include("meetings.urls")),
        path("", include("netwerk.site.urls")),
        path(_("account/"), include("netwerk.accounts.urls")),
        prefix_default_language=False,
    ),
]

handler400 = "netwerk.site.views.bad_request"
handler500 = "netwerk.site.views.server_error"
