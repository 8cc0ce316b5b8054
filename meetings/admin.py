"""Meetings, their reports and voices at /beheer/."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from meetings import domain
from meetings.models import (
    Attendance,
    AttendingOfficial,
    Correction,
    Meeting,
    ProgrammePoint,
    ReportSection,
    SignUp,
    Voice,
)
from netwerk.lib.admin import (
    Inline,
    OrderedForm,
    OrderedFormSet,
    PublishedMixin,
    RowsAdmin,
    StackedInline,
    VersionedAdmin,
    VersionedForm,
)


class MeetingForm(VersionedForm):
    """Everything about a meeting, but a report becomes final only through its own action."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        state = self.fields.get("report_state")
        if isinstance(state, forms.ChoiceField):
            final = Meeting.ReportState.FINAL
            is_final = self.instance.report_state == final
            state.choices = [
                (value, label) for value, label in Meeting.ReportState.choices if (value == final) == is_final
            ]
            state.help_text = _("Definitief maken doe je in de lijst, met 'Verslag definitief maken'.")


class ProgrammePointInline(Inline):
    model = ProgrammePoint
    form = OrderedForm
    formset = OrderedFormSet
    fields = ("position", "starts", "title", "text")


class ReportSectionInline(StackedInline):
    model = ReportSection
    form = OrderedForm
    formset = OrderedFormSet
    fields = ("position", "heading", "text")


class VoiceInline(StackedInline):
    """The short form; a name and its consent are on the page of the voice itself."""

    model = Voice
    fields = ("text", ("speaker", "organisation", "role"), ("area", "published"))
    readonly_fields = ("published",)
    autocomplete_fields = ("organisation", "area")
    show_change_link = True

    def get_queryset(self, request: HttpRequest) -> QuerySet[Voice]:
        return super().get_queryset(request).select_related("organisation", "area")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        # On its own page the admin looks whether the voice is public.
        return False


class AttendanceInline(Inline):
    model = Attendance
    autocomplete_fields = ("organisation",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Attendance]:
        return super().get_queryset(request).select_related("organisation")


class AttendingOfficialInline(Inline):
    model = AttendingOfficial


class CorrectionInline(Inline):
    """What was put right in a final report, for everyone to see."""

    model = Correction


class SignUpInline(Inline):
    """Who comes. Their state changes through signing up and off, so that places are counted right."""

    model = SignUp
    fields = readonly_fields = ("name", "email", "phone", "state", "confirmed_at", "created_at")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Meeting)
class MeetingAdmin(PublishedMixin, VersionedAdmin):
    form = MeetingForm
    list_display = ("title", "purpose", "starts_at", "area", "state", "report_state", "report_promised_by", "published")
    list_filter = ("purpose", "state", "report_state", "published")
    list_select_related = ("area",)
    date_hierarchy = "starts_at"
    search_fields = ("title", "place")
    autocomplete_fields = ("area", "themes", "hosts", "facilitators", "follows")
    prepopulated_fields = {"slug": ("title",)}
    readonly_fields = ("report_final_on", "created_at", "updated_at")
    actions = ("publish", "unpublish", "mark_held", "publish_report")
    inlines = (
        ProgrammePointInline,
        ReportSectionInline,
        CorrectionInline,
        VoiceInline,
        AttendanceInline,
        AttendingOfficialInline,
        SignUpInline,
    )
    fieldsets = (
        (None, {"fields": ("title", "slug", "purpose", "starts_at", "ends_at", "follows", "published")}),
        (_("Waar"), {"fields": ("place", "address", "area")}),
        (_("Uitnodiging"), {"fields": ("introduction", "practical", "themes", "hosts", "facilitators", "capacity")}),
        (_("Gaat het door?"), {"fields": ("state", "cancelled_why")}),
        (
            _("Verslag"),
            {"fields": ("report_promised_by", "report_state", "corrections_until", "report_final_on", "summary")},
        ),
        (_("Bijhouden"), {"fields": ("created_at", "updated_at")}),
    )

    def get_inlines(self, request: HttpRequest, obj: Meeting | None) -> Any:
        """A new meeting has a programme; the rest comes when it is there."""
        return self.inlines if obj else self.inlines[:1]

    def is_public(self, obj: Meeting) -> bool:
        return obj.published

    @admin.action(description=_("Is geweest"), permissions=["change"])
    def mark_held(self, request: HttpRequest, queryset: QuerySet[Meeting]) -> None:
        self.do_for_each(
            request,
            queryset,
            lambda row: domain.mark_held(meeting=row),
            lambda n: ngettext("%d bijeenkomst is geweest.", "%d bijeenkomsten zijn geweest.", n) % n,
        )

    @admin.action(description=_("Verslag definitief maken (en openbaar)"), permissions=["change"])
    def publish_report(self, request: HttpRequest, queryset: QuerySet[Meeting]) -> None:
        today = timezone.localdate()
        self.do_for_each(
            request,
            queryset,
            lambda row: domain.publish_report(meeting=row, on=today),
            lambda n: ngettext("%d verslag is nu definitief.", "%d verslagen zijn nu definitief.", n) % n,
        )


@admin.register(Voice)
class VoiceAdmin(PublishedMixin, VersionedAdmin):
    list_display = ("short_text", "meeting", "speaker", "organisation", "area", "published")
    list_filter = ("published", "speaker", "themes")
    list_select_related = ("meeting", "organisation", "area")
    search_fields = ("text", "organisation__name", "role")
    autocomplete_fields = ("meeting", "section", "area", "themes", "organisation")
    readonly_fields = ("created_at", "updated_at")
    actions = ("publish", "unpublish")
    fieldsets = (
        (None, {"fields": ("text", "meeting", "section", "area", "themes", "published")}),
        (_("Wie zei het?"), {"fields": ("speaker", "organisation", "role", "name", "consent_on", "consent_note")}),
        (_("Bijhouden"), {"fields": ("created_at", "updated_at")}),
    )

    @admin.display(description=_("stem"))
    def short_text(self, obj: Voice) -> str:
        return str(obj)

    def is_public(self, obj: Voice) -> bool:
        return obj.published

    def publish_row(self, row: Voice) -> None:
        domain.publish_voice(voice=row)


class PartOfMeetingAdmin(RowsAdmin):
    only_under_parent = True
    list_select_related: ClassVar[Any] = ("meeting",)
    autocomplete_fields: ClassVar[Any] = ("meeting",)


@admin.register(ProgrammePoint)
class ProgrammePointAdmin(PartOfMeetingAdmin):
    list_display = ("title", "meeting", "position", "starts")
    search_fields = ("title", "meeting__title")


@admin.register(ReportSection)
class ReportSectionAdmin(PartOfMeetingAdmin):
    list_display = ("heading", "meeting", "position")
    search_fields = ("heading", "meeting__title")


@admin.register(Attendance)
class AttendanceAdmin(PartOfMeetingAdmin):
    list_display = ("organisation", "meeting", "people")
    list_select_related = ("meeting", "organisation")
    search_fields = ("organisation__name", "meeting__title")
    autocomplete_fields = ("meeting", "organisation")


@admin.register(AttendingOfficial)
class AttendingOfficialAdmin(PartOfMeetingAdmin):
    list_display = ("function", "name", "meeting")
    search_fields = ("function", "name", "meeting__title")


@admin.register(SignUp)
class SignUpAdmin(PartOfMeetingAdmin):
    """Sign-ups are made on the site; here one can be found, and wiped when somebody asks."""

    only_under_parent = False
    list_display = ("name", "meeting", "state", "created_at")
    list_filter = ("state",)
    search_fields = ("name", "email", "phone", "meeting__title")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
