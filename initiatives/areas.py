"""Districts and neighbourhoods: the list of Utrecht that comes with the project, and GeoJSON of the statistics office.

The office (CBS) publishes its "wijk- en buurtkaart" each year, in WGS 84 and in the national grid; we read the first.
"""

import csv
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from initiatives.models import Area, Postcode
from initiatives.outlines import draw_outlines

DATA = Path(__file__).parent / "data"
MAX_BYTES = 200 * 1024 * 1024
MAX_NAME = 120
Ring = Sequence[Sequence[float]]


class AreasError(Exception):
    """A file that cannot be imported, with a message in plain Dutch."""


@dataclass(frozen=True)
class AreaRow:
    """One area as read from a file; `parent_code` is empty for a district."""

    code: str
    name: str
    parent_code: str
    municipality_code: str
    municipality_name: str
    latitude: float
    longitude: float
    boundary: Mapping[str, Any] | None = None

    @property
    def is_district(self) -> bool:
        return self.code.startswith("WK")


def load_shipped_areas() -> int:
    """Load the districts, neighbourhoods and postcodes of Utrecht; safe to repeat. Returns the number of areas."""
    with (DATA / "utrecht_areas.csv").open(encoding="utf-8", newline="") as file:
        rows = [
            AreaRow(
                code=row["code"],
                name=row["name"],
                parent_code=row["parent_code"],
                municipality_code="GM0344",
                municipality_name="Utrecht",
                latitude=float(row["latitude"]),
                longitude=float(row["longitude"]),
            )
            for row in csv.DictReader(file)
        ]
    with transaction.atomic():
        areas = store_areas(rows)
        with (DATA / "utrecht_postcodes.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                Postcode.objects.get_or_create(digits=row["digits"], area=areas[row["area_code"]])
    return len(rows)


def import_files(paths: Iterable[Path], *, municipality: str = "") -> int:
    """Read the map from GeoJSON files, all or nothing; safe to repeat. Returns the number of areas stored.

    `municipality` (such as GM0344) leaves out the areas of others. Raises AreasError for a file that cannot be used.
    """
    rows = [row for path in paths for row in read_geojson(path)]
    if municipality:
        rows = [row for row in rows if row.municipality_code == municipality]
    if not rows:
        raise AreasError(_("Er staan geen wijken of buurten in het bestand."))
    doubles = sorted(code for code, count in Counter(row.code for row in rows).items() if count > 1)
    if doubles:
        raise AreasError(_("Deze codes staan er dubbel in: %(codes)s.") % {"codes": ", ".join(doubles[:5])})
    with transaction.atomic():
        store_areas(rows)
        for code in {row.municipality_code for row in rows}:
            draw_outlines(code)
    return len(rows)


def store_areas(rows: Sequence[AreaRow]) -> dict[str, Area]:
    """Create or update the areas by their code, districts first. Returns them by code."""
    names = {row.municipality_code: row.municipality_name for row in rows if row.municipality_name}
    stored: dict[str, Area] = {area.code: area for area in Area.objects.districts()}
    holders = {tuple(key): code for *key, code in Area.objects.values_list("municipality_code", "kind", "slug", "code")}
    for row in sorted(rows, key=lambda row: (not row.is_district, row.code)):
        if not row.is_district and row.parent_code not in stored:
            raise AreasError(
                _("Buurt %(code)s hoort bij wijk %(parent)s, maar die staat nergens. Geef ook de wijken.")
                % {"code": row.code, "parent": row.parent_code}
            )
        kind = Area.Kind.DISTRICT if row.is_district else Area.Kind.NEIGHBOURHOOD
        defaults: dict[str, Any] = {
            "name": row.name,
            "kind": kind,
            "parent": None if row.is_district else stored[row.parent_code],
            "municipality_code": row.municipality_code,
            "municipality_name": names.get(row.municipality_code, row.municipality_code),
            "latitude": row.latitude,
            "longitude": row.longitude,
        }
        if row.boundary is not None:
            defaults["boundary"] = row.boundary
        slug = slugify(row.name) or row.code.lower()
        if holders.get((row.municipality_code, kind, slug), row.code) != row.code:
            slug = f"{slug}-{row.code.lower()}"
        holders[row.municipality_code, kind, slug] = row.code
        stored[row.code], _created = Area.objects.update_or_create(code=row.code, defaults={**defaults, "slug": slug})
    return stored


def read_geojson(path: Path) -> Iterator[AreaRow]:
    """The districts and neighbourhoods in a GeoJSON file of the wijk- en buurtkaart; areas of water are left out."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise AreasError(_("%(file)s is groter dan 200 MB. Knip er eerst een gemeente uit.") % {"file": path.name})
        data = json.loads(path.read_text(encoding="utf-8-sig"), parse_constant=_refuse)
    except OSError as error:
        raise AreasError(_("%(file)s is niet te lezen.") % {"file": path.name}) from error
    except (ValueError, RecursionError) as error:
        raise AreasError(_("%(file)s is geen goed GeoJSON-bestand.") % {"file": path.name}) from error
    features = data.get("features") if isinstance(data, dict) else None
    if not isinstance(features, list):
        raise AreasError(_("%(file)s is geen GeoJSON met een lijst van gebieden.") % {"file": path.name})
    crs = json.dumps(data.get("crs") or "")
    if "28992" in crs:
        raise AreasError(_national_grid(path))
    for number, feature in enumerate(features, start=1):
        row = _row(path, number, feature)
        if row:
            yield row


def _refuse(constant: str) -> None:
    """NaN and Infinity are not JSON, though Python reads them; no database stores them."""
    raise ValueError(constant)


def _national_grid(path: Path) -> str:
    return _(
        "%(file)s staat in het Rijksdriehoekstelsel (EPSG:28992). Download de versie in WGS 84 (EPSG:4326), "
        "of zet het bestand om met bijvoorbeeld ogr2ogr -t_srs EPSG:4326."
    ) % {"file": path.name}


def _row(path: Path, number: int, feature: Any) -> AreaRow | None:
    where = {"file": path.name, "number": number}
    if not isinstance(feature, dict) or not isinstance(feature.get("properties"), dict):
        raise AreasError(_("Gebied %(number)d in %(file)s heeft geen eigenschappen.") % where)
    known = {str(key).lower(): value for key, value in feature["properties"].items()}
    if str(known.get("water", "")).upper() == "JA":
        return None
    is_neighbourhood = bool(known.get("buurtcode"))
    code, name = (
        (known.get("buurtcode"), known.get("buurtnaam"))
        if is_neighbourhood
        else (known.get("wijkcode"), known.get("wijknaam"))
    )
    if not code or not _is_name(name) or not known.get("gemeentecode"):
        raise AreasError(
            _("Gebied %(number)d in %(file)s mist wijkcode en wijknaam, of buurtcode en buurtnaam, of gemeentecode.")
            % where
        )
    # A code begins with that of its municipality: GM0344, WK034401, BU03440101.
    digits = r"[0-9]{8}" if is_neighbourhood else r"[0-9]{6}"
    fits = re.fullmatch(("BU" if is_neighbourhood else "WK") + digits, str(code))
    if not fits or str(known["gemeentecode"]) != f"GM{str(code)[2:6]}":
        raise AreasError(_("Gebied %(number)d in %(file)s heeft een code die niet klopt.") % where)
    parent = str(known.get("wijkcode") or f"WK{str(code)[2:8]}") if is_neighbourhood else ""
    if is_neighbourhood and parent[2:] != str(code)[2:8]:
        raise AreasError(
            _("Gebied %(number)d in %(file)s: de buurt hoort volgens de code bij een andere wijk.") % where
        )
    rings = _rings(feature.get("geometry"))
    if not rings:
        raise AreasError(_("Gebied %(number)d in %(file)s heeft geen grens (Polygon of MultiPolygon).") % where)
    if any(abs(x) > 180 or abs(y) > 90 for ring in rings for x, y, *_rest in ring):
        raise AreasError(_national_grid(path))
    longitude, latitude = centroid(rings)
    return AreaRow(
        code=str(code),
        # "Wijk 01 West" is how the office names "West".
        name=re.sub(r"^Wijk \d+ ", "", str(name)).strip(),
        parent_code=parent,
        municipality_code=str(known["gemeentecode"]),
        municipality_name=str(known.get("gemeentenaam") or ""),
        latitude=latitude,
        longitude=longitude,
        boundary=feature["geometry"],
    )


def _is_name(name: Any) -> bool:
    """Whether it can be stored and shown: some text, not endless, without control characters."""
    return isinstance(name, str) and 0 < len(name.strip()) <= MAX_NAME and name.isprintable()


def _rings(geometry: Any) -> list[Ring]:
    """Every ring of a Polygon or MultiPolygon, outer anticlockwise and holes clockwise; empty when it is broken."""
    kind = str(geometry.get("type")) if isinstance(geometry, dict) else ""
    try:
        polygons = {"Polygon": [geometry["coordinates"]], "MultiPolygon": geometry["coordinates"]}[kind]
        rings = [ring for polygon in polygons for ring in polygon]
        outer = [index == 0 for polygon in polygons for index in range(len(polygon))]
        whole = all(len(ring) >= 4 and all(len(point) >= 2 for point in ring) for ring in rings)
        numbers = all(isinstance(value, int | float) for ring in rings for point in ring for value in point[:2])
    except (KeyError, TypeError):
        return []
    if not (whole and numbers):
        return []
    # Older files do not keep to a direction: turn outer rings one way and holes the other, so that they add up.
    return [ring if (_doubled_area(ring) > 0) is out else ring[::-1] for ring, out in zip(rings, outer, strict=True)]


def _doubled_area(ring: Ring) -> float:
    return sum(x1 * y2 - x2 * y1 for (x1, y1, *_a), (x2, y2, *_b) in pairwise(ring))


def centroid(rings: Sequence[Ring]) -> tuple[float, float]:
    """The centre of area of all rings together (longitude, latitude); holes count against it by their direction."""
    area = x = y = 0.0
    for ring in rings:
        for (x1, y1, *_a), (x2, y2, *_b) in pairwise(ring):
            cross = x1 * y2 - x2 * y1
            area += cross
            x += (x1 + x2) * cross
            y += (y1 + y2) * cross
    if not area:
        points = [point for ring in rings for point in ring]
        return sum(point[0] for point in points) / len(points), sum(point[1] for point in points) / len(points)
    return x / (3 * area), y / (3 * area)
