"""Areas, themes and organisations: who is where, and what about."""

from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from initiatives.city_map import DRAWINGS, AreaDrawing, drawing_of
from initiatives.querysets import AreaQuerySet, OrganisationQuerySet
from netwerk.lib.pictures import PictureField
from netwerk.lib.publication import stamped
from netwerk.lib.versions import Versioned

# What sorting leaves out of account, so that "Évora" stands before "Zuid" on any collation.
ACCENTED = "ÀÁÂÃÄÅàáâãäåÇçÈÉÊËèéêëÌÍÎÏìíîïÑñÒÓÔÕÖØòóôõöøÙÚÛÜùúûüÝýÿŞşĞğİı"
PLAIN = "AAAAAAaaaaaaCcEEEEeeeeIIIIiiiiNnOOOOOOooooooUUUUuuuuYyySsGgIi"


def sort_key_of(field: str) -> models.Func:
    """The accent-folded lower-case form of `field`, computed and stored by the database."""
    return Lower(models.Func(F(field), Value(ACCENTED), Value(PLAIN), function="translate"))


class Area(models.Model):
    """A statistical area: a district (wijk) or a neighbourhood (buurt) inside one.

    Codes, names and outlines are those of Statistics Netherlands (CBS); `manage.py import_areas` is the door.
    """

    class Kind(models.TextChoices):
        DISTRICT = "district", _("wijk")
        NEIGHBOURHOOD = "neighbourhood", _("buurt")

    code = models.CharField(
        _("CBS-code"),
        max_length=10,
        unique=True,
        validators=[RegexValidator(r"^(WK\d{6}|BU\d{8})$", _("Gebruik een code als WK034401."))],
    )
    name = models.CharField(_("naam"), max_length=120)
    slug = models.SlugField(_("deel van het adres"), max_length=120)
    kind = models.CharField(_("soort"), max_length=13, choices=Kind)
    parent = models.ForeignKey(
        "self",
        verbose_name=_("wijk"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="neighbourhoods",
    )
    municipality_code = models.CharField(_("CBS-code van de gemeente"), max_length=6)
    municipality_name = models.CharField(_("gemeente"), max_length=120)
    latitude = models.FloatField(_("breedtegraad"), validators=[MinValueValidator(-90), MaxValueValidator(90)])
    longitude = models.FloatField(_("lengtegraad"), validators=[MinValueValidator(-180), MaxValueValidator(180)])
    boundary = models.JSONField(
        _("grens"), null=True, blank=True, help_text=_("GeoJSON Polygon of MultiPolygon in WGS 84.")
    )
    outline = models.JSONField(
        _("vorm op de kaart"),
        null=True,
        blank=True,
        editable=False,
        help_text=_("De grens, vereenvoudigd; door import_areas gemaakt."),
    )

    objects = AreaQuerySet.as_manager()

    class Meta:
        verbose_name = _("gebied")
        verbose_name_plural = _("gebieden")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=["district", "neighbourhood"]), name="area_kind_known"),
            models.CheckConstraint(
                condition=Q(kind="district", parent=None, code__startswith="WK")
                | Q(kind="neighbourhood", parent__isnull=False, code__startswith="BU"),
                name="area_parent_fits_kind",
                violation_error_message=_("Een buurt hoort bij een wijk. Een wijk hoort bij geen ander gebied."),
            ),
            # A neighbourhood's code begins with the digits of its district's code; both begin with the municipality's.
            models.UniqueConstraint(
                fields=["municipality_code", "kind", "slug"],
                name="area_slug_unique",
                violation_error_message=_("Er is al een gebied met dit adres."),
            ),
            models.CheckConstraint(
                condition=Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="area_centroid_on_earth",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The page of the district. NB: reads self.parent for a neighbourhood."""
        return reverse("district", args=[self.district.slug])

    @property
    def district(self) -> "Area":
        """The district itself, or the one a neighbourhood lies in. NB: reads self.parent."""
        return self.parent or self

    @property
    def drawing(self) -> AreaDrawing | None:
        """How the district is drawn on the map: by hand, else from its boundary; None where there is neither."""
        if self.code in DRAWINGS or not self.outline:
            return DRAWINGS.get(self.code)
        return drawing_of(self.slug, self.name, self.outline)


class Postcode(models.Model):
    """A four-digit postcode and a district it lies in; one that crosses a border has two rows."""

    digits = models.CharField(
        _("cijfers"), max_length=4, validators=[RegexValidator(r"^[1-9]\d{3}$", _("Gebruik vier cijfers."))]
    )
    area = models.ForeignKey(Area, verbose_name=_("wijk"), on_delete=models.CASCADE, related_name="postcodes")

    class Meta:
        verbose_name = _("postcode")
        verbose_name_plural = _("postcodes")
        ordering = ["digits"]
        constraints = [
            models.UniqueConstraint(fields=["digits", "area"], name="postcode_once_per_area"),
            models.CheckConstraint(condition=Q(digits__regex=r"^[1-9][0-9]{3}$"), name="postcode_four_digits"),
        ]

    def __str__(self) -> str:
        return self.digits


class Theme(models.Model):
    """What something is about."""

    name = models.CharField(_("naam"), max_length=60, unique=True)
    name_en = models.CharField(_("Engelse naam"), max_length=60, blank=True)
    slug = models.SlugField(_("deel van het adres"), max_length=60, unique=True)
    icon = models.CharField(
        _("pictogram"), max_length=30, default="people", help_text=_("Naam uit static/img/icons.svg.")
    )
    position = models.PositiveSmallIntegerField(_("volgorde"), default=0)

    class Meta:
        verbose_name = _("thema")
        verbose_name_plural = _("thema's")
        ordering = ["position", "name"]

    def __str__(self) -> str:
        return self.name_en if self.name_en and get_language() == "en" else self.name


class Organisation(Versioned):
    """Any party: an initiative, a network, the municipality, a fund, a company.

    The doors for a change of status are `publish_organisation`, `stop_organisation` and `mark_checked`
    in initiatives.domain.
    """

    class Kind(models.TextChoices):
        INITIATIVE = "initiative", _("bewonersinitiatief")
        NETWORK = "network", _("netwerk van initiatieven")
        MUNICIPALITY = "municipality", _("gemeente")
        COUNCIL = "council", _("gemeenteraad")
        FUND = "fund", _("fonds")
        WELFARE = "welfare", _("welzijns- of zorgorganisatie")
        COMPANY = "company", _("bedrijf")
        OTHER = "other", _("andere organisatie")

    class Status(models.TextChoices):
        PENDING = "pending", _("nog niet te zien")
        PUBLISHED = "published", _("te zien")
        STOPPED = "stopped", _("gestopt")

    name = models.CharField(_("naam"), max_length=120)
    slug = models.SlugField(_("deel van het adres"), max_length=130, unique=True)
    sort_key = models.GeneratedField(
        expression=sort_key_of("name"), output_field=models.CharField(max_length=120), db_persist=True
    )
    kind = models.CharField(_("soort"), max_length=12, choices=Kind, default=Kind.INITIATIVE)
    whole_city = models.BooleanField(_("voor de hele stad"), default=False, help_text=_("Dan is er geen hoofdgebied."))
    main_area = models.ForeignKey(
        Area,
        verbose_name=_("hoofdgebied"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="main_organisations",
    )
    areas = models.ManyToManyField(Area, verbose_name=_("ook actief in"), blank=True, related_name="organisations")
    themes = models.ManyToManyField(Theme, verbose_name=_("thema's"), blank=True, related_name="organisations")
    sentence = models.CharField(_("in één zin"), max_length=140, blank=True)
    description = models.TextField(_("beschrijving"), blank=True, help_text=_("Je mag Markdown gebruiken."))
    seeks = models.CharField(
        _("zoekt"), max_length=200, blank=True, help_text=_("Bijvoorbeeld: een kok voor de dinsdag.")
    )
    shares = models.CharField(
        _("kan delen"), max_length=200, blank=True, help_text=_("Kennis, ruimte of spullen voor anderen.")
    )
    visiting_address = models.CharField(_("bezoekadres"), max_length=200, blank=True)
    accessibility = models.CharField(_("kun je er goed in?"), max_length=200, blank=True)
    opening_times = models.TextField(_("wanneer kun je terecht?"), blank=True, help_text=_("Eén regel per moment."))
    public_email = models.EmailField(_("mailadres voor iedereen"), blank=True)
    public_phone = models.CharField(_("telefoon voor iedereen"), max_length=20, blank=True)
    website = models.URLField(_("website"), blank=True)
    photo = PictureField(
        _("foto"),
        upload_to="organisations",
        blank=True,
        width_field="photo_width",
        height_field="photo_height",
    )
    photo_width = models.PositiveIntegerField(null=True, editable=False)
    photo_height = models.PositiveIntegerField(null=True, editable=False)
    photo_alt = models.CharField(_("wat staat er op de foto?"), max_length=200, blank=True)
    status = models.CharField(_("staat"), max_length=9, choices=Status, default=Status.PENDING)
    stopped_year = models.PositiveSmallIntegerField(_("gestopt in"), null=True, blank=True)
    published_at = models.DateTimeField(_("te zien sinds"), null=True, blank=True, editable=False)
    checked_on = models.DateField(_("laatst nagekeken op"), null=True, blank=True)
    editors = models.ManyToManyField(
        settings.AUTH_USER_MODEL, verbose_name=_("redacteuren"), blank=True, related_name="organisations"
    )

    objects = OrganisationQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["sort_key", "version", "updated_at", "published_at"])

    class Meta(Versioned.Meta):
        verbose_name = _("organisatie")
        verbose_name_plural = _("organisaties")
        ordering = ["sort_key", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    kind__in=[
                        "initiative",
                        "network",
                        "municipality",
                        "council",
                        "fund",
                        "welfare",
                        "company",
                        "other",
                    ]
                ),
                name="organisation_kind_known",
            ),
            models.CheckConstraint(
                condition=Q(status="stopped", stopped_year__isnull=False)
                | Q(status__in=["pending", "published"], stopped_year=None),
                name="organisation_stopped_with_year",
                violation_error_message=_("Vul het jaar in als de organisatie is gestopt, en anders niet."),
            ),
            models.CheckConstraint(
                condition=Q(whole_city=True, main_area=None) | Q(whole_city=False, main_area__isnull=False),
                name="organisation_main_area_or_whole_city",
                violation_error_message=_("Kies een hoofdgebied, of kies 'voor de hele stad'."),
            ),
            models.CheckConstraint(
                condition=Q(photo="") | ~Q(photo_alt=""),
                name="organisation_photo_with_alt",
                violation_error_message=_("Schrijf op wat er op de foto staat, voor wie hem niet ziet."),
            ),
            models.CheckConstraint(
                condition=Q(status="pending") | ~Q(sentence=""),
                name="organisation_public_with_sentence",
                violation_error_message=_("Schrijf in één zin wat de organisatie doet. Daarna kan iedereen haar zien."),
            ),
        ]
        indexes = [
            # initiative_list: who looks for people first, then by name
            models.Index(
                models.Case(models.When(seeks="", then=1), default=0),
                "sort_key",
                "id",
                condition=Q(status="published", kind__in=["initiative", "network"]),
                name="organisation_list",
            ),
            # home: some that look for people, from all over the table
            models.Index(
                fields=["id"],
                condition=Q(status="published", kind__in=["initiative", "network"], whole_city=False) & ~Q(seeks=""),
                name="organisation_seeking",
            ),
            # council: the actions of the municipality
            models.Index(
                fields=["sort_key"],
                condition=Q(kind__in=["municipality", "council"]),
                name="organisation_municipal",
            ),
            # changes_since: what became public lately
            models.Index(fields=["published_at"], name="organisation_published"),
        ]
        triggers = [*Versioned.Meta.triggers, stamped("published_at", "NEW.status <> 'pending'")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("initiative", args=[self.slug])

    @property
    def is_public(self) -> bool:
        """Whether anyone may see it; the same rule as `OrganisationQuerySet.public`."""
        return self.status != self.Status.PENDING

    @property
    def is_initiative(self) -> bool:
        return self.kind in (self.Kind.INITIATIVE, self.Kind.NETWORK)

    @property
    def district(self) -> Area | None:
        """The district of the main area, None for the whole city. NB: reads self.main_area and its parent."""
        return self.main_area.district if self.main_area else None

    @property
    def card_key(self) -> tuple[Any, ...]:
        """All that a card shows depends on this. NB: reads self.main_area, its parent and self.themes."""
        district = self.district
        themes = tuple((theme.name, theme.name_en, theme.icon) for theme in self.themes.all())
        return self.pk, self.version, self.updated_at, district and (district.name, district.slug), themes

    @property
    def place_in_words(self) -> str:
        """'Overvecht', or 'Hele stad'. NB: reads self.main_area and its parent."""
        district = self.district
        return district.name if district else str(_("Hele stad"))
