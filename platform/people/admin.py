"""People in the technical administration; what has rules is done on the pages themselves."""

from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from audit.admin import AuditedAdmin, ReadOnlyAdmin
from people.hooks import rights_changed
from people.models import (
    Alias,
    Goal,
    Invitation,
    Membership,
    Municipality,
    Organisation,
    Person,
    Region,
)


class AliasInline(admin.TabularInline):
    """Other names of an organisation."""

    model = Alias
    extra = 1


class MunicipalityInline(admin.TabularInline):
    """Municipalities of a region."""

    model = Municipality
    extra = 1


class GoalInline(admin.TabularInline):
    """Goals of a region."""

    model = Goal
    extra = 0


@admin.register(Organisation)
class OrganisationAdmin(AuditedAdmin):
    """Organisations with their other names."""

    list_display = ["name", "sector", "mail_domain"]
    list_filter = ["sector"]
    search_fields = ["name", "aliases__name"]
    prepopulated_fields = {"slug": ["name"]}
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}
    inlines = [AliasInline]


@admin.register(Region)
class RegionAdmin(AuditedAdmin):
    """Regions; their team writes the profile."""

    list_display = ["name", "organisation"]
    search_fields = ["name"]
    prepopulated_fields = {"slug": ["name"]}
    inlines = [MunicipalityInline, GoalInline]


@admin.register(Person)
class PersonAdmin(AuditedAdmin):
    """Accounts; passwords are chosen by their owners alone."""

    list_display = ["name", "email", "organisation", "is_active", "is_staff", "last_login"]
    list_filter = ["is_active", "is_staff", "is_example"]
    search_fields = ["name", "email"]
    fields = [
        "name",
        "email",
        "function",
        "organisation",
        "language",
        "is_active",
        "is_staff",
        "is_superuser",
        "is_example",
        "last_login",
    ]
    readonly_fields = ["last_login"]

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Save; who may no longer log in is out at once."""
        obj.email = obj.email.lower()
        if not change:
            obj.set_unusable_password()
        super().save_model(request, obj, form, change)
        rights_changed(obj)


@admin.register(Membership)
class MembershipAdmin(AuditedAdmin):
    """Who has which role."""

    list_display = ["person", "role", "region", "edition", "from_date", "until_date"]
    list_filter = ["edition", "role"]
    search_fields = ["person__name", "person__email"]
    autocomplete_fields = ["person", "region", "organisation"]

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Save; what the role allows counts at once."""
        super().save_model(request, obj, form, change)
        rights_changed(obj.person)


@admin.register(Invitation)
class InvitationAdmin(ReadOnlyAdmin):
    """Invitations, to read: they are sent and withdrawn on their own page."""

    list_display = ["email", "role", "region", "edition", "created_by", "expires_at", "accepted_at"]
    exclude = ["token_hash"]
