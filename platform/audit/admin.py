"""The technical administration writes in the log too, and only reads it."""

from typing import Any

from django.contrib import admin
from django.db import models, transaction
from django.forms import ModelForm
from django.http import HttpRequest

from audit.actions import record
from audit.models import Entry


class AuditedAdmin(admin.ModelAdmin):
    """Every change by this way is a line in the log, in the same transaction."""

    def save_model(
        self, request: HttpRequest, obj: models.Model, form: ModelForm, change: bool
    ) -> None:
        """Save, and note the fields that changed."""
        with transaction.atomic():
            super().save_model(request, obj, form, change)
            changes = {
                name: (form.initial.get(name), form.cleaned_data[name])
                for name in form.changed_data
                if name in form.cleaned_data
            }
            verb = f"{obj._meta.model_name}.{'changed' if change else 'added'}"
            record(verb, by=request.user, target=obj, changes=changes)  # type: ignore[arg-type]  # behind a log-in

    def delete_model(self, request: HttpRequest, obj: models.Model) -> None:
        """Note what goes, and let it go."""
        with transaction.atomic():
            record(f"{obj._meta.model_name}.deleted", by=request.user, target=obj)  # type: ignore[arg-type]  # behind a log-in
            super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> None:
        """The same, one by one."""
        for obj in queryset:
            self.delete_model(request, obj)


class ReadOnlyAdmin(admin.ModelAdmin):
    """Rows that nobody writes by this way."""

    def has_add_permission(self, *_args: Any, **_kwargs: Any) -> bool:
        """Nobody adds."""
        return False

    def has_change_permission(self, *_args: Any, **_kwargs: Any) -> bool:
        """Nobody changes."""
        return False

    def has_delete_permission(self, *_args: Any, **_kwargs: Any) -> bool:
        """Nobody removes."""
        return False


@admin.register(Entry)
class EntryAdmin(ReadOnlyAdmin):
    """The log, to read."""

    list_display = ["at", "verb", "how", "actor_id", "target_type", "target_id"]
    list_filter = ["how", "target_type"]
    search_fields = ["verb", "target_id", "request_id"]
    exclude = ["changes"]  # texts of others are no part of looking after the technique
