"""Finding: from a query to documents, best first, at the same speed for a thousand documents and a million."""

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any

from django.db import connection

from netwerk.lib.search.index import catch_up, kinds
from netwerk.lib.search.models import SearchDocument
from netwerk.lib.search.query import Name, Query, Term, Words, understand
from netwerk.lib.search.spelling import corrected

# How many documents of a kind are ranked when all kinds are asked for, and when one is: of a common word the newest.
MOST_OF_EACH = 60
MOST_OF_ONE = 500
# Up to so many documents are gathered by way of the index. For a word that more hold, the newest of each kind are read.
MOST_GATHERED = 5000
MOST_READ = 1500
# Of documents that hold all words of a phrase, the newest of each kind of which the text is read.
MOST_PHRASES = 300
# When no document holds all terms, so many of the rarest are looked for in each other's company.
MOST_TOGETHER = 6
# What a word counts for in the related names, the body, the lead and the title (D, C, B, A).
WEIGHTS = "{0.1, 0.3, 0.6, 1.0}"
LOOSE = 0.4
# How much less a document counts for each kind that stands before its own: where one can go comes before what was said.
LATER_KIND = 0.05
# With fewer results than this, those that come near are shown after them.
ENOUGH = 10
# Of what was asked, counted by how rare it is, a document has to hold this part when none holds all.
LEAST_COVER = 0.3


@dataclass(frozen=True, slots=True)
class Found:
    """What was found: key, kind and object of documents, best first; `is_cut` when there is more than is ranked.

    The first `whole` of them hold all that was asked, the others come near. `corrected` is the text that was looked for
    instead of what was typed, or ''.
    """

    query: Query
    rows: Sequence[tuple[int, str, int]] = ()
    whole: int = 0
    is_cut: bool = False
    corrected: str = ""

    @property
    def is_loose(self) -> bool:
        """Whether no document holds all that was asked."""
        return bool(self.rows) and not self.whole

    @property
    def near(self) -> Set[int]:
        """Keys of the documents that only come near."""
        return {row[0] for row in self.rows[self.whole :]}

    @property
    def counts(self) -> Mapping[str, int]:
        """How many there are of each kind."""
        return Counter(kind for _pk, kind, _object_id in self.rows)

    def of_kind(self, kind: str) -> list[int]:
        """The primary keys of the documents of one kind, or of all when `kind` is ''."""
        return [pk for pk, of, _object_id in self.rows if not kind or of == kind]

    @property
    def object_ids(self) -> list[int]:
        """Of what holds all that was asked; of what comes near when nothing does."""
        return [object_id for _pk, _kind, object_id in self.rows[: self.whole or None]]


def find(text: str, *, names: Mapping[Words, Name] | None = None, kind: str = "") -> Found:
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
    found = _look_up(query, counts, total, kind)
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
        catch_up()
    return tuple(words for words in found if words)


def _single_words(synonyms: Sequence[str]) -> list[Words]:
    return [tuple(part.split()) for group in synonyms for part in group.split(",")]


def _documents_with(terms: Sequence[Term]) -> tuple[dict[str, int], int]:
    """In how many documents each lexeme of `terms` occurs, and how many documents there are. One query."""
    lexemes = {lexeme for term in terms for lexeme in term.lexemes | term.known}
    lexemes |= {label for term in terms if term.name for label in term.name.labels}
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


def _look_up(query: Query, counts: Mapping[str, int], total: int, kind: str) -> Found:
    """Documents that hold all terms; when there is none, those that hold most of what was asked."""
    documents = {term: _documents(term, counts, total) for term in query.terms}
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
    rows, is_cut = _ranked(terms, everything, query.phrases, kind, together)
    if len(rows) >= ENOUGH or query.phrases:
        return Found(query, rows, whole=len(rows), is_cut=is_cut)
    near = _near(terms, counts, kind, total, {row[0] for row in rows})
    return Found(query, [*rows, *near], whole=len(rows))


