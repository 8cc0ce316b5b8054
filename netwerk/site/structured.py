"""The site itself as schema.org tells it."""

from django.conf import settings
from django.utils.translation import get_language

from netwerk.lib.links import absolute
from netwerk.lib.structured import Data


def site_data() -> list[Data]:
    """The site, and the network that makes it."""
    network = {"@id": absolute("/#netwerk")}
    return [
        {
            "@type": "WebSite",
            "@id": absolute("/#site"),
            "name": settings.SITE_NAME,
            "url": absolute("/"),
            "inLanguage": get_language(),
            "publisher": network,
        },
        {
            "@type": "Organization",
            **network,
            "name": settings.SITE_NAME,
            "url": absolute("/"),
            "logo": absolute("/static/img/icon-512.png"),
            "email": settings.CONTACT_EMAIL,
            "telephone": settings.CONTACT_PHONE,
            "areaServed": {"@type": "City", "name": settings.CITY_NAME},
        },
    ]
