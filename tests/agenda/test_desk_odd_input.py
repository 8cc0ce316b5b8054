"""Whatever is sent to the desk gets an answer, and what is saved can be shown again."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from agenda.desk import rows
from meetings.models import Meeting
from tests.desk_pages import log_url, publish, send, typed
from tests.factories import make_action

pytestmark = pytest.mark.django_db

ODD = [
    "",
    "\x00",
    "9" * 30,
    "-1",
    "31 februari",
    "9999-12-31",
    "week 53",
    "🍲" * 300,
    "'\"><script>x",
    "²",
    "١٢",
    "é, ,,, de",
]
STEPS = [
    "bewaar",
    "auto",
    "kijk",
    "zoek",
    "neem",
    "nog:voices",
    "nog:x",
    "weg:voices-kvoices",
    "weg:x",
    "terug:x",
    "x:y",
]


def everywhere(odd: str) -> rows.Data:
    """A page with `odd` in each of its fields."""
    filled = {
        block: [{**rows.blank(block), "key": f"k{block}", "id": odd, "version": odd, **dict.fromkeys(fields, odd)}]
        for block, fields in rows.BLOCKS.items()
    }
    return typed(summary=odd, source=odd, **filled)


@pytest.mark.parametrize("odd", ODD, ids=range(len(ODD)))
def test_odd_words_in_every_field_and_button_are_answered(coordinator: Client, meeting: Meeting, odd: str) -> None:
    for step in [*STEPS, odd]:
        assert send(coordinator, meeting, everywhere(odd), step=step).status_code < 500, step
        page = coordinator.get(log_url(meeting))
        assert page.status_code == 200, step
        assert "<script>x" not in page.content.decode()
    assert coordinator.get(reverse("review_outcomes", args=[meeting.pk])).status_code in (200, 302)
    assert publish(coordinator, meeting, why=odd).status_code in (200, 302)


@pytest.mark.parametrize("odd", ODD, ids=range(len(ODD)))
def test_odd_numbers_and_answers_are_answered(coordinator: Client, meeting: Meeting, odd: str) -> None:
    action = make_action()
    posts: list[tuple[str, dict[str, Any]]] = [
        (log_url(meeting), {"voices-TOTAL_FORMS": odd, "version": odd}),
        (reverse("review_outcomes", args=[meeting.pk]), {"version": odd, "what": odd, "until": odd}),
        (
            reverse("report_news", args=[action.reference]),
            {"text": odd, "status": odd, "who": odd, "next_check_on": odd},
        ),
        (reverse("ask_for_news", args=[action.reference]), {"wat": "trek-in", "link": odd}),
        (reverse("split_action", args=[action.reference]), {"titles": odd}),
    ]
    for path, sent in posts:
        assert coordinator.post(path, sent).status_code < 500, path
    assert coordinator.get(reverse("desk"), {"lijst": odd, "pagina": odd}).status_code == 200
