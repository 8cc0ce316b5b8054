"""Everything visitors read is there in English, and what is there is read by somebody."""

import polib
import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from netwerk.lib import translations


@pytest.fixture(scope="module")
def catalogue() -> polib.POFile:
    return translations.read_catalogue()


def test_the_catalogue_holds_just_what_the_code_asks_for(catalogue: polib.POFile) -> None:
    asked = {(entry.msgctxt, entry.msgid, entry.msgid_plural) for entry in translations.extracted()}
    held = {(entry.msgctxt, entry.msgid, entry.msgid_plural) for entry in catalogue}
    assert asked - held == set(), "new words: run manage.py translations extract, then translate them"
    assert held - asked == set(), "nobody reads these any more: run manage.py translations extract"


def test_the_words_of_a_letter_are_in_the_catalogue(catalogue: polib.POFile) -> None:
    found = next(entry for entry in translations.extracted() if entry.msgid == "Klopt het dat je komt? %(title)s")
    assert ("templates/mail/sign_up.md", "") in found.occurrences
    assert catalogue.find(found.msgid).msgstr == "Is it right that you are coming? %(title)s"


def test_everything_is_translated(catalogue: polib.POFile) -> None:
    assert translations.faults(catalogue) == []


def test_no_package_changes_our_words_in_dutch(catalogue: polib.POFile) -> None:
    assert translations.clashes(catalogue) == []


def test_the_catalogue_tells_nothing_that_changes_by_itself(catalogue: polib.POFile) -> None:
    assert catalogue.metadata == translations.METADATA
    assert {line for entry in catalogue for _file, line in entry.occurrences} == {""}
    assert not [file for entry in catalogue for file, _line in entry.occurrences if file.startswith("/")]


def test_extracting_again_changes_nothing(catalogue: polib.POFile) -> None:
    again = translations.merged(translations.extracted(), catalogue)
    written = translations.PO_FILE.read_text(encoding="utf-8")
    assert str(again).rstrip() == written.rstrip(), "run manage.py translations extract"


def entry(msgid: str, msgstr: str = "", **fields: object) -> polib.POEntry:
    return polib.POEntry(msgid=msgid, msgstr=msgstr, **fields)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (entry("Wijken"), "not translated: 'Wijken'"),
        (entry("in %(city)s", "in %(town)s"), "other placeholders: 'in %(city)s' -> 'in %(town)s'"),
        (entry("wijken/<slug:slug>/", "districts/<slug:name>/"), "other placeholders: "),
        (entry("<b>Let op</b>", "Mind"), "other placeholders: "),
        (entry("wijken/", "districts"), "an address ends with a slash in both languages: "),
        (entry("Wijken", "Districts", flags=["fuzzy"]), "marked as doubtful: 'Wijken'"),
        (entry("Wijken", "Districts", obsolete=1), "no longer used: 'Wijken'"),
        (
            entry("%(n)d stem", msgid_plural="%(n)d stemmen", msgstr_plural={0: "%(n)d voice", 1: ""}),
            "not translated: '%(n)d stemmen'",
        ),
    ],
)
def test_a_fault_is_told_in_words(wrong: polib.POEntry, told: str) -> None:
    catalogue = polib.POFile()
    catalogue.append(wrong)
    (found,) = translations.faults(catalogue)
    assert found.startswith(told)


def test_a_word_that_a_package_has_in_english_is_noticed() -> None:
    catalogue = polib.POFile()
    catalogue.append(entry("Delete", "x"))
    catalogue.append(entry("Deze stad maken we zelf", "x"))
    assert translations.clashes(catalogue) == ["Delete"]


def test_merging_keeps_what_was_translated_and_drops_what_is_gone() -> None:
    known = polib.POFile()
    known.append(entry("Wijken", "Districts"))
    known.append(entry("Weg", "Gone"))
    merged = translations.merged([entry("Wijken"), entry("Nieuw")], known)
    assert [(one.msgid, one.msgstr) for one in merged] == [("Wijken", "Districts"), ("Nieuw", "")]


def test_check_says_what_is_wrong(monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:
    monkeypatch.setattr(translations, "PO_FILE", tmp_path / "django.po")
    catalogue = translations.merged([entry("Wijken")], polib.POFile())
    translations.write_catalogue(catalogue)
    with pytest.raises(CommandError, match="not translated: 'Wijken'"):
        call_command("translations", "check")


def test_a_compiled_catalogue_is_what_visitors_read() -> None:
    with translation.override("en"):
        assert translation.gettext("Deze stad maken we zelf") == "We make this city ourselves"
