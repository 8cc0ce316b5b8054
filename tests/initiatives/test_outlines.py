"""Drawings of districts made from their boundaries."""

import json
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from initiatives.areas import import_files
from initiatives.models import Area
from initiatives.outlines import thinned
from tests.factories import make_organisation

pytestmark = pytest.mark.django_db


def district(number: int, name: str, west: float) -> dict[str, object]:
    """A square district; the next one begins where it ends."""
    east = west + 0.1
    ring = [[west, 52.0], [east, 52.0], [east, 52.1], [west + 0.05, 52.1001], [west, 52.1], [west, 52.0]]
    known = {"wijkcode": f"WK03630{number}", "wijknaam": name, "gemeentecode": "GM0363", "gemeentenaam": "Elders"}
    geometry = {"type": "Polygon", "coordinates": [ring]}
    return {"type": "Feature", "properties": {**known, "water": "NEE"}, "geometry": geometry}


@pytest.fixture
def elsewhere(tmp_path: Path, settings: object) -> None:
    settings.MUNICIPALITY_CODE = "GM0363"  # type: ignore[attr-defined]
    path = tmp_path / "kaart.geojson"
    features = [district(1, "Centrum", 5.0), district(2, "Haven", 5.1), district(3, "Bos en Lommer-West", 5.2)]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    import_files([path])


@pytest.mark.usefixtures("elsewhere")
def test_a_city_that_nobody_drew_gets_a_map_with_its_own_districts(client: Client) -> None:
    make_organisation(main_area=Area.objects.get(code="WK036302"))
    text = client.get(reverse("district_list")).text
    assert 'aria-label="Haven, 1 initiatief"' in text
    assert 'aria-label="Centrum, 0 initiatieven"' in text
    assert "Bos en </tspan>" in text
    assert "Lommer-West </tspan>" in text


@pytest.mark.usefixtures("elsewhere")
def test_districts_lie_as_they_do_on_earth_and_fit_the_drawing() -> None:
    centre, harbour, woods = (Area.objects.get(code=f"WK03630{number}") for number in (1, 2, 3))
    assert centre.outline["x"] < harbour.outline["x"] < woods.outline["x"]
    for area in (centre, harbour, woods):
        numbers = [float(part) for part in area.outline["path"].strip("MZ").replace("L", " ").split()]
        assert all(0 <= x <= 700 for x in numbers[::2])
        assert all(0 <= y <= 580 for y in numbers[1::2])


@pytest.mark.usefixtures("elsewhere")
def test_two_districts_that_touch_have_different_inks() -> None:
    inks = [Area.objects.get(code=f"WK03630{number}").outline["ink"] for number in (1, 2, 3)]
    assert inks[0] != inks[1] != inks[2]


def test_points_that_hardly_bend_the_line_are_left_out() -> None:
    ring = [(0.0, 0.0), (50.0, 1.0), (100.0, 0.0), (100.0, 100.0), (0.0, 100.0), (0.0, 0.0)]
    assert thinned(ring, 3) == [(0.0, 0.0), (100.0, 0.0), (100.0, 100.0), (0.0, 100.0), (0.0, 0.0)]


def test_the_drawn_map_of_utrecht_stays_as_it_was_drawn() -> None:
    area = Area(code="WK034403", outline={"path": "M0 0Z", "x": 1, "y": 1, "ink": 0})
    assert area.drawing is not None
    assert area.drawing.outline.startswith("M290 50")
