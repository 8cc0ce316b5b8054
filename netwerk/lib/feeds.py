"""News feeds (Atom, RFC 4287) of what a list shows."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import get_language

from netwerk.lib.exports import page_of_list
from netwerk.lib.links import absolute, host

NEWEST = 50
# XML knows no way to write these; they come along when text is pasted.
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@dataclass(frozen=True)
class Entry:
    """One piece of a feed. `key` is what it is called for good ("meeting/12"), `since` the day that it is from."""

    key: str
    since: datetime
    title: str
    path: str
    text: str
    published: datetime
    updated: datetime


def without_control_characters(text: str) -> str:
    """`text` without what neither XML nor a calendar can hold; ends of lines and tabs stay."""
    return _NOT_IN_XML.sub("", text)


def title_of_list(title: str, labels: Iterable[tuple[str, str]]) -> str:
    """What a list with these filters is called beside the lists of others: "Afspraken Bewonersnetwerk, Zuid"."""
    return ", ".join([f"{title} {settings.SITE_NAME}", *(words for _name, words in labels)])


def feed_of(request: HttpRequest, entries: Iterable[Entry], *, title: str, list_name: str) -> HttpResponse:
    """The feed that is asked for, of the page `list_name` with the same filters."""
    page = page_of_list(request, list_name)
    feed = Atom1Feed(
        title=without_control_characters(title),
        link=page,
        description=None,
        language=get_language(),
        author_name=settings.SITE_NAME,
        author_link=absolute("/"),
        feed_url=absolute(request.get_full_path()),
    )
    for entry in entries:
        feed.add_item(
            title=without_control_characters(entry.title),
            link=absolute(entry.path),
            # Django writes a summary of the type "html".
            description=escape(without_control_characters(entry.text)),
            unique_id=f"tag:{host()},{entry.since:%Y-%m-%d}:{entry.key}",
            pubdate=entry.published,
            updateddate=entry.updated,
        )
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)
