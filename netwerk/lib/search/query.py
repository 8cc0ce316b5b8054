"""What somebody asks: the words, phrases, places and themes in it, and what else may stand for each."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from rapidfuzz import process
from rapidfuzz.distance import OSA

from netwerk.lib.search.index import quoted
from netwerk.lib.search.words import (
    STOP_WORDS,
    english_lemma,
    forms_of,
    most_errors,
    parts_of,
    split_of,
    without_particle,
    words_of,
    zipf,
)

LONGEST_QUERY = 500
MOST_WORDS = 12
# The last word may be unfinished; shorter beginnings stand for too much.
SHORTEST_BEGINNING = 3
PHRASE = re.compile(r'["“”„]([^"“”„]+)["“”„]')

Words = tuple[str, ...]
# What a document has to hold: of each set of lexemes one.
Way = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Name:
    """Something with a name that a query may hold: a place, a theme, a kind of object.

    `labels` are the lexemes of which a document holds one, `shown` is its name as it is written, `page` the name,
    arguments and query of its address.
    """

    labels: tuple[str, ...]
    shown: str
    page: tuple[str, tuple[str, ...], str] = ("", (), "")


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that is asked for. A document fits when it holds one of the ways `exact` or `loose`.

    `exact` counts for more. `lexemes` are those to mark in a text, `beginning` is the start of a word that may be
    unfinished, `parts` those of a compound. `typed` are the words as they were written, `start` and `end` their place.
    """

    typed: str
    start: int
    end: int
    exact: tuple[Way, ...]
    loose: tuple[Way, ...] = ()
    lexemes: frozenset[str] = frozenset()
    known: frozenset[str] = frozenset()
    parts: frozenset[str] = frozenset()
    beginning: str = ""
    phrase: str = ""
    name: Name | None = None
    weight: float = 1.0

    @property
    def exact_query(self) -> str:
        """A tsquery for what is exact; '' when nothing is."""
        return _any_way(self.exact)

    @property
    def loose_query(self) -> str:
        """A tsquery for what is loose; '' when nothing is."""
        beginning = f"{quoted(self.beginning)}:*" if self.beginning else ""
        return " | ".join(filter(None, (_any_way(self.loose), beginning)))

    @property
    def any_of(self) -> str:
        """The whole of it as a tsquery."""
        return f"({' | '.join(filter(None, (self.exact_query, self.loose_query)))})"


def _any_way(ways: Iterable[Way]) -> str:
    """A tsquery for documents that hold one of `ways`."""
    alternatives = []
    for way in ways:
        words = [f"({' | '.join(map(quoted, lexemes))})" for lexemes in way]
        alternatives.append(f"({' & '.join(words)})")
    return " | ".join(alternatives)


@dataclass(frozen=True, slots=True)
class Query:
    """A query as it was understood. `text` is what was typed, `terms` what is looked for."""

    text: str
    terms: tuple[Term, ...]

    @property
    def names(self) -> list[Name]:
        return [term.name for term in self.terms if term.name]

    @property
    def phrases(self) -> list[str]:
        return [term.phrase for term in self.terms if term.phrase]

    def without(self, name: Name) -> str:
        """What was typed without a place or theme, and without the 'in' before it."""
        term = next(term for term in self.terms if term.name == name)
        before = re.sub(r"\b(in|bij|op|uit|over|rond|near|at)\s+$", "", self.text[: term.start], flags=re.IGNORECASE)
        return " ".join(f"{before} {self.text[term.end :]}".split())


def cleaned(text: str) -> str:
    """What was typed, on one line, of a length that can be searched for."""
    return " ".join(text.replace("\x00", " ").split())[:LONGEST_QUERY]


def folded_words(text: str) -> Words:
    return tuple(word.folded for word in words_of(text))


@lru_cache(maxsize=8)
def synonyms_of(groups: tuple[str, ...]) -> Mapping[Words, tuple[Words, ...]]:
    """The other words of each group ('subsidie, geld'), by the words that stand for them, in any of their forms."""
    others: dict[Words, list[Words]] = {}
    for group in groups:
        members = [words for part in group.split(",") if (words := folded_words(part))]
        for words in members:
            for key in _spellings(words):
                others.setdefault(key, []).extend(other for other in members if other != words)
    return {key: tuple(dict.fromkeys(found)) for key, found in others.items()}


def _spellings(words: Words) -> Iterator[Words]:
    """The words as they are, and a single word in its other forms, Dutch and English."""
    yield words
    if len(words) == 1:
        yield from ((form,) for form in forms_of(words[0])[1:])
        yield (english_lemma(words[0]),)


def _all_of(words: Sequence[str]) -> Way:
    """Documents that hold all `words`, each in any form."""
    telling = [word for word in words if word not in STOP_WORDS] or list(words)
    return tuple(tuple(forms_of(word)) for word in telling)


def understand(
    text: str, *, synonyms: Iterable[str] = (), names: Mapping[Words, Name] | None = None, finished: bool = False
) -> Query:
    """Find out what `text` asks. `synonyms` are groups of words with commas, `names` the places and themes there are.

    `finished` says that the last word is whole.
    """
    text = cleaned(text)
    others = synonyms_of(tuple(synonyms))
    terms: list[Term] = []
    last = 0
    for found in PHRASE.finditer(text):
        terms += _terms(text, last, found.start(), others, names or {})
        terms += _phrase(found)
        last = found.end()
    tail = _terms(text, last, len(text), others, names or {})
    if tail and not finished and tail[-1].end == len(text):
        tail[-1] = _unfinished(tail[-1])
    return Query(text, _telling([*terms, *tail]))


