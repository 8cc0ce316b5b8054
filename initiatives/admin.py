"""Organisations, areas and themes at /beheer/."""

from datetime import timedelta
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from initiatives import domain
from initiatives.models import Area, Organisation, Postcode, Theme
from netwerk.lib.admin import Inline, RowsAdmin, VersionedAdmin


class CheckedFilter(admin.SimpleListFilter):
    title = _("nagekeken")
    parameter_name = "nagekeken"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("nooit", _("nog nooit")), ("lang", _("langer dan een jaar geleden")), ("kort", _("dit jaar"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Organisation]) -> QuerySet[Organisation]:
        year_ago = timezone.localdate() - timedelta(days=365)
        if self.value() == "nooit":
            return queryset.filter(checked_on=None)
        if self.value() == "lang":
            return queryset.filter(checked_on__lt=year_ago)
        if self.value() == "kort":
            return queryset.filter(checked_on__gte=year_ago)
        return queryset


class MainAreaFilter(admin.SimpleListFilter):
    """By district; a list of every neighbourhood would be no list to choose from."""

    title = _("wijk")
    parameter_name = "wijk"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        districts = [(str(pk), name) for pk, name in Area.objects.districts().values_list("pk", "name")]
        return [*districts, ("stad", _("hele stad"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Organisation]) -> QuerySet[Organisation]:
        value = self.value()
        if value == "stad":
            return queryset.filter(whole_city=True)
        if value and value.isdecimal():
            return queryset.filter(main_area_id=int(value)) | queryset.filter(main_area__parent_id=int(value))
        return queryset


@admin.register(Organisation)
class OrganisationAdmin(VersionedAdmin):
    list_display = ("name", "kind", "main_area", "whole_city", "status", "checked_on", "seeks")
    list_filter = ("status", "kind", MainAreaFilter, CheckedFilter, "themes")
    list_select_related = ("main_area",)
    search_fields = ("name", "sentence", "seeks")
    autocomplete_fields = ("main_area", "areas", "themes", "editors")
    prepopulated_fields = {"slug": ("name",)}
    readonly_fields = ("status", "stopped_year", "created_at", "updated_at")
    actions = ("publish", "unpublish", "mark_checked", "stop")
    fieldsets = (
        (None, {"fields": ("name", "slug", "kind", "status", "stopped_year", "sentence", "description")}),
        (_("Waar en waarover"), {"fields": ("whole_city", "main_area", "areas", "themes")}),
        (_("Meedoen"), {"fields": ("seeks", "shares", "opening_times")}),
        (
            _("Zo vind je ons"),
            {"fields": ("visiting_address", "accessibility", "public_email", "public_phone", "website")},
        ),
        (_("Foto"), {"fields": ("photo", "photo_alt")}),
        (_("Bijhouden"), {"fields": ("checked_on", "editors", "created_at", "updated_at")}),
    )

    def get_fieldsets(self, request: HttpRequest, obj: Organisation | None = None) -> Any:
        fieldsets = super().get_fieldsets(request, obj)
        if not request.user.has_perm("accounts.view_user"):
            fieldsets[-1][1]["fields"] = tuple(name for name in fieldsets[-1][1]["fields"] if name != "editors")
        return fieldsets

    def is_public(self, obj: Organisation) -> bool:
        return obj.status != Organisation.Status.PENDING

    @admin.action(description=_("Laat zien aan iedereen"), permissions=["change"])
    def publish(self, request: HttpRequest, queryset: QuerySet[Organisation]) -> None:
        self.do_for_each(
            request,
            queryset,
            lambda row: domain.publish_organisation(organisation=row),
            lambda n: ngettext("%d is nu te zien voor iedereen.", "%d zijn nu te zien voor iedereen.", n) % n,
        )

    @admin.action(description=_("Haal van de site (wordt niet gewist)"), permissions=["change"])
    def unpublish(self, request: HttpRequest, queryset: QuerySet[Organisation]) -> None:
        self.do_for_each(
            request,
            queryset,
            lambda row: domain.unpublish_organisation(organisation=row),
            lambda n: ngettext("%d is niet meer te zien.", "%d zijn niet meer te zien.", n) % n,
        )

    @admin.action(description=_("Vandaag nagekeken, het klopt"), permissions=["change"])
    def mark_checked(self, request: HttpRequest, queryset: QuerySet[Organisation]) -> None:
        today = timezone.localdate()
        self.do_for_each(
            request,
            queryset,
            lambda row: domain.mark_checked(organisation=row, on=today),
            lambda n: ngettext("%d is vandaag nagekeken.", "%d zijn vandaag nagekeken.", n) % n,
        )

    @admin.action(description=_("Is dit jaar gestopt"), permissions=["change"])
    def stop(self, request: HttpRequest, queryset: QuerySet[Organisation]) -> None:
        year = timezone.localdate().year
        self.do_for_each(
            request,
            queryset,
            lambda row: domain.stop_organisation(organisation=row, year=year),
            lambda n: ngettext("%d is gestopt.", "%d zijn gestopt.", n) % n,
        )


class PostcodeInline(Inline):
    model = Postcode


@admin.register(Area)
class AreaAdmin(RowsAdmin):
    list_display = ("name", "kind", "parent", "code", "municipality_name")
    list_filter = ("kind", "municipality_name")
    list_select_related = ("parent",)
    search_fields = ("name", "code")
    autocomplete_fields = ("parent",)
    prepopulated_fields = {"slug": ("name",)}
    ordering = ("name",)
    # The outline comes from the statistics office; thousands of numbers are nothing to edit by hand.
    exclude = ("boundary",)
    inlines = (PostcodeInline,)


@admin.register(Postcode)
class PostcodeAdmin(RowsAdmin):
    only_under_parent = True
    list_display = ("digits", "area")
    list_select_related = ("area",)
    search_fields = ("digits", "area__name")
    autocomplete_fields = ("area",)


@admin.register(Theme)
class ThemeAdmin(RowsAdmin):
    list_display = ("name", "name_en", "icon", "position")
    search_fields = ("name", "name_en")
    prepopulated_fields = {"slug": ("name",)}
