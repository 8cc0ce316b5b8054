"""Reading a report: what it finds, what it leaves alone, and that nothing makes it slow or breaks it."""

import json
import sys
from collections.abc import Callable
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given, settings
from hypothesis import strategies as st

from meetings.report import UnreadableError, read_report, text_of
from meetings.report.dates import find_dates
from tests.word_files import W, cell, docx, paragraph

HELD = date(2024, 3, 12)


def actions(text: str, **kwargs: object) -> list[tuple[tuple[str, ...], date | None]]:
    return [(one.owners, one.due) for one in read_report(text, reference=HELD, **kwargs).actions]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("sentence", "owners", "due"),
    [
        ("De wethouder zegt toe dat de drempel er voor 1 mei ligt.", ("De wethouder",), date(2024, 5, 1)),
        ("Karim Said neemt contact op met de woningcorporatie.", ("Karim Said",), None),
        ("Afgesproken is dat het wijkbureau een kaart maakt.", ("het wijkbureau",), None),
        ("Dit wordt uitgezocht door Karim Said.", ("Karim Said",), None),
        ("Actie Karim: bel de school.", ("Karim",), None),
        ("De wethouder beloofde om eind juni terug te komen op de huur.", ("De wethouder",), date(2024, 6, 30)),
        ("The alderman will send the figures before 1 April.", ("The alderman",), date(2024, 4, 1)),
    ],
)
def test_what_somebody_takes_upon_himself_is_an_action(
    sentence: str, owners: tuple[str, ...], due: date | None
) -> None:
    assert actions(f"Verslag\n\nHet was druk.\n\n{sentence}\n") == [(owners, due)]


@pytest.mark.parametrize(
    "sentence",
    [
        "De wethouder zou met de corporatie moeten praten.",
        "We moeten vaker samen eten.",
        "Karim Said heeft vorige week de school gebeld.",
        "De Rommelmarkt organiseert elke maand een ruildag.",
        "Gaat de gemeente de lantaarn repareren?",
        "Karim Said vertelt dat de keuken goed draait.",
        "Het is belangrijk dat de gemeente meer luistert.",
        "Misschien kan de school meedoen.",
        "De gemeente gaat over het groen.",
    ],
)
def test_a_wish_a_question_a_habit_and_a_deed_of_the_past_are_none(sentence: str) -> None:
    assert actions(f"Verslag\n\nHet was druk.\n\n{sentence}\n") == []


@pytest.mark.parametrize(
    "order", [("Actie", "Wie", "Wanneer"), ("Wanneer", "Actie", "Wie"), ("Wie", "Wanneer", "Actie")]
)
@pytest.mark.parametrize("separator", ["\t", " | "])
def test_columns_of_a_table_may_stand_in_any_order(order: tuple[str, ...], separator: str) -> None:
    row = {"Actie": "Zaal huren", "Wie": "Noor", "Wanneer": "3 april"}
    done = {"Actie": "Pannen halen", "Wie": "Noor", "Wanneer": "gedaan"}
    lines = [separator.join(order), *(separator.join(cells[name] for name in order) for cells in (row, done))]
    assert actions("Overleg\n\nActielijst\n" + "\n".join(lines)) == [(("Noor",), date(2024, 4, 3))]


def test_initials_are_those_of_the_attendance_list() -> None:
    text = "Overleg\nAanwezig: Petra Haan (PH), Omar Ziani (OZ)\n\nActies\n- OZ: brief schrijven\n"
    assert actions(text) == [(("Omar Ziani",), None)]


def test_a_done_item_and_the_list_of_last_time_are_not_agreed_again() -> None:
    text = "Overleg\n\nActielijst vorige keer\n- Bea belt de school\n\nActies\n- Wouter koopt zaden (afgehandeld)\n"
    assert actions(text) == []


