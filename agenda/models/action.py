"""Agreed actions and their public log."""

from datetime import date

import pgtrigger
from django.contrib.postgres.functions import TransactionNow
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Cast, Concat, ExtractYear, Greatest, Length, LPad
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from agenda.models.item import AgendaItem
from agenda.querysets import OPEN, PRESSING_ORDER, ActionQuerySet
from initiatives.models import Organisation
from meetings.models import Meeting
from netwerk.lib.publication import stamped
from netwerk.lib.versions import Versioned


class IsLastDay(models.Transform):
    """Whether a date is the last of its month: `due_on__lastday=True`."""

    lookup_name = "lastday"
    output_field = models.BooleanField()

    def as_sql(self, compiler, connection):  # type: ignore[no-untyped-def, override]
        sql, params = compiler.compile(self.lhs)
        return f"(EXTRACT(DAY FROM CAST({sql} AS date) + 1) = 1)", params


models.DateField.register_lookup(IsLastDay)


class ReferenceCounter(models.Model):
    """The last number given to an action agreed in `year`; only the trigger on Action writes here."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    last = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"


class NumberInYear(models.PositiveIntegerField):
    """A number that a trigger gives on INSERT; the new value comes back with the row."""

    db_returning = True


def _number_as_text() -> Cast:
    return Cast("number", models.CharField())


class Action(Versioned):
    """What was agreed: one owner, a due date as precise as it was said, and a log of news.

    `agree_action`, `report_news` and `split_action` in agenda.domain are the doors. The database gives the
    reference, and lets `status` be nothing but what the newest news with a status says.
    """

    class Status(models.TextChoices):
        TO_DO = "to_do", _("Nog te doen")
        BUSY = "busy", _("Bezig")
        DONE = "done", _("Gelukt")
        STUCK = "stuck", _("Loopt vast")
        STOPPED = "stopped", _("Gestopt")

    class Precision(models.TextChoices):
        NONE = "none", _("nog geen datum")
        DAY = "day", _("op de dag")
        MONTH = "month", _("in de maand")
        QUARTER = "quarter", _("in het kwartaal")
        SEASON = "season", _("in het seizoen")

    OPEN_STATUSES = (Status.TO_DO, Status.BUSY, Status.STUCK)

    number = NumberInYear(_("nummer in het jaar"), editable=False, null=True)
    year = models.GeneratedField(
        expression=ExtractYear("agreed_on"), output_field=models.PositiveSmallIntegerField(), db_persist=True
    )
    reference = models.GeneratedField(
        expression=Concat(
            Value("A-"),
            Cast(Cast(ExtractYear("agreed_on"), models.IntegerField()), models.CharField()),
            Value("-"),
            LPad(_number_as_text(), Greatest(Length(_number_as_text()), Value(3)), Value("0")),
        ),
        output_field=models.CharField(_("referentie"), max_length=20),
        db_persist=True,
    )
    title = models.CharField(_("wat is er afgesproken?"), max_length=200)
    details = models.TextField(_("toelichting"), blank=True)
    agreed_at = models.ForeignKey(
        Meeting, verbose_name=_("afgesproken in"), on_delete=models.PROTECT, related_name="actions"
    )
    agreed_on = models.DateField(_("afgesproken op"))
    agenda_items = models.ManyToManyField(
        AgendaItem, verbose_name=_("agendapunten"), blank=True, related_name="actions"
    )
    owner = models.ForeignKey(
        Organisation, verbose_name=_("wie doet dit?"), on_delete=models.PROTECT, related_name="owned_actions"
    )
    owner_role = models.CharField(
        _("rol"), max_length=80, blank=True, help_text=_("De rol, niet de persoon: 'wethouder Wonen'.")
    )
    owner_person = models.CharField(_("persoon in die rol"), max_length=80, blank=True)
    # Where the owner is asked for news; nobody but coordinators sees it, and it is kept out of the history.
    owner_email = models.EmailField(
        _("mailadres voor deze afspraak"),
        blank=True,
        help_text=_("Leeg: het openbare mailadres van de organisatie. Komt niet op de site."),
    )
    partners = models.ManyToManyField(
        Organisation, verbose_name=_("samen met"), blank=True, related_name="partnered_actions"
    )
    due_on = models.DateField(
        _("klaar voor"),
        null=True,
        blank=True,
        help_text=_("Bij een maand, kwartaal of seizoen: de laatste dag ervan."),
    )
    due_precision = models.CharField(_("hoe precies?"), max_length=7, choices=Precision, default=Precision.NONE)
    waiting_for = models.CharField(_("wacht op"), max_length=140, blank=True)
    waiting_why = models.CharField(_("waarom?"), max_length=200, blank=True)
    next_check_on = models.DateField(_("we vragen het na op"), null=True, blank=True)
    next_check_at = models.ForeignKey(
        Meeting,
        verbose_name=_("we vragen het na in"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="checked_actions",
    )
    status = models.CharField(_("staat"), max_length=7, choices=Status, default=Status.TO_DO, editable=False)
    split_from = models.ForeignKey(
        "self",
        verbose_name=_("afgesplitst van"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="parts",
    )
    published = models.BooleanField(_("te zien voor iedereen"), default=False)
    published_at = models.DateTimeField(_("te zien sinds"), null=True, blank=True, editable=False)

    objects = ActionQuerySet.as_manager()
    history = HistoricalRecords(
        excluded_fields=["version", "updated_at", "published_at", "year", "reference", "owner_email"]
    )

    class Meta(Versioned.Meta):
        verbose_name = _("afspraak")
        verbose_name_plural = _("afspraken")
        ordering = ["-agreed_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["year", "number"], name="action_reference_unique"),
            models.CheckConstraint(
                condition=Q(status__in=["to_do", "busy", "done", "stuck", "stopped"]),
                name="action_status_known",
            ),
            models.CheckConstraint(
                condition=Q(due_precision="none", due_on=None)
                | Q(due_precision__in=["day", "month", "quarter", "season"], due_on__isnull=False),
                name="action_due_date_with_precision",
                violation_error_message=_("Kies bij een datum hoe precies hij is. Zonder datum: 'nog geen datum'."),
            ),
            models.CheckConstraint(
                condition=Q(due_precision__in=["none", "day"]) | Q(due_on__lastday=True),
                name="action_due_on_last_day_of_period",
                violation_error_message=_("Kies bij een maand, kwartaal of seizoen de laatste dag ervan."),
            ),
            models.CheckConstraint(
                condition=Q(waiting_why="") | ~Q(waiting_for=""),
                name="action_waiting_why_for_whom",
                violation_error_message=_("Vul in op wie of wat de afspraak wacht."),
            ),
            models.CheckConstraint(
                condition=Q(split_from=None) | ~Q(split_from=F("id")), name="action_split_from_another"
            ),
        ]
        indexes = [
            # action_list, home, district, theme: what needs something first
            models.Index(*PRESSING_ORDER, condition=Q(published=True), name="action_pressing"),
            # council: what is open, the longest open first
            models.Index(fields=["agreed_on", "id"], condition=Q(published=True, status__in=OPEN), name="action_open"),
            # changes_since: what was agreed in public lately
            models.Index(fields=["published_at"], name="action_published"),
            # action, search: the address of an action, and its number as people type it
            models.Index(fields=["reference"], name="action_reference"),
        ]
        triggers = [
            *Versioned.Meta.triggers,
            stamped("published_at", "NEW.published"),
            pgtrigger.Trigger(
                name="give_number",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                # The upsert holds the counter's row until commit: no doubles, and a rollback gives the number back.
                func="""
                    INSERT INTO agenda_referencecounter AS counter (year, last)
                    VALUES (EXTRACT(YEAR FROM NEW.agreed_on), 1)
                    ON CONFLICT (year) DO UPDATE SET last = counter.last + 1
                    RETURNING last INTO NEW.number;
                    NEW.status = 'to_do';
                    RETURN NEW;
                """,
            ),
            pgtrigger.Trigger(
                name="keep_reference",
                operation=pgtrigger.UpdateOf("agreed_on", "number"),
                when=pgtrigger.Before,
                func="""
                    IF NEW.number IS DISTINCT FROM OLD.number
                       OR EXTRACT(YEAR FROM NEW.agreed_on) <> EXTRACT(YEAR FROM OLD.agreed_on) THEN
                        RAISE EXCEPTION 'The reference of an action never changes.' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
            pgtrigger.Trigger(
                name="status_from_news",
                operation=pgtrigger.UpdateOf("status"),
                when=pgtrigger.Before,
                declare=[("told", "varchar")],
                func="""
                    SELECT status INTO told FROM agenda_actionupdate
                    WHERE action_id = NEW.id AND status <> ''
                    ORDER BY "on" DESC, id DESC LIMIT 1;
                    IF NEW.status <> COALESCE(told, 'to_do') THEN
                        RAISE EXCEPTION 'The status of an action changes only through its news.'
                        USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("action", args=[self.reference])

    @property
    def is_open(self) -> bool:
        return self.status in self.OPEN_STATUSES

    @property
    def latest_news(self) -> "ActionUpdate | None":
        """The newest entry of the log. NB: reads self.updates, which `with_news` prefetches."""
        return max(self.updates.all(), key=lambda update: (update.on, update.pk), default=None)

    @property
    def owner_in_words(self) -> str:
        """'wethouder Wonen (gemeente Utrecht)' or the organisation's name. NB: reads self.owner."""
        return f"{self.owner_role} ({self.owner.name})" if self.owner_role else self.owner.name

    def days_open(self, today: date) -> int:
        """Whole days since it was agreed, up to `today`."""
        return (today - self.agreed_on).days

    def days_late(self, today: date) -> int:
        """Whole days past the due date; 0 when it is not late, not open, or has no date."""
        if self.due_on is None or not self.is_open:
            return 0
        return max(0, (today - self.due_on).days)

    def days_without_news(self, today: date) -> int:
        """Whole days since the newest news, or since it was agreed. NB: reads self.updates."""
        news = self.latest_news
        return (today - (news.on if news else self.agreed_on)).days


class ActionUpdate(models.Model):
    """Dated news in an action's public log; the newest with a status sets the action's status, by trigger.

    `report_news` in agenda.domain is the door.
    """

    action = models.ForeignKey(Action, verbose_name=_("afspraak"), on_delete=models.PROTECT, related_name="updates")
    on = models.DateField(_("datum"))
    text = models.TextField(_("nieuws"))
    status = models.CharField(
        _("nieuwe staat"),
        max_length=7,
        choices=Action.Status,
        blank=True,
        help_text=_("Leeg: de staat blijft zoals hij is."),
    )
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("van welke organisatie?"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="reported_news",
    )
    role = models.CharField(_("van wie? (rol)"), max_length=80, blank=True)
    # The clock of the transaction, as for `published_at`: the news that opens a log is not newer than its action.
    created_at = models.DateTimeField(db_default=TransactionNow(), editable=False)

    class Meta:
        verbose_name = _("nieuws")
        verbose_name_plural = _("nieuws")
        ordering = ["on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(text=""),
                name="news_has_text",
                violation_error_message=_("Schrijf in een zin wat er is gebeurd."),
            ),
            models.CheckConstraint(
                condition=Q(organisation__isnull=False) | ~Q(role=""),
                name="news_says_who",
                violation_error_message=_("Vul in van wie dit nieuws komt: een organisatie of een rol."),
            ),
            models.CheckConstraint(
                condition=Q(status__in=["", "to_do", "busy", "done", "stuck", "stopped"]),
                name="news_status_known",
            ),
        ]
        indexes = [
            # the trigger on Action: the newest news with a status; with_news: the log in order
            models.Index(fields=["action", "on", "id"], name="news_of_action"),
            # changes_since: the news of the last days
            models.Index(fields=["created_at"], name="news_lately"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="set_status",
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                when=pgtrigger.After,
                declare=[("subject", "bigint"), ("told", "varchar")],
                func="""
                    subject = CASE WHEN TG_OP = 'DELETE' THEN OLD.action_id ELSE NEW.action_id END;
                    IF TG_OP = 'UPDATE' AND NEW.action_id <> OLD.action_id THEN
                        RAISE EXCEPTION 'News never moves to another action.' USING ERRCODE = 'check_violation';
                    END IF;
                    SELECT status INTO told FROM agenda_actionupdate
                    WHERE action_id = subject AND status <> '' ORDER BY "on" DESC, id DESC LIMIT 1;
                    UPDATE agenda_action SET status = COALESCE(told, 'to_do')
                    WHERE id = subject AND status <> COALESCE(told, 'to_do');
                    RETURN NULL;
                """,
            )
        ]

    def __str__(self) -> str:
        return f"{self.on:%d-%m-%Y}: {self.text[:60]}"

    @property
    def source_in_words(self) -> str:
        """Who told it. NB: reads self.organisation."""
        if self.organisation:
            return f"{self.role} ({self.organisation.name})" if self.role else self.organisation.name
        return self.role
