"""What can be found: written from the objects themselves, and kept true by what the triggers note."""

import logging
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.conf import settings
from django.db import OperationalError, connection, transaction
from django.db.models import BooleanField, F, QuerySet
from django.db.models.expressions import RawSQL
from django.utils.translation import override
from psycopg.errors import LockNotAvailable

from netwerk.lib.search.models import ChangedDocument, SearchDocument
from netwerk.lib.search.words import LONGEST, WORD, fold, lexemes_of

logger = logging.getLogger(__name__)
# Any number does, as long as nobody else locks it: one process at a time writes the index.
INDEXING = 2018_005
BATCH = 250
# How long a reader waits for another process that indexes, in milliseconds.
READER_WAITS = 300
# A tsvector holds at most 1 MB; nobody reads further either.
MOST_TEXT = 60_000


@dataclass(frozen=True, slots=True)
class Document:
    """What search knows of one object.

    `lead` and `body` are plain text, `related` are names of others that it mentions, `labels` are lexemes of where it
    is and what it is about ('@overvecht', '#groen'), `paths` its address in Dutch and English. `facets` are what lists
    count it under ('=initiative|overvecht|groen|'): nobody can type them, and `counted` tells how many there are.
    `rank` orders a list of this kind, the highest first: `ranked`.
    """

    object_id: int
    title: str
    paths: tuple[str, str]
    lead: str = ""
    body: str = ""
    related: str = ""
    labels: Collection[str] = ()
    facets: Collection[str] = ()
    place: str = ""
    day: date | None = None
    rank: int | None = None

    def tokens(self) -> dict[str, str]:
        """Each lexeme with the weights under which it occurs: 'A' title, 'B' lead, 'C' body, 'D' the rest."""
        weights: dict[str, set[str]] = {}
        for text, weight, weight_of_parts in (
            (self.title, "A", "B"),
            (self.lead, "B", "C"),
            (self.body, "C", "D"),
            (self.related, "D", "D"),
        ):
            for word in {found[:LONGEST] for found in WORD.findall(fold(text[:MOST_TEXT]))}:
                forms, parts = lexemes_of(word)
                for form in forms:
                    weights.setdefault(form, set()).add(weight)
                for part in parts:
                    weights.setdefault(part, set()).add(weight_of_parts)
        for label in self.labels:
            weights.setdefault(label, set()).add("A")
        for facet in self.facets:
            weights.setdefault(facet, set()).add("D")
        return {lexeme: "".join(sorted(found)) for lexeme, found in weights.items()}


@dataclass(frozen=True, slots=True)
class Source:
    """One kind of object: the rows that are public, and what search knows of each."""

    kind: str
    public: Callable[[], "QuerySet[Any]"]
    documents: Callable[["QuerySet[Any]"], Iterable[Document]]


_sources: dict[str, Source] = {}


def register(*sources: Source) -> None:
    """Let search know these kinds; done once, when the apps are ready."""
    _sources.update({source.kind: source for source in sources})


def kinds() -> list[str]:
    """The kinds that can be found, in the order in which they are shown."""
    return list(_sources)


def kind_label(kind: str) -> str:
    """The lexeme of all documents of a kind."""
    return f"~{kind}"


def quoted(lexeme: str) -> str:
    """A lexeme as it is written in a tsvector or a tsquery."""
    escaped = lexeme.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"


def _vector(tokens: dict[str, str]) -> str:
    """One position for each weight: how often a word occurs is not counted, only where."""
    places = {"A": "1A", "B": "2B", "C": "3C", "D": "4D"}
    return " ".join(
        f"{quoted(lexeme)}:{','.join(places[weight] for weight in weights)}" for lexeme, weights in tokens.items()
    )


def take_in_changes() -> int:
    """Index up to a batch of the changes that the triggers noted, the oldest first; returns how many.

    Waits for another process that does the same: so nobody writes down what it read before the other's change.
    """
    return _take_in()


def catch_up() -> None:
    """The same for a reader, so that what was changed a moment ago is found at once.

    After a long import, or while all is indexed anew, there is more than a reader can wait for: the worker does the
    rest, and until then what changed is not found.
    """
    try:
        _take_in(lock_timeout=READER_WAITS)
    except OperationalError as error:
        if not isinstance(error.__cause__, LockNotAvailable):
            raise


def _take_in(*, lock_timeout: int = 0) -> int:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', %s, true)", [str(lock_timeout)])
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [INDEXING])
        cursor.execute(
            "DELETE FROM lib_changeddocument WHERE id IN (SELECT id FROM lib_changeddocument ORDER BY id LIMIT %s)"
            " RETURNING kind, object_id",
            [BATCH],
        )
        changed = cursor.fetchall()
        for kind, rows in groupby(sorted(set(changed)), key=lambda row: row[0]):
            _write(kind, [object_id for _kind, object_id in rows])
    return len(changed)


def take_in_all_changes(**_now: Any) -> None:
    """Index all changes there are, a batch at a time."""
    while take_in_changes() == BATCH:
        pass


def counted(prefix: str) -> dict[str, int]:
    """How many documents there are of each facet that begins with `prefix`. One query; more after a change.

    Kept with the index, so it takes as long for a thousand documents as for a million.
    """
    sql = (
        "SELECT word, documents FROM lib_searchword WHERE word LIKE %s"
        " UNION ALL SELECT '', 1 FROM (SELECT FROM lib_changeddocument LIMIT 1) AS changed"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [f"{prefix}%"])
        counts = dict(cursor.fetchall())
        if counts.pop("", None):
            catch_up()
            cursor.execute(sql, [f"{prefix}%"])
            counts = dict(cursor.fetchall())
            counts.pop("", None)
    return counts