def _near(
    terms: Sequence[Term], counts: Mapping[str, int], kind: str, total: int, seen: set[int]
) -> list[tuple[int, str, int]]:
    """Documents that hold most of what was asked, or parts of a compound, without those `seen`."""
    wide = {
        wider: _documents(wider, counts, total)
        for wider in (
            replace(term, loose=(*term.loose, *(((part,),) for part in sorted(term.parts)))) for term in terms
        )
    }
    # What occurs nowhere tells nothing; it must not keep the rest from being found either.
    known = sorted((term for term, number in wide.items() if number), key=wide.__getitem__)
    if not known or (len(known) == len(terms) == 1 and not known[0].parts):
        return []
    ways = _covering(known[:MOST_TOGETHER], LEAST_COVER * sum(term.weight for term in known))
    number = sum(total * math.prod(wide[term] / total for term in way) for way in ways)
    together = " | ".join(f"({' & '.join(term.any_of for term in way)})" for way in ways)
    rows, _is_cut = _ranked(known, together, [], kind, number, by_cover=True)
    return [row for row in rows if row[0] not in seen]


def _covering(terms: Sequence[Term], least: float) -> list[tuple[Term, ...]]:
    """The fewest of `terms` together that weigh at least `least`: each set of them of which none can be left out."""
    found = [
        way
        for size in range(1, len(terms) + 1)
        for way in combinations(terms, size)
        if (weight := sum(term.weight for term in way)) >= least > weight - min(term.weight for term in way)
    ]
    # Of many terms even the rarest may not weigh enough.
    return found or [tuple(terms)]


def _documents(term: Term, counts: Mapping[str, int], total: int) -> float:
    """In how many documents the term occurs, about: as if words had nothing to do with one another."""
    ways = [
        total * math.prod(min(1, max(counts.get(lexeme, 0) for lexeme in lexemes) / total) for lexemes in way)
        for way in {*term.exact, *term.loose}
        if way
    ]
    # What begins with the word holds the word itself too.
    return min(total, max(sum(ways), counts.get(f"{term.beginning}*", 0) if term.beginning else 0))


def _ranked(
    terms: Sequence[Term], tsquery: str, phrases: Sequence[str], kind: str, expected: float, *, by_cover: bool = False
) -> tuple[list[tuple[int, str, int]], bool]:
    """Key, kind and object of the documents that fit `tsquery`, best first, and whether there may be more.

    Of many that fit, about `expected`, the newest of each kind are ranked. Reading those in order is quicker then than
    gathering all.
    """
    values: dict[str, Any] = {
        "query": tsquery,
        "kinds": [kind] if kind else kinds(),
        "most": MOST_OF_ONE if kind else MOST_OF_EACH,
        "read": MOST_READ,
        "gather": MOST_GATHERED + 1,
    }
    ranking = _ranking(terms, values, by_cover)
    is_common = expected > MOST_GATHERED and not phrases
    rows = (
        [] if is_common else _rows(_gathered(tsquery, phrases, values), "(SELECT count(*) FROM fits)", ranking, values)
    )
    if not phrases and (is_common or (rows and rows[0][3] > MOST_GATHERED)):
        # Words that belong together are found together more often than chance would have it.
        is_common, rows = True, _rows(NEWEST, "0", ranking, values)
    found = [(key, of, object_id) for key, of, object_id, _number in rows]
    return found, is_common or max(Counter(row[1] for row in found).values(), default=0) >= values["most"]


def _rows(found: str, number: str, ranking: str, values: Mapping[str, Any]) -> list[tuple[int, str, int, int]]:
    """Key, kind and object of the documents of the step `found`, and with each the `number`. One query."""
    with connection.cursor() as cursor:
        cursor.execute(f"WITH {found} SELECT id, kind, object_id, {number} FROM found {ranking}", values)
        rows: list[tuple[int, str, int, int]] = cursor.fetchall()
    return rows


