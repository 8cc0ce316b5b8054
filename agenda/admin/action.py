"""Actions and their news at /beheer/. The status of an action changes only through its news."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from agenda.domain import end_of_period, open_log, report_news
from agenda.models import Action, ActionUpdate, Assessment, ExternalReference
from netwerk.lib.admin import Inline, PublishedMixin, RowsAdmin, StackedInline, VersionedAdmin, VersionedForm

REFUSALS = {
    "The reference of an action never changes": _(
        "De referentie van een afspraak verandert nooit. Kies een datum in hetzelfde jaar."
    ),
    "The status of an action changes only through its news": _(
        "De staat van een afspraak verandert alleen door nieuws. Voeg nieuws toe met de nieuwe staat."
    ),
    "News never moves to another action": _("Nieuws blijft bij zijn afspraak."),
}


class ActionForm(VersionedForm):
    """Takes any day of a month, quarter or season, and keeps its last day."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        due_on, precision = cleaned.get("due_on"), cleaned.get("due_precision")
        if due_on and precision and precision != Action.Precision.NONE:
            cleaned["due_on"] = end_of_period(due_on, precision)
        if not self.instance.pk and (meeting := cleaned.get("agreed_at")):
            self.instance.agreed_on = meeting.starts_on
        return cleaned


class ActionUpdateInline(StackedInline):
    """What was said stays; what is new can be added."""

    model = ActionUpdate
    fields = (("on", "status"), "text", ("organisation", "role"))
    autocomplete_fields = ("organisation",)
    extra = 1

    def get_queryset(self, request: HttpRequest) -> QuerySet[ActionUpdate]:
        return super().get_queryset(request).select_related("organisation").order_by("-on", "-pk")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class AssessmentInline(Inline):
    model = Assessment
    fields = ("side", "judgement", "on", "organisation", "text")
    autocomplete_fields = ("organisation",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Assessment]:
        return super().get_queryset(request).select_related("organisation")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class ExternalReferenceInline(Inline):
    model = ExternalReference


class LateFilter(admin.SimpleListFilter):
    title = _("te laat")
    parameter_name = "laat"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("ja", _("te laat")), ("stil", _("60 dagen geen nieuws"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        today = timezone.localdate()
        if self.value() == "ja":
            return queryset.late(today)
        return queryset.silent(today) if self.value() == "stil" else queryset


@admin.register(Action)
class ActionAdmin(PublishedMixin, VersionedAdmin):
    form = ActionForm
    refusals: Any = REFUSALS
    list_display = ("given_reference", "title", "owner", "status", "due", "news_on", "agreed_at", "published")
    list_display_links = ("given_reference", "title")
    list_filter = ("status", LateFilter, "published", "owner__kind")
    list_select_related = ("owner", "agreed_at")
    list_prefetch_related = ("updates",)
    date_hierarchy = "agreed_on"
    search_fields = ("reference", "title", "owner__name", "owner_role")
    autocomplete_fields = ("agreed_at", "agenda_items", "owner", "partners", "next_check_at", "split_from")
    readonly_fields = ("given_reference", "status", "created_at", "updated_at")
    actions = ("publish", "unpublish")
    inlines = (ActionUpdateInline, AssessmentInline, ExternalReferenceInline)
    fieldsets = (
        (None, {"fields": ("given_reference", "status", "title", "details", "published")}),
        (_("Waar afgesproken"), {"fields": ("agreed_at", "agreed_on", "agenda_items", "split_from")}),
        (_("Wie"), {"fields": ("owner", ("owner_role", "owner_person"), "partners")}),
        (_("Wanneer"), {"fields": (("due_on", "due_precision"), ("next_check_on", "next_check_at"))}),
        (_("Wacht op"), {"fields": ("waiting_for", "waiting_why")}),
        (_("Bijhouden"), {"fields": ("created_at", "updated_at")}),
    )
    NOT_YET = ("given_reference", "status", "agreed_on", "created_at", "updated_at")

    def get_fieldsets(self, request: HttpRequest, obj: Action | None = None) -> Any:
        """A new action has no reference yet, and its date is that of the meeting."""
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None:
            for _name, options in fieldsets:
                options["fields"] = tuple(name for name in options["fields"] if name not in self.NOT_YET)
        return [fieldset for fieldset in fieldsets if fieldset[1]["fields"]]

    def get_inlines(self, request: HttpRequest, obj: Action | None) -> Any:
        """News comes when the action is there; its log opens with the agreement itself."""
        return self.inlines if obj else (ExternalReferenceInline,)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description=_("referentie"), ordering="reference")
    def given_reference(self, obj: Action) -> str:
        return obj.reference

    @admin.display(description=_("klaar voor"), ordering="due_on")
    def due(self, obj: Action) -> str:
        if obj.due_on is None:
            return obj.get_due_precision_display()
        return f"{date_format(obj.due_on, 'j M Y')} ({obj.get_due_precision_display()})"

    @admin.display(description=_("laatste nieuws"))
    def news_on(self, obj: Action) -> Any:
        news = obj.latest_news
        return news.on if news else None

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        if not change:
            open_log(action=form.instance)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """News goes through `report_news`, as everywhere."""
        if formset.model is not ActionUpdate:
            super().save_formset(request, form, formset, change)
            return
        formset.new_objects, formset.changed_objects, formset.deleted_objects = [], [], []
        for news in formset.save(commit=False):
            reported = report_news(
                action=form.instance,
                on=news.on,
                text=news.text,
                status=news.status,
                organisation=news.organisation,
                role=news.role,
            )
            formset.new_objects = [reported]


class KeptAdmin(RowsAdmin):
    """To find and read. New ones are made under the action."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(ActionUpdate)
class ActionUpdateAdmin(KeptAdmin):
    list_display = ("on", "action", "status", "organisation", "role", "text")
    list_filter = ("status",)
    list_select_related = ("action", "organisation")
    date_hierarchy = "on"
    search_fields = ("text", "action__reference", "action__title")


@admin.register(Assessment)
class AssessmentAdmin(KeptAdmin):
    only_under_parent = True
    list_display = ("on", "action", "side", "judgement", "organisation")
    list_filter = ("side", "judgement")
    list_select_related = ("action", "organisation")
    search_fields = ("action__reference", "action__title", "organisation__name")


@admin.register(ExternalReference)
class ExternalReferenceAdmin(RowsAdmin):
    only_under_parent = True
    list_display = ("number", "kind", "action", "url")
    list_filter = ("kind",)
    list_select_related = ("action",)
    search_fields = ("number", "action__reference", "action__title")
    autocomplete_fields = ("action",)
