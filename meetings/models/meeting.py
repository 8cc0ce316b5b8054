"""Meetings: programme, sign-up and who was there."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Upper
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from initiatives.models import Area, Organisation, Theme
from meetings.querysets import MeetingQuerySet, year_of_start
from netwerk.lib.publication import stamped
from netwerk.lib.versions import Versioned

CITY_TIME = ZoneInfo(settings.TIME_ZONE)


class Meeting(Versioned):
    """A worksession, a conversation with the alderman, a tour, an evening.

    The doors for a change of state are `cancel_meeting`, `mark_held`, `send_report_for_correction` and
    `publish_report` in meetings.domain.
    """

    class Purpose(models.TextChoices):
        WORKSESSION = "worksession", _("werksessie")
        ALDERMAN_CONVERSATION = "alderman_conversation", _("gesprek met de wethouder")
        COUNCIL_TOUR = "council_tour", _("kennismakingstoer")
        THEMED = "themed", _("themabijeenkomst")
        COUNCIL_INFORMATION = "council_information", _("raadsinformatiebijeenkomst")
        THINK_ALONG = "think_along", _("meedenksessie")
        NETWORK = "network", _("netwerkbijeenkomst")

    class State(models.TextChoices):
        PLANNED = "planned", _("gepland")
        CANCELLED = "cancelled", _("gaat niet door")
        HELD = "held", _("geweest")

    class ReportState(models.TextChoices):
        NONE = "none", _("geen verslag")
        DRAFT = "draft", _("concept")
        FOR_CORRECTION = "for_correction", _("ter correctie")
        FINAL = "final", _("definitief")

    title = models.CharField(_("titel"), max_length=140)
    slug = models.SlugField(_("deel van het adres"), max_length=150)
    purpose = models.CharField(_("soort"), max_length=22, choices=Purpose)
    starts_at = models.DateTimeField(_("begin"))
    ends_at = models.DateTimeField(_("einde"))
    place = models.CharField(_("plaats"), max_length=120, blank=True)
    address = models.CharField(_("adres"), max_length=200, blank=True)
    area = models.ForeignKey(
        Area,
        verbose_name=_("wijk of buurt"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="meetings",
        help_text=_("Leeg: voor de hele stad."),
    )
    themes = models.ManyToManyField(Theme, verbose_name=_("thema's"), blank=True, related_name="meetings")
    introduction = models.TextField(_("waar gaat het over?"), blank=True, help_text=_("Je mag Markdown gebruiken."))
    practical = models.TextField(
        _("goed om te weten"), blank=True, help_text=_("Eén regel per onderwerp: eten, trap, oppas, taal.")
    )
    hosts = models.ManyToManyField(
        Organisation, verbose_name=_("gastheren"), blank=True, related_name="hosted_meetings"
    )
    facilitators = models.ManyToManyField(
        Organisation, verbose_name=_("begeleiding"), blank=True, related_name="facilitated_meetings"
    )
    follows = models.ForeignKey(
        "self",
        verbose_name=_("vervolg op"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="followed_by",
    )
    capacity = models.PositiveSmallIntegerField(
        _("aantal plaatsen"), null=True, blank=True, help_text=_("Leeg: geen grens.")
    )
    state = models.CharField(_("staat"), max_length=9, choices=State, default=State.PLANNED)
    cancelled_why = models.CharField(_("waarom gaat het niet door?"), max_length=200, blank=True)
    published = models.BooleanField(_("te zien voor iedereen"), default=False)
    published_at = models.DateTimeField(_("te zien sinds"), null=True, blank=True, editable=False)
    cancelled_at = models.DateTimeField(_("afgezegd op"), null=True, blank=True, editable=False)
    reported_at = models.DateTimeField(_("verslag te zien sinds"), null=True, blank=True, editable=False)

    report_state = models.CharField(
        _("staat van het verslag"), max_length=14, choices=ReportState, default=ReportState.NONE
    )
    report_promised_by = models.DateField(_("verslag beloofd voor"), null=True, blank=True)
    corrections_until = models.DateField(_("reageren kan tot en met"), null=True, blank=True)
    report_final_on = models.DateField(_("verslag definitief sinds"), null=True, blank=True)
    summary = models.TextField(_("in het kort"), blank=True, help_text=_("Drie regels, elk een punt."))

    objects = MeetingQuerySet.as_manager()
    history = HistoricalRecords(
        excluded_fields=["version", "updated_at", "published_at", "cancelled_at", "reported_at"]
    )

    class Meta(Versioned.Meta):
        verbose_name = _("bijeenkomst")
        verbose_name_plural = _("bijeenkomsten")
        ordering = ["-starts_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                year_of_start(models.IntegerField()),
                "slug",
                name="meeting_slug_unique_in_year",
                violation_error_message=_("Er is dat jaar al een bijeenkomst met dit adres."),
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="meeting_ends_after_start",
                violation_error_message=_("Het einde moet na het begin zijn."),
            ),
            models.CheckConstraint(
                condition=Q(
                    purpose__in=[
                        "worksession",
                        "alderman_conversation",
                        "council_tour",
                        "themed",
                        "council_information",
                        "think_along",
                        "network",
                    ]
                ),
                name="meeting_purpose_known",
            ),
            models.CheckConstraint(condition=Q(state__in=["planned", "cancelled", "held"]), name="meeting_state_known"),
            models.CheckConstraint(
                condition=Q(state="cancelled") | Q(cancelled_why=""),
                name="meeting_reason_only_when_cancelled",
                violation_error_message=_("Een reden hoort bij een bijeenkomst die niet doorgaat."),
            ),
            models.CheckConstraint(
                condition=Q(report_state="none")
                | Q(report_state__in=["draft", "for_correction", "final"], state="held"),
                name="meeting_report_only_when_held",
                violation_error_message=_("Een verslag hoort bij een bijeenkomst die is geweest."),
            ),
            models.CheckConstraint(
                condition=~Q(report_state="for_correction") | Q(corrections_until__isnull=False),
                name="meeting_correction_with_date",
                violation_error_message=_("Vul in tot wanneer mensen kunnen reageren."),
            ),
            models.CheckConstraint(
                condition=Q(report_state="final", report_final_on__isnull=False)
                | (~Q(report_state="final") & Q(report_final_on=None)),
                name="meeting_final_with_date",
                violation_error_message=_("Een definitief verslag heeft een datum, een ander verslag niet."),
            ),
            models.CheckConstraint(
                condition=Q(follows=None) | ~Q(follows=F("id")),
                name="meeting_follows_another",
                violation_error_message=_("Een bijeenkomst kan niet op zichzelf volgen."),
            ),
            models.CheckConstraint(condition=Q(capacity=None) | Q(capacity__gt=0), name="meeting_capacity_positive"),
        ]
        indexes = [
            # meeting_list, home, district: published meetings around now
            models.Index(fields=["published", "ends_at"], name="meeting_list"),
            models.Index(fields=["-starts_at", "-id"], condition=Q(published=True), name="meeting_past"),
            # council: the last and the next conversation
            models.Index(
                fields=["ends_at"],
                condition=Q(published=True, purpose="alderman_conversation"),
                name="meeting_conversation",
            ),
            # changes_since: what was announced, called off or reported lately
            models.Index(fields=["published_at"], name="meeting_published"),
            models.Index(fields=["reported_at"], name="meeting_reported"),
        ]
        triggers = [
            *Versioned.Meta.triggers,
            stamped("published_at", "NEW.published"),
            stamped("cancelled_at", "NEW.state = 'cancelled'"),
            stamped("reported_at", "NEW.report_state = 'final'"),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.starts_on:%d-%m-%Y})"

    def get_absolute_url(self) -> str:
        return reverse("meeting", args=[self.year, self.slug])

    @property
    def starts_on(self) -> date:
        """The day it starts in the city."""
        return timezone.localdate(self.starts_at, CITY_TIME)

    @property
    def year(self) -> int:
        """The year in its address: that of the start as the city's clock tells it."""
        return self.starts_on.year

    @property
    def is_cancelled(self) -> bool:
        return self.state == self.State.CANCELLED

    @property
    def has_public_report(self) -> bool:
        return self.report_state == self.ReportState.FINAL

    def is_over(self, now: datetime) -> bool:
        return self.ends_at < now

    def report_is_late(self, today: date) -> bool:
        """Whether a report was promised before `today` and is not there."""
        return (
            self.report_promised_by is not None
            and self.report_promised_by < today
            and not self.has_public_report
            and not self.is_cancelled
        )


