"""Where somebody lives, as they type it."""

import re
from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from initiatives.models import Area

POSTCODE = re.compile(r"^\s*(\d{4})\s*([a-zA-Z]{2})?\s*$")


@dataclass(frozen=True)
class Place:
    """A page that answers "where do you live?"; `name` is the district, or the neighbourhood in it."""

    name: str
    url: str


class WhereForm(forms.Form):
    """A postcode ('3562', '3562 AB'), a district or a neighbourhood; `places` holds what was found."""

    waar = forms.CharField(
        label=_("Waar woon je?"),
        help_text=_("Je postcode of je wijk. Bijvoorbeeld 3562 of Overvecht."),
        max_length=80,
        widget=forms.TextInput(attrs={"class": "input", "autocomplete": "postal-code"}),
        error_messages={"required": _("Vul je postcode of je wijk in.")},
    )

    places: list[Place]

    def clean_waar(self) -> str:
        typed = self.cleaned_data["waar"].strip()
        postcode = POSTCODE.match(typed)
        areas = Area.objects.of_municipality(settings.MUNICIPALITY_CODE)
        if postcode:
            districts = list(areas.with_postcode(postcode[1]))
            if not districts:
                raise forms.ValidationError(
                    _("Deze postcode ligt niet in %(city)s. Vul 4 cijfers in, bijvoorbeeld 3562."),
                    params={"city": settings.CITY_NAME},
                )
            self.places = [Place(district.name, district.get_absolute_url()) for district in districts]
        else:
            self.places = self._named(typed, list(areas.select_related("parent")))
            if not self.places:
                raise forms.ValidationError(
                    _("Deze plek kennen we niet. Kies hieronder je wijk, of vul je postcode in.")
                )
        return typed

    def _named(self, typed: str, areas: list[Any]) -> list[Place]:
        """The areas with just this name, else those whose name holds it; at most ten."""
        wanted = typed.casefold()
        exact = [area for area in areas if area.name.casefold() == wanted]
        found = exact or [area for area in areas if wanted in area.name.casefold()]
        places = []
        for area in found[:10]:
            url = area.get_absolute_url()
            if area.parent:
                places.append(Place(f"{area.name} ({area.parent.name})", f"{url}?{urlencode({'buurt': area.slug})}"))
            else:
                places.append(Place(area.name, url))
        return places
