"""What can be asked about meetings and voices."""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.expressions import RawSQL

from initiatives.querysets import shapes, theme_names
from netwerk.lib.aggregates import all_but, list_of, names_of

if TYPE_CHECKING:
    from initiatives.models import Area, Organisation, Theme
    from meetings.models import Meeting

KEPT_IN_CALENDAR = timedelta(days=90)


def year_of_start(output_field: "models.Field[Any, Any]") -> models.Func:
    """The year in which a meeting starts as the city's clock tells it; with its slug the index of its address."""
    template = f"(EXTRACT(YEAR FROM %(expressions)s AT TIME ZONE '{settings.TIME_ZONE}'))"
    return models.Func(F("starts_at"), template=template, output_field=output_field)


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def public(self) -> Self:
        return self.filter(published=True)

    def coming(self, now: datetime) -> Self:
        """Not over yet at `now`, soonest first; cancelled ones too, they say so themselves."""
        return self.filter(ends_at__gte=now).order_by("starts_at", "pk")

    def past(self, now: datetime) -> Self:
        """Over at `now`, newest first."""
        return self.filter(ends_at__lt=now).order_by("-starts_at", "-pk")

    def next_turn(self, now: datetime) -> datetime | None:
        """When one of these next begins or ends after `now`: pages change then. None when all are over."""
        begins = self.filter(starts_at__gt=now).order_by("starts_at").values("starts_at")[:1]
        ends = self.filter(ends_at__gt=now).order_by("ends_at").values("ends_at")[:1]
        moments = [*begins.values_list("starts_at", flat=True), *ends.values_list("ends_at", flat=True)]
        return min(moments, default=None)

    def taking_place(self) -> Self:
        return self.exclude(state="cancelled")

    def alderman_conversations(self) -> Self:
        return self.filter(purpose="alderman_conversation")

    def last_and_next_conversation(self, now: datetime) -> Self:
        """The last conversation with the alderman that took place, and the first that is to come; at most two."""
        talks = self.alderman_conversations().taking_place()
        last = talks.filter(ends_at__lt=now).order_by("-ends_at").values("pk")[:1]
        coming = talks.filter(ends_at__gte=now).order_by("ends_at").values("pk")[:1]
        # A union: with OR the database reads all meetings.
        return self.filter(pk__in=last.union(coming)).order_by("starts_at")

    def in_year(self, year: int) -> Self:
        """Those that start in `year` as the city's clock tells it; none for a year that no calendar has."""
        return self.filter(starts_at__year=year) if 1 < year < 9999 else self.none()

    def starting_in(self, year: Any) -> Self:
        """The same for a year that is filled in later, by way of the index that keeps slugs unique within a year."""
        return self.alias(year=year_of_start(models.BigIntegerField())).filter(year=year)

    def for_residents_of(self, district: "Area") -> Self:
        """Those in `district` or its neighbourhoods, and those for the whole city."""
        return self.filter(Q(area=None) | Q(area=district) | Q(area__parent=district))

    def about(self, theme: "Theme") -> Self:
        return self.filter(themes=theme)

    def organised_by(self, organisation: "Organisation") -> Self:
        """Those that `organisation` hosts or facilitates."""
        return self.filter(Q(hosts=organisation) | Q(facilitators=organisation)).distinct()

    def in_line_with(self, meeting: "Meeting") -> Self:
        """The series that `meeting` is in: what it follows, what follows that, and so on, itself included."""
        table = self.model._meta.db_table
        line = f"""
            WITH RECURSIVE line(id) AS (
                SELECT %s::bigint
                UNION
                SELECT CASE WHEN other.id = line.id THEN other.follows_id ELSE other.id END
                FROM line JOIN {table} AS other ON other.follows_id = line.id OR other.id = line.id
                WHERE other.id <> line.id OR other.follows_id IS NOT NULL
            ) SELECT id FROM line"""
        return self.filter(pk__in=RawSQL(line, [meeting.pk]))

    def without_report(self, now: datetime) -> Self:
        """Held or over at `now`, and no final report yet."""
        return self.past(now).exclude(state="cancelled").exclude(report_state="final")

    def without_agreement(self) -> Self:
        """Conversations with the alderman whose report is final and where nothing was agreed."""
        actions: Any = self.model._meta.get_field("actions").related_model
        return self.alderman_conversations().filter(
            ~Exists(actions._default_manager.filter(agreed_at=OuterRef("pk"))), report_state="final"
        )

    def report_late(self, today: date) -> Self:
        """The promised day has passed and the report is not final."""
        return self.filter(report_promised_by__lt=today).exclude(report_state="final").exclude(state="cancelled")

    def with_organisers(self) -> Self:
        """Annotated with `host_names` and `facilitator_names`, in words."""
        organisations: Any = self.model.hosts.rel.model._default_manager
        return self.annotate(
            host_names=names_of(organisations.public(), "hosted_meetings", order_by="sort_key"),
            facilitator_names=names_of(organisations.public(), "facilitated_meetings", order_by="sort_key"),
        )

    def for_rows(self) -> Self:
        """With all that a row in a list shows."""
        return self.select_related("area__parent").defer(*shapes("area"))

    def for_calendar(self, now: datetime) -> Self:
        """Those that a calendar keeps: from 90 days before `now` on, cancelled ones too, in order."""
        return self.filter(ends_at__gte=now - KEPT_IN_CALENDAR).order_by("starts_at", "pk").for_rows()

    def last_changed_first(self) -> Self:
        return self.order_by("-updated_at", "-pk")

    def for_export(self) -> Self:
        """In order, annotated with `host_list`, `facilitator_list` and `theme_names`, in the same query."""
        organisations: Any = self.model.hosts.rel.model._default_manager.all()
        themes: Any = self.model._meta.get_field("themes").related_model
        return (
            self.for_rows()
            .annotate(
                host_list=list_of(organisations.public(), "hosted_meetings", "sort_key"),
                facilitator_list=list_of(organisations.public(), "facilitated_meetings", "sort_key"),
                theme_names=theme_names(themes._default_manager.all(), "meetings"),
            )
            .order_by("starts_at", "pk")
        )


class VoiceQuerySet(models.QuerySet["Voice"]):  # type: ignore[name-defined]
    def public(self) -> Self:
        """Published voices of meetings whose report is final and public, of no organisation that is pending."""
        final = self.filter(published=True, meeting__published=True, meeting__report_state="final")
        return final.filter(Q(organisation=None) | ~Q(organisation__status="pending"))

    def heard_in(self, district: "Area") -> Self:
        return self.filter(Q(area=district) | Q(area__parent=district))

    def reaching_no_agenda_item(self) -> Self:
        """Voices that feed no shared-agenda item: one of the silence lists for coordinators."""
        through = self.model.agenda_items.through
        return self.filter(~Exists(through.objects.filter(voice=OuterRef("pk"))))

    def for_quotes(self) -> Self:
        """With all that a quote shows: its source and meeting."""
        return self.select_related("meeting", "organisation", "area__parent").defer(
            *("consent_on", "consent_note", "published_at", "created_at", "updated_at", "version"),
            *all_but(self, "meeting", "title", "slug", "starts_at"),
            *all_but(self, "organisation", "name", "slug"),
            *all_but(self, "area", "name", "slug"),
            *all_but(self, "area__parent", "name", "slug"),
        )
