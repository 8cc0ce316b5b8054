"""Dates as people write them: which day is meant, how precise it was said, and what is no date at all."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meetings.report.dates import find_dates

# A Monday.
TODAY = date(2026, 11, 23)


def days(said: str) -> list[date | None]:
    return [one.date for one in find_dates(said, TODAY)]


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("dinsdag 24 november", date(2026, 11, 24)),
        ("di. 24 nov", date(2026, 11, 24)),
        ("Di 24-11", date(2026, 11, 24)),
        ("voor 24/11", date(2026, 11, 24)),
        ("24.11.2026", date(2026, 11, 24)),
        ("24-11-'26", date(2026, 11, 24)),
        ("31-12-26", date(2026, 12, 31)),
        ("2026-12-01", date(2026, 12, 1)),
        ("13 nov '26", date(2026, 11, 13)),
        ("1 december a.s.", date(2026, 12, 1)),
        ("vóór 1 december", date(2026, 12, 1)),
        ("t/m 15 december", date(2026, 12, 15)),
        ("4 jan", date(2027, 1, 4)),
        ("dinsdagavond 1 december", date(2026, 12, 1)),
        ("Tuesday, December 1, 2026", date(2026, 12, 1)),
        ("1st of December", date(2026, 12, 1)),
    ],
)
def test_a_day_with_its_number(said: str, day: date) -> None:
    assert days(said) == [day]


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("volgende week donderdag", date(2026, 12, 3)),
        ("donderdag volgende week", date(2026, 12, 3)),
        ("donderdag over een week", date(2026, 12, 3)),
        ("donderdag over 2 weken", date(2026, 12, 10)),
        ("komende vrijdag", date(2026, 11, 27)),
        ("a.s. vrijdag", date(2026, 11, 27)),
        ("vrijdag a.s.", date(2026, 11, 27)),
        ("overmorgen", date(2026, 11, 25)),
        ("over twee weken", date(2026, 12, 7)),
        ("binnen veertien dagen", date(2026, 12, 7)),
        ("binnen 3 werkdagen", date(2026, 11, 26)),
        ("binnen 5 werkdagen", date(2026, 11, 30)),
        ("over een half jaar", date(2027, 5, 23)),
        ("within two weeks", date(2026, 12, 7)),
    ],
)
def test_a_day_that_is_counted_from_today(said: str, day: date) -> None:
    assert days(said) == [day]


@pytest.mark.parametrize(
    ("said", "last_day", "precision"),
    [
        ("eind maart", date(2027, 3, 31), "month"),
        ("in maart", date(2027, 3, 31), "month"),
        ("december", date(2026, 12, 31), "month"),
        ("deze maand", date(2026, 11, 30), "month"),
        ("volgende maand", date(2026, 12, 31), "month"),
        ("de eerste week van december", date(2026, 12, 7), "week"),
        ("de laatste week van november", date(2026, 11, 30), "week"),
        ("volgende week", date(2026, 12, 4), "week"),
        ("wk 50", date(2026, 12, 11), "week"),
        ("week 2 2027", date(2027, 1, 15), "week"),
        ("1e kwartaal 2027", date(2027, 3, 31), "quarter"),
        ("2e helft 2027", date(2027, 12, 31), "year"),
        ("voor het einde van dit jaar", date(2026, 12, 31), "year"),
        ("volgend jaar", date(2027, 12, 31), "year"),
        ("in het voorjaar", date(2027, 5, 31), "season"),
        ("vóór de zomerstop", date(2027, 6, 30), "month"),
        ("voor het kerstreces", date(2026, 12, 24), "day"),
        ("by the end of the month", date(2026, 11, 30), "month"),
    ],
)
def test_a_period_ends_with_its_last_day_and_says_how_long_it_is(said: str, last_day: date, precision: str) -> None:
    assert [(one.date, one.precision) for one in find_dates(said, TODAY)] == [(last_day, precision)]


def test_part_of_a_month_is_the_tenth_the_fifteenth_or_the_last_day() -> None:
    assert days("begin juni") == [date(2027, 6, 10)]
    assert days("half mei") == days("medio mei") == days("mid-May") == [date(2027, 5, 15)]
    assert days("eind mei") == [date(2027, 5, 31)]


def test_several_days_of_one_month_are_all_found_at_their_own_place() -> None:
    said = "Op 1, 8 en 15 december"
    assert [(said[one.start : one.end], one.date) for one in find_dates(said, TODAY)] == [
        ("1", date(2026, 12, 1)),
        ("8", date(2026, 12, 8)),
        ("15 december", date(2026, 12, 15)),
    ]


def test_the_weekday_chooses_the_year() -> None:
    assert days("maandag 4 januari") == [date(2027, 1, 4)]
    past = find_dates("dinsdag 18 september", TODAY, past=True)
    assert [(one.date, one.doubt) for one in past] == [(date(2018, 9, 18), None)]


def test_a_weekday_that_fits_no_year_nearby_is_a_doubt() -> None:
    assert [(one.date, one.doubt) for one in find_dates("vrijdag 24 november 2026", TODAY)] == [
        (date(2026, 11, 24), "weekday does not fit")
    ]


def test_without_a_year_it_is_the_first_on_or_after_today() -> None:
    assert days("23 november") == [TODAY]
    assert days("22 november") == [date(2027, 11, 22)]


@pytest.mark.parametrize(
    ("said", "time"),
    [
        ("dinsdag 1 december om 20.00 uur", "20:00"),
        ("1 december, 19:30", "19:30"),
        ("1 december 20 uur", "20:00"),
        ("December 1, 7.30pm", "19:30"),
        ("1 december van 15.00 tot 17.00 uur", "15:00"),
        ("1 december in De Spil", None),
    ],
)
def test_the_time_behind_a_day_belongs_to_it(said: str, time: str | None) -> None:
    assert [one.time for one in find_dates(said, TODAY)] == [time]


@pytest.mark.parametrize(
    "said",
    [
        "Punt 3.1 en 4.2",
        "een uitslag van 2-1",
        "3/4 van de bewoners",
        "12-15 jongeren",
        "elke donderdag",
        "de zomer was warm",
        "2 jan belt de school",
        "in de Meistraat",
        "06-12 34 56 78",
        "€ 1.204,56",
    ],
)
def test_numbers_habits_and_names_are_no_dates(said: str) -> None:
    assert days(said) == []


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                *(
                    "1",
                    "31",
                    "12-11",
                    "29 februari",
                    "mei",
                    "week",
                    "53",
                    "volgende",
                    "over",
                    "een half",
                    "jaar",
                    "'26",
                ),
                *("en", ",", "voor", "dinsdag", "20.00", "uur", "Q1", "eind", "2e helft", "zomer", "2026", "/", "0"),
            ]
        ),
        max_size=14,
    ).map(" ".join),
    st.dates(min_value=date(1990, 1, 1), max_value=date(2090, 12, 31)),
)
def test_any_row_of_words_gives_places_in_order_that_do_not_overlap(text: str, today: date) -> None:
    found = find_dates(text, today)
    places = [(one.start, one.end) for one in found]
    assert places == sorted(places)
    assert all(0 <= start < end <= len(text) for start, end in places)
    assert all(first[1] <= second[0] for first, second in pairwise(places))
    assert all(one.date or one.doubt for one in found)
