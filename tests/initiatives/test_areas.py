"""Districts and neighbourhoods from the statistics office's map."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from initiatives.areas import load_shipped_areas
from initiatives.models import Area, Postcode

pytestmark = pytest.mark.django_db

SQUARE = [[5.0, 52.0], [5.2, 52.0], [5.2, 52.2], [5.0, 52.2], [5.0, 52.0]]


def district(code: str = "WK036301", name: str = "Wijk 01 Centrum", **changes: Any) -> dict[str, Any]:
    known = {"wijkcode": code, "wijknaam": name, "gemeentecode": "GM0363", "gemeentenaam": "Amsterdam", "water": "NEE"}
    return feature({**known, **changes})


def neighbourhood(code: str = "BU03630101", name: str = "Kop Zeedijk", **changes: Any) -> dict[str, Any]:
    known = {"buurtcode": code, "buurtnaam": name, "wijkcode": f"WK{code[2:8]}", "gemeentecode": "GM0363"}
    return feature({**known, **changes})


def feature(properties: dict[str, Any], rings: Any = None) -> dict[str, Any]:
    geometry = {"type": "Polygon", "coordinates": rings or [SQUARE]}
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def write(folder: Path, *features: Any, name: str = "kaart.geojson", **more: Any) -> Path:
    path = folder / name
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features, **more}), encoding="utf-8")
    return path


def test_the_list_of_utrecht_comes_along_and_may_be_loaded_twice() -> None:
    load_shipped_areas()
    load_shipped_areas()
    assert Area.objects.districts().count() == 10
    assert Area.objects.neighbourhoods().count() == 111
    assert [area.name for area in Area.objects.with_postcode("3562")] == ["Overvecht"]
    assert {area.name for area in Area.objects.with_postcode("3543")} == {"Leidsche Rijn", "Vleuten-De Meern"}
    assert Postcode.objects.values("digits").distinct().count() == 47


def test_any_city_can_be_read_in_any_order_of_files(tmp_path: Path) -> None:
    districts = write(tmp_path, district(), district("WK036302", "Wijk 02 West"), name="wijken.geojson")
    neighbourhoods = write(tmp_path, neighbourhood(), neighbourhood("BU03630201", "Houthavens"), name="buurten.geojson")
    call_command("import_areas", neighbourhoods, districts, verbosity=0)
    shown = {(area.name, area.parent and area.parent.name, area.slug) for area in Area.objects.select_related("parent")}
    assert shown == {
        ("Centrum", None, "centrum"),
        ("West", None, "west"),
        ("Kop Zeedijk", "Centrum", "kop-zeedijk"),
        ("Houthavens", "West", "houthavens"),
    }


def test_reading_it_again_updates_what_is_there(tmp_path: Path) -> None:
    call_command("import_areas", write(tmp_path, district()))
    call_command("import_areas", write(tmp_path, district(name="Wijk 01 Binnenstad")))
    assert [(area.name, area.slug, area.boundary["type"]) for area in Area.objects.all()] == [
        ("Binnenstad", "binnenstad", "Polygon")
    ]


def test_water_is_left_out_and_other_cities_on_demand(tmp_path: Path) -> None:
    other = district("WK034401", "Wijk 01 West", gemeentecode="GM0344")
    path = write(tmp_path, district(), district("WK036397", "Water", water="JA"), other)
    call_command("import_areas", path, municipality="GM0363")
    assert [area.code for area in Area.objects.all()] == ["WK036301"]


def test_the_centre_is_that_of_the_area_with_holes_and_parts(tmp_path: Path) -> None:
    hole = [[5.0, 52.0], [5.0, 52.2], [5.1, 52.2], [5.1, 52.0], [5.0, 52.0]]
    with_hole = feature(district()["properties"], [SQUARE, hole])
    parts = district("WK036302", "Wijk 02 West")
    further = [[x + 1, y] for x, y in SQUARE]
    parts["geometry"] = {"type": "MultiPolygon", "coordinates": [[SQUARE], [further]]}
    call_command("import_areas", write(tmp_path, with_hole, parts))
    centres = {area.name: (round(area.longitude, 3), round(area.latitude, 3)) for area in Area.objects.all()}
    assert centres == {"Centrum": (5.15, 52.1), "West": (5.6, 52.1)}


def test_the_centre_does_not_hang_on_the_direction_of_the_rings(tmp_path: Path) -> None:
    small = [[6.0, 52.0], [6.1, 52.0], [6.1, 52.1], [6.0, 52.1], [6.0, 52.0]]
    centres = []
    for second in (small, small[::-1]):
        shape = district()
        shape["geometry"] = {"type": "MultiPolygon", "coordinates": [[SQUARE], [second]]}
        call_command("import_areas", write(tmp_path, shape), verbosity=0)
        area = Area.objects.get(code="WK036301")
        centres.append((area.longitude, area.latitude))
    assert centres[0] == pytest.approx((5.29, 52.09), abs=1e-6)
    assert centres[1] == pytest.approx(centres[0])


def test_two_of_the_same_name_get_addresses_of_their_own(tmp_path: Path) -> None:
    call_command("import_areas", write(tmp_path, district(), district("WK036302", "Wijk 02 Centrum")))
    assert sorted(Area.objects.values_list("slug", flat=True)) == ["centrum", "centrum-wk036302"]


@pytest.mark.parametrize(
    ("features", "message"),
    [
        ([], "Er staan geen wijken of buurten"),
        ([{"type": "Feature"}], "heeft geen eigenschappen"),
        ([district(wijknaam="")], "mist wijkcode en wijknaam"),
        ([district(code="XX1")], "een code die niet klopt"),
        ([district(gemeentecode="GM0344")], "een code die niet klopt"),
        ([district(gemeentecode="GM03631234")], "een code die niet klopt"),
        ([district(wijknaam="x" * 121)], "mist wijkcode en wijknaam"),
        ([district(wijknaam="a\0b")], "mist wijkcode en wijknaam"),
        ([neighbourhood()], "Geef ook de wijken"),
        ([district(), neighbourhood(wijkcode="WK036302")], "bij een andere wijk"),
        ([district(), district()], "Deze codes staan er dubbel in: WK036301"),
        ([feature(district()["properties"], [[[121000, 487000]] * 4])], "Rijksdriehoekstelsel"),
        ([feature(district()["properties"], [[[5.0, 52.0]]])], "heeft geen grens"),
        ([feature(district()["properties"], [[["a", "b"]] * 4])], "heeft geen grens"),
        ([feature(district()["properties"], "x")], "heeft geen grens"),
    ],
)
def test_a_wrong_file_says_what_is_wrong_and_changes_nothing(tmp_path: Path, features: list[Any], message: str) -> None:
    with pytest.raises(CommandError, match=message):
        call_command("import_areas", write(tmp_path, *features))
    assert not Area.objects.exists()


def test_the_national_grid_is_refused_with_the_way_out(tmp_path: Path) -> None:
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::28992"}}
    with pytest.raises(CommandError, match="ogr2ogr -t_srs EPSG:4326"):
        call_command("import_areas", write(tmp_path, district(), crs=crs))


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"[" * 100_000, b"\xff\xfe\x00", b'{"features": 3}', b"\x00", b'{"features": [NaN]}']
)
def test_what_is_no_map_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "kapot.geojson"
    path.write_bytes(content)
    with pytest.raises(CommandError, match=r"kapot\.geojson is geen"):
        call_command("import_areas", path)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"weg\.geojson is niet te lezen"):
        call_command("import_areas", tmp_path / "weg.geojson")
