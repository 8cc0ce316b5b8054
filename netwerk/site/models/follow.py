"""Who wants to hear when something changes, without an account."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _

from agenda.models import Action, AgendaItem
from initiatives.models import Area, Organisation, Theme
from meetings.models import Meeting

SUBJECT_FIELDS = {
    "district": "area",
    "theme": "theme",
    "initiative": "organisation",
    "agenda_item": "agenda_item",
    "action": "action",
    "meeting": "meeting",
}


def _subject_fits() -> Q:
    """Exactly the one field that goes with `kind` is filled; "message" has none."""
    fits = Q(kind="message", **dict.fromkeys(SUBJECT_FIELDS.values()))
    for kind, field in SUBJECT_FIELDS.items():
        empty: dict[str, Any] = dict.fromkeys(other for other in SUBJECT_FIELDS.values() if other != field)
        fits |= Q(kind=kind, **empty, **{f"{field}__isnull": False})
    return fits


class Follow(models.Model):
    """One address that follows one thing.

    `start_following`, `confirm` and `stop` in netwerk.site.following are the doors.
    """

    class Kind(models.TextChoices):
        DISTRICT = "district", _("een wijk")
        THEME = "theme", _("een onderwerp")
        INITIATIVE = "initiative", _("een initiatief")
        AGENDA_ITEM = "agenda_item", _("een punt op onze agenda")
        ACTION = "action", _("een afspraak")
        MEETING = "meeting", _("een reeks bijeenkomsten")
        MESSAGE = "message", _("onze boodschap")

    class Rhythm(models.TextChoices):
        WEEKLY = "weekly", _("hoogstens één mail per week")
        DAILY = "daily", _("hoogstens één mail per dag")

    PAUSES = {Rhythm.WEEKLY: timedelta(days=7), Rhythm.DAILY: timedelta(days=1)}

    email = models.EmailField(_("mailadres"))
    language = models.CharField(_("taal"), max_length=2, choices=settings.LANGUAGES, default="nl")
    kind = models.CharField(_("wat"), max_length=11, choices=Kind)
    area = models.ForeignKey(Area, verbose_name=_("wijk"), on_delete=models.CASCADE, null=True, blank=True)
    theme = models.ForeignKey(Theme, verbose_name=_("thema"), on_delete=models.CASCADE, null=True, blank=True)
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("organisatie"), on_delete=models.CASCADE, null=True, blank=True
    )
    agenda_item = models.ForeignKey(
        AgendaItem, verbose_name=_("agendapunt"), on_delete=models.CASCADE, null=True, blank=True
    )
    action = models.ForeignKey(Action, verbose_name=_("afspraak"), on_delete=models.CASCADE, null=True, blank=True)
    meeting = models.ForeignKey(Meeting, verbose_name=_("bijeenkomst"), on_delete=models.CASCADE, null=True, blank=True)
    rhythm = models.CharField(_("hoe vaak?"), max_length=6, choices=Rhythm, default=Rhythm.WEEKLY)
    created_at = models.DateTimeField(_("gevraagd op"), auto_now_add=True)
    confirmed_at = models.DateTimeField(_("bevestigd op"), null=True, blank=True)
    told_until = models.DateTimeField(
        _("op de hoogte tot"), help_text=_("Alles van daarvoor is verteld, of van voor het volgen.")
    )
    mailed_at = models.DateTimeField(_("laatste mail"), null=True, blank=True)

    class Meta:
        verbose_name = _("volger")
        verbose_name_plural = _("volgers")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                Upper("email"),
                "kind",
                "area",
                "theme",
                "organisation",
                "agenda_item",
                "action",
                "meeting",
                nulls_distinct=False,
                name="follow_once",
                violation_error_message=_("Dit mailadres volgt dit al."),
            ),
            models.CheckConstraint(condition=_subject_fits(), name="follow_subject_fits"),
            models.CheckConstraint(condition=Q(rhythm__in=["weekly", "daily"]), name="follow_rhythm_known"),
            models.CheckConstraint(condition=Q(language__in=["nl", "en"]), name="follow_language_known"),
            models.CheckConstraint(
                condition=Q(
                    kind__in=["district", "theme", "initiative", "agenda_item", "action", "meeting", "message"]
                ),
                name="follow_kind_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.subject or ''}"

    @property
    def subject(self) -> models.Model | None:
        """What is followed; None for the message. NB: reads the one related row."""
        field = SUBJECT_FIELDS.get(self.kind)
        return getattr(self, field) if field else None
