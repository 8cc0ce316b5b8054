"""Editions of the shared message at /beheer/. A published edition is frozen, and so is everything in it."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from agenda import domain
from agenda.models import Endorsement, Hotspot, MessageLogEntry, MessagePoint, Plate, SharedMessage
from agenda.models.message import FROZEN, PointAgendaItem
from netwerk.lib.admin import Inline, OrderedForm, OrderedFormSet, RowsAdmin, StackedInline, VersionedAdmin

REFUSALS = {
    FROZEN: _("Deze editie is gepubliceerd en kan niet meer veranderen. Maak een nieuwe editie; die vervangt deze."),
}


def edition_of(obj: Any) -> SharedMessage | None:
    """The edition that `obj` belongs to. NB: reads the point and the message above it."""
    if isinstance(obj, SharedMessage) or obj is None:
        return obj
    if isinstance(obj, Hotspot):
        return edition_of(obj.plate)
    if isinstance(obj, Plate | PointAgendaItem):
        return obj.point.message
    return obj.message


class FrozenMixin:
    """Nothing in a published edition can be added, changed or deleted."""

    refusals: Any = REFUSALS

    def _is_frozen(self, obj: Any) -> bool:
        edition = edition_of(obj) if getattr(obj, "pk", None) else None
        return edition is not None and edition.is_frozen

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and not self._is_frozen(obj)  # type: ignore[misc]

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and not self._is_frozen(obj)  # type: ignore[misc]


class FrozenInlineMixin(FrozenMixin):
    """An inline is told its parent row, so adding can be refused too."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_add_permission(request, obj) and not self._is_frozen(obj)  # type: ignore[misc]


class MessagePointInline(FrozenInlineMixin, StackedInline):
    model = MessagePoint
    form = OrderedForm
    formset = OrderedFormSet
    fields = ("position", "title", "why", "ask", "behind", "plate_told")
    readonly_fields = ("behind", "plate_told")
    show_change_link = True

    def get_queryset(self, request: HttpRequest) -> QuerySet[MessagePoint]:
        return super().get_queryset(request).select_related("plate").prefetch_related("agenda_items")

    @admin.display(description=_("agendapunten erachter"))
    def behind(self, obj: MessagePoint) -> str:
        if not obj.pk:
            return str(_("Bewaar het punt eerst. Kies daarna 'Wijzigen'."))
        return ", ".join(item.title for item in obj.agenda_items.all()) or str(_("nog geen"))

    @admin.display(description=_("praatplaat"))
    def plate_told(self, obj: MessagePoint) -> str:
        return obj.plate.alt if obj.pk and hasattr(obj, "plate") else str(_("nog geen"))


class MessageLogEntryInline(FrozenInlineMixin, Inline):
    model = MessageLogEntry


class EndorsementInline(FrozenInlineMixin, Inline):
    """Organisations stand behind an edition while it is open for that."""

    model = Endorsement
    autocomplete_fields = ("organisation",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Endorsement]:
        return super().get_queryset(request).select_related("organisation")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        is_open = isinstance(obj, SharedMessage) and obj.state == SharedMessage.State.OPEN
        return super().has_add_permission(request, obj) and is_open


@admin.register(SharedMessage)
class SharedMessageAdmin(FrozenMixin, VersionedAdmin):
    list_display = ("title", "slug", "edition_date", "state", "supersedes")
    list_filter = ("state",)
    list_select_related = ("supersedes",)
    search_fields = ("title", "slug", "summary")
    readonly_fields = ("state", "supersedes", "created_at", "updated_at")
    actions = ("open_for_endorsement", "publish_edition")
    inlines = (MessagePointInline, MessageLogEntryInline, EndorsementInline)
    fieldsets = (
        (None, {"fields": ("title", "slug", "edition_date", "state", "summary", "addressed_to")}),
        (_("Bijhouden"), {"fields": ("supersedes", "created_at", "updated_at")}),
    )

    def may_act_on(self, request: HttpRequest, obj: Any = None) -> bool:
        """The action itself says why a frozen edition cannot."""
        return True

    @admin.action(description=_("Openstellen voor steun"), permissions=["change"])
    def open_for_endorsement(self, request: HttpRequest, queryset: QuerySet[SharedMessage]) -> None:
        self.do_for_each(
            request,
            queryset,
            lambda row: domain.open_for_endorsement(message=row),
            lambda n: ngettext("%d editie is open voor steun.", "%d edities zijn open voor steun.", n) % n,
        )

    @admin.action(description=_("Publiceren (daarna kan niets meer veranderen)"), permissions=["change"])
    def publish_edition(self, request: HttpRequest, queryset: QuerySet[SharedMessage]) -> None:
        self.do_for_each(
            request,
            queryset,
            lambda row: domain.publish_edition(message=row),
            lambda n: ngettext("%d editie is gepubliceerd.", "%d edities zijn gepubliceerd.", n) % n,
        )


class PointAgendaItemInline(FrozenInlineMixin, Inline):
    model = PointAgendaItem
    autocomplete_fields = ("agenda_item",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[PointAgendaItem]:
        return super().get_queryset(request).select_related("agenda_item", "point")


class PlateInline(FrozenInlineMixin, StackedInline):
    model = Plate
    show_change_link = True
    max_num = 1


class HotspotInline(FrozenInlineMixin, Inline):
    model = Hotspot


class PartOfMessageAdmin(FrozenMixin, RowsAdmin):
    """A part of an edition, on a page of its own."""

    only_under_parent = True


@admin.register(MessagePoint)
class MessagePointAdmin(PartOfMessageAdmin):
    list_display = ("title", "message", "position", "ask")
    list_filter = ("message",)
    list_select_related = ("message",)
    search_fields = ("title", "why", "ask")
    autocomplete_fields = ("message",)
    inlines = (PointAgendaItemInline, PlateInline)


@admin.register(Plate)
class PlateAdmin(PartOfMessageAdmin):
    only_under_parent = False
    list_display = ("alt", "point")
    list_select_related = ("point",)
    search_fields = ("alt", "full_text", "point__title")
    autocomplete_fields = ("point",)
    inlines = (HotspotInline,)


@admin.register(Hotspot)
class HotspotAdmin(PartOfMessageAdmin):
    list_display = ("title", "number", "plate")
    list_select_related = ("plate",)
    search_fields = ("title", "text", "plate__alt")
    autocomplete_fields = ("plate",)


@admin.register(MessageLogEntry)
class MessageLogEntryAdmin(PartOfMessageAdmin):
    list_display = ("on", "text", "message")
    list_select_related = ("message",)
    search_fields = ("text", "message__title")
    autocomplete_fields = ("message",)


@admin.register(PointAgendaItem)
class PointAgendaItemAdmin(PartOfMessageAdmin):
    list_display = ("point", "agenda_item")
    list_select_related = ("point", "agenda_item")
    search_fields = ("point__title", "agenda_item__title")
    autocomplete_fields = ("point", "agenda_item")


@admin.register(Endorsement)
class EndorsementAdmin(PartOfMessageAdmin):
    only_under_parent = False
    list_display = ("organisation", "message", "on")
    list_select_related = ("organisation", "message")
    search_fields = ("organisation__name", "message__title")
    autocomplete_fields = ("organisation", "message")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Under an edition that is open for it."""
        return False
