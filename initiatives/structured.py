"""Organisations and districts as schema.org tells them."""

from typing import Any

from django.conf import settings

from initiatives.models import Area, Organisation
from netwerk.lib.links import absolute
from netwerk.lib.structured import Data


def city() -> dict[str, Any]:
    return {"@type": "City", "name": settings.CITY_NAME}


def address_data(street: str) -> Data:
    """An address in the city; `street` is empty when it is not known."""
    return {
        "@type": "PostalAddress",
        "streetAddress": street,
        "addressLocality": settings.CITY_NAME,
        "addressCountry": "NL",
    }


def organisation_data(organisation: Organisation) -> Data:
    """A public organisation. NB: reads its main area and that one's parent."""
    district = organisation.district
    return {
        "@type": "Organization",
        "@id": absolute(organisation.get_absolute_url()),
        "name": organisation.name,
        "description": organisation.sentence,
        "url": absolute(organisation.get_absolute_url()),
        "sameAs": [organisation.website] if organisation.website else [],
        "address": address_data(organisation.visiting_address) if organisation.visiting_address else None,
        "areaServed": place_data(district) if district else city(),
        "email": organisation.public_email,
        "telephone": organisation.public_phone,
        "image": absolute(organisation.photo.url) if organisation.photo else None,
        "dissolutionDate": str(organisation.stopped_year) if organisation.stopped_year else None,
    }


def named(organisation: Organisation) -> Data:
    """Only who it is, for a place where another thing is told; without an address when it is not public."""
    path = organisation.get_absolute_url() if organisation.is_public else ""
    return {"@type": "Organization", "name": organisation.name, "url": absolute(path) if path else None}


def place_data(district: Area) -> Data:
    """A district of the city."""
    return {
        "@type": "Place",
        "name": district.name,
        "url": absolute(district.get_absolute_url()),
        "geo": {"@type": "GeoCoordinates", "latitude": district.latitude, "longitude": district.longitude},
        "containedInPlace": city(),
    }
