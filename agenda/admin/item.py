"""Shared-agenda items, their steps and instruments at /beheer/."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from agenda.models import AgendaItem, Instrument, Step
from netwerk.lib.admin import Inline, OrderedForm, OrderedFormSet, PublishedMixin, RowsAdmin, VersionedAdmin


class StepInline(Inline):
    model = Step
    form = OrderedForm
    formset = OrderedFormSet
    fields = ("position", "text", "done_on")


@admin.register(AgendaItem)
class AgendaItemAdmin(PublishedMixin, VersionedAdmin):
    list_display = ("title", "level", "state", "horizon_from", "horizon_to", "published")
    list_filter = ("state", "level", "published", "themes")
    search_fields = ("title", "why", "goal")
    autocomplete_fields = ("themes", "areas", "supporters", "instruments", "voices", "meetings")
    prepopulated_fields = {"slug": ("title",)}
    readonly_fields = ("created_at", "updated_at")
    actions = ("publish", "unpublish")
    inlines = (StepInline,)
    fieldsets = (
        (None, {"fields": ("title", "slug", "why", "goal", "published")}),
        (_("Hoe staat het?"), {"fields": ("state", "state_reason", "adopted_on", "horizon_from", "horizon_to")}),
        (_("Waar en waarover"), {"fields": ("level", "areas", "themes")}),
        (_("Wie en waarmee"), {"fields": ("supporters", "instruments", "working_group")}),
        (_("Waar komt het vandaan?"), {"fields": ("voices", "meetings")}),
        (_("Bijhouden"), {"fields": ("created_at", "updated_at")}),
    )

    def is_public(self, obj: AgendaItem) -> bool:
        return obj.published


@admin.register(Instrument)
class InstrumentAdmin(RowsAdmin):
    list_display = ("name", "slug")
    search_fields = ("name",)
    prepopulated_fields = {"slug": ("name",)}


@admin.register(Step)
class StepAdmin(RowsAdmin):
    only_under_parent = True
    list_display = ("text", "agenda_item", "position", "done_on")
    list_select_related = ("agenda_item",)
    search_fields = ("text", "agenda_item__title")
    autocomplete_fields = ("agenda_item",)
