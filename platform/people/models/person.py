"""Who logs in."""

from typing import Any, ClassVar

import rules
from django.contrib.auth import get_backends
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from core import clock
from core.zones import HOME, is_a_zone
from people.models.visible import PersonQuerySet


class Language(models.TextChoices):
    """The languages of the screens and the mail."""

    DUTCH = "nl", _("Dutch")
    ENGLISH = "en", _("English")


class PersonManager(BaseUserManager["Person"].from_queryset(PersonQuerySet)):  # type: ignore[misc]  # made at run time
    """Makes persons; an address is kept in small letters, so that one person has one."""

    def get_by_natural_key(self, username: str | None) -> "Person":
        """The person with this address, whatever its capitals."""
        return self.get(email=(username or "").strip().lower())

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "Person":
        """A person who can log in; without a password only by a code, passkey or provider."""
        person = self.model(email=email.strip().lower(), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "Person":
        """A technical administrator."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class Person(AbstractBaseUser, PermissionsMixin):
    """Somebody who logs in, by e-mail address; what this person may do stands in memberships."""

    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=120)
    function = models.CharField(_("function"), max_length=160, blank=True)
    organisation = models.ForeignKey(
        "people.Organisation",
        verbose_name=_("organisation"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="persons",
    )
    language = models.CharField(
        _("language"), max_length=2, choices=Language, default=Language.DUTCH
    )
    # Deadlines are in Amsterdam's time; who lives by another clock reads both.
    time_zone = models.CharField(
        _("time zone"), max_length=64, default=HOME, validators=[is_a_zone]
    )
    expertise = models.TextField(_("expertise"), blank=True)
    is_active = models.BooleanField(_("may log in"), default=True)
    is_staff = models.BooleanField(_("may open the technical administration"), default=False)
    is_example = models.BooleanField(_("invented for the demo"), default=False)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    objects: ClassVar[PersonManager] = PersonManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("person")
        verbose_name_plural = _("persons")
        constraints = [
            models.CheckConstraint(
                name="people_person_email_is_in_small_letters",
                condition=models.Q(email=Lower("email")),
            ),
            models.CheckConstraint(
                name="people_person_language_is_known",
                condition=models.Q(language__in=Language.values),
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        """The name as others see it."""
        return str(self)

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        """As Django's, but being a superuser opens no content: where there is a rule, it decides."""
        if obj is None and rules.perm_exists(perm):
            return self.is_active and bool(rules.has_perm(perm, self))
        if obj is None:
            return super().has_perm(perm)
        return any(
            backend.has_perm(self, perm, obj)
            for backend in get_backends()
            if hasattr(backend, "has_perm")
        )

    @property
    def initials(self) -> str:
        """Two letters for the round picture: first and last word of the name."""
        words = [word for word in str(self).replace("@", " ").split() if word[0].isalpha()]
        return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()
