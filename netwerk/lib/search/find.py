"""Finding: from a query to documents, best first, at the same speed for a thousand documents and a million."""

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db import connection

from netwerk.lib.search.index import quoted, take_in_changes
from netwerk.lib.search.models import SearchDocument
from netwerk.lib.search.query import Name, Query, Term, Words, understand
from netwerk.lib.search.spelling import corrected

# How many documents are ranked: of a common word the newest.
MOST_RANKED = 1000
# Up to so many documents that hold one of the words are looked at when none holds all.
MOST_LOOSE = 20_000
# What a word counts for in the related names, the body, the lead and the title (D, C, B, A).
WEIGHTS = "{0.1, 0.3, 0.6, 1.0}"
LOOSE = 0.4
# With fewer results than this, those that come near are shown after them.
ENOUGH = 5
# Of what was asked, counted by how rare it is, a document has to hold this part when none holds all.
LEAST_COVER = 0.45


@dataclass(frozen=True, slots=True)
class Found:
    """What was found: keys of documents, best first; `is_cut` when there is more than is ranked.

    `corrected` is the text that was looked for instead of what was typed, or ''. `is_loose` says that no document
    holds all words.
    """

    query: Query
    rows: Sequence[tuple[int, str, int]] = ()
    is_cut: bool = False
    is_loose: bool = False
    corrected: str = ""

    @property
    def counts(self) -> Mapping[str, int]:
        """How many there are of each kind."""
        return Counter(kind for _pk, kind, _object_id in self.rows)

    def of_kind(self, kind: str) -> list[int]:
        """The primary keys of the documents of one kind, or of all when `kind` is ''."""
        return [pk for pk, of, _object_id in self.rows if not kind or of == kind]

    @property
    def object_ids(self) -> list[int]:
        return [object_id for _pk, _kind, object_id in self.rows]


def find(text: str, *, names: Mapping[Words, Name] | None = None, kind: str = "", most: int = MOST_RANKED) -> Found:
    """The documents that `text` asks for, of one `kind` or of all. At most nine queries; four as a rule.

    `names` are the places and themes that are recognised in it: words to Name.
    """
    synonyms = _synonyms()
    query = understand(text, synonyms=synonyms, names=names)
    if not query.terms:
        return Found(query)
    counts, total = _documents_with(query.terms)
    better = corrected(query, counts, extra=[*(names or {}), *_single_words(synonyms)])
    if better:
        query = understand(better, synonyms=synonyms, names=names)
        counts, total = _documents_with(query.terms)
    found = _look_up(query, counts, total, kind, most)
    return replace(found, corrected=better)


def documents_of(keys: Sequence[int]) -> list[SearchDocument]:
    """The documents with these primary keys, in this order. One query."""
    by_key = SearchDocument.objects.defer("tokens").in_bulk(list(keys))
    return [by_key[key] for key in keys if key in by_key]


def _synonyms() -> tuple[str, ...]:
    """All groups of synonyms. What was changed a moment ago is indexed first, so it is found at once. One query."""
    with connection.cursor() as cursor:
        cursor.execute(
            "(SELECT words FROM lib_synonym ORDER BY id)"
            " UNION ALL SELECT '' FROM (SELECT FROM lib_changeddocument LIMIT 1) AS changed"
        )
        found = [row[0] for row in cursor.fetchall()]
    if "" in found:
        take_in_changes()
    return tuple(words for words in found if words)


def _single_words(synonyms: Sequence[str]) -> list[Words]:
    return [tuple(part.split()) for group in synonyms for part in group.split(",")]


def _documents_with(terms: Sequence[Term]) -> tuple[dict[str, int], int]:
    """In how many documents each lexeme of `terms` occurs, and how many documents there are. One query."""
    lexemes = {lexeme for term in terms for lexeme in term.lexemes | term.known}
    lexemes |= {term.name.label for term in terms if term.name}
    beginnings = [term.beginning for term in terms if term.beginning]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT word, documents FROM lib_searchword WHERE word = ANY(%s)"
            " UNION ALL"
            " (SELECT %s || '*', documents FROM lib_searchword WHERE word >= %s AND word < %s || '~' LIMIT 50)"
            " UNION ALL SELECT '', reltuples::int FROM pg_class WHERE oid = 'lib_searchdocument'::regclass",
            [list(lexemes), *[beginnings[-1] if beginnings else "\uffff"] * 3],
        )
        counts: Counter[str] = Counter()
        for word, documents in cursor.fetchall():
            counts[word] += documents
    return counts, max(counts.pop("", 0), 1000)


def _look_up(query: Query, counts: Mapping[str, int], total: int, kind: str, most: int) -> Found:
    """Documents that hold all terms; when there is none, those that hold most of what was asked."""
    documents = {term: min(total, _documents(term, counts)) for term in query.terms}
    documents = {
        replace(term, weight=math.log(1 + total / (1 + number))): number
        for term, number in documents.items()
        if term.exact or term.phrase
    }
    terms = list(documents)
    if not terms:
        return Found(query)
    together = total * math.prod(number / total for number in documents.values())
    everything = " & ".join(term.any_of for term in terms if term.exact)
    rows = _ranked(terms, everything, query.phrases, kind, together, total, most, least=0)
    if len(rows) >= ENOUGH or query.phrases:
        return Found(query, rows[:most], is_cut=len(rows) > most)
    near = _near(terms, documents, kind, total, most, {row[0] for row in rows})
    return Found(query, [*rows, *near][:most], is_loose=bool(near) and not rows)


