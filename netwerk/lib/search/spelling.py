"""Typing errors: a word that occurs nowhere is compared with all words that do."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from threading import Lock

from django.db import connection
from rapidfuzz import process
from rapidfuzz.distance import OSA

from netwerk.lib.search.query import Query, Term
from netwerk.lib.search.words import fold, is_english, most_errors, parts_of, zipf

SHORTEST = 4
# What people write for one another in Dutch, since it sounds alike or nearly so.
_SOUND_ALIKE = """
g/ch gg/ch ei/ij ei/y ij/y ou/au ou/ouw au/auw c/k c/s d/t d/dt f/v s/z i/ie i/y ie/y f/ph t/th x/ks kw/qu ti/si
"""
_PAIRS = [pair.split("/") for pair in _SOUND_ALIKE.split()]
# Each both ways.
SOUND_ALIKE = [*_PAIRS, *(pair[::-1] for pair in _PAIRS)]
# In so many places of one word.
MOST_SOUND_ALIKE = 2


class Vocabulary:
    """The words of one database as this process knows them, by length; new ones are added, none is taken away.

    A word that occurs nowhere any more may still be in it: see `_still_there`.
    """

    def __init__(self) -> None:
        self.by_length: dict[int, list[str]] = defaultdict(list)
        self.known: set[str] = set()
        self.newest = 0
        self.lock = Lock()

    def take_in_new_words(self) -> None:
        """Add the words that came since the last time. One query."""
        with self.lock, connection.cursor() as cursor:
            cursor.execute("SELECT id, word FROM lib_searchword WHERE id > %s ORDER BY id", [self.newest])
            for key, word in cursor.fetchall():
                self.newest = key
                if word.isalpha() and len(word) >= SHORTEST and word not in self.known:
                    self.known.add(word)
                    self.by_length[len(word)].append(word)


_vocabularies: dict[str, Vocabulary] = defaultdict(Vocabulary)


def corrected(query: Query, counts: Mapping[str, int], *, extra: Iterable[tuple[str, ...]] = ()) -> str:
    """The text of `query` with words that occur nowhere replaced by the likeliest ones that do; '' when nothing is.

    `extra` are words that are known though they may occur nowhere: names of places, synonyms.
    """
    wrong = [term for term in query.terms if _is_unknown(term, counts)]
    if not wrong:
        return ""
    others = {fold(word) for words in extra for word in words if len(word) >= SHORTEST}
    text = query.text
    for term in reversed(wrong):
        best = _likeliest(fold(term.typed), others)
        if best:
            text = text[: term.start] + best + text[term.end :]
    return text if text != query.text else ""


def _is_unknown(term: Term, counts: Mapping[str, int]) -> bool:
    """Whether nothing that the term may stand for occurs, and it is no common word either."""
    if term.name or term.phrase or len(term.typed) < SHORTEST or not term.typed.isalpha():
        return False
    word = fold(term.typed)
    if any(counts.get(lexeme) for lexeme in term.known) or counts.get(f"{term.beginning}*"):
        return False
    if zipf(word) > 0 or is_english(word):
        return False
    # Synonyms and the parts of a compound.
    rest = term.lexemes - term.known
    parts = set(parts_of(word))
    return not any(counts.get(lexeme) for lexeme in rest - parts) and not (
        parts and all(counts.get(part) for part in parts)
    )


def _likeliest(word: str, others: Set[str]) -> str:
    """The word that differs least from `word`, and of those the most common one; '' when all differ too much."""
    most = max(1, most_errors(word))
    vocabulary = _vocabularies[connection.settings_dict["NAME"]]
    vocabulary.take_in_new_words()
    near: dict[str, int] = {}
    lengths = [vocabulary.by_length.get(length, []) for length in range(len(word) - most, len(word) + most + 1)]
    for known in (*lengths, list(others)):
        for found, distance, _place in process.extract(
            word, known, scorer=OSA.distance, score_cutoff=most, limit=10, processor=None
        ):
            near[found] = int(distance)
    for found, places in _sounding_like(word).items():
        if found in vocabulary.known or found in others:
            near[found] = min(places, near.get(found, places))
    if not near:
        return ""
    documents = _still_there(near)
    documents.update({found: max(1, documents.get(found, 0)) for found in others if found in near})
    # People seldom mistake the first letter.
    ranked = sorted(documents, key=lambda found: (near[found] + 0.5 * (found[0] != word[0]), -documents[found], found))
    return ranked[0] if ranked else ""


def _sounding_like(word: str) -> dict[str, int]:
    """Ways to write what sounds like `word`, with in how many places they differ: {'overvecht': 1} for 'overvegt'."""
    found = {word: 0}
    for places in range(1, MOST_SOUND_ALIKE + 1):
        for known in [known for known, number in found.items() if number == places - 1]:
            for one, other in SOUND_ALIKE:
                for place in re.finditer(one, known):
                    found.setdefault(known[: place.start()] + other + known[place.end() :], places)
    del found[word]
    return found


def _still_there(words: Iterable[str]) -> dict[str, int]:
    """Those of `words` that occur now, with in how many documents. So nothing withdrawn is suggested. One query."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT word, documents FROM lib_searchword WHERE word = ANY(%s)", [list(words)])
        return dict(cursor.fetchall())
