"""Optimistic locking: a version that the database itself raises on every change of a row."""

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _


class Versioned(models.Model):
    """A row with `version`, `created_at` and `updated_at`.

    A trigger raises `version` and sets `updated_at` on every UPDATE, also those of `queryset.update()`.
    A form keeps the version it was opened with; saving compares it with the stored one under a row lock.
    """

    created_at = models.DateTimeField(_("gemaakt op"), auto_now_add=True)
    updated_at = models.DateTimeField(_("laatst gewijzigd op"), auto_now=True)
    version = models.PositiveIntegerField(_("versie"), default=1, editable=False)

    class Meta:
        abstract = True
        triggers = [
            pgtrigger.Trigger(
                name="raise_version",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                func="NEW.version = OLD.version + 1; NEW.updated_at = now(); RETURN NEW;",
            )
        ]
