"""What every page needs to know about the site: settings only, never a query."""

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, str | bool]:
    """The names of the site and its city, how to reach the network, and whether the city is a made-up one."""
    return {
        "site_name": settings.SITE_NAME,
        "city_name": settings.CITY_NAME,
        "contact_email": settings.CONTACT_EMAIL,
        "contact_phone": settings.CONTACT_PHONE,
        "show_demo_notice": settings.SHOW_DEMO_NOTICE,
    }
