"""Every address of the site. The Dutch tree is at /, the English one at /en/ with its own slugs."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path
from django.utils.translation import gettext_lazy as _

from netwerk.site.views import media

urlpatterns: list[URLPattern | URLResolver] = [
    path("beheer/", admin.site.urls),
    path("media/<path:path>", media, name="media"),
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
