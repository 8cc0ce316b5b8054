"""Words as search knows them: forms, parts of compounds, and what somebody asks for."""

import pytest

from netwerk.lib.search.query import Name, understand
from netwerk.lib.search.words import fold, forms_of, parts_of, without_particle, words_of


@pytest.mark.parametrize(
    ("word", "form"),
    [("tuinen", "tuin"), ("kookt", "koken"), ("buurtbudgetten", "buurtbudget"), ("initiatieven", "initiatief")],
)
def test_a_word_is_brought_to_its_dictionary_form(word: str, form: str) -> None:
    assert set(forms_of(word)) == {word, form}


@pytest.mark.parametrize(
    ("word", "parts"),
    [("burenhulp", {"buren", "hulp"}), ("moestuin", {"moes", "tuin"}), ("buurtbudget", {"buurt", "budget"})],
)
def test_a_compound_has_its_parts(word: str, parts: set[str]) -> None:
    assert parts <= set(parts_of(word))


@pytest.mark.parametrize("word", ["soep", "tafel", "utrecht", "x", "2018"])
def test_a_plain_word_has_no_parts(word: str) -> None:
    assert parts_of(word) == ()


def test_only_what_can_be_split_off_is_left_out() -> None:
    assert "fietsen" in without_particle("meefietsen")
    assert [without_particle(word) for word in ("verkeer", "verhaal", "gebouw")] == [(), (), ()]


def test_accents_and_capitals_make_no_difference() -> None:
    assert fold("Café ÉÉN") == "cafe een"
    assert [(word.folded, word.start, word.end) for word in words_of("Eén café.")] == [("een", 0, 3), ("cafe", 4, 8)]


def test_a_query_is_understood() -> None:
    overvecht = Name(("@overvecht",), "Overvecht")
    query = understand(
        '"lange tafel" eten in Overvecht tui', synonyms=["eten, maaltijd"], names={("overvecht",): overvecht}
    )
    phrase, food, place, unfinished = query.terms
    assert (phrase.phrase, food.typed, place.name, unfinished.beginning) == ("lange tafel", "eten", overvecht, "tui")
    assert "'maaltijd'" in food.loose_query
    assert "'@overvecht'" in place.exact_query
    assert unfinished.loose_query.endswith("'tui':*")
    assert query.without(overvecht) == '"lange tafel" eten tui'
