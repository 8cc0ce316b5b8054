"""What the coordinators' desk keeps: outcomes that are being written, links in mail, and what was sent already."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agenda.models.action import Action
from initiatives.models import Organisation
from meetings.models import Meeting
from netwerk.lib.versions import Versioned


class OutcomesDraft(Versioned):
    """The outcomes of one meeting as they were typed, right or wrong; nobody but coordinators sees them.

    `data` has the shape that agenda.desk.rows describes. `save_outcomes` and `publish_outcomes` in agenda.desk
    are the doors.
    """

    meeting = models.OneToOneField(
        Meeting, verbose_name=_("bijeenkomst"), on_delete=models.CASCADE, related_name="outcomes_draft"
    )
    data = models.JSONField(_("wat er is getypt"), default=dict, blank=True)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("bewaard door"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="outcomes_drafts",
    )
    published_version = models.PositiveIntegerField(_("versie die openbaar werd"), null=True, blank=True)

    class Meta(Versioned.Meta):
        verbose_name = _("uitkomsten in de maak")
        verbose_name_plural = _("uitkomsten in de maak")

    def __str__(self) -> str:
        return str(self.meeting)


class EarlierOutcomes(models.Model):
    """One version of a draft that somebody may still have open: what both began from, when two save at once."""

    draft = models.ForeignKey(
        OutcomesDraft, verbose_name=_("uitkomsten"), on_delete=models.CASCADE, related_name="earlier"
    )
    version = models.PositiveIntegerField(_("versie"))
    data = models.JSONField(_("wat er is getypt"))

    class Meta:
        verbose_name = _("eerdere versie van uitkomsten")
        verbose_name_plural = _("eerdere versies van uitkomsten")
        ordering = ["-version"]
        constraints = [models.UniqueConstraint(fields=["draft", "version"], name="earlier_outcomes_once")]

    def __str__(self) -> str:
        return f"{self.draft_id}: {self.version}"


class MailedLink(models.Model):
    """A link that was mailed to somebody without an account; it opens one thing for one purpose, until a day.

    The token in the address is `netwerk.lib.links.sign("mailed-link", pk)`. `withdrawn_at` ends it at once.
    """

    class Purpose(models.TextChoices):
        NEWS = "news", _("nieuws geven over een afspraak")
        JUDGE = "judge", _("zeggen of het is opgelost")
        CORRECT = "correct", _("een verslag nakijken")

    purpose = models.CharField(_("waarvoor"), max_length=7, choices=Purpose)
    email = models.EmailField(_("mailadres"))
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("namens"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="mailed_links",
    )
    action = models.ForeignKey(
        Action,
        verbose_name=_("afspraak"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="mailed_links",
    )
    meeting = models.ForeignKey(
        Meeting,
        verbose_name=_("bijeenkomst"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="mailed_links",
    )
    created_at = models.DateTimeField(_("gemaakt op"), auto_now_add=True)
    expires_on = models.DateField(_("geldig tot en met"))
    withdrawn_at = models.DateTimeField(_("ingetrokken op"), null=True, blank=True)

    class Meta:
        verbose_name = _("gemailde link")
        verbose_name_plural = _("gemailde links")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(purpose__in=["news", "judge"], action__isnull=False, organisation__isnull=False)
                & Q(meeting=None)
                | Q(purpose="correct", meeting__isnull=False, action=None),
                name="mailed_link_opens_one_thing",
            ),
            models.UniqueConstraint(
                fields=["action", "purpose", "organisation", "email"],
                condition=Q(action__isnull=False),
                name="mailed_link_action_once",
            ),
            models.UniqueConstraint(
                fields=["meeting", "email"], condition=Q(meeting__isnull=False), name="mailed_link_meeting_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_purpose_display()}: {self.email}"

    def is_open(self, today: date) -> bool:
        return self.withdrawn_at is None and today <= self.expires_on


class Reminder(models.Model):
    """That a reminder was sent, so that it is never sent again: chosen by "due and not yet sent"."""

    class Kind(models.TextChoices):
        LOG_OUTCOMES = "log_outcomes", _("leg de uitkomsten vast")
        REPORT_MISSING = "report_missing", _("verslag drie dagen te laat")
        REPORT_STILL_MISSING = "report_still_missing", _("verslag zeven dagen te laat")
        DUE_SOON = "due_soon", _("bijna klaar?")
        DUE_PASSED = "due_passed", _("de datum is voorbij")
        CHECK = "check", _("we vragen het na")

    kind = models.CharField(_("soort"), max_length=20, choices=Kind)
    meeting = models.ForeignKey(
        Meeting,
        verbose_name=_("bijeenkomst"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="reminders",
    )
    action = models.ForeignKey(
        Action, verbose_name=_("afspraak"), on_delete=models.CASCADE, null=True, blank=True, related_name="reminders"
    )
    on = models.DateField(_("voor de dag"), help_text=_("Schuift de dag op, dan komt er een nieuwe herinnering."))
    created_at = models.DateTimeField(_("verstuurd op"), auto_now_add=True)

    class Meta:
        verbose_name = _("herinnering")
        verbose_name_plural = _("herinneringen")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    kind__in=["log_outcomes", "report_missing", "report_still_missing"],
                    meeting__isnull=False,
                    action=None,
                )
                | Q(kind__in=["due_soon", "due_passed", "check"], meeting=None, action__isnull=False),
                name="reminder_about_one_thing",
            ),
            models.UniqueConstraint(
                fields=["kind", "meeting", "on"], condition=Q(action=None), name="reminder_meeting_once"
            ),
            models.UniqueConstraint(
                fields=["kind", "action", "on"], condition=Q(meeting=None), name="reminder_action_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.on:%d-%m-%Y}"
