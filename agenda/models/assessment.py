"""What belongs to an action beside its log: how both sides see it, and papers of the council."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agenda.models.action import Action
from initiatives.models import Organisation


class Assessment(models.Model):
    """How one of the two sides says an action stands, dated; shown side by side, without a verdict of ours."""

    class Side(models.TextChoices):
        OWNER = "owner", _("wie het zou doen")
        RAISER = "raiser", _("wie erom vroeg")

    class Judgement(models.TextChoices):
        SOLVED = "solved", _("opgelost")
        PARTLY = "partly", _("deels opgelost")
        NOT = "not", _("niet opgelost")

    action = models.ForeignKey(Action, verbose_name=_("afspraak"), on_delete=models.PROTECT, related_name="assessments")
    side = models.CharField(_("kant"), max_length=6, choices=Side)
    judgement = models.CharField(_("hoe staat het ervoor?"), max_length=6, choices=Judgement)
    on = models.DateField(_("datum"))
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("organisatie"), on_delete=models.PROTECT, related_name="assessments"
    )
    text = models.CharField(_("in één zin"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("oordeel van een kant")
        verbose_name_plural = _("oordelen van beide kanten")
        ordering = ["on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(side__in=["owner", "raiser"]), name="assessment_side_known"),
            models.CheckConstraint(
                condition=Q(judgement__in=["solved", "partly", "not"]), name="assessment_judgement_known"
            ),
            models.UniqueConstraint(
                fields=["action", "side", "on"],
                name="assessment_once_a_day",
                violation_error_message=_("Deze kant heeft die dag al iets gezegd."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_side_display()}: {self.get_judgement_display()}"


class ExternalReference(models.Model):
    """A council motion or pledge that belongs to an action, such as M251."""

    class Kind(models.TextChoices):
        MOTION = "motion", _("motie")
        PLEDGE = "pledge", _("toezegging")
        LETTER = "letter", _("raadsbrief")
        OTHER = "other", _("ander stuk")

    action = models.ForeignKey(
        Action, verbose_name=_("afspraak"), on_delete=models.CASCADE, related_name="external_references"
    )
    kind = models.CharField(_("soort"), max_length=6, choices=Kind)
    number = models.CharField(_("nummer"), max_length=40)
    url = models.URLField(_("adres"), blank=True)

    class Meta:
        verbose_name = _("stuk van de raad")
        verbose_name_plural = _("stukken van de raad")
        ordering = ["kind", "number"]
        constraints = [
            models.UniqueConstraint(fields=["action", "kind", "number"], name="external_reference_once"),
            models.CheckConstraint(
                condition=Q(kind__in=["motion", "pledge", "letter", "other"]),
                name="external_reference_kind_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}"
