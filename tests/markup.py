"""What is wrong with a page as a browser gets it: HTML that does not parse, labels that lack, headings that skip."""

import re
from collections import Counter
from typing import Any
from xml.etree import ElementTree

import html5lib
from html5lib.html5parser import ParseError

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
# Addresses that a browser fetches by itself.
FETCHED = {"img": "src", "script": "src", "iframe": "src", "source": "src", "use": "href"}
FETCHED_LINKS = {"stylesheet", "icon", "preload", "apple-touch-icon", "manifest", "modulepreload"}


def parsed(html: str) -> ElementTree.Element:
    """The tree of a page that follows the rules of HTML. Raises ParseError at the first that does not."""
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(html)


def faults(html: str) -> list[str]:
    """What is wrong with a page, a line each; an empty list for a good one."""
    try:
        tree = parsed(html)
    except ParseError as error:
        return [f"does not parse: {error} near {_place_of_fault(html)!r}"]
    return [
        *_doubled_ids(tree),
        *_loose_references(tree),
        *_fields(tree),
        *_headings(tree),
        *_policy(tree),
        *_pictures(tree),
    ]


def _place_of_fault(html: str) -> str:
    lenient = html5lib.HTMLParser(namespaceHTMLElements=False)
    lenient.parse(html)
    (line, column), *_rest = lenient.errors[0]
    return html.splitlines()[line - 1][max(0, column - 60) : column + 40]


def _doubled_ids(tree: ElementTree.Element) -> list[str]:
    counts = Counter(element.get("id") for element in tree.iter() if element.get("id"))
    return [f"id {name!r} occurs {count} times" for name, count in counts.items() if count > 1]


def _loose_references(tree: ElementTree.Element) -> list[str]:
    known = {element.get("id") for element in tree.iter()}
    told = []
    for element in tree.iter():
        for attribute in ("for", "aria-labelledby", "aria-describedby", "aria-controls", "list"):
            told += [
                f"{attribute}={name!r} points to nothing"
                for name in (element.get(attribute) or "").split()
                if name not in known
            ]
        target = element.get("href") or ""
        if element.tag == "a" and target.startswith("#") and target[1:] not in known:
            told.append(f"the link {target!r} points to nothing")
    return told


def _fields(tree: ElementTree.Element) -> list[str]:
    labelled = {element.get("for") for element in tree.iter("label")}
    wrapped = {id(field) for label in tree.iter("label") for field in label.iter()}
    told = []
    for field in tree.iter():
        if field.tag not in ("input", "select", "textarea") or field.get("type") in ("hidden", "submit", "button"):
            continue
        named = field.get("id") in labelled or id(field) in wrapped
        if not (named or field.get("aria-label") or field.get("aria-labelledby")):
            told.append(f"no label for the field {field.get('name')!r}")
    return told


def _headings(tree: ElementTree.Element) -> list[str]:
    found = [(int(element.tag[1]), _text(element)) for element in tree.iter() if element.tag in HEADINGS]
    told = [f"an empty h{level}" for level, text in found if not text]
    ones = [text for level, text in found if level == 1]
    if len(ones) != 1:
        told.append(f"{len(ones)} times h1: {ones}")
    before = 1
    for level, text in found:
        if level > before + 1:
            told.append(f"h{level} {text!r} comes after h{before}")
        before = level
    return told


def _text(element: ElementTree.Element) -> str:
    return re.sub(r"\s+", " ", "".join(element.itertext())).strip()


def _policy(tree: ElementTree.Element) -> list[str]:
    """What the content-security policy would refuse, and what another host would see."""
    told = []
    for element in tree.iter():
        told += [f"{name} on {element.tag}" for name in element.attrib if name == "style" or name.startswith("on")]
        is_data = element.get("type") == "application/ld+json"
        if element.tag == "style" or (element.tag == "script" and not element.get("src") and not is_data):
            told.append(f"an inline {element.tag}")
    told += [f"fetched from elsewhere: {url}" for url in fetched(tree) if re.match(r"(\w+:)?//", url)]
    return told


def fetched(tree: ElementTree.Element) -> list[str]:
    """Every address that a browser fetches by itself for this page."""
    urls = []
    for element in tree.iter():
        tag = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
        if tag in FETCHED:
            urls += [element.get(FETCHED[tag]), element.get("{http://www.w3.org/1999/xlink}href")]
        if tag == "link" and set((element.get("rel") or "").split()) & FETCHED_LINKS:
            urls.append(element.get("href"))
        urls += [part.split()[0] for part in (element.get("srcset") or "").split(",") if part.strip()]
    return [url for url in urls if url]


def _pictures(tree: ElementTree.Element) -> list[str]:
    return [f"no alt for {image.get('src')}" for image in tree.iter("img") if image.get("alt") is None]


def links(tree: ElementTree.Element) -> list[str]:
    """Every address a visitor can go to from this page by a link."""
    found: list[Any] = [element.get("href") for element in tree.iter() if _is_link(element)]
    return [href for href in found if href]


def _is_link(element: ElementTree.Element) -> bool:
    return isinstance(element.tag, str) and element.tag.rpartition("}")[2] == "a"
