"""Who changed what and when, as django-simple-history keeps it."""

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby, pairwise
from typing import Any

from django.db import models
from django.utils.text import Truncator
from django.utils.translation import gettext as _

SHOWN = 30
MOST_CHARACTERS = 120


@dataclass(frozen=True)
class Changed:
    """One field: what it was and what it became, in words."""

    field: str
    old: str
    new: str


@dataclass(frozen=True)
class Entry:
    """One change of a row; `who` is '' for what a command or a visitor did, `changed` is empty when it was made.

    `row` names it when the entries are of several rows.
    """

    when: datetime
    who: str
    what: str
    changed: list[Changed]
    row: str = ""


def history_of(row: Any, *parts: "models.QuerySet[Any]") -> list[Entry]:
    """The newest changes of `row` and of the rows of `parts`, newest first.

    One query for `row` and one for each of `parts`; one more for each changed field that points to another row.
    """
    entries = _entries(row.history.all(), "")
    for rows in parts:
        records: Any = rows.model
        of_rows = records.history.filter(id__in=rows.values("pk")).order_by("id", "-history_date", "-history_id")
        for _pk, group in groupby(of_rows.select_related("history_user")[: SHOWN * 10], key=lambda one: one.id):
            kept = list(group)
            entries += _of_one(kept, Truncator(str(kept[0].instance)).chars(60))
    return sorted(entries, key=lambda entry: entry.when, reverse=True)[:SHOWN]


def _entries(records: Any, name: str) -> list[Entry]:
    return _of_one(list(records.select_related("history_user")[: SHOWN + 1]), name)


def _of_one(records: list[Any], name: str) -> list[Entry]:
    """The entries of one row, whose records come newest first."""
    entries = []
    for record, before in pairwise([*records, None]):
        changed = _changed(record, before) if before is not None and record.history_type == "~" else []
        if changed or record.history_type != "~":
            what = {"+": _("gemaakt"), "-": _("verwijderd")}.get(record.history_type, _("gewijzigd"))
            entries.append(Entry(record.history_date, str(record.history_user or ""), what, changed, name))
    return entries


def _changed(record: Any, before: Any) -> list[Changed]:
    found = []
    for change in record.diff_against(before).changes:
        field = record.instance_type._meta.get_field(change.field)
        found.append(Changed(str(field.verbose_name), _in_words(field, change.old), _in_words(field, change.new)))
    return found


def _in_words(field: Any, value: Any) -> str:
    if value in (None, ""):
        return _("leeg")
    if isinstance(field, models.BooleanField):
        return _("ja") if value else _("nee")
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(field, models.ForeignKey):
        return str(field.related_model._base_manager.filter(pk=value).first() or value)
    return Truncator(str(value)).chars(MOST_CHARACTERS)
