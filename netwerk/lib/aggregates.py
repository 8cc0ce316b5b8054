"""What comes along with each row of a list in the same query, and what does not."""

from typing import Any

from django.contrib.postgres.aggregates import StringAgg
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import F, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce
from django.db.models.lookups import Exact


def names_of(rows: "models.QuerySet[Any]", path: str, *, order_by: str) -> Coalesce:
    """The names of those `rows` that `path` leads from to the outer row: 'Aleato, Oranje Fonds', or ''."""
    linked = rows.filter(**{path: OuterRef("pk")}).order_by().values(path)
    joined = linked.annotate(joined=StringAgg("name", ", ", order_by=order_by)).values("joined")
    return Coalesce(Subquery(joined), Value("", output_field=models.TextField()))


def list_of(rows: "models.QuerySet[Any]", path: str, *order_by: str, value: str = "name") -> ArraySubquery:
    """What `value` is of those `rows` that `path` leads from to the outer row, as a list: for files with many rows."""
    return ArraySubquery(rows.filter(**{path: OuterRef("pk")}).order_by(*order_by).values(value))


def all_but(rows: "models.QuerySet[Any, Any]", path: str, *shown: str) -> list[str]:
    """Columns to defer of the object that `path` leads to from `rows`: all save its keys and `shown`."""
    model: Any = rows.model
    for name in path.split("__"):
        model = model._meta.get_field(name).related_model
    return [
        f"{path}__{field.name}"
        for field in model._meta.concrete_fields
        if not (field.primary_key or field.is_relation or field.name in shown)
    ]


class _Among(Exact):
    """`= ANY (ARRAY(SELECT …))`."""

    def get_rhs_op(self, connection: Any, rhs: str) -> str:
        return f"= ANY {rhs}"


def among(keys: "models.QuerySet[Any, Any]") -> Exact:
    """That the primary key of a row is one of `keys` (`values` of one column), which are looked up first.

    For few rows of many: the planner thinks that `pk__in` of a subquery finds far more, and reads whole tables.
    """
    return _Among(F("pk"), ArraySubquery(keys))
