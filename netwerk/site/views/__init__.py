"""Pages that span the apps, and those that are only words."""

from netwerk.site.views.council import council
from netwerk.site.views.desk import desk, handle_suggestion, outgoing_mail
from netwerk.site.views.district import district
from netwerk.site.views.errors import bad_request, server_error
from netwerk.site.views.follow import follow, follow_link
from netwerk.site.views.home import home
from netwerk.site.views.media import media
from netwerk.site.views.meeting import meeting
from netwerk.site.views.open_data import open_data
from netwerk.site.views.review import correct_report, review_outcomes
from netwerk.site.views.search import search
from netwerk.site.views.share_image import share_image
from netwerk.site.views.tell import propose_initiative, tell_us
from netwerk.site.views.theme import theme
from netwerk.site.views.words import about, accessibility, contact, privacy

__all__ = [
    "about",
    "accessibility",
    "bad_request",
    "contact",
    "correct_report",
    "council",
    "desk",
    "district",
    "follow",
    "follow_link",
    "handle_suggestion",
    "home",
    "media",
    "meeting",
    "open_data",
    "outgoing_mail",
    "privacy",
    "propose_initiative",
    "review_outcomes",
    "search",
    "server_error",
    "share_image",
    "tell_us",
    "theme",
]
