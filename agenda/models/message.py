"""Editions of the shared message to the council. A published edition is frozen, by trigger."""

import pgtrigger
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from agenda.models.item import AgendaItem
from agenda.querysets import SharedMessageQuerySet
from initiatives.models import Organisation
from netwerk.lib.pictures import PictureField
from netwerk.lib.publication import stamped
from netwerk.lib.versions import Versioned

FROZEN = "A published edition of the message cannot be changed, only superseded."


def frozen_with_edition(path_to_message: str) -> pgtrigger.Trigger:
    """A trigger that refuses any write to a part of a published edition.

    `path_to_message` is SQL that finds the id of the message; {row} in it stands for the row written.
    """
    new, old = path_to_message.format(row="NEW"), path_to_message.format(row="OLD")
    return pgtrigger.Trigger(
        name="frozen_with_edition",
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        when=pgtrigger.Before,
        func=f"""
            IF TG_OP <> 'INSERT' AND EXISTS (
                SELECT 1 FROM agenda_sharedmessage WHERE id = {old} AND state IN ('published', 'superseded')
            ) OR TG_OP <> 'DELETE' AND EXISTS (
                SELECT 1 FROM agenda_sharedmessage WHERE id = {new} AND state IN ('published', 'superseded')
            ) THEN
                RAISE EXCEPTION '{FROZEN}' USING ERRCODE = 'check_violation';
            END IF;
            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
            RETURN NEW;
        """,
    )


