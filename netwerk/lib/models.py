"""The outbox, the version of all content, and the tables of search."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from netwerk.lib.search.models import ChangedDocument, SearchDocument, SearchWord, Synonym

__all__ = ["ChangedDocument", "ContentVersion", "OutgoingMail", "SearchDocument", "SearchWord", "Synonym"]


class OutgoingMail(models.Model):
    """One message to one address. `queue_mail` in netwerk.lib.outbox writes it, `send_waiting` sends it."""

    to = models.EmailField(_("aan"))
    subject = models.CharField(_("onderwerp"), max_length=200)
    text = models.TextField(_("tekst"))
    html = models.TextField(_("opgemaakte tekst"), blank=True)
    headers = models.JSONField(_("kopregels"), default=dict, blank=True)
    key = models.CharField(
        _("sleutel"),
        max_length=120,
        unique=True,
        null=True,
        help_text=_("Twee berichten met dezelfde sleutel zijn er één."),
    )
    created_at = models.DateTimeField(_("gemaakt op"), auto_now_add=True)
    not_before = models.DateTimeField(_("niet voor"))
    attempts = models.PositiveSmallIntegerField(_("pogingen"), default=0)
    problem = models.CharField(_("wat ging er mis?"), max_length=300, blank=True)
    sent_at = models.DateTimeField(_("verstuurd op"), null=True, blank=True)

    class Meta:
        verbose_name = _("bericht")
        verbose_name_plural = _("berichten")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(to="") & ~Q(subject=""), name="mail_has_address_and_subject"),
        ]
        indexes = [
            # send_waiting: what has to go out, the oldest first
            models.Index(fields=["not_before"], condition=Q(sent_at=None), name="mail_waiting"),
        ]

    def __str__(self) -> str:
        return self.subject


class ContentVersion(models.Model):
    """How often content changed. The version is the sum of `number`; only triggers write here (netwerk.site.content).

    Each transaction raises a row that no other one holds at that moment, so writers never wait for one another.
    """

    slot = models.PositiveSmallIntegerField(primary_key=True)
    number = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.slot}: {self.number}"
