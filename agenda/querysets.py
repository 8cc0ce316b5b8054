"""What can be asked about agenda items, actions and the message."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Count, Exists, F, Max, OuterRef, Prefetch, Q, Value
from django.db.models.functions import Coalesce

from netwerk.lib.aggregates import names_of

if TYPE_CHECKING:
    from agenda.models import SharedMessage
    from initiatives.models import Area, Organisation, Theme
    from meetings.models import Meeting

OPEN = ("to_do", "busy", "stuck")
# Actions are asked after when nobody said anything for this long (product.md, "silence is visible").
SILENT_AFTER = timedelta(days=60)


class AgendaItemQuerySet(models.QuerySet["AgendaItem"]):  # type: ignore[name-defined]
    def public(self) -> Self:
        return self.filter(published=True)

    def standing(self) -> Self:
        """Those the network still stands for or has reached; withdrawn ones are left out."""
        return self.exclude(state="withdrawn")

    def unreached(self) -> Self:
        """Those the network still works for."""
        return self.exclude(state__in=["reached", "withdrawn"])

    def about(self, theme: "Theme") -> Self:
        return self.filter(themes=theme)

    def playing_in(self, district: "Area") -> Self:
        """Those that name the district or a neighbourhood of it."""
        return self.filter(Q(areas=district) | Q(areas__parent=district)).distinct()

    def never_in_conversation(self) -> Self:
        """Never brought into a meeting: one of the silence lists for coordinators."""
        through = self.model.meetings.through
        return self.filter(~Exists(through.objects.filter(agendaitem=OuterRef("pk"))))

    def most_heard_first(self) -> Self:
        """Those with most voices first; needs with_voice_counts. Withdrawn ones last."""
        withdrawn = models.Case(models.When(state="withdrawn", then=1), default=0)
        return self.order_by(withdrawn, "-voice_count", "title")

    def with_area_and_instrument_names(self) -> Self:
        """Annotated with `area_names` and `instrument_names`, in words."""
        areas = self.model._meta.get_field("areas").related_model._default_manager
        instruments = self.model._meta.get_field("instruments").related_model._default_manager
        return self.annotate(
            area_names=names_of(areas.all(), "agenda_items", order_by="name"),
            instrument_names=names_of(instruments.all(), "agenda_items", order_by="name"),
        )

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


class ActionQuerySet(models.QuerySet["Action"]):  # type: ignore[name-defined]
    def public(self) -> Self:
        """Published actions of published meetings, of an owner who is public too."""
        return self.filter(published=True, agreed_at__published=True).exclude(owner__status="pending")

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

    def with_status(self, status: str) -> Self:
        return self.filter(status=status)

    def owned_by_side(self, side: str) -> Self:
        """Whose turn it is: "gemeente" (municipality and council), "bewoners" (initiatives, networks) or "anderen"."""
        municipality, residents = ["municipality", "council"], ["initiative", "network"]
        if side == "anderen":
            return self.exclude(owner__kind__in=municipality + residents)
        return self.filter(owner__kind__in=municipality if side == "gemeente" else residents)

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
        """Those of an owner in the district, and those that serve an agenda item that names it."""
        through = self.model.agenda_items.through
        items = through.objects.filter(action=OuterRef("pk"))
        return self.filter(
            Q(owner__main_area=district)
            | Q(owner__main_area__parent=district)
            | Exists(items.filter(Q(agendaitem__areas=district) | Q(agendaitem__areas__parent=district)))
        )

    def agreed_at_meeting(self, meeting: "Meeting") -> Self:
        return self.filter(agreed_at=meeting)

    def most_pressing_first(self) -> Self:
        """Stuck first, then by due date; those without a date last."""
        pressing = models.Case(models.When(status="stuck", then=0), default=1)
        return self.order_by(pressing, F("due_on").asc(nulls_last=True), "pk")

    def in_groups(self, today: date) -> Self:
        """In the order of the list, annotated with `group`: needs something, under way, done, stopped."""
        needed = Q(status="stuck") | Q(status__in=OPEN, due_on__lt=today)
        group = models.Case(
            models.When(needed, then=Value("needed")),
            models.When(status__in=["to_do", "busy"], then=Value("under_way")),
            models.When(status="done", then=Value("done")),
            default=Value("stopped"),
        )
        place = models.Case(
            models.When(needed, then=0),
            models.When(status__in=["to_do", "busy"], then=1),
            models.When(status="done", then=2),
            default=3,
        )
        return self.annotate(group=group).order_by(place, F("due_on").asc(nulls_last=True), "-agreed_on", "pk")

    def serving_item(self, slug: str) -> Self:
        """Those that serve the agenda item with this slug."""
        through = self.model.agenda_items.through
        return self.filter(Exists(through.objects.filter(action=OuterRef("pk"), agendaitem__slug=slug)))

    def serving(self, item_ids: Iterable[int]) -> Self:
        """Those that serve one of the agenda items, once for each, annotated with `item_id`."""
        return self.filter(agenda_items__in=list(item_ids)).annotate(item_id=F("agenda_items"))

    def counts_by_status(self) -> dict[str, int]:
        """How many there are of each status; 0 is left out. One query."""
        return dict(self.order_by().values_list("status").annotate(Count("pk")))

    def with_news(self) -> Self:
        """With all that a row shows: owner, meeting, `partner_names` and the log. One query more."""
        partners = self.model._meta.get_field("partners").related_model._default_manager
        news = self.model._meta.get_field("updates").related_model._default_manager
        return (
            self.select_related("owner", "agreed_at")
            .annotate(partner_names=names_of(partners.public(), "partnered_actions", order_by="sort_key"))
            .prefetch_related(Prefetch("updates", news.select_related("organisation")))
        )


class SharedMessageQuerySet(models.QuerySet["SharedMessage"]):
    def public(self) -> Self:
        """Published editions and those they superseded."""
        return self.filter(state__in=["published", "superseded"])

    def current(self) -> "SharedMessage | None":
        """The edition that holds now, or None before the first."""
        return self.filter(state="published").first()
