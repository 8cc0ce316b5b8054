"""What the network wants to reach together."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from agenda.querysets import AgendaItemQuerySet
from initiatives.models import Area, Organisation, Theme
from meetings.models import Meeting, Voice
from netwerk.lib.publication import stamped
from netwerk.lib.versions import Versioned


class Instrument(models.Model):
    """A means that residents can use: bewonersbudget, bewonersbod, buurtbudget, buurtpact."""

    name = models.CharField(_("naam"), max_length=60, unique=True)
    slug = models.SlugField(_("deel van het adres"), max_length=60, unique=True)
    explanation = models.TextField(_("uitleg"), blank=True)

    class Meta:
        verbose_name = _("instrument")
        verbose_name_plural = _("instrumenten")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class AgendaItem(Versioned):
    """A shared-agenda item: what, why, when and on which level; fed by voices, brought into conversations."""

    class Level(models.TextChoices):
        NEIGHBOURHOOD = "neighbourhood", _("buurt")
        DISTRICT = "district", _("wijk")
        CITY = "city", _("stad")

    class State(models.TextChoices):
        PROPOSED = "proposed", _("voorgesteld")
        ADOPTED = "adopted", _("op de agenda")
        UNDER_WAY = "under_way", _("in beweging")
        REACHED = "reached", _("bereikt")
        WITHDRAWN = "withdrawn", _("ingetrokken")

    title = models.CharField(_("titel"), max_length=140)
    slug = models.SlugField(_("deel van het adres"), max_length=150, unique=True)
    why = models.TextField(_("waarom?"), blank=True)
    goal = models.TextField(_("wat willen we bereiken?"), blank=True)
    level = models.CharField(_("niveau"), max_length=13, choices=Level, default=Level.CITY)
    horizon_from = models.PositiveSmallIntegerField(_("vanaf (jaar)"), null=True, blank=True)
    horizon_to = models.PositiveSmallIntegerField(_("tot en met (jaar)"), null=True, blank=True)
    state = models.CharField(_("staat"), max_length=9, choices=State, default=State.PROPOSED)
    state_reason = models.CharField(_("waarom ingetrokken?"), max_length=200, blank=True)
    adopted_on = models.DateField(_("op de agenda sinds"), null=True, blank=True)
    themes = models.ManyToManyField(Theme, verbose_name=_("thema's"), blank=True, related_name="agenda_items")
    areas = models.ManyToManyField(Area, verbose_name=_("wijken en buurten"), blank=True, related_name="agenda_items")
    supporters = models.ManyToManyField(
        Organisation,
        verbose_name=_("organisaties die dit steunen"),
        blank=True,
        related_name="supported_items",
    )
    instruments = models.ManyToManyField(
        Instrument, verbose_name=_("instrumenten"), blank=True, related_name="agenda_items"
    )
    working_group = models.CharField(_("werkgroep"), max_length=140, blank=True)
    voices = models.ManyToManyField(Voice, verbose_name=_("stemmen"), blank=True, related_name="agenda_items")
    meetings = models.ManyToManyField(Meeting, verbose_name=_("besproken in"), blank=True, related_name="agenda_items")
    published = models.BooleanField(_("te zien voor iedereen"), default=False)
    published_at = models.DateTimeField(_("te zien sinds"), null=True, blank=True, editable=False)

    objects = AgendaItemQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["version", "updated_at", "published_at"])

    class Meta(Versioned.Meta):
        verbose_name = _("punt op de gezamenlijke agenda")
        verbose_name_plural = _("punten op de gezamenlijke agenda")
        ordering = ["title"]
        constraints = [
            models.CheckConstraint(
                condition=Q(horizon_from=None) | Q(horizon_to=None) | Q(horizon_to__gte=F("horizon_from")),
                name="agenda_item_horizon_in_order",
                violation_error_message=_("Het laatste jaar kan niet voor het eerste liggen."),
            ),
            models.CheckConstraint(
                condition=Q(level__in=["neighbourhood", "district", "city"]), name="agenda_item_level_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["proposed", "adopted", "under_way", "reached", "withdrawn"]),
                name="agenda_item_state_known",
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | ~Q(state_reason=""),
                name="agenda_item_withdrawn_with_reason",
                violation_error_message=_("Schrijf op waarom dit punt is ingetrokken."),
            ),
        ]
        triggers = [*Versioned.Meta.triggers, stamped("published_at", "NEW.published")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("agenda_item", args=[self.slug])


class Step(models.Model):
    """A step towards an agenda item."""

    agenda_item = models.ForeignKey(
        AgendaItem, verbose_name=_("agendapunt"), on_delete=models.CASCADE, related_name="steps"
    )
    position = models.PositiveSmallIntegerField(_("volgorde"))
    text = models.CharField(_("stap"), max_length=200)
    done_on = models.DateField(_("gezet op"), null=True, blank=True)

    class Meta:
        verbose_name = _("stap")
        verbose_name_plural = _("stappen")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["agenda_item", "position"],
                name="step_position",
                deferrable=models.Deferrable.DEFERRED,
            )
        ]

    def __str__(self) -> str:
        return self.text
