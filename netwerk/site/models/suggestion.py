"""What visitors tell the coordinators."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from initiatives.models import Organisation


class Suggestion(models.Model):
    """A message of a visitor that waits on /werk/: a new initiative, a correction, a missing action, or news.

    `propose_initiative`, `tell_us` and `handle` in netwerk.site.telling are the doors. The sender's address and
    telephone are forgotten three months after it was handled.
    """

    class Kind(models.TextChoices):
        INITIATIVE = "initiative", _("nieuw initiatief")
        CORRECTION = "correction", _("er klopt iets niet")
        MISSING_ACTION = "missing_action", _("er mist een afspraak")
        NEWS = "news", _("nieuws over een afspraak")

    kind = models.CharField(_("soort"), max_length=14, choices=Kind)
    text = models.TextField(_("bericht"), blank=True)
    about_path = models.CharField(_("over de bladzijde"), max_length=300, blank=True)
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("voorgesteld initiatief"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="suggestions",
    )
    sender_name = models.CharField(_("naam van de afzender"), max_length=80, blank=True)
    sender_contact = models.CharField(_("mail of telefoon van de afzender"), max_length=254, blank=True)
    created_at = models.DateTimeField(_("gekregen op"), auto_now_add=True)
    handled_at = models.DateTimeField(_("afgehandeld op"), null=True, blank=True)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("afgehandeld door"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="handled_suggestions",
    )

    class Meta:
        verbose_name = _("bericht van een bezoeker")
        verbose_name_plural = _("berichten van bezoekers")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["initiative", "correction", "missing_action", "news"]),
                name="suggestion_kind_known",
            ),
            models.CheckConstraint(
                condition=Q(kind="initiative") | ~Q(text=""),
                name="suggestion_has_text",
                violation_error_message=_("Schrijf op wat je wilt vertellen."),
            ),
        ]
        indexes = [
            # desk: what nobody has looked at yet
            models.Index(fields=["created_at"], condition=Q(handled_at=None), name="suggestion_open"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.text[:60]}"
