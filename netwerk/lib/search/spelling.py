"""Typing errors: a word that occurs nowhere is compared with all words that do."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from threading import Lock

from django.db import connection
from rapidfuzz import process
from rapidfuzz.distance import OSA

from netwerk.lib.search.query import Query, Term
from netwerk.lib.search.words import fold, is_english, most_errors, parts_of, zipf

SHORTEST = 4


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


def _likeliest(word: str, others: Iterable[str]) -> str:
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
    if not near:
        return ""
    documents = _still_there(near)
    documents.update({found: max(1, documents.get(found, 0)) for found in others if found in near})
    # People seldom mistake the first letter.
    ranked = sorted(documents, key=lambda found: (near[found] + 0.5 * (found[0] != word[0]), -documents[found], found))
    return ranked[0] if ranked else ""


def _still_there(words: Iterable[str]) -> dict[str, int]:
    """Those of `words` that occur now, with in how many documents. So nothing withdrawn is suggested. One query."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT word, documents FROM lib_searchword WHERE word = ANY(%s)", [list(words)])
        return dict(cursor.fetchall())
