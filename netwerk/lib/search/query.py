"""What somebody asks: the words, phrases, places and themes in it, and what else may stand for each."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from netwerk.lib.search.index import quoted
from netwerk.lib.search.words import STOP_WORDS, forms_of, parts_of, split_of, words_of

LONGEST_QUERY = 200
MOST_WORDS = 12
# The last word may be unfinished; shorter beginnings stand for too much.
SHORTEST_BEGINNING = 3
PHRASE = re.compile(r'["“”„]([^"“”„]+)["“”„]')

Words = tuple[str, ...]
# What a document has to hold: of each set of lexemes one.
Way = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Name:
    """Something with a name that a query may hold, a place or a theme.

    `label` is its lexeme, `shown` its name as it is written, `page` the name, argument and query of its address.
    """

    label: str
    shown: str
    page: tuple[str, str, str] = ("", "", "")


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
    """The words as they are, and a single word in its other forms."""
    yield words
    if len(words) == 1:
        yield from ((form,) for form in forms_of(words[0])[1:])


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
    return Query(text, tuple([*terms, *tail][:MOST_WORDS]))


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
    terms = []
    at = 0
    while at < len(words):
        for length in range(min(5, len(words) - at), 0, -1):
            taken = words[at : at + length]
            key = tuple(word.folded for word in taken)
            place = start + taken[0].start, start + taken[-1].end
            term = _term(key, names.get(key), others, text[slice(*place)], *place)
            if term:
                terms.append(term)
                at += length
                break
        else:
            at += 1
    return terms


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
    if len(key) == 1 and (parts := parts_of(key[0])):
        # Every part, in any form: 'burenhulp' also asks for 'hulp van buren'.
        whole = _split_into_parts(key[0])
        if whole:
            loose.append(whole)
        found = frozenset(parts) - STOP_WORDS
        lexemes |= found
    else:
        found = frozenset()
    if name:
        exact, loose = [((name.label,),)], [*exact, *loose]
    return Term(typed, start, end, tuple(exact), tuple(loose), frozenset(lexemes), frozenset(known), found, name=name)


def _split_into_parts(word: str) -> Way:
    halves = [half for half in split_of(word) if half not in STOP_WORDS]
    return tuple(tuple(forms_of(half)) for half in halves) if len(halves) > 1 else ()


def _unfinished(term: Term) -> Term:
    """The last word may be the beginning of one."""
    words = folded_words(term.typed)
    if term.phrase or len(words) != 1 or len(words[0]) < SHORTEST_BEGINNING:
        return term
    return replace(term, beginning=words[0])