def ranked(kind: str, tsquery: str = "") -> "QuerySet[SearchDocument, int]":
    """Keys of the objects of a kind that have a rank, the highest first, then by title; only those that fit `tsquery`.

    One query, and one for the rows; more after a change. Kept with the index, as `counted` is.
    """
    if ChangedDocument.objects.exists():
        catch_up()
    rows = SearchDocument.objects.filter(kind=kind, rank__isnull=False)
    if tsquery:
        rows = rows.filter(RawSQL("tokens @@ %s::tsquery", [tsquery], output_field=BooleanField()))
    return rows.order_by(F("rank").desc(), "title").values_list("object_id", flat=True)


def counted_among(kind: str, object_ids: Sequence[int], prefix: str) -> dict[str, int]:
    """The same for some documents of one kind. One query."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT facet, count(*) FROM lib_searchdocument, unnest(tsvector_to_array(tokens)) AS facet"
            " WHERE kind = %s AND object_id = ANY(%s) AND facet LIKE %s GROUP BY facet",
            [kind, list(object_ids), f"{prefix}%"],
        )
        return dict(cursor.fetchall())


def reindex(tell: Callable[[str, int], None] = lambda kind, count: None) -> None:
    """Write every document anew, in batches, while the site runs; then count all words anew.

    `tell` hears how many documents of a kind are done.
    """
    for kind, source in _sources.items():
        last, done = 0, 0
        while True:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [INDEXING])
                ids = list(source.public().filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:BATCH])
                # What is in the index and should not be, between the last one and this one.
                cursor.execute(
                    "SELECT object_id FROM lib_searchdocument WHERE kind = %s AND object_id > %s"
                    " AND (%s OR object_id <= %s)",
                    [kind, last, len(ids) < BATCH, ids[-1] if ids else last],
                )
                _write(kind, sorted({*ids, *(row[0] for row in cursor.fetchall())}), count_words=False)
            done += len(ids)
            tell(kind, done)
            if len(ids) < BATCH:
                break
            last = ids[-1]
    count_words_anew()


def count_words_anew() -> None:
    """Count in how many documents each lexeme occurs, from the documents themselves."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [INDEXING])
        cursor.execute("DELETE FROM lib_searchword")
        cursor.execute(
            "INSERT INTO lib_searchword (word, documents)"
            " SELECT word, ndoc FROM ts_stat('SELECT tokens FROM lib_searchdocument')"
        )


def _write(kind: str, ids: Sequence[int], *, count_words: bool = True) -> None:
    """Bring the documents of `ids` in line with the objects: new, changed, or gone when they are not public."""
    source = _sources[kind]
    # Whoever reads in another language may be the one who indexes.
    with override(settings.LANGUAGE_CODE):
        documents = list(source.documents(source.public().filter(pk__in=ids))) if ids else []
    tokens = [{**document.tokens(), kind_label(kind): "D"} for document in documents]
    with connection.cursor() as cursor:
        if count_words:
            cursor.execute(
                "SELECT unnest(tsvector_to_array(tokens)) FROM lib_searchdocument"
                " WHERE kind = %s AND object_id = ANY(%s)",
                [kind, list(ids)],
            )
            before = Counter(row[0] for row in cursor.fetchall())
            _count(cursor, Counter(lexeme for each in tokens for lexeme in each), before)
        kept = [document.object_id for document in documents]
        cursor.execute(
            "DELETE FROM lib_searchdocument WHERE kind = %s AND object_id = ANY(%s) AND NOT object_id = ANY(%s)",
            [kind, list(ids), kept],
        )
        cursor.execute(
            "INSERT INTO lib_searchdocument (kind, object_id, path, path_en, title, text, place, day, rank, tokens)"
            " SELECT %s, object_id, path, path_en, title, text, place, day, rank, tokens::tsvector"
            " FROM unnest(%s::bigint[], %s::text[], %s::text[], %s::text[], %s::text[], %s::text[], %s::date[],"
            " %s::int[], %s::text[])"
            " AS made (object_id, path, path_en, title, text, place, day, rank, tokens)"
            " ON CONFLICT (kind, object_id) DO UPDATE SET path = EXCLUDED.path, path_en = EXCLUDED.path_en,"
            " title = EXCLUDED.title, text = EXCLUDED.text, place = EXCLUDED.place, day = EXCLUDED.day,"
            " rank = EXCLUDED.rank, tokens = EXCLUDED.tokens",
            [
                kind,
                kept,
                [document.paths[0] for document in documents],
                [document.paths[1] for document in documents],
                [document.title[:300] for document in documents],
                [" ".join(filter(None, (document.lead, document.body)))[:MOST_TEXT] for document in documents],
                [document.place for document in documents],
                [document.day for document in documents],
                [document.rank for document in documents],
                [_vector(each) for each in tokens],
            ],
        )


def _count(cursor: Any, after: Counter[str], before: Counter[str]) -> None:
    """Bring the numbers of documents of each lexeme in line; what occurs nowhere any more is gone."""
    more = {word: after[word] - before[word] for word in after | before if after[word] != before[word]}
    words = sorted(more)
    cursor.execute(
        "INSERT INTO lib_searchword (word, documents) SELECT * FROM unnest(%s::text[], %s::int[])"
        " ON CONFLICT (word) DO UPDATE SET documents = lib_searchword.documents + EXCLUDED.documents",
        [words, [more[word] for word in words]],
    )
    cursor.execute("DELETE FROM lib_searchword WHERE documents <= 0 AND word = ANY(%s)", [words])
