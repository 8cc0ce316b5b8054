"""What can be asked about agenda items, actions and the message."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Count, Exists, F, Max, OuterRef, Q
from django.db.models.functions import Coalesce

if TYPE_CHECKING:
    from agenda.models import SharedMessage
    from initiatives.models import Area, Organisation, Theme
    from meetings.models import Meeting

OPEN = ("to_do", "busy", "stuck")
# Actions are asked after when nobody said anything for this long (product.md, "silence is visible").
SILENT_AFTER = timedelta(days=60)


class AgendaItemQuerySet(models.QuerySet["AgendaItem"]):
    def public(self) -> Self:
        return self.filter(published=True)

    def standing(self) -> Self:
        """Those the network still stands for or has reached; withdrawn ones are left out."""
        return self.exclude(state="withdrawn")

    def about(self, theme: "Theme") -> Self:
        return self.filter(themes=theme)

    def playing_in(self, district: "Area") -> Self:
        """Those that name the district or a neighbourhood of it."""
        return self.filter(Q(areas=district) | Q(areas__parent=district)).distinct()

    def never_in_conversation(self) -> Self:
        """Never brought into a meeting: one of the silence lists for coordinators."""
        through = self.model.meetings.through
        return self.filter(~Exists(through.objects.filter(agendaitem=OuterRef("pk"))))

    def with_voice_counts(self) -> Self:
        """Annotated with `voice_count` (public voices), `voice_district_count` (districts they came from) and
        `action_count` (public actions)."""
        heard = Q(voices__published=True, voices__meeting__published=True, voices__meeting__report_state="final")
        return self.annotate(
            voice_count=Count("voices", filter=heard, distinct=True),
            voice_district_count=Count(
                Coalesce("voices__area__parent_id", "voices__area_id"), filter=heard, distinct=True
            ),
            action_count=Count(
                "actions",
                filter=Q(actions__published=True, actions__agreed_at__published=True),
                distinct=True,
            ),
        )


class ActionQuerySet(models.QuerySet["Action"]):
    def public(self) -> Self:
        """Published actions of published meetings."""
        return self.filter(published=True, agreed_at__published=True)

    def open(self) -> Self:
        return self.filter(status__in=OPEN)

    def late(self, today: date) -> Self:
        """Open ones whose due date, at its own precision, lies before `today`."""
        return self.open().filter(due_on__lt=today)

    def needing_attention(self, today: date) -> Self:
        """Late or stuck."""
        return self.filter(Q(status="stuck") | Q(status__in=OPEN, due_on__lt=today))

    def under_way(self, today: date) -> Self:
        """Open, and neither late nor stuck."""
        return self.filter(status__in=["to_do", "busy"]).filter(Q(due_on=None) | Q(due_on__gte=today))

    def done(self) -> Self:
        return self.filter(status="done")

    def stopped(self) -> Self:
        return self.filter(status="stopped")

    def silent(self, today: date) -> Self:
        """Open ones without news for 60 days; annotated with `last_news_on`."""
        return (
            self.open()
            .annotate(last_news_on=Coalesce(Max("updates__on"), F("agreed_on")))
            .filter(last_news_on__lt=today - SILENT_AFTER)
        )

    def of_owner(self, organisation: "Organisation") -> Self:
        return self.filter(owner=organisation)

    def concerning(self, organisation: "Organisation") -> Self:
        """Those that `organisation` owns or takes part in."""
        through = self.model.partners.through
        return self.filter(
            Q(owner=organisation) | Exists(through.objects.filter(action=OuterRef("pk"), organisation=organisation))
        )

    def about(self, theme: "Theme") -> Self:
        """Those that serve an agenda item about `theme`."""
        through = self.model.agenda_items.through
        return self.filter(Exists(through.objects.filter(action=OuterRef("pk"), agendaitem__themes=theme)))

    def playing_in(self, district: "Area") -> Self:
        """Those agreed in the district, of an owner there, or that serve an agenda item that names it."""
        through = self.model.agenda_items.through
        items = through.objects.filter(action=OuterRef("pk"))
        return self.filter(
            Q(agreed_at__area=district)
            | Q(agreed_at__area__parent=district)
            | Q(owner__main_area=district)
            | Q(owner__main_area__parent=district)
            | Exists(items.filter(Q(agendaitem__areas=district) | Q(agendaitem__areas__parent=district)))
        )

    def agreed_at_meeting(self, meeting: "Meeting") -> Self:
        return self.filter(agreed_at=meeting)

    def most_pressing_first(self) -> Self:
        """Stuck first, then by due date; those without a date last."""
        pressing = models.Case(models.When(status="stuck", then=0), default=1)
        return self.order_by(pressing, F("due_on").asc(nulls_last=True), "pk")

    def counts_by_status(self) -> dict[str, int]:
        """How many there are of each status; 0 is left out. One query."""
        return dict(self.order_by().values_list("status").annotate(Count("pk")))

    def with_news(self) -> Self:
        """With all that a row shows: owner, meeting, partners and the log; three queries more."""
        return self.select_related("owner", "agreed_at").prefetch_related("partners", "updates__organisation")


class SharedMessageQuerySet(models.QuerySet["SharedMessage"]):
    def public(self) -> Self:
        """Published editions and those they superseded."""
        return self.filter(state__in=["published", "superseded"])

    def current(self) -> "SharedMessage | None":
        """The edition that holds now, or None before the first."""
        return self.filter(state="published").first()
