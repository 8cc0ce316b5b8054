"""What every page of the admin shares: one editor at a time, refusals in words, no query per row."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, ClassVar

from django import forms
from django.apps import apps
from django.contrib import admin, messages
from django.contrib.admin.utils import flatten_fieldsets
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, InternalError, models, transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from simple_history.admin import SimpleHistoryAdmin

REFUSED = _("De database wijst dit af. Kijk na wat je hebt ingevuld en bewaar het opnieuw.")


class RowForm(forms.ModelForm):
    """A form that can say what the database refused."""

    # What the database said of an earlier try of the same request.
    refusal: ClassVar[Any] = None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.refusal is not None:
            raise ValidationError(self.refusal)
        return cleaned


class VersionedForm(RowForm):
    """A form that knows which version of the row it was opened with."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "version" in self.fields:
            self.initial["version"] = getattr(self.instance, "version", None) if self.instance.pk else None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.instance.pk and "version" in self.fields:
            manager = type(self.instance)._base_manager
            # The row stays locked until the end of the transaction of the admin view: nobody saves in between.
            stored = manager.select_for_update().filter(pk=self.instance.pk).values_list("version", flat=True).first()
            if stored != cleaned.get("version"):
                raise ValidationError(self._somebody_else_was_here(), code="version")
        return cleaned

    def _somebody_else_was_here(self) -> str:
        last = self.instance.history.select_related("history_user").first()
        who = (last and last.history_user) or _("Iemand")
        when = timezone.localtime(last.history_date if last else self.instance.updated_at)
        return str(
            _(
                "%(who)s heeft dit gewijzigd op %(when)s, nadat jij deze pagina opende. Er is niets overschreven. "
                "Wat jij typte staat hier nog. Open de pagina in een nieuw tabblad en neem daar je wijziging over."
            )
            % {"who": who, "when": date_format(when, "j F Y H:i")}
        )


def refusal_in_words(error: Exception, refusals: Mapping[str, Any]) -> Any:
    """What the database refused, in words: by `refusals` (part of its message), or by the name of the constraint."""
    said = str(error)
    for part, words in refusals.items():
        if part in said:
            return words
    for model in apps.get_models():
        for constraint in model._meta.constraints:
            if constraint.name and f'"{constraint.name}"' in said and constraint.violation_error_message:
                return constraint.get_violation_error_message()
    return REFUSED


def without_delete_button(field: Any) -> Any:
    """A related row is deleted on its own page, not beside a choice on another."""
    if field is not None and hasattr(field.widget, "can_delete_related"):
        field.widget.can_delete_related = False
    return field


