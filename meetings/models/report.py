"""What is told of a meeting afterwards: the report and the voices."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from initiatives.models import Area, Organisation, Theme
from meetings.models.meeting import Meeting
from meetings.querysets import VoiceQuerySet
from netwerk.lib.publication import stamped
from netwerk.lib.versions import Versioned


class ReportSection(models.Model):
    """A part of the report under its own heading."""

    meeting = models.ForeignKey(
        Meeting, verbose_name=_("bijeenkomst"), on_delete=models.CASCADE, related_name="sections"
    )
    position = models.PositiveSmallIntegerField(_("volgorde"))
    heading = models.CharField(_("kop"), max_length=140)
    text = models.TextField(_("tekst"), blank=True, help_text=_("Je mag Markdown gebruiken."))

    class Meta:
        verbose_name = _("deel van het verslag")
        verbose_name_plural = _("delen van het verslag")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "position"],
                name="report_section_position",
                deferrable=models.Deferrable.DEFERRED,
            )
        ]

    def __str__(self) -> str:
        return self.heading


class Correction(models.Model):
    """Something in a final report that was wrong and was put right; shown under the report with its date."""

    meeting = models.ForeignKey(
        Meeting, verbose_name=_("bijeenkomst"), on_delete=models.CASCADE, related_name="corrections"
    )
    on = models.DateField(_("verbeterd op"))
    text = models.CharField(_("wat is er verbeterd?"), max_length=300)

    class Meta:
        verbose_name = _("verbetering")
        verbose_name_plural = _("verbeteringen")
        ordering = ["on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(text=""),
                name="correction_has_text",
                violation_error_message=_("Schrijf op wat er is verbeterd."),
            )
        ]

    def __str__(self) -> str:
        return self.text[:80]


class Voice(Versioned):
    """One thing that somebody said, in a form the speaker allows.

    `publish_voice` in meetings.domain is the door; a voice with a personal name needs recorded consent.
    """

    class Speaker(models.TextChoices):
        ORGANISATION = "organisation", _("een organisatie")
        ROLE = "role", _("een rol of functie")
        RESIDENT = "resident", _("bewoner uit een wijk")
        ANONYMOUS = "anonymous", _("anoniem")
        NAMED = "named", _("iemand met naam")

    text = models.TextField(_("wat zei iemand?"))
    meeting = models.ForeignKey(Meeting, verbose_name=_("bijeenkomst"), on_delete=models.PROTECT, related_name="voices")
    section = models.ForeignKey(
        ReportSection,
        verbose_name=_("deel van het verslag"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="voices",
    )
    area = models.ForeignKey(
        Area,
        verbose_name=_("wijk of buurt"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="voices",
    )
    themes = models.ManyToManyField(Theme, verbose_name=_("thema's"), blank=True, related_name="voices")
    speaker = models.CharField(_("wie zei het?"), max_length=12, choices=Speaker, default=Speaker.ANONYMOUS)
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("organisatie"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="voices",
    )
    role = models.CharField(_("rol of functie"), max_length=80, blank=True)
    name = models.CharField(_("naam"), max_length=80, blank=True)
    consent_on = models.DateField(_("toestemming gegeven op"), null=True, blank=True)
    consent_note = models.CharField(_("hoe is de toestemming gegeven?"), max_length=200, blank=True)
    published = models.BooleanField(_("te zien voor iedereen"), default=False)
    published_at = models.DateTimeField(_("te zien sinds"), null=True, blank=True, editable=False)

    objects = VoiceQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["version", "updated_at", "published_at"])

    class Meta(Versioned.Meta):
        verbose_name = _("stem")
        verbose_name_plural = _("stemmen")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="voice_has_text"),
            models.CheckConstraint(
                condition=Q(speaker="organisation", organisation__isnull=False)
                | Q(speaker="role") & ~Q(role="")
                | Q(speaker="resident", area__isnull=False)
                | Q(speaker="anonymous", organisation=None, role="")
                | Q(speaker="named") & ~Q(name=""),
                name="voice_speaker_fits",
                violation_error_message=_("Vul in wat bij de spreker hoort: organisatie, rol, wijk of naam."),
            ),
            models.CheckConstraint(
                condition=Q(speaker="named") | Q(name=""),
                name="voice_name_only_when_named",
                violation_error_message=_("Een naam hoort alleen bij 'iemand met naam'."),
            ),
            models.CheckConstraint(
                condition=Q(published=False) | Q(name="") | Q(consent_on__isnull=False),
                name="voice_name_with_consent",
                violation_error_message=_("Zonder toestemming kan een stem met een naam niet openbaar worden."),
            ),
        ]
        triggers = [*Versioned.Meta.triggers, stamped("published_at", "NEW.published")]

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def speaker_in_words(self) -> str:
        """Who said it, in the form the speaker allows. NB: reads self.organisation and self.area."""
        if self.speaker == self.Speaker.ORGANISATION and self.organisation:
            return self.organisation.name
        if self.speaker == self.Speaker.ROLE:
            return self.role
        if self.speaker == self.Speaker.RESIDENT and self.area:
            return str(_("Bewoner uit %(area)s") % {"area": self.area.name})
        if self.speaker == self.Speaker.NAMED:
            return self.name
        return str(_("Iemand uit %(area)s") % {"area": self.area.name}) if self.area else str(_("Een bewoner"))
