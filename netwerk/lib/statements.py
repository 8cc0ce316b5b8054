"""Queries that are asked all day, put into SQL once by Django and planned once by the database.

For a page of one object Django spends most of its time on turning query sets into the same SQL again, and the database
on planning it again. A `Statement` does both the first time; afterwards only the values change. What comes back are the
same model instances that the query set would give, with what it prefetches, in one query.
"""

import json
import re
from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property, partial
from hashlib import blake2b
from typing import Any, Generic, Self, TypeVar, overload

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import DateTimeField, F, Field, Model, OuterRef, Prefetch, QuerySet
from django.db.models.functions import JSONObject
from django.db.models.query import get_related_populators
from django.utils.translation import get_language

M = TypeVar("M", bound=Model)
Found = TypeVar("Found", bound=Model, covariant=True)
Value = int | str | date | datetime


def _stand_in(number: int, kind: type[Value]) -> Value:
    """A value that occurs in no query, to be found again in its SQL."""
    if kind is int:
        return 8_999_000_000_000_000 + number
    if kind is datetime:
        return datetime(9998, 12, 31, 23, number, tzinfo=UTC)
    return date(9998, 12, 1 + number) if kind is date else f"\ue000stand-in {number}\ue000"


@dataclass(frozen=True)
class _Shape:
    """How an object is written as JSON inside a row: its own columns, and objects it refers to."""

    model: type[Model]
    fields: Sequence["Field[Any, Any]"]
    related: Sequence[tuple[str, "_Shape"]]

    @classmethod
    def of(cls, model: type[Model], select_related: Any, deferred: Set[str], path: str = "") -> "_Shape":
        """`deferred` are the paths of columns that stay in the database."""
        names = select_related if isinstance(select_related, dict) else {}
        related = [
            (name, cls.of(model._meta.get_field(name).related_model, deeper, deferred, f"{path}{name}__"))  # type: ignore[arg-type]
            for name, deeper in names.items()
        ]
        fields = [field for field in model._meta.concrete_fields if f"{path}{field.name}" not in deferred]
        return cls(model, fields, related)

    def expression(self, path: str = "") -> JSONObject:
        columns = {field.attname: F(f"{path}{field.attname}") for field in self.fields}
        objects = {f"{name} object": shape.expression(f"{path}{name}__") for name, shape in self.related}
        return JSONObject(**columns, **objects)

    def read(self, found: dict[str, Any]) -> Model:
        names = [field.attname for field in self.fields]
        made = self.model.from_db("default", names, [field.to_python(found[field.attname]) for field in self.fields])
        for name, shape in self.related:
            other = found[f"{name} object"]
            key = shape.model._meta.pk.attname
            setattr(made, name, shape.read(other) if other[key] is not None else None)
        return made


@dataclass(frozen=True)
class _Pack:
    """Rows that a query set prefetches, inside the row they belong to: the relation, and the name of its column."""

    name: str
    shape: _Shape
    owner: str

    @property
    def column(self) -> str:
        return f"packed_{self.name}"

    @classmethod
    def of(cls, model: type[Model], lookup: Any) -> tuple["_Pack", ArraySubquery]:
        """From one lookup of `prefetch_related`: a relation to many, one step deep."""
        name = lookup.prefetch_to if isinstance(lookup, Prefetch) else lookup
        field: Any = model._meta.get_field(name)
        given = lookup.queryset if isinstance(lookup, Prefetch) else None
        rows = field.related_model._default_manager.all() if given is None else given
        is_forward = field.many_to_many and not field.auto_created
        path = field.related_query_name() if is_forward else field.field.name
        names, are_deferred = rows.query.deferred_loading
        if names and not are_deferred:
            raise ValueError(f"only() is not known here: {name}")
        shape = _Shape.of(rows.model, rows.query.select_related, names)
        pack = cls(name, shape, field.field.name if field.one_to_many else "")
        rows = rows.defer(None).select_related(None).filter(**{path: OuterRef("pk")})
        return pack, ArraySubquery(rows.annotate(packed=pack.shape.expression()).values("packed"))

    def fill(self, row: Any) -> None:
        """Put what came along where `prefetch_related` would have put it."""
        packed = row.__dict__.pop(self.column) or ()
        row.__dict__.setdefault("_prefetched_objects_cache", _Unpacked()).packs[self.name] = partial(
            self._rows, row, packed
        )

    def _rows(self, row: Model, packed: Sequence[Any]) -> Any:
        found = [self.shape.read(each) for each in map(_loaded, packed)]
        if self.owner:
            for each in found:
                setattr(each, self.owner, row)
        rows: Any = self.shape.model._default_manager.none()
        rows._result_cache, rows._prefetch_done = found, True
        return rows


class _Unpacked(dict[str, Any]):
    """The prefetched rows of one object, by relation; unpacked when somebody asks for them."""

    def __init__(self) -> None:
        super().__init__()
        self.packs: dict[str, Callable[[], Any]] = {}

    def __missing__(self, name: str) -> Any:
        unpack = self.packs.pop(name)
        try:
            self[name] = unpack()
        except (KeyError, AttributeError) as error:
            # Django would take these for "not prefetched", and ask for each row by itself.
            raise RuntimeError(f"{name} cannot be unpacked") from error
        return self[name]

    def pop(self, name: str, *default: Any) -> Any:
        """Django takes out what has been changed."""
        self.packs.pop(name, None)
        return super().pop(name, *default)


def _loaded(found: Any) -> Any:
    return json.loads(found) if isinstance(found, str) else found


