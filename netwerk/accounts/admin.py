"""Users and their roles at /beheer/, for administrators. There are no passwords."""

from typing import Any

from allauth.mfa.models import Authenticator
from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from netwerk.accounts import domain
from netwerk.accounts.models import Role, User
from netwerk.lib.admin import RowForm, RowsAdmin


class RolesField(forms.ModelMultipleChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return str(Role(obj.name).label) if obj.name in Role.values else obj.name


class UserForm(RowForm):
    """Who somebody is and what they may do. A new account can sign in at once, with a code by mail."""

    groups = RolesField(
        label=_("Rollen"),
        queryset=Group.objects.order_by("name"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Een redacteur kies je ook bij de organisatie zelf."),
    )
    # Whose request this is; set by UserAdmin.get_form.
    by: User | None = None

    class Meta:
        model = User
        fields = ("email", "name", "is_active", "groups")

    def clean_email(self) -> str:
        return self.cleaned_data["email"].lower()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.by and self.by.pk == self.instance.pk and not self.by.is_superuser:
            keeps = Role.ADMINISTRATOR in {group.name for group in cleaned.get("groups", [])}
            if not keeps or not cleaned.get("is_active"):
                raise ValidationError(_("Je kunt jezelf niet buitensluiten. Vraag een andere beheerder."))
        return cleaned


@admin.register(User)
class UserAdmin(RowsAdmin):
    form = UserForm
    list_display = ("email", "name", "roles", "has_app", "is_active", "last_login")
    list_filter = ("is_active", "groups")
    list_prefetch_related = ("groups",)
    search_fields = ("email", "name")
    readonly_fields = ("has_app", "last_login", "date_joined")
    actions = ("withdraw_second_factor",)
    fieldsets = (
        (None, {"fields": ("email", "name", "is_active", "groups")}),
        (_("Inloggen"), {"fields": ("has_app", "last_login", "date_joined")}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        apps = Authenticator.objects.filter(type=Authenticator.Type.TOTP, user=OuterRef("pk"))
        return super().get_queryset(request).annotate(app=Exists(apps))

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change=change, **kwargs)
        form.by = request.user
        return form

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """An administrator of the site does not change the one who runs the server."""
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or not obj.is_superuser or request.user.is_superuser)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody deletes themselves, nor one who runs the server."""
        allowed = super().has_delete_permission(request, obj)
        return allowed and (obj is None or (obj.pk != request.user.pk and not obj.is_superuser))

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        if not change:
            obj.set_unusable_password()
        super().save_model(request, obj, form, change)
        domain.use_only_address_of(user=obj)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        domain.admit_to_admin(user=form.instance)

    @admin.display(description=_("rollen"))
    def roles(self, obj: User) -> str:
        names = [str(Role(group.name).label) for group in obj.groups.all() if group.name in Role.values]
        return ", ".join(sorted(names)) or "-"

    @admin.display(description=_("app op de telefoon"), boolean=True)
    def has_app(self, obj: Any) -> bool:
        return bool(getattr(obj, "app", False))

    @admin.action(description=_("Telefoon kwijt: laat een nieuwe app instellen"), permissions=["change"])
    def withdraw_second_factor(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        count = 0
        for user in queryset:
            if self.has_change_permission(request, user) and domain.withdraw_second_factor(user=user):
                self.log_change(request, user, str(_("Tweede stap ingetrokken.")))
                count += 1
        told = ngettext(
            "%d persoon stelt bij het inloggen een nieuwe app in.",
            "%d mensen stellen bij het inloggen een nieuwe app in.",
            count,
        )
        self.message_user(request, told % count, messages.SUCCESS if count else messages.WARNING)