class SharedMessage(Versioned):
    """An edition of the shared message. `open_for_endorsement` and `publish_edition` in agenda.domain are the doors."""

    class State(models.TextChoices):
        DRAFT = "draft", _("concept")
        OPEN = "open", _("open voor steun")
        PUBLISHED = "published", _("geldig")
        SUPERSEDED = "superseded", _("vervangen")

    title = models.CharField(_("titel"), max_length=140)
    slug = models.SlugField(_("editie in het adres"), max_length=40, unique=True, help_text=_("Bijvoorbeeld 2018."))
    edition_date = models.DateField(_("datum van de editie"))
    summary = models.CharField(_("in één zin"), max_length=300)
    addressed_to = models.CharField(_("gericht aan"), max_length=140)
    state = models.CharField(_("staat"), max_length=10, choices=State, default=State.DRAFT)
    published_at = models.DateTimeField(_("te zien sinds"), null=True, blank=True, editable=False)
    supersedes = models.OneToOneField(
        "self",
        verbose_name=_("vervangt"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="superseded_by",
    )

    objects = SharedMessageQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["version", "updated_at", "published_at"])

    class Meta(Versioned.Meta):
        verbose_name = _("editie van de boodschap")
        verbose_name_plural = _("edities van de boodschap")
        ordering = ["-edition_date", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["state"],
                condition=Q(state="published"),
                name="message_one_published",
                violation_error_message=_("Er is al een geldige editie. Die moet eerst worden vervangen."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "open", "published", "superseded"]),
                name="message_state_known",
            ),
            models.CheckConstraint(
                condition=Q(supersedes=None) | ~Q(supersedes=models.F("id")),
                name="message_supersedes_another",
            ),
        ]
        triggers = [
            *Versioned.Meta.triggers,
            stamped("published_at", "NEW.state IN ('published', 'superseded')"),
            pgtrigger.Trigger(
                name="frozen_when_published",
                operation=pgtrigger.Update | pgtrigger.Delete,
                when=pgtrigger.Before,
                condition=pgtrigger.Q(old__state__in=["published", "superseded"]),
                func=f"""
                    IF TG_OP = 'UPDATE' THEN
                        IF (NEW.title, NEW.slug, NEW.edition_date, NEW.summary, NEW.addressed_to, NEW.supersedes_id)
                           IS NOT DISTINCT FROM
                           (OLD.title, OLD.slug, OLD.edition_date, OLD.summary, OLD.addressed_to, OLD.supersedes_id)
                           AND (NEW.state = OLD.state OR NEW.state = 'superseded') THEN
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION '{FROZEN}' USING ERRCODE = 'check_violation';
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.slug})"

    def get_absolute_url(self) -> str:
        return reverse("edition", args=[self.slug])

    @property
    def is_frozen(self) -> bool:
        return self.state in (self.State.PUBLISHED, self.State.SUPERSEDED)


class MessagePoint(models.Model):
    """One point of the message: why, the ask, and the agenda items that stand behind it."""

    message = models.ForeignKey(
        SharedMessage, verbose_name=_("editie"), on_delete=models.CASCADE, related_name="points"
    )
    position = models.PositiveSmallIntegerField(_("volgorde"))
    title = models.CharField(_("punt"), max_length=100)
    why = models.TextField(_("waarom?"), help_text=_("Hoogstens 40 woorden."))
    ask = models.CharField(_("wij vragen"), max_length=200)
    agenda_items = models.ManyToManyField(
        AgendaItem,
        through="PointAgendaItem",
        verbose_name=_("agendapunten"),
        blank=True,
        related_name="message_points",
    )

    class Meta:
        verbose_name = _("punt van de boodschap")
        verbose_name_plural = _("punten van de boodschap")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["message", "position"],
                name="message_point_position",
                deferrable=models.Deferrable.DEFERRED,
            )
        ]
        triggers = [frozen_with_edition("{row}.message_id")]

    def __str__(self) -> str:
        return self.title


class PointAgendaItem(models.Model):
    """That a point of the message rests on an agenda item."""

    point = models.ForeignKey(MessagePoint, verbose_name=_("punt"), on_delete=models.CASCADE)
    agenda_item = models.ForeignKey(AgendaItem, verbose_name=_("agendapunt"), on_delete=models.PROTECT)

    class Meta:
        verbose_name = _("agendapunt achter een punt")
        verbose_name_plural = _("agendapunten achter een punt")
        constraints = [models.UniqueConstraint(fields=["point", "agenda_item"], name="point_agenda_item_once")]
        triggers = [
            frozen_with_edition(
                "(SELECT message_id FROM agenda_messagepoint WHERE agenda_messagepoint.id = {row}.point_id)"
            )
        ]

    def __str__(self) -> str:
        return f"{self.point} - {self.agenda_item}"


class Plate(models.Model):
    """A drawing that carries a point, with everything on it told in text."""

    point = models.OneToOneField(MessagePoint, verbose_name=_("punt"), on_delete=models.CASCADE, related_name="plate")
    image = PictureField(_("tekening"), upload_to="plates", width_field="image_width", height_field="image_height")
    image_width = models.PositiveIntegerField(null=True, editable=False)
    image_height = models.PositiveIntegerField(null=True, editable=False)
    alt = models.CharField(_("korte omschrijving"), max_length=200)
    full_text = models.TextField(
        _("wat staat er op de plaat?"), help_text=_("Alles wat op de tekening staat, in woorden.")
    )

    class Meta:
        verbose_name = _("praatplaat")
        verbose_name_plural = _("praatplaten")
        constraints = [
            models.CheckConstraint(
                condition=~Q(alt="") & ~Q(full_text=""),
                name="plate_told_in_text",
                violation_error_message=_("Schrijf op wat er op de plaat staat."),
            )
        ]
        triggers = [
            frozen_with_edition(
                "(SELECT message_id FROM agenda_messagepoint WHERE agenda_messagepoint.id = {row}.point_id)"
            )
        ]

    def __str__(self) -> str:
        return self.alt


class Hotspot(models.Model):
    """A numbered place on a plate that opens to text; `x` and `y` in per cent of width and height."""

    plate = models.ForeignKey(Plate, verbose_name=_("praatplaat"), on_delete=models.CASCADE, related_name="hotspots")
    number = models.PositiveSmallIntegerField(_("nummer"))
    x = models.DecimalField(
        _("van links (%)"),
        max_digits=4,
        decimal_places=1,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )
    y = models.DecimalField(
        _("van boven (%)"),
        max_digits=4,
        decimal_places=1,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )
    title = models.CharField(_("titel"), max_length=80)
    text = models.TextField(_("tekst"))

    class Meta:
        verbose_name = _("plek op de plaat")
        verbose_name_plural = _("plekken op de plaat")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["plate", "number"], name="hotspot_number"),
            models.CheckConstraint(condition=Q(x__range=(0, 100), y__range=(0, 100)), name="hotspot_on_the_plate"),
        ]
        triggers = [
            frozen_with_edition(
                "(SELECT message_id FROM agenda_messagepoint JOIN agenda_plate"
                " ON agenda_plate.point_id = agenda_messagepoint.id WHERE agenda_plate.id = {row}.plate_id)"
            )
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"


class MessageLogEntry(models.Model):
    """How the edition was made, step by step."""

    message = models.ForeignKey(SharedMessage, verbose_name=_("editie"), on_delete=models.CASCADE, related_name="log")
    on = models.DateField(_("datum"))
    text = models.CharField(_("wat gebeurde er?"), max_length=200)

    class Meta:
        verbose_name = _("stap in het maken")
        verbose_name_plural = _("hoe de boodschap is gemaakt")
        ordering = ["on", "pk"]
        triggers = [frozen_with_edition("{row}.message_id")]

    def __str__(self) -> str:
        return self.text


class Endorsement(models.Model):
    """That an organisation stands behind an edition. `endorse` in agenda.domain is the door."""

    message = models.ForeignKey(
        SharedMessage, verbose_name=_("editie"), on_delete=models.CASCADE, related_name="endorsements"
    )
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("organisatie"), on_delete=models.PROTECT, related_name="endorsements"
    )
    on = models.DateField(_("sinds"))

    class Meta:
        verbose_name = _("steun")
        verbose_name_plural = _("steun")
        ordering = ["organisation__sort_key"]
        constraints = [
            models.UniqueConstraint(
                fields=["message", "organisation"],
                name="endorsement_once",
                violation_error_message=_("Deze organisatie steunt deze editie al."),
            )
        ]

    def __str__(self) -> str:
        return self.organisation.name