@dataclass(frozen=True)
class _Prepared:
    """SQL with a place for each of `order` (numbers of values), and how its rows become model instances."""

    sql: str
    order: Sequence[int]
    model: type[Model]
    fields: tuple[int, int]
    names: Sequence[str]
    moments: Sequence[int]
    converters: Sequence[tuple[int, Sequence[Callable[..., Any]], Any]]
    related: Sequence[Any]
    annotations: Sequence[tuple[str, int]]
    packs: Sequence[_Pack]

    def read(self, row: tuple[Any, ...]) -> Model:
        values = list(row)
        for place in self.moments:
            values[place] = values[place] and datetime.fromisoformat(values[place])
        for place, convert_in_turn, expression in self.converters:
            for convert in convert_in_turn:
                values[place] = convert(values[place], expression, connection)
        found = self.model.from_db("default", self.names, values[slice(*self.fields)])
        for populator in self.related:
            populator.populate(values, found)
        for name, place in self.annotations:
            setattr(found, name, values[place])
        for pack in self.packs:
            pack.fill(found)
        return found


def fingerprint(read: Any) -> str:
    """The same text for values that are written the same (`repr`): short enough to be a key."""
    return blake2b(repr(read).encode(), digest_size=16).hexdigest()


class Rows(Sequence[Found]):
    """What a statement found. Model instances are made when somebody looks at them."""

    def __init__(self, read: Callable[[tuple[Any, ...]], Any], found: Sequence[tuple[Any, ...]]) -> None:
        self._read = read
        self._found = found
        self._made: dict[int, Any] = {}

    @classmethod
    def none(cls) -> Self:
        """No rows, when it is known that there are none."""
        return cls(tuple, ())

    @cached_property
    def as_read(self) -> str:
        """The same text whenever the same was found, with all that came along: a key for what is made of it."""
        return fingerprint(self._found)

    @property
    def first(self) -> Found | None:
        """The first row, or None."""
        return self[0] if self._found else None

    def __len__(self) -> int:
        return len(self._found)

    @overload
    def __getitem__(self, place: int) -> Found: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Found]: ...
    def __getitem__(self, place: int | slice) -> Found | Sequence[Found]:
        if isinstance(place, slice):
            return [self[number] for number in range(len(self))[place]]
        number = range(len(self))[place]
        if number not in self._made:
            self._made[number] = self._read(self._found[number])
            # For netwerk.lib.kept: of what is packed inside it not everything may be unpacked.
            self._made[number]._as_read = self._found[number]
        made: Found = self._made[number]
        return made

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and list(self) == list(other)

    def __hash__(self) -> int:
        return hash(self.as_read)


class Statement(Generic[M]):
    """A query set with values to be filled in: whole numbers, texts, dates or moments, never None.

    `make` gets as many values as the statement is called with. It is called once for each language, so whatever changes
    from one call to the next (the day, the user) has to be among the values.
    """

    def __init__(self, make: Callable[..., "QuerySet[M]"]) -> None:
        self.make = make
        self._prepared: dict[Any, _Prepared] = {}

    def __call__(self, *values: Value) -> Rows[M]:
        """The rows for these values. One query."""
        key = (get_language(), *map(type, values))
        prepared = self._prepared.get(key)
        if prepared is None:
            prepared = self._prepared[key] = self._prepare([type(value) for value in values])
        cursor = connection.statement_cursor()  # type: ignore[attr-defined]
        cursor.execute(prepared.sql, [values[number] for number in prepared.order])
        return Rows(prepared.read, cursor.fetchall())

    def _prepare(self, kinds: Sequence[type[Value]]) -> _Prepared:
        stand_ins = [_stand_in(number, kind) for number, kind in enumerate(kinds)]
        rows: Any = self.make(*stand_ins)
        packs = []
        for lookup in rows._prefetch_related_lookups:
            pack, column = _Pack.of(rows.model, lookup)
            packs.append(pack)
            # On a clone whose slice is kept: what is added to each row does not change which rows there are.
            rows = rows._chain()
            rows.query.add_annotation(column, pack.column)
        compiler = rows.query.get_compiler(connection=connection)
        sql, params = compiler.as_sql()
        with connection.cursor() as cursor:
            # All that does not change becomes part of the text, so that the planner can match it with indexes.
            text = cursor.cursor.mogrify(sql, params)
            literals = [cursor.cursor.mogrify("%s", [stand_in]) for stand_in in stand_ins]
        pieces = list(_split(text, literals))
        order = [literals.index(piece) for piece in pieces[1::2]]
        if missing := set(range(len(literals))) - set(order):
            raise ValueError(f"Values {sorted(missing)} do not occur in the query: {text}")
        pieces[0::2] = [piece.replace("%", "%%") for piece in pieces[0::2]]
        pieces[1::2] = ["%s"] * len(order)
        select, info = compiler.select, compiler.klass_info
        start, end = info["select_fields"][0], info["select_fields"][-1] + 1
        converters = compiler.get_converters([column[0] for column in select[: compiler.col_count]])
        places = dict(compiler.annotation_col_map or {})
        packed = {places[pack.column] for pack in packs}
        return _Prepared(
            sql="".join(pieces),
            order=order,
            model=info["model"],
            fields=(start, end),
            names=[column[0].target.attname for column in select[start:end]],
            moments=[place for place, (column, *_sql) in enumerate(select) if _is_moment(column)],
            converters=[(place, *found) for place, found in converters.items() if place not in packed],
            related=get_related_populators(info, select, "default"),  # type: ignore[call-arg]
            annotations=list(places.items()),
            packs=packs,
        )


def _split(text: str, literals: Sequence[str]) -> Iterator[str]:
    """What stands between the literals, and the literals, in turn."""
    yield from re.split(f"({'|'.join(map(re.escape, literals))})", text) if literals else [text]


def _is_moment(column: Any) -> bool:
    return isinstance(column.output_field, DateTimeField)