def _near(
    terms: Sequence[Term], documents: Mapping[Term, int], kind: str, total: int, most: int, seen: set[int]
) -> list[tuple[int, str, int]]:
    """Documents that hold most of what was asked, or parts of a compound, without those `seen`."""
    # What occurs nowhere tells nothing; it must not keep the rest from being found either.
    known = sorted((term for term in terms if documents[term]), key=documents.__getitem__)
    if not known or (len(known) == len(terms) == 1 and not known[0].parts):
        return []
    wide: list[Term] = []
    rare: list[Term] = []
    number = 0
    for term in known:
        wider = replace(term, loose=(*term.loose, *map(quoted, sorted(term.parts))))
        wide.append(wider)
        if not rare or number + documents[term] <= MOST_LOOSE:
            rare.append(wider)
            number += documents[term]
    anything = " | ".join(term.any_of for term in rare)
    rows = _ranked(wide, anything, [], kind, number, total, most, least=LEAST_COVER)
    return [row for row in rows if row[0] not in seen]


def _documents(term: Term, counts: Mapping[str, int]) -> int:
    """In how many documents the term occurs, at most."""
    label = counts.get(term.name.label, 0) if term.name else 0
    beginning = counts.get(f"{term.beginning}*", 0) if term.beginning else 0
    return label + max(beginning, sum(counts.get(lexeme, 0) for lexeme in term.lexemes))


def _ranked(
    terms: Sequence[Term],
    tsquery: str,
    phrases: Sequence[str],
    kind: str,
    expected: float,
    total: int,
    most: int,
    *,
    least: float,
) -> list[tuple[int, str, int]]:
    """Key, kind and object of the documents that fit `tsquery`, best first; one more than `most` when there are more.

    Of many that fit, the newest are ranked: reading them in order is quicker than gathering all. Which of both ways is
    cheaper follows from how many are `expected` of the `total` number of documents.
    """
    conditions = ["tokens @@ %(query)s::tsquery"] if tsquery else []
    values: dict[str, Any] = {"query": tsquery, "kind": kind, "most": most + 1, "least": least}
    for number, phrase in enumerate(phrases):
        conditions.append(f"concat_ws(' ', title, text) ~* %(phrase{number})s")
        values[f"phrase{number}"] = rf"\m{re.escape(phrase)}\M"
    of_kind = "kind = %(kind)s" if kind else "TRUE"
    where = " AND ".join(conditions)
    unchanged = (
        "NOT EXISTS (SELECT FROM lib_changeddocument AS changed"
        " WHERE changed.kind = document.kind AND changed.object_id = document.object_id)"
    )
    if expected * expected > most * total:
        # OFFSET 0 keeps the condition outside: newest first, one by one, until there are enough.
        fitting = (
            f"SELECT * FROM (SELECT id, kind, object_id, tokens, title, text FROM lib_searchdocument WHERE {of_kind}"
            f" ORDER BY {'kind DESC, ' if kind else ''}id DESC OFFSET 0) AS document"
            f" WHERE {where} AND {unchanged} LIMIT %(most)s"
        )
        gathered = ""
    else:
        gathered = f"fits AS MATERIALIZED (SELECT id FROM lib_searchdocument WHERE {where} AND {of_kind}),"
        fitting = (
            "SELECT * FROM lib_searchdocument AS document WHERE id IN (SELECT id FROM fits)"
            f" AND {unchanged} ORDER BY id DESC LIMIT %(most)s"
        )
    score, cover = [], []
    for number, term in enumerate(terms):
        for name, words, factor in (("exact", term.exact, 1.0), ("loose", term.loose, LOOSE)):
            if words:
                values[f"{name}{number}"] = " | ".join(words)
                values[f"factor_{name}{number}"] = term.weight * factor
                score.append(f"%(factor_{name}{number})s * ts_rank('{WEIGHTS}', tokens, %({name}{number})s::tsquery)")
        if term.exact:
            values[f"any{number}"], values[f"weight{number}"] = term.any_of, term.weight
            cover.append(f"CASE WHEN tokens @@ %(any{number})s::tsquery THEN %(weight{number})s ELSE 0 END")
    covered = f"({' + '.join(cover) or '0'}) / {sum(term.weight for term in terms):.6f}"
    sql = (
        f"WITH {gathered} found AS MATERIALIZED ({fitting})"
        f" SELECT id, kind, object_id FROM found WHERE {covered if least else '1'} >= %(least)s"
        f" ORDER BY {f'round(({covered})::numeric, 1) DESC,' if least else ''}"
        f" {' + '.join(score) or 'id'} DESC, id DESC"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()