def test_two_meetings_in_one_sentence_are_two_follow_ups_with_their_subjects() -> None:
    text = (
        "Werksessie 12 maart 2024\n\nVervolg\n"
        "Op dinsdag 14 mei is er een bijeenkomst over Wonen en op dinsdag 11 juni om 20.00 uur over Groen.\n"
    )
    found = read_report(text, reference=HELD).followups
    assert [(one.title, one.date, one.time) for one in found] == [
        ("Wonen", date(2024, 5, 14), None),
        ("Groen", date(2024, 6, 11), "20:00"),
    ]


def test_a_weekday_that_does_not_fit_is_a_doubt_and_keeps_the_number() -> None:
    found = read_report("Overleg\n\nVolgende vergadering: vrijdag 14 mei 2024.\n", reference=HELD).followups
    assert [(one.date, one.doubt) for one in found] == [(date(2024, 5, 14), "weekday does not fit")]


@pytest.mark.parametrize(
    ("said", "day", "precision"),
    [
        ("dinsdag 13 november", date(2018, 11, 13), "day"),
        ("13-11", date(2018, 11, 13), "day"),
        ("13 nov '26", date(2026, 11, 13), "day"),
        ("2019-01-07", date(2019, 1, 7), "day"),
        ("volgende week donderdag", date(2018, 10, 11), "day"),
        ("donderdag over een week", date(2018, 10, 18), "day"),
        ("over twee weken", date(2018, 10, 18), "day"),
        ("eind maart", date(2019, 3, 31), "month"),
        ("half mei", date(2019, 5, 15), "day"),
        ("begin juni", date(2019, 6, 10), "day"),
        ("in maart", date(2019, 3, 31), "month"),
        ("voor de zomer", date(2019, 6, 30), "month"),
        ("na de zomer", date(2019, 9, 30), "month"),
        ("in Q1", date(2019, 3, 31), "quarter"),
        ("het tweede kwartaal van 2027", date(2027, 6, 30), "quarter"),
        ("najaar 2026", date(2026, 11, 30), "season"),
        ("voor kerst", date(2018, 12, 24), "day"),
        ("voor het eind van het jaar", date(2018, 12, 31), "year"),
        ("week 12", date(2019, 3, 22), "week"),
        ("voor 1 december", date(2018, 12, 1), "day"),
        ("March 3rd, 2026", date(2026, 3, 3), "day"),
        ("next Thursday", date(2018, 10, 11), "day"),
        ("uiterlijk vrijdag", date(2018, 10, 5), "day"),
    ],
)
def test_dates_are_read_as_people_write_them(said: str, day: date, precision: str) -> None:
    found = find_dates(said, date(2018, 10, 4))
    assert [(one.date, one.precision, one.doubt) for one in found] == [(day, precision, None)]


@pytest.mark.parametrize(
    "said", ["3-5 mensen", "20.00 uur", "2018-2022", "punt 3.1", "elke dinsdag", "de zomer was warm", "1/3"]
)
def test_numbers_and_habits_are_no_dates(said: str) -> None:
    assert find_dates(f"Er waren {said} bij.", date(2018, 10, 4)) == []


def test_31_february_is_a_doubt_and_no_date() -> None:
    assert [(one.date, one.doubt) for one in find_dates("31 februari", HELD)] == [(None, "no such date")]


PIECES = st.sampled_from(
    [
        *["Actie", "Actie:", "Jan", "(JB)", "gaat", "zal", "##", "**", "“", "”", "→", ";", ":", ".", "?", "Q4", "2024"],
        *("Jan Bakker", "de wethouder", "zegt toe", "voor 1 mei", "31 februari", "12-11", "week 53", "20.00 uur"),
        *("\t", "|", "- ", "1. ", "\n\n", "\r\n", "\x00", "\u00a0", "\u200b"),
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.lists(PIECES, max_size=60).map(" ".join), st.text(max_size=400)))
def test_no_text_breaks_it_and_every_span_is_exact(text: str) -> None:
    report = read_report(text, reference=HELD)
    told = json.loads(json.dumps(report.as_json()))
    for kind in ("participants", "sections", "voices", "agenda_items", "actions", "decisions", "followups"):
        for one in told[kind]:
            start, end = one["span"]
            assert 0 <= start < end <= len(text), (kind, one)
    for action in report.actions:
        words = " ".join(text[action.start : action.end].replace("\u200b", "").split())
        assert action.text.split()[-1] in words or action.text in words