# What was changed since it was indexed is not found.
UNCHANGED = (
    "NOT EXISTS (SELECT FROM lib_changeddocument AS changed"
    " WHERE changed.kind = document.kind AND changed.object_id = document.object_id)"
)
# The newest documents of each kind that fit, read one by one until there are enough. "Between" says the same as "=" and
# keeps the planner from walking through all kinds by the primary key.
NEWEST = (
    "found AS MATERIALIZED (SELECT document.* FROM unnest(%(kinds)s::text[]) AS asked (kind), LATERAL"
    " (SELECT * FROM (SELECT id, kind, object_id, tokens FROM lib_searchdocument"
    " WHERE kind BETWEEN asked.kind AND asked.kind ORDER BY kind DESC, id DESC LIMIT %(read)s) AS document"
    f" WHERE tokens @@ %(query)s::tsquery AND {UNCHANGED} LIMIT %(most)s) AS document)"
)


def _gathered(tsquery: str, phrases: Sequence[str], values: dict[str, Any]) -> str:
    """All documents that fit, by way of the index, and of these the newest. Adds what it needs to `values`."""
    conditions = [UNCHANGED]
    for number, phrase in enumerate(phrases):
        conditions.append(f"concat_ws(' ', title, text) ~* %(phrase{number})s")
        values[f"phrase{number}"] = rf"\m{re.escape(phrase)}\M"
    values["gathered"] = MOST_PHRASES if phrases else values["most"]
    fitting = "tokens @@ %(query)s::tsquery" if tsquery else "kind = ANY(%(kinds)s)"
    most = "" if phrases else " LIMIT %(gather)s"
    # Materialized, or else the planner may walk through all documents in their order. Such a step is read only as far
    # as the next one asks. The kinds are no part of it, or else it may look up all documents of these.
    return (
        f"all_that_fit AS MATERIALIZED (SELECT id, kind FROM lib_searchdocument WHERE {fitting}),"
        f" fits AS MATERIALIZED (SELECT * FROM all_that_fit WHERE kind = ANY(%(kinds)s){most}),"
        " newest AS MATERIALIZED (SELECT id FROM (SELECT id, row_number() OVER (PARTITION BY kind ORDER BY id DESC)"
        " AS turn FROM fits) AS turns WHERE turn <= %(gathered)s),"
        " found AS MATERIALIZED (SELECT * FROM lib_searchdocument AS document"
        " WHERE id = ANY(ARRAY(SELECT id FROM newest))"
        f" AND {' AND '.join(conditions)})"
    )


def _ranking(terms: Sequence[Term], values: dict[str, Any], by_cover: bool) -> str:
    """The order of the documents found; `by_cover` those first that hold most. Adds what it needs to `values`."""
    score, cover = [], []
    for number, term in enumerate(terms):
        for name, tsquery, factor in (("exact", term.exact_query, 1.0), ("loose", term.loose_query, LOOSE)):
            if tsquery:
                values[f"{name}{number}"] = tsquery
                values[f"factor_{name}{number}"] = term.weight * factor
                score.append(f"%(factor_{name}{number})s * ts_rank('{WEIGHTS}', tokens, %({name}{number})s::tsquery)")
        if term.exact:
            values[f"any{number}"], values[f"weight{number}"] = term.any_of, term.weight
            cover.append(f"CASE WHEN tokens @@ %(any{number})s::tsquery THEN %(weight{number})s ELSE 0 END")
    values |= {"all_kinds": kinds(), "later": LATER_KIND}
    before = "(1 - %(later)s * array_position(%(all_kinds)s::text[], kind))"
    order = [*(score and [f"({' + '.join(score)}) * {before} DESC"]), "id DESC"]
    if by_cover and cover:
        order.insert(0, f"round((({' + '.join(cover)}) / {sum(term.weight for term in terms):.6f})::numeric, 1) DESC")
    return f"ORDER BY {', '.join(order)}"
