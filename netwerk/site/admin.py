"""What visitors left behind and the outbox, to read and to remove, and the synonyms of search, at /beheer/."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from netwerk.lib.admin import RowsAdmin
from netwerk.lib.models import OutgoingMail, Synonym
from netwerk.site.models import Follow, Suggestion
from netwerk.site.models.follow import SUBJECT_FIELDS


class ReadOnlyAdmin(RowsAdmin):
    """Rows that nobody writes by hand."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Follow)
class FollowAdmin(ReadOnlyAdmin):
    list_display = ("email", "kind", "rhythm", "confirmed_at", "mailed_at")
    list_filter = ("kind", "rhythm", ("confirmed_at", admin.EmptyFieldListFilter))
    list_select_related = tuple(SUBJECT_FIELDS.values())
    search_fields = ("email",)


@admin.register(Suggestion)
class SuggestionAdmin(ReadOnlyAdmin):
    list_display = ("kind", "text", "organisation", "created_at", "handled_at", "handled_by")
    list_filter = ("kind", ("handled_at", admin.EmptyFieldListFilter))
    list_select_related = ("organisation", "handled_by")
    search_fields = ("text", "about_path")


@admin.register(OutgoingMail)
class OutgoingMailAdmin(ReadOnlyAdmin):
    list_display = ("subject", "to", "created_at", "sent_at", "attempts", "problem")
    list_filter = (("sent_at", admin.EmptyFieldListFilter), "attempts")
    search_fields = ("to", "subject")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Synonym)
class SynonymAdmin(RowsAdmin):
    list_display = ("words",)
    search_fields = ("words",)