def steps(do: Callable[[], object]) -> int:
    """How many lines of Python run while `do` runs: the same on every machine."""
    count = 0

    def trace(_frame: object, event: str, _arg: object) -> object:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)  # type: ignore[arg-type]
    try:
        do()
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize(
    "piece",
    [
        "- Jan belt voor 1 mei de school.\n",
        "De wethouder zegt toe dat dit in maart klaar is. ",
        "Actie: Jan en Fatma\n",
        "Jan Bakker (JB), ",
        "wat\twie\twanneer\n",
        "((((",
        "\n\nKop\nTekst die langer is dan de kop.\n",
    ],
)
def test_twice_the_text_is_twice_the_work(piece: str) -> None:
    little, much = (
        steps(lambda count=count: read_report("Acties\n" + piece * count, reference=HELD)) for count in (60, 240)
    )
    assert much < 6 * little


def test_a_word_file_with_a_table_gives_its_actions() -> None:
    rows = [("Actie", "Wie", "Wanneer"), ("Zaal huren", "Noor", "3 april 2024")]
    table = b"<w:tbl>" + b"".join(b"<w:tr>" + b"".join(map(cell, row)) + b"</w:tr>" for row in rows) + b"</w:tbl>"
    text = text_of("verslag.docx", docx(W % (paragraph("Overleg 12 maart 2024") + paragraph("Actielijst") + table)))
    assert "| Zaal huren | Noor | 3 april 2024 |" in text
    assert actions(text) == [(("Noor",), date(2024, 4, 3))]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("verslag.pdf", b"%PDF-1.7", "Dit soort bestand"),
        ("verslag.docx", b"geen zip", "stuk"),
        ("verslag.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 512, "wachtwoord"),
        ("verslag.docx", docx(b"<x/>", "iets.xml"), "geen Word-bestand"),
        ("verslag.docx", docx(W % b"<w:p><w:r>"), "stuk"),
        ("verslag.docx", docx(b'<!DOCTYPE x [<!ENTITY a "b">]>' + W % b""), "niet te vertrouwen"),
        ("verslag.txt", b"\x89PNG\x00\x00", "geen tekstbestand"),
        ("verslag.txt", b"   ", "geen tekst"),
        ("verslag.md", b"x" * (5 * 1024 * 1024 + 1), "te groot"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(name: str, content: bytes, said: str) -> None:
    with pytest.raises(UnreadableError, match=said):
        text_of(name, content)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_is_read_in_the_encodings_that_people_have(encoding: str) -> None:
    assert text_of("verslag.TXT", "Café één".encode(encoding)) == "Café één"


def test_the_command_prints_the_proposals_as_json(tmp_path: Path) -> None:
    path = tmp_path / "verslag.txt"
    path.write_text("Overleg\n\nAfspraken\n- Noor belt voor 1 mei de school\n", encoding="utf-8")
    out = StringIO()
    call_command("read_report", str(path), "--date", "2024-03-12", stdout=out)
    told = json.loads(out.getvalue())
    assert [(one["owners"], one["due"], one["due_text"]) for one in told["actions"]] == [
        (["Noor"], "2024-05-01", "voor 1 mei")
    ]
    assert set(told) == {
        "title", "date", "purpose", "place", "participants", "sections", "voices", "agenda_items", "actions",
        "decisions", "followups",
    }  # fmt: skip
    with pytest.raises(CommandError, match="Dit soort bestand"):
        call_command("read_report", str(tmp_path / "x.pdf") if (tmp_path / "x.pdf").write_bytes(b"%PDF") else "")