class ProgrammePoint(models.Model):
    """A point on one meeting's own programme; never called agenda item."""

    meeting = models.ForeignKey(
        Meeting, verbose_name=_("bijeenkomst"), on_delete=models.CASCADE, related_name="programme"
    )
    position = models.PositiveSmallIntegerField(_("volgorde"))
    starts = models.TimeField(_("begint om"), null=True, blank=True)
    title = models.CharField(_("titel"), max_length=140)
    text = models.TextField(_("toelichting"), blank=True)

    class Meta:
        verbose_name = _("programmapunt")
        verbose_name_plural = _("programmapunten")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "position"],
                name="programme_point_position",
                deferrable=models.Deferrable.DEFERRED,
            )
        ]

    def __str__(self) -> str:
        return self.title


class Attendance(models.Model):
    """An organisation that was there, with how many people."""

    meeting = models.ForeignKey(
        Meeting, verbose_name=_("bijeenkomst"), on_delete=models.CASCADE, related_name="attendance"
    )
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("organisatie"), on_delete=models.PROTECT, related_name="attendance"
    )
    people = models.PositiveSmallIntegerField(_("aantal mensen"), null=True, blank=True)

    class Meta:
        verbose_name = _("aanwezige organisatie")
        verbose_name_plural = _("aanwezige organisaties")
        ordering = ["organisation__sort_key"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "organisation"],
                name="attendance_once",
                violation_error_message=_("Deze organisatie staat er al bij."),
            )
        ]

    def __str__(self) -> str:
        return self.organisation.name