def _telling(terms: Sequence[Term]) -> tuple[Term, ...]:
    """Each term once, without single letters and digits beside words, and of too many the words that are rare."""
    once = {(term.exact, term.phrase): term for term in reversed(terms)}
    words = [term for term in terms if once[term.exact, term.phrase] is term]
    longer = [term for term in words if len(term.typed) > 1] or words
    common_first = sorted(longer, key=lambda term: zipf(term.typed.lower()), reverse=True)
    dropped = set(common_first[: max(0, len(longer) - MOST_WORDS)])
    return tuple(term for term in longer if term not in dropped)


def _phrase(found: re.Match[str]) -> list[Term]:
    """Words in quotes: just these, next to one another."""
    words = folded_words(found[1])
    if not words:
        return []
    telling = [word for word in words if word not in STOP_WORDS]
    return [
        Term(
            typed=found[1],
            start=found.start(),
            end=found.end(),
            exact=(tuple((word,) for word in telling),) if telling else (),
            lexemes=frozenset(telling),
            known=frozenset(words),
            phrase=" ".join(found[1].split()),
        )
    ]


def _terms(
    text: str, start: int, end: int, others: Mapping[Words, tuple[Words, ...]], names: Mapping[Words, Name]
) -> list[Term]:
    """The terms between two places of `text`; the longest name or synonym that fits comes first."""
    words = list(words_of(text[start:end]))
    long_names = {" ".join(key): name for key, name in names.items() if len(key) > 1}
    terms = []
    at = 0
    while at < len(words):
        for length in range(min(5, len(words) - at), 0, -1):
            taken = words[at : at + length]
            key = tuple(word.folded for word in taken)
            place = start + taken[0].start, start + taken[-1].end
            name = names.get(key) or _nearly_named(key, long_names)
            term = _term(key, name, others, text[slice(*place)], *place)
            if term:
                terms.append(term)
                at += length
                break
        else:
            at += 1
    return _together(terms, text)


def _nearly_named(words: Words, long_names: Mapping[str, Name]) -> Name | None:
    """The name of several words that is written almost like this: 'leidse rijn'. For names of one see `spelling`."""
    typed = " ".join(words)
    found = process.extractOne(typed, long_names.keys(), scorer=OSA.distance, score_cutoff=most_errors(typed))
    return long_names[found[0]] if found else None


def _together(terms: Sequence[Term], text: str) -> list[Term]:
    """The same terms; two words that follow one another may have been one: 'mantel zorgers'."""
    joined = list(terms)
    for number, (left, right) in enumerate(pairwise(terms)):
        is_apart = left.name or right.name or text[left.end : right.start] not in (" ", "-")
        if is_apart or not (left.typed.isalpha() and right.typed.isalpha()):
            continue
        forms = forms_of(folded_words(left.typed + right.typed)[0])
        for at in (number, number + 1):
            term = joined[at]
            joined[at] = replace(term, loose=(*term.loose, (forms,)), lexemes=term.lexemes | set(forms))
    return joined


def _term(
    key: Words, name: Name | None, others: Mapping[Words, tuple[Words, ...]], typed: str, start: int, end: int
) -> Term | None:
    """What the words of `key` ask for together; None when they mean nothing together."""
    synonyms = next((others[spelling] for spelling in _spellings(key) if spelling in others), ())
    if len(key) > 1 and not name and not synonyms:
        return None
    if len(key) == 1 and key[0] in STOP_WORDS and not name and not synonyms:
        return None
    loose = [_all_of(words) for words in synonyms]
    lexemes = {form for words in (key, *synonyms) for word in words for form in forms_of(word)} - STOP_WORDS
    exact = [_all_of(key)]
    known = set(forms_of(key[0])) if len(key) == 1 else lexemes
    parts: frozenset[str] = frozenset()
    if len(key) == 1 and (found := parts_of(key[0])):
        # Every part, in any form: 'burenhulp' also asks for 'hulp van buren'.
        whole = _split_into_parts(key[0])
        loose += [whole] if whole else []
        parts = frozenset(found) - STOP_WORDS
    elif len(key) == 1:
        parts = frozenset(without_particle(key[0])) - STOP_WORDS
    lexemes |= parts
    if name:
        exact, loose = [(name.labels,)], [*exact, *loose]
    return Term(typed, start, end, tuple(exact), tuple(loose), frozenset(lexemes), frozenset(known), parts, name=name)


def _split_into_parts(word: str) -> Way:
    halves = [half for half in split_of(word) if half not in STOP_WORDS]
    return tuple(tuple(forms_of(half)) for half in halves) if len(halves) > 1 else ()


def _unfinished(term: Term) -> Term:
    """The last word may be the beginning of one."""
    words = folded_words(term.typed)
    if term.phrase or len(words) != 1 or len(words[0]) < SHORTEST_BEGINNING:
        return term
    return replace(term, beginning=words[0])
