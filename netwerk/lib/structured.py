"""Data for machines inside a page: JSON-LD in the words of schema.org."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from netwerk.lib.links import absolute

Data = Mapping[str, Any]
# So that no text can end the script element it stands in.
_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def as_script(data: Data | Sequence[Data]) -> SafeString:
    """`data`, one thing or several, as the element for a page. What is None or empty is left out."""
    graph: dict[str, Any] = {"@graph": list(data)} if isinstance(data, Sequence) else dict(data)
    text = json.dumps(_filled({"@context": "https://schema.org", **graph}), ensure_ascii=False)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text.translate(_ESCAPES)))


def _filled(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _filled(part) for key, part in value.items() if part not in (None, "", [], {})}
    if isinstance(value, list | tuple):
        return [_filled(part) for part in value]
    return value


def breadcrumbs(steps: Iterable[tuple[str, str]]) -> Data:
    """The way to a page: (title, path) of each page above it, the home page first."""
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": str(title), "item": absolute(path)}
            for position, (title, path) in enumerate(steps, start=1)
        ],
    }