class AttendingOfficial(models.Model):
    """A person who was there in a public function; other people are never recorded by name."""

    meeting = models.ForeignKey(
        Meeting, verbose_name=_("bijeenkomst"), on_delete=models.CASCADE, related_name="officials"
    )
    function = models.CharField(_("functie"), max_length=80)
    name = models.CharField(_("naam"), max_length=80, blank=True)

    class Meta:
        verbose_name = _("aanwezige in een openbare functie")
        verbose_name_plural = _("aanwezigen in een openbare functie")
        ordering = ["function", "name"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(function=""),
                name="official_has_function",
                violation_error_message=_("Vul de openbare functie in."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.function}" if self.name else self.function


class SignUp(models.Model):
    """Somebody who wants to come, without an account.

    `sign_up`, `confirm_sign_up` and `cancel_sign_up` in meetings.sign_ups are the doors; `lapse_unconfirmed` and
    `forget_sign_ups` there take rows away when their purpose ends.
    """

    class State(models.TextChoices):
        COMING = "coming", _("komt")
        WAITING = "waiting", _("op de wachtlijst")
        CANCELLED = "cancelled", _("afgemeld")

    meeting = models.ForeignKey(
        Meeting, verbose_name=_("bijeenkomst"), on_delete=models.CASCADE, related_name="sign_ups"
    )
    name = models.CharField(_("naam"), max_length=80)
    email = models.EmailField(_("mailadres"), blank=True)
    phone = models.CharField(_("telefoon"), max_length=20, blank=True)
    state = models.CharField(_("staat"), max_length=9, choices=State)
    language = models.CharField(_("taal van de mail"), max_length=2, choices=settings.LANGUAGES, default="nl")
    confirmed_at = models.DateTimeField(
        _("bevestigd op"),
        null=True,
        blank=True,
        help_text=_("Wie een mailadres geeft, bevestigt het met een knop in de mail."),
    )
    told_facts = models.CharField(max_length=16, blank=True, editable=False)
    created_at = models.DateTimeField(_("aangemeld op"), auto_now_add=True)

    class Meta:
        verbose_name = _("aanmelding")
        verbose_name_plural = _("aanmeldingen")
        ordering = ["created_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(email="") | ~Q(phone=""),
                name="sign_up_reachable",
                violation_error_message=_("Vul een mailadres of een telefoonnummer in."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=["coming", "waiting", "cancelled"]), name="sign_up_state_known"
            ),
            models.CheckConstraint(condition=Q(language__in=["nl", "en"]), name="sign_up_language_known"),
            # One address, one place: who fills in the form twice gets the same one.
            models.UniqueConstraint(
                Upper("email"),
                "meeting",
                condition=~Q(email="") & ~Q(state="cancelled"),
                name="sign_up_once",
                violation_error_message=_("Met dit mailadres is al iemand aangemeld."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        if not self.email and not self.phone:
            raise ValidationError({"email": _("Vul een mailadres of een telefoonnummer in.")})
