"""What a coordinator types on the page where outcomes are logged, for tests."""

from datetime import datetime, timedelta
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from agenda.desk import rows
from agenda.models import OutcomesDraft
from initiatives.models import Organisation
from meetings.models import Meeting
from tests.factories import make_meeting, make_organisation

READY = {"names": "on", "consent": "on", "plates": "on"}


def make_meeting_of_yesterday(title: str = "", **fields: Any) -> Meeting:
    """A published meeting that was held yesterday and has no report."""
    start: datetime = timezone.now() - timedelta(days=1)
    return make_meeting(title, **{"starts_at": start, **fields})


def make_municipality() -> Organisation:
    return make_organisation("Gemeente Utrecht", kind=Organisation.Kind.MUNICIPALITY)


def row(block: str, key: str, **fields: str) -> rows.Row:
    return {**rows.blank(block), "key": key, **fields}


def typed(summary: str = "", source: str = "", **blocks: list[rows.Row]) -> rows.Data:
    return {"report": {"summary": summary, "source": source}, **{name: blocks.get(name, []) for name in rows.BLOCKS}}


def log_url(meeting: Meeting) -> str:
    return reverse("log_outcomes", args=[meeting.pk])


def send(
    client: Client, meeting: Meeting, data: rows.Data, *, step: str = "bewaar", version: int | None = None, **more: Any
) -> Any:
    """Press a button of the page; `version` is the one the page was opened with, by default the latest."""
    if version is None:
        version = version_of(meeting)
    return client.post(log_url(meeting), {**rows.as_post(data), "version": version, "stap": step, **more})


def version_of(meeting: Meeting) -> int:
    return OutcomesDraft.objects.filter(meeting=meeting).values_list("version", flat=True).first() or 0


def stored(meeting: Meeting) -> rows.Data:
    data: rows.Data = OutcomesDraft.objects.get(meeting=meeting).data
    return data


def publish(client: Client, meeting: Meeting, *, version: int | None = None, **more: str) -> HttpResponse:
    """Press "Publiceer" on the page to look it over, with every question answered."""
    answers = {"version": str(version or version_of(meeting)), "what": "publiceer", **READY, **more}
    return client.post(reverse("review_outcomes", args=[meeting.pk]), answers)  # type: ignore[return-value]


def an_evening(owner: str) -> rows.Data:
    """Three voices, two agenda items, three actions and a follow-up meeting."""
    return typed(
        summary="Er is veel gezegd.\nEr komt een lijst.",
        voices=[
            row("voices", "v1", text="Niemand weet waar de sleutel ligt.", who="", item="1"),
            row("voices", "v2", text="Geef ons een plek.", who=owner, item="Een vaste plek"),
            row("voices", "v3", text="Dat zoek ik uit.", who="wethouder Wonen"),
        ],
        items=[row("items", "i1", title="Een vaste plek"), row("items", "i2", title="Geld voor langer")],
        actions=[
            row("actions", "a1", title="Maak een lijst van lege ruimtes", owner=owner, due="1 december 2031", item="1"),
            row("actions", "a2", title="Zoek uit of er geld is", owner="de wethouder Wonen", due="voorjaar 2032"),
            row("actions", "a3", title="Bel de huismeester", owner=owner, item="2"),
        ],
        meetings=[row("meetings", "m1", title="Lege ruimtes", day="14 januari 2032", starts="20.00", place="De Boog")],
        attendance=[row("attendance", "p1", who=owner, people="3"), row("attendance", "p2", who="wethouder Wonen")],
    )
