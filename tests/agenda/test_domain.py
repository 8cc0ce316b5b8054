"""Rules of actions and points that need no database."""

from datetime import date

import pytest

from agenda.domain import derived_status, end_of_period


@pytest.mark.parametrize(
    ("statuses", "derived"),
    [
        ([], "no_agreement"),
        (["done"], "done"),
        (["done", "done"], "done"),
        (["done", "busy"], "busy"),
        (["busy", "to_do", "done"], "to_do"),
        (["busy", "to_do", "stuck"], "stuck"),
        (["stopped"], "stopped"),
        (["stopped", "done"], "stopped"),
        (["stopped", "busy"], "busy"),
    ],
)
def test_the_worst_open_status_wins_and_done_is_only_all_done(statuses: list[str], derived: str) -> None:
    assert derived_status(statuses) == derived


@pytest.mark.parametrize(
    ("day", "precision", "end"),
    [
        (date(2027, 2, 3), "day", date(2027, 2, 3)),
        (date(2027, 2, 3), "month", date(2027, 2, 28)),
        (date(2028, 2, 3), "month", date(2028, 2, 29)),
        (date(2027, 1, 1), "quarter", date(2027, 3, 31)),
        (date(2027, 12, 31), "quarter", date(2027, 12, 31)),
        (date(2027, 12, 1), "season", date(2028, 2, 29)),
        (date(2027, 2, 28), "season", date(2027, 2, 28)),
        (date(2027, 3, 1), "season", date(2027, 5, 31)),
        (date(2027, 11, 30), "season", date(2027, 11, 30)),
    ],
)
def test_a_period_ends_on_its_last_day(day: date, precision: str, end: date) -> None:
    assert end_of_period(day, precision) == end


def test_a_date_nobody_knows_has_no_end() -> None:
    with pytest.raises(ValueError, match="no period"):
        end_of_period(date(2027, 1, 1), "none")
