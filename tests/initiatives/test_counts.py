"""Counts that are kept with the search index are those that counting row by row gives."""

import random
from itertools import product

import pytest

from initiatives.counts import InitiativeCounts
from initiatives.models import Area, Organisation, Theme
from tests.factories import make_district, make_neighbourhood, make_organisation, make_theme

pytestmark = pytest.mark.django_db


def test_a_place_counts_once_and_the_whole_city_everywhere() -> None:
    zuid, oost = make_district("Zuid"), make_district("Oost")
    lunetten = make_neighbourhood("Lunetten", parent=zuid)
    make_organisation(main_area=zuid, areas=[lunetten, oost])
    make_organisation(main_area=lunetten, areas=[lunetten])
    make_organisation(areas=[])
    counts = InitiativeCounts.now()
    assert counts.by_district() == {"zuid": 2, "oost": 1}
    assert (counts.total(), counts.total(zuid), counts.total(oost)) == (3, 3, 2)


def check(districts: list[Area], themes: list[Theme]) -> None:
    counts, rows = InitiativeCounts.now(), Organisation.objects.active().initiatives()
    for district, chosen, seeks in product([None, *districts], ([], themes[:1], themes[1:]), (False, True)):
        found = rows.serving(district) if district else rows
        found = found.about(*chosen) if chosen else found
        found = found.seeking_people() if seeks else found
        assert counts.total(district, [theme.slug for theme in chosen], seeks=seeks) == found.distinct().count()
    for theme in themes:
        assert counts.by_theme()[theme.slug] == rows.about(theme).count()
    for district in districts:
        assert counts.by_district()[district.slug] == rows.located_in(district).distinct().count()


def test_whatever_happens_to_the_rows_the_counts_stay_true() -> None:
    chance = random.Random(7)
    districts = [make_district() for _number in range(3)]
    areas = [*districts, *(make_neighbourhood(parent=district) for district in districts)]
    themes = [make_theme() for _number in range(3)]
    organisations = [
        make_organisation(
            main_area=chance.choice([*areas, None]),
            areas=chance.sample(areas, chance.randrange(3)),
            themes=chance.sample(themes, chance.randrange(4)),
            seeks=chance.choice(["", "Een kok"]),
            status=chance.choice(["pending", "published"]),
        )
        for _number in range(40)
    ]
    check(districts, themes)
    for organisation in chance.sample(organisations, 20):
        rows = Organisation.objects.filter(pk=organisation.pk)
        match chance.randrange(5):
            case 0:
                rows.update(status=chance.choice(["pending", "published"]))
            case 1:
                rows.update(seeks=chance.choice(["", "Een fietser"]))
            case 2:
                organisation.themes.set(chance.sample(themes, chance.randrange(4)))
            case 3:
                organisation.areas.set(chance.sample(areas, chance.randrange(3)))
            case _:
                rows.delete()
    check(districts, themes)
    Area.objects.filter(pk=districts[0].pk).update(slug="heel-anders")
    districts[0].refresh_from_db()
    check(districts, themes)
