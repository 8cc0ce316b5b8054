"""A pasted report: proposals that count only when a coordinator says so."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from agenda.models import Action
from meetings.models import Meeting, Voice
from tests.desk_pages import (
    log_url,
    publish,
    row,
    send,
    stored,
    typed,
)
from tests.factories import (
    make_action,
)
from tests.word_files import W, cell, docx, paragraph

pytestmark = pytest.mark.django_db


# --- A pasted report --------------------------------------------------------------------------------------------------

REPORT = """Verslag avond over ruimte

Een bewoner zei: "Wij weten nooit waar de sleutel ligt."

Afspraken
- Huiskamer Noord maakt voor 1 december 2031 een lijst van lege ruimtes
- De wethouder Wonen zoekt uit of er geld is

Vervolg
Op woensdag 14 januari 2032 om 20.00 uur is er een bijeenkomst over lege ruimtes.
"""


def test_nothing_of_a_pasted_report_counts_before_somebody_says_so(coordinator: Client, meeting: Meeting) -> None:
    send(coordinator, meeting, typed(summary="Kort", source=REPORT), step="zoek")
    answer = coordinator.get(log_url(meeting))
    page = answer.content.decode()
    kinds = [one["kind"] for one in answer.context["proposals"]]
    assert kinds == ["voices", "actions", "actions", "meetings"]
    assert "<mark>Huiskamer Noord maakt voor 1 december 2031 een lijst van lege ruimtes</mark>" in page
    assert 'value="klopt" checked' not in page
    publish(coordinator, meeting)
    assert (Action.objects.count(), Voice.objects.count(), meeting.followed_by.count()) == (0, 0, 0)
    assert stored(meeting)["proposals"], "undecided ones stay for later"


def test_each_proposal_is_right_changed_or_not_needed(coordinator: Client, meeting: Meeting) -> None:
    send(coordinator, meeting, typed(summary="Kort", source=REPORT), step="zoek")
    voice, first, second, follow_up = (f"voorstel-{one['key']}" for one in stored(meeting)["proposals"])
    choices = {voice: "klopt", first: "klopt", second: "aanpassen", follow_up: "niet"}
    answer = send(coordinator, meeting, stored(meeting), step="neem", **choices)
    data = stored(meeting)
    assert answer.url.endswith(f"#{data['actions'][1]['key']}"), "the one to change comes into view"
    assert [(one["title"], one["owner"], one["due"]) for one in data["actions"]] == [
        ("Huiskamer Noord maakt voor 1 december 2031 een lijst van lege ruimtes", "Huiskamer Noord", "1-12-2031"),
        ("De wethouder Wonen zoekt uit of er geld is", "De wethouder Wonen", ""),
    ]
    assert data["meetings"] == []
    send(coordinator, meeting, stored(meeting), step="neem", **choices)
    assert len(stored(meeting)["actions"]) == 2, "decided once"
    publish(coordinator, meeting)
    assert [action.owner.name for action in Action.objects.order_by("number")] == [
        "Huiskamer Noord",
        "Gemeente Utrecht",
    ]


def test_a_likely_double_is_offered_and_becomes_news_on_the_action_that_exists(
    coordinator: Client, meeting: Meeting
) -> None:
    known = make_action("Maak een lijst van lege ruimtes in de wijk")
    send(coordinator, meeting, typed(summary="Kort", source=REPORT), step="zoek")
    double = stored(meeting)["proposals"][1]
    assert [(one["pk"], one["label"]) for one in double["same"]] == [(known.pk, str(known))]
    assert "Is dit dezelfde?" in coordinator.get(log_url(meeting)).content.decode()
    send(coordinator, meeting, stored(meeting), step="neem", **{f"voorstel-{double['key']}": f"zelfde-{known.pk}"})
    publish(coordinator, meeting)
    assert Action.objects.count() == 1
    assert "lijst van lege ruimtes" in known.updates.last().text  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("verslag.txt", REPORT.encode(), "We vonden 4 dingen"),
        ("verslag.pdf", b"%PDF", "Dit soort bestand kunnen we niet lezen"),
        ("verslag.docx", b"stuk", "Dit Word-bestand is stuk"),
        ("groot.txt", b"x" * (5 * 1024 * 1024 + 1), "te groot"),
    ],
)
def test_a_file_is_read_or_says_why_not(
    coordinator: Client, meeting: Meeting, name: str, content: bytes, said: str
) -> None:
    data = typed(voices=[row("voices", "v1", text="Dit blijft staan")])
    send(coordinator, meeting, data, step="zoek", bestand=SimpleUploadedFile(name, content))
    page = coordinator.get(log_url(meeting)).content.decode()
    answer = send(coordinator, meeting, data, step="zoek", bestand=SimpleUploadedFile(name, content))
    shown = answer.content.decode() if answer.status_code == 200 else page
    assert said in shown
    assert "Dit blijft staan" in shown


def test_reading_the_same_report_again_does_not_ask_what_was_decided(coordinator: Client, meeting: Meeting) -> None:
    send(coordinator, meeting, typed(source=REPORT), step="zoek")
    first = stored(meeting)["proposals"][1]
    send(coordinator, meeting, stored(meeting), step="neem", **{f"voorstel-{first['key']}": "klopt"})
    send(coordinator, meeting, stored(meeting), step="zoek")
    assert [one["decision"] for one in stored(meeting)["proposals"]] == ["", "klopt", "", ""]
    assert len(stored(meeting)["actions"]) == 1


def test_a_person_who_takes_something_on_does_it_for_the_organisation(coordinator: Client, meeting: Meeting) -> None:
    text = "Verslag\nAanwezig: Noor Bakker (Huiskamer Noord)\n\nAfspraken\n- Noor belt de huismeester.\n"
    send(coordinator, meeting, typed(source=text), step="zoek")
    action = next(one for one in stored(meeting)["proposals"] if one["kind"] == "actions")
    assert (action["row"]["title"], action["row"]["owner"]) == ("Noor belt de huismeester", "Huiskamer Noord")
    assert action["doubts"] == ["Noor Bakker, Huiskamer Noord"], "it is said that a name was replaced"


def test_a_word_file_gives_its_text_and_its_proposals(coordinator: Client, meeting: Meeting) -> None:
    rows_of_cells = [("Actie", "Wie", "Wanneer"), ("Lijst maken", "Huiskamer Noord", "1 december 2031")]
    table = b"".join(b"<w:tr>" + b"".join(map(cell, one)) + b"</w:tr>" for one in rows_of_cells)
    document = paragraph("Verslag") + paragraph("Actielijst") + b"<w:tbl>" + table + b"</w:tbl>"
    upload = SimpleUploadedFile("verslag.docx", docx(W % document))
    assert send(coordinator, meeting, typed(), step="zoek", bestand=upload).status_code == 302
    assert "| Lijst maken | Huiskamer Noord | 1 december 2031 |" in stored(meeting)["report"]["source"]
    [one] = stored(meeting)["proposals"]
    assert (one["row"]["title"], one["row"]["owner"], one["row"]["due"]) == (
        "Lijst maken",
        "Huiskamer Noord",
        "1-12-2031",
    )


def test_an_agreement_that_stands_twice_in_a_report_is_marked(coordinator: Client, meeting: Meeting) -> None:
    promised = "De wethouder zegt toe de drempel te verhogen."
    text = f"Verslag\n\n{promised}\n\nActies\n- Wethouder: de drempel verhogen\n- Noor belt\n"
    send(coordinator, meeting, typed(source=text), step="zoek")
    doubts = ["twice" in one["doubts"] for one in stored(meeting)["proposals"]]
    assert doubts == [False, True, False]
