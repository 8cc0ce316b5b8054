"""Pages that span the apps, and those that are only words."""

from netwerk.site.views.district import district
from netwerk.site.views.errors import bad_request
from netwerk.site.views.home import home
from netwerk.site.views.media import media
from netwerk.site.views.meeting import meeting
from netwerk.site.views.words import about, accessibility, contact, privacy

__all__ = [
    "about",
    "accessibility",
    "bad_request",
    "contact",
    "district",
    "home",
    "media",
    "meeting",
    "privacy",
]
