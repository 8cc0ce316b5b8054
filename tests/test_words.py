"""Plain words: what the site itself says, in both languages."""

import re
from collections.abc import Iterator

import pytest

from netwerk.lib.translations import read_catalogue

MOST_WORDS = 20
# Words of officials, for which there are better ones (docs/design.md).
AVOIDED = (
    "faciliteren",
    "participatie",
    "stakeholders",
    "domeinoverstijgend",
    "implementeren",
    "relevant",
    "betreffende",
)
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}|<[^>]+>")


def said(language: str) -> Iterator[str]:
    """Every sentence of the interface in `language`; addresses are not sentences."""
    for entry in read_catalogue():
        if all(name.endswith("urls.py") for name, _line in entry.occurrences):
            continue
        forms = [entry.msgid, entry.msgid_plural] if language == "nl" else [entry.msgstr, *entry.msgstr_plural.values()]
        for form in filter(None, forms):
            yield from re.split(r"(?<=[.!?:])\s+", PLACEHOLDER.sub("x", form))


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_sentence_is_longer_than_twenty_words(language: str) -> None:
    long = {sentence: len(sentence.split()) for sentence in said(language) if len(sentence.split()) > MOST_WORDS}
    assert long == {}


def test_words_of_officials_are_avoided() -> None:
    used = [sentence for sentence in said("nl") if any(word in sentence.lower() for word in AVOIDED)]
    assert used == []


def test_there_is_something_to_look_at() -> None:
    assert len(list(said("nl"))) > 1000
