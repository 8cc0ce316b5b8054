"""What can be asked about agenda items, actions and the message."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Self

from django.contrib.postgres.aggregates import StringAgg
from django.db import models
from django.db.models import Count, Exists, F, Max, OuterRef, Prefetch, Q, Subquery, Value
from django.db.models.functions import Coalesce, Greatest

from initiatives.querysets import theme_names
from netwerk.lib.aggregates import all_but, list_of, names_of

if TYPE_CHECKING:
    from agenda.models import SharedMessage
    from initiatives.models import Area, Organisation, Theme
    from meetings.models import Meeting

MUNICIPAL = ("municipality", "council")
OPEN = ("to_do", "busy", "stuck")
# Stuck first, then other open ones by due date (so late ones before the rest), then what is done, then stopped.
PRESSING_ORDER = (
    models.Case(
        models.When(status="stuck", then=0),
        models.When(status__in=["to_do", "busy"], then=1),
        models.When(status="done", then=2),
        default=3,
    ).asc(),
    F("due_on").asc(nulls_last=True),
    F("agreed_on").desc(),
    F("id").asc(),
)
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

    def waiting_for_conversation(self) -> Self:
        """Public ones that the network still works for and that were in no meeting yet."""
        return self.public().unreached().never_in_conversation()

    def most_heard_first(self) -> Self:
        """Those with most voices first, withdrawn ones last; needs with_voice_counts.

        For files. Pages show a few of them, in the order that the search index keeps: `most_heard`.
        """
        return self.order_by(F("heard").desc(), "title")

    def most_heard(self, keys: Iterable[int]) -> "list[Any]":
        """These with their counts and themes, in the order of `keys`. Two queries."""
        keys = list(keys)
        found = self.with_voice_counts().prefetch_related("themes").in_bulk(keys)
        return [found[key] for key in keys if key in found]

    def with_area_and_instrument_names(self) -> Self:
        """Annotated with `area_names` and `instrument_names`, in words."""
        areas = self.model._meta.get_field("areas").related_model._default_manager
        instruments = self.model._meta.get_field("instruments").related_model._default_manager
        return self.annotate(
            area_names=names_of(areas.all(), "agenda_items", order_by="name"),
            instrument_names=names_of(instruments.all(), "agenda_items", order_by="name"),
        )

    def with_voice_counts(self) -> Self:
        """Annotated with `voice_count` (public voices), `voice_district_count` (districts they came from),
        `action_count` (public actions) and `heard`, by which they are ordered: the voices, or -1 when withdrawn."""
        voices, actions = (
            self.model._meta.get_field(name)
            .related_model._default_manager.public()
            .filter(agenda_items=OuterRef("pk"))
            .order_by()
            .values("agenda_items")
            for name in ("voices", "actions")
        )
        district = Coalesce("area__parent_id", "area_id")

        # Counted one beside the other: joined, each voice times each action would be many rows.
        def number(rows: Any, of: Any) -> Coalesce:
            return Coalesce(Subquery(rows.annotate(number=Count(of, distinct=True)).values("number")), 0)

        return self.annotate(
            voice_count=number(voices, "pk"),
            voice_district_count=number(voices, district),
            action_count=number(actions, "pk"),
            heard=models.Case(models.When(state="withdrawn", then=-1), default=F("voice_count")),
        )

    def for_export(self) -> Self:
        """In the order of the list, annotated with what a file shows of each; in one query."""
        model = self.model._meta
        areas, instruments, supporters, themes = (
            model.get_field(name).related_model._default_manager.all()
            for name in ("areas", "instruments", "supporters", "themes")
        )
        return (
            self.with_voice_counts()
            .annotate(
                area_list=list_of(areas, "agenda_items", "name"),
                instrument_list=list_of(instruments, "agenda_items", "name"),
                supporter_list=list_of(supporters.public(), "supported_items", "sort_key"),
                theme_names=theme_names(themes, "agenda_items"),
            )
            .most_heard_first()
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

    def to_ask_after(self, today: date) -> Self:
        """Open ones that somebody has to ask after: past their date or check, stuck, or silent. The oldest first.

        Annotated with `last_news_on`.
        """
        return (
            self.open()
            .annotate(last_news_on=Coalesce(Max("updates__on"), F("agreed_on")))
            .filter(
                Q(due_on__lt=today)
                | Q(next_check_on__lte=today)
                | Q(status="stuck")
                | Q(last_news_on__lt=today - SILENT_AFTER)
            )
            .order_by("last_news_on", "pk")
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

    def of_portfolio(self, role: str) -> Self:
        """Those that are up to whoever has this role: "wethouder Wonen"."""
        return self.filter(owner_role=role)

    def concerning(self, organisation: "Organisation") -> Self:
        """Those that `organisation` owns or takes part in."""
        # A union: with OR the database reads all actions.
        owned = self.model._default_manager.filter(owner=organisation).values("pk")
        shared = self.model.partners.through.objects.filter(organisation=organisation).values("action")
        return self.filter(pk__in=owned.union(shared))

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
        """Stuck first, then other open ones by due date, those without a date last; then what is done or stopped."""
        return self.order_by(*PRESSING_ORDER)

    def in_groups(self, today: date) -> Self:
        """The same order, annotated with `group`: needs something, under way, done, stopped."""
        return self.annotate(
            group=models.Case(
                models.When(Q(status="stuck") | Q(status__in=OPEN, due_on__lt=today), then=Value("needed")),
                models.When(status__in=["to_do", "busy"], then=Value("under_way")),
                models.When(status="done", then=Value("done")),
                default=Value("stopped"),
            )
        ).most_pressing_first()

    def serving_item(self, slug: str) -> Self:
        """Those that serve the agenda item with this slug."""
        through = self.model.agenda_items.through
        return self.filter(Exists(through.objects.filter(action=OuterRef("pk"), agendaitem__slug=slug)))

    def serving(self, item_ids: Iterable[int]) -> Self:
        """Those that serve one of the agenda items, once for each, annotated with `item_id`."""
        return self.filter(agenda_items__in=list(item_ids)).annotate(item_id=F("agenda_items"))

    def statuses_by_point(self, message: "SharedMessage") -> "models.QuerySet[Any, tuple[int, str]]":
        """(point, status) for each of these that stands behind a point of `message`. One query."""
        return (
            self.order_by()
            .filter(agenda_items__message_points__message=message)
            .values_list("agenda_items__message_points", "status")
            .distinct()
        )

    def municipal(self) -> Self:
        """Those of the municipality and the council, by owner and role; of each the longest open first."""
        return self.filter(owner__kind__in=MUNICIPAL).order_by("owner__sort_key", "owner_role", "agreed_on", "pk")

    def of_others(self) -> Self:
        """Those of residents and others, the longest open first."""
        return self.exclude(owner__kind__in=MUNICIPAL).order_by("agreed_on", "pk")

    def with_district_names(self) -> Self:
        """Annotated with `district_names`: the districts that the agenda items of each name, in words."""
        through = self.model.agenda_items.through
        district = Coalesce("agendaitem__areas__parent__name", "agendaitem__areas__name")
        linked = through.objects.filter(action=OuterRef("pk")).order_by().values("action")
        names = linked.annotate(joined=StringAgg(district, ", ", distinct=True)).values("joined")
        return self.annotate(district_names=Coalesce(Subquery(names), Value("", output_field=models.TextField())))

    def with_news(self) -> Self:
        """With all that a row shows: owner, meeting, `partner_names` and the log. One query more."""
        partners = self.model._meta.get_field("partners").related_model._default_manager
        updates = self.model._meta.get_field("updates").related_model._default_manager
        news = updates.select_related("organisation")
        return (
            self.select_related("owner", "agreed_at")
            .defer(
                *all_but(self, "owner", "name", "slug", "kind", "status"),
                *all_but(self, "agreed_at", "title", "slug", "purpose", "starts_at", "published"),
            )
            .annotate(partner_names=names_of(partners.public(), "partnered_actions", order_by="sort_key"))
            .prefetch_related(Prefetch("updates", news.defer(*all_but(news, "organisation", "name", "slug"))))
        )

    def by_owner_and_role(self) -> "models.QuerySet[Any, dict[str, Any]]":
        """How many of these each portfolio has: rows with `slug`, `name`, `role`, `count`. Municipal first."""
        municipal = models.Case(models.When(owner__kind__in=MUNICIPAL, then=0), default=1)
        return (
            self.order_by()
            .values(slug=F("owner__slug"), name=F("owner__name"), role=F("owner_role"))
            .annotate(count=Count("pk"))
            .order_by(municipal, "owner__sort_key", "owner_id", "role")
        )

    def last_changed_first(self) -> Self:
        """Annotated with `changed_at`: when the agreement or its news last changed."""
        news = self.model._meta.get_field("updates").related_model._default_manager
        told = news.filter(action=OuterRef("pk")).order_by("-created_at").values("created_at")[:1]
        return self.annotate(changed_at=Greatest("updated_at", Subquery(told))).order_by("-changed_at", "-pk")

    def for_export(self) -> Self:
        """Annotated with `partner_list`, `item_list` and the newest news, in the same query."""
        news = self.model._meta.get_field("updates").related_model._default_manager
        partners = self.model._meta.get_field("partners").related_model._default_manager
        items = self.model._meta.get_field("agenda_items").related_model._default_manager
        newest = news.filter(action=OuterRef("pk")).order_by("-on", "-pk")
        return self.select_related("owner", "agreed_at", "next_check_at").annotate(
            partner_list=list_of(partners.public(), "partnered_actions", "sort_key"),
            item_list=list_of(items.public(), "actions", "title", value="title"),
            newest_news_on=Subquery(newest.values("on")[:1]),
            newest_news=Subquery(newest.values("text")[:1]),
        )


class SharedMessageQuerySet(models.QuerySet["SharedMessage"]):
    def public(self) -> Self:
        """Published editions and those they superseded."""
        return self.filter(state__in=["published", "superseded"])

    def current(self) -> "SharedMessage | None":
        """The edition that holds now, or None before the first."""
        return self.filter(state="published").first()