class RowsAdmin(admin.ModelAdmin):
    """The ground of every admin page here."""

    form: Any = RowForm
    formfield_overrides: ClassVar[Any] = {models.URLField: {"assume_scheme": "https"}}
    list_per_page = 50
    show_full_result_count = False
    save_on_top = False
    # A part of something else: found through that, not on the first page.
    only_under_parent = False
    # Parts of messages of triggers, with what to tell people.
    refusals: Any = {}
    # Loaded with the rows of a list, and only there.
    list_prefetch_related: tuple[str, ...] = ()

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        rows = super().get_queryset(request)
        match = request.resolver_match
        if self.list_prefetch_related and match and (match.url_name or "").endswith("_changelist"):
            return rows.prefetch_related(*self.list_prefetch_related)
        return rows

    def get_model_perms(self, request: HttpRequest) -> dict[str, bool]:
        return {} if self.only_under_parent else super().get_model_perms(request)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        return without_delete_button(super().formfield_for_dbfield(db_field, request, **kwargs))

    def is_public(self, obj: Any) -> bool:
        """Whether anyone can see `obj`, so that only an administrator deletes it."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        if not super().has_delete_permission(request, obj):
            return False
        may_for_good = getattr(self.admin_site, "may_delete_for_good", None)
        return obj is None or not self.is_public(obj) or bool(may_for_good and may_for_good(request))

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change=change, **kwargs)
        form.refusal = getattr(request, "_refusal", None)  # type: ignore[attr-defined]
        return form

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """As Django does; what the database refuses comes back as a message above the form, which keeps its text."""
        try:
            with transaction.atomic():
                return super().changeform_view(request, *args, **kwargs)
        except (IntegrityError, DataError, InternalError) as error:
            request._refusal = refusal_in_words(error, self.refusals)  # type: ignore[attr-defined]
        except ValidationError as error:
            request._refusal = error.messages  # type: ignore[attr-defined]
        # The second time the form is not valid, whatever it holds, so nothing is saved.
        return super().changeform_view(request, *args, **kwargs)

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        try:
            with transaction.atomic():
                return super().delete_view(request, object_id, extra_context)
        except (IntegrityError, InternalError) as error:
            self.message_user(request, refusal_in_words(error, self.refusals), messages.ERROR)
        return self._response_post_save(request, None)  # type: ignore[attr-defined]

    def do_for_each(
        self, request: HttpRequest, rows: Iterable[Any], do: Callable[[Any], object], done: Callable[[int], str]
    ) -> None:
        """Do it for each row on its own, and tell how many went well and why the others did not.

        Only rows that this user may change; `done` gives the sentence for a number of rows.
        """
        count = 0
        for row in rows:
            if not self.has_change_permission(request, row) and not self.may_act_on(request, row):
                self.message_user(request, _("%(row)s: dit mag je niet wijzigen.") % {"row": row}, messages.ERROR)
                continue
            row._history_user = request.user
            try:
                with transaction.atomic():
                    do(row)
            except ValidationError as error:
                told = " ".join(error.messages)
            except (IntegrityError, DataError, InternalError) as error:
                told = str(refusal_in_words(error, self.refusals))
            else:
                count += 1
                self.log_change(request, row, done(1))
                continue
            self.message_user(request, f"{row}: {told}", messages.ERROR)
        if count:
            self.message_user(request, done(count), messages.SUCCESS)

    def may_act_on(self, request: HttpRequest, obj: Any) -> bool:
        """Whether an action may touch a row that cannot be changed by hand."""
        return False


class VersionedAdmin(RowsAdmin, SimpleHistoryAdmin):
    """A page for a row with a version and a history."""

    form: Any = VersionedForm
    object_history_list_template = "admin/history_list.html"

    def get_urls(self) -> list[Any]:
        # Not SimpleHistoryAdmin's: its page of one old version can be posted, past every rule.
        return admin.ModelAdmin.get_urls(self)

    def revert_disabled(self, request: HttpRequest, obj: Any = None) -> bool:
        return True

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        if kwargs.get("fields", True) is not None:
            shown = flatten_fieldsets(self.get_fieldsets(request, obj))
            # The form declares it itself; asked for by name, Django refuses a field that nobody may edit.
            kwargs["fields"] = [field for field in shown if field != "version"]
        return super().get_form(request, obj, change=change, **kwargs)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """With the hidden version when the row can be changed."""
        fieldsets: Any = [(name, dict(options)) for name, options in super().get_fieldsets(request, obj)]
        if obj is not None and self.has_change_permission(request, obj) and fieldsets:
            first = fieldsets[0][1]
            first["fields"] = (*(field for field in first["fields"] if field != "version"), "version")
        else:
            for _name, options in fieldsets:
                options["fields"] = tuple(field for field in options["fields"] if field != "version")
        return fieldsets


class PublishedMixin:
    """Actions that show rows to everyone, or to nobody, for a model with `published`."""

    def publish_row(self, row: Any) -> None:
        row.published = True
        row.full_clean()
        row.save(update_fields=["published"])

    def unpublish_row(self, row: Any) -> None:
        row.published = False
        row.full_clean()
        row.save(update_fields=["published"])

    @admin.action(description=_("Laat zien aan iedereen"), permissions=["change"])
    def publish(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> None:
        self.do_for_each(  # type: ignore[attr-defined]
            request,
            queryset,
            self.publish_row,
            lambda n: ngettext("%d is nu te zien voor iedereen.", "%d zijn nu te zien voor iedereen.", n) % n,
        )

    @admin.action(description=_("Haal van de site (wordt niet gewist)"), permissions=["change"])
    def unpublish(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> None:
        self.do_for_each(  # type: ignore[attr-defined]
            request,
            queryset,
            self.unpublish_row,
            lambda n: ngettext("%d is niet meer te zien.", "%d zijn niet meer te zien.", n) % n,
        )


class KnownAutocompleteSelect(AutocompleteSelect):
    """An autocomplete that does not ask the database for the name of what is chosen when the row already has it."""

    known: Mapping[str, str] = {}

    def optgroups(self, name: str, value: Any, attr: Any = None) -> Any:
        if not value or any(str(chosen) not in self.known for chosen in value):
            return super().optgroups(name, value, attr)
        options = [self.create_option(name, chosen, self.known[str(chosen)], True, 1) for chosen in value]
        empty = [] if self.is_required else [self.create_option(name, "", "", False, 0)]
        return [(None, [*empty, *options], 0)]


class InlineForm(forms.ModelForm):
    """A row of an inline; names of related objects come from the row itself, not from a query each."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        loaded = self.instance._state.fields_cache
        for name, field in self.fields.items():
            widget = getattr(field.widget, "widget", field.widget)
            if isinstance(widget, KnownAutocompleteSelect) and (related := loaded.get(name)):
                widget.known = {str(related.pk): str(related)}


class InlineMixin:
    formfield_overrides: Any = {models.URLField: {"assume_scheme": "https"}}
    extra = 0
    form: Any = InlineForm

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        return without_delete_button(super().formfield_for_dbfield(db_field, request, **kwargs))  # type: ignore[misc]

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in self.get_autocomplete_fields(request):  # type: ignore[attr-defined]
            kwargs["widget"] = KnownAutocompleteSelect(db_field, self.admin_site)  # type: ignore[attr-defined]
        return super().formfield_for_foreignkey(db_field, request, **kwargs)  # type: ignore[misc]


class Inline(InlineMixin, admin.TabularInline):
    """Rows under a row, in a table."""


class StackedInline(InlineMixin, admin.StackedInline):
    """Rows under a row, each as a form of its own."""


class OrderedForm(InlineForm):
    """A row with a place in an order; left empty, it comes last."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "position" in self.fields:
            self.fields["position"].required = False

    def _get_validation_exclusions(self) -> set[str]:
        # Row by row, two that change places look like a double; the formset sees them together.
        return {*super()._get_validation_exclusions(), "position"}  # type: ignore[misc]


class OrderedFormSet(forms.BaseInlineFormSet):
    """Gives rows without a place the next one, and refuses two on one place."""

    def clean(self) -> None:
        super().clean()
        kept = [form for form in self._kept_forms() if form.instance.pk or form.has_changed()]
        taken = [place for form in kept if (place := form.cleaned_data.get("position")) is not None]
        for place in sorted({place for place in taken if taken.count(place) > 1}):
            raise ValidationError(
                _("Twee regels hebben plek %(place)s. Geef elke regel een eigen plek."), params={"place": place}
            )
        following = max(taken, default=0) + 1
        for form in kept:
            if form.cleaned_data.get("position") is None:
                form.instance.position = form.cleaned_data["position"] = following
                following += 1

    def _kept_forms(self) -> Iterator[Any]:
        for form in self.forms:
            if hasattr(form, "cleaned_data") and not form.cleaned_data.get("DELETE"):
                yield form
