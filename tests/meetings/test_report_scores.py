"""The labelled reports and their scorer; and that the reader is good enough on them."""

import pytest

from tests.meetings.report_scores import load, parse, read, score

MADE_UP = """#! 2024-03-01
[[S||Afspraken]]
- [[A|Jan|2024-04-01|Jan belt voor 1 april de gemeente]]
- [[A|||Er komt een bord]]
Volgende keer: [[F|2024-05-01 20:00|1 mei]]
"""


def empty(**fields: list[object]) -> dict[str, object]:
    kinds = ("actions", "followups", "sections", "participants", "voices", "agenda_items", "decisions")
    return {kind: fields.get(kind, []) for kind in kinds}


def test_marks_are_taken_out_and_their_places_are_right() -> None:
    report = parse("one", MADE_UP)
    assert "[[" not in report.text
    assert [report.text[truth.start : truth.end] for truth in report.truths] == [truth.text for truth in report.truths]
    assert [truth.facts for truth in report.of("A")] == [("Jan", "2024-04-01"), ("", "")]


def test_a_reader_that_finds_all_has_full_marks_and_one_that_finds_nothing_has_none() -> None:
    report = parse("one", MADE_UP)
    first, second = report.of("A")
    perfect = empty(
        actions=[
            {"span": [first.start, first.end], "text": first.text, "owners": ["Jan"], "due": "2024-04-01"},
            {"span": [second.start, second.end], "text": second.text, "owners": [], "due": None},
        ],
        followups=[{"date": "2024-05-01"}],
        sections=[{"heading": "AFSPRAKEN:"}],
    )
    figures = score(lambda _report: perfect, [report])
    assert {kind: (one.precision, one.recall) for kind, one in figures.items()} == dict.fromkeys(figures, (1.0, 1.0))
    nothing = score(lambda _report: empty(), [report])
    assert [nothing[kind].f1 for kind in ("actions", "owners", "due", "followups", "sections")] == [0, 0, 0, 0, 0]


def test_a_wrong_owner_a_wrong_day_and_one_too_many_cost_precision() -> None:
    report = parse("one", MADE_UP)
    first = report.of("A")[0]
    wrong = [
        {"span": [first.start, first.end], "text": "", "owners": ["Piet"], "due": "2024-04-02"},
        {"span": [0, 3], "text": "", "owners": [], "due": None},
    ]
    figures = score(lambda _report: empty(actions=wrong), [report])
    assert (figures["actions"].matched, figures["actions"].found) == (1, 2)
    assert (figures["owners"].matched, figures["due"].matched) == (0, 0)


def test_there_are_many_reports_of_many_shapes() -> None:
    reports = load()
    assert len(reports) >= 25
    assert sum(len(report.of("A")) for report in reports) >= 70
    assert {report.name for report in reports if not report.of("A")} != set(), "a report without actions is a shape too"


@pytest.mark.parametrize("kind", ["actions", "owners", "due", "followups"])
def test_the_reader_is_good_enough(kind: str) -> None:
    figures = score(read, load())[kind]
    assert figures.f1 >= 0.9, figures.misses
    assert figures.precision >= 0.95, figures.misses
