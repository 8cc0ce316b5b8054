"""Dates, spans and Markdown as people read them."""

from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from netwerk.lib.text import (
    clock_in_words,
    day_in_words,
    due_in_words,
    hours_in_words,
    late_in_words,
    phone_href,
    render_markdown,
    span_in_words,
)

TODAY = date(2026, 11, 23)


def test_a_day_has_its_year_only_when_it_is_another() -> None:
    assert day_in_words(date(2026, 12, 1), today=TODAY) == "dinsdag 1 december"
    assert day_in_words(date(2018, 10, 4), today=TODAY) == "donderdag 4 oktober 2018"
    assert day_in_words(date(2018, 10, 4), today=TODAY, weekday=False) == "4 oktober 2018"


def test_a_moment_is_told_in_the_time_of_the_city() -> None:
    assert clock_in_words(datetime(2026, 7, 1, 14, 0, tzinfo=UTC)) == "16.00 uur"
    assert clock_in_words(datetime(2026, 12, 1, 14, 0, tzinfo=UTC)) == "15.00 uur"
    with translation.override("en"):
        assert clock_in_words(datetime(2026, 12, 1, 14, 0, tzinfo=UTC)) == "15:00"


def test_hours_that_pass_midnight_name_the_next_day() -> None:
    start = datetime(2026, 12, 1, 19, 0, tzinfo=UTC)
    assert hours_in_words(start, datetime(2026, 12, 1, 21, 30, tzinfo=UTC)) == "20.00 tot 22.30 uur"
    assert hours_in_words(start, datetime(2026, 12, 2, 0, 30, tzinfo=UTC)) == "20.00 uur - 2 december 01.30 uur"


@pytest.mark.parametrize(
    ("due_on", "precision", "words"),
    [
        (None, "none", "nog geen datum"),
        (date(2027, 3, 1), "day", "1 maart 2027"),
        (date(2027, 3, 31), "month", "maart 2027"),
        (date(2027, 3, 31), "quarter", "1e kwartaal 2027"),
        (date(2027, 12, 31), "quarter", "4e kwartaal 2027"),
        (date(2027, 2, 28), "season", "winter 2027"),
        (date(2027, 5, 31), "season", "voorjaar 2027"),
        (date(2027, 8, 31), "season", "zomer 2027"),
        (date(2027, 11, 30), "season", "najaar 2027"),
    ],
)
def test_a_due_date_is_as_precise_as_it_was_said(due_on: date | None, precision: str, words: str) -> None:
    assert due_in_words(due_on, precision) == words


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (1, "1 dag"),
        (13, "13 dagen"),
        (14, "2 weken"),
        (60, "8 weken"),
        (61, "2 maanden"),
        (729, "24 maanden"),
        (730, "2 jaar"),
        (2972, "8 jaar"),
    ],
)
def test_a_span_is_told_as_people_say_it(days: int, words: str) -> None:
    assert span_in_words(days) == words


def test_only_what_is_late_says_so() -> None:
    assert late_in_words(0) == ""
    assert late_in_words(21) == "3 weken te laat"


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("030 000 00 00", "tel:+31300000000"),
        ("+31 30 123", "tel:+3130123"),
        ("0031 (0)30", "tel:+31030"),
        ("112", "tel:112"),
    ],
)
def test_a_number_becomes_an_address(written: str, address: str) -> None:
    assert phone_href(written) == address


def test_markdown_becomes_safe_html_under_the_heading_of_the_page() -> None:
    html = render_markdown("# Groot\n\n### Klein\n\n- *een*\n- [twee](https://example.org/)")
    assert "<h3>Groot</h3>" in html
    assert "<h5>Klein</h5>" in html
    assert "<em>een</em>" in html
    assert '<a href="https://example.org/" rel="noopener nofollow">twee</a>' in html


@pytest.mark.parametrize(
    "source",
    [
        "<script>alert(1)</script>",
        "[x](javascript:alert(1))",
        "![x](https://elsewhere.example/track.gif)",
        '<a href="data:text/html,x" onclick="x()">x</a>',
        "<img src=x onerror=alert(1)>",
    ],
)
def test_nothing_that_runs_or_calls_elsewhere_gets_through(source: str) -> None:
    html = render_markdown(source)
    for bad in ("<script", "<img", '<a href="javascript', '<a href="data'):
        assert bad not in html
