"""The whole demonstration city at once."""

from datetime import date

from django.db import transaction

from initiatives.areas import load_shipped_areas
from initiatives.models import Organisation
from netwerk.site.demo.actions import load_actions
from netwerk.site.demo.desk import load_desk
from netwerk.site.demo.items import load_items
from netwerk.site.demo.meetings import load_meetings
from netwerk.site.demo.message import load_messages
from netwerk.site.demo.moments import set_moments
from netwerk.site.demo.organisations import load_organisations, load_themes
from netwerk.site.demo.visitors import load_visitors


@transaction.atomic
def load_city(*, today: date) -> None:
    """Make the demonstration city around `today`, all or nothing. What exists is left alone, so it is safe to repeat."""
    is_new = not Organisation.objects.exists()
    load_shipped_areas()
    themes = load_themes()
    organisations = load_organisations(today=today, themes=themes)
    meetings = load_meetings(today=today, organisations=organisations, themes=themes)
    items = load_items(today=today, organisations=organisations, meetings=meetings, themes=themes)
    load_actions(today=today, organisations=organisations, meetings=meetings, items=items)
    load_messages(today=today, organisations=organisations, items=items)
    if is_new:
        load_visitors(today=today, meetings=meetings, themes=themes)
        set_moments(today=today)
        load_desk()
