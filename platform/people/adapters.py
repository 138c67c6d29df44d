"""How allauth meets our people: sign-up by invitation alone, every event in the log, mail by the outbox."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp, SocialLogin
from allauth.usersessions.adapter import DefaultUserSessionsAdapter
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.db import transaction
from django.forms import BaseForm, ValidationError
from django.http import HttpRequest
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from audit.actions import record
from people import vault
from people.actions.invitations import accept_invitation
from people.errors import InvitationUnusable
from people.hooks import rights_changed
from people.invited import held_invitation, invitation_of, let_go, link_held
from people.letters import mail_from_template
from people.models import Invitation, Person

LONGEST_ADDRESS = 254
# Passwords are noted where they are set, second factors where they are kept.
NOTED_HERE = {
    "email_changed",
    "email_confirm",
    "email_deleted",
    "account_connected",
    "account_disconnected",
}


class AccountAdapter(DefaultAccountAdapter):
    """Log-in and sign-up."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _(
            "This address and password do not belong together. Check both."
        ),
        "incorrect_code": _("This code is not right. Look in the latest mail."),
        "too_many_login_attempts": _("Too many attempts. Wait five minutes and try again."),
        "rate_limited": _("Too many attempts. Wait a few minutes and try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Only for somebody who opened an invitation that still counts."""
        return held_invitation(request) is not None

    def clean_email(self, email: str) -> str:
        """The invitation's address is the only one that may sign up."""
        invitation = held_invitation(self.request)
        if (
            invitation
            and not self.request.user.is_authenticated
            and email.lower() != invitation.email
        ):
            raise ValidationError(_("Use the address that the invitation was sent to."))
        return email

    def save_user(
        self, request: HttpRequest, user: Person, form: BaseForm, commit: bool = True
    ) -> Person:
        """Make the person and accept the invitation; all or nothing (see SignupForm.try_save)."""
        invitation = invitation_of(request)
        introduce(user, invitation, name=form.cleaned_data.get("name", ""))
        super().save_user(request, user, form, commit=commit)
        take_in(user, invitation)
        self.stash_verified_email(request, invitation.email)  # the link was mailed to it
        let_go(request)
        return user

    def login(self, request: HttpRequest, user: Person) -> None:
        """Log in, and note that it happened."""
        super().login(request, user)
        record("person.logged_in", by=user, target=user)

    def logout(self, request: HttpRequest) -> None:
        """Log out, and close what is still open."""
        person = request.user
        super().logout(request)
        if isinstance(person, Person):
            record("person.logged_out", by=person, target=person)
            rights_changed(person)

    @transaction.atomic
    def set_password(self, user: Person, password: str) -> None:
        """Set a new password; other sessions end, and with them their sockets."""
        user.set_password(password)
        user.save(update_fields=["password"])
        record("person.password_set", by=user, target=user)
        rights_changed(user)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Put account mail in the outbox, in the language of whoever gets it."""
        if len(email) > LONGEST_ADDRESS:
            return  # no mailbox has such an address; the page says the same as always
        person = Person.objects.filter(email=email.lower()).first()
        language = person.language if person else None
        mail_from_template(template_prefix, email, context, language=language, person=person)

    def send_notification_mail(
        self,
        template_prefix: str,
        user: Person,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Tell somebody what changed in the own account, and keep it in the log."""
        event = template_prefix.rpartition("/")[2]
        if event in NOTED_HERE:
            record(f"person.{event}", by=user, target=user)
        rights_changed(user)
        super().send_notification_mail(template_prefix, user, context, email)

    def get_reset_password_from_key_url(self, key: str) -> str:
        """A link to this site's own address, whatever host the request named."""
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
        return settings.BASE_URL + path.replace("UID-KEY", key)


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """Log-in by a provider: linked by issuer and subject, never by an address."""

    def list_apps(
        self, request: HttpRequest, provider: str | None = None, client_id: str | None = None
    ) -> list[SocialApp]:
        """Providers stand in the settings alone, not in the database."""
        found = super().list_apps(request, provider=provider, client_id=client_id)
        return [app for app in found if app.pk is None]

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Somebody new comes in as the person that was invited, at the invitation's address.

        What a provider says about addresses counts nowhere: the invitation was mailed to its own.
        """
        invitation = held_invitation(request)
        if sociallogin.is_existing or request.user.is_authenticated or invitation is None:
            return
        sociallogin.user.email = invitation.email
        mailed_to = EmailAddress(email=invitation.email, verified=True, primary=True)
        sociallogin.email_addresses = [mailed_to]

    def populate_user(
        self, request: HttpRequest, sociallogin: SocialLogin, data: dict[str, Any]
    ) -> Person:
        """Take over the name that the provider tells."""
        person: Person = super().populate_user(request, sociallogin, data)
        person.name = (data.get("name") or "").strip()[:120]
        return person

    def save_user(
        self,
        request: HttpRequest,
        sociallogin: SocialLogin,
        form: BaseForm | None = None,  # noqa: ARG002 -- there is none: the invitation knows enough
    ) -> Person:
        """Make the person and accept the invitation, all or nothing."""
        person: Person = sociallogin.user
        try:
            with transaction.atomic():
                invitation = invitation_of(request)
                introduce(person, invitation, name=person.name)
                super().save_user(request, sociallogin, None)
                take_in(person, invitation)
        except InvitationUnusable as error:
            raise ImmediateHttpResponse(redirect(link_held(request))) from error
        let_go(request)
        return person


class SecondFactorAdapter(DefaultMFAAdapter):
    """Second factors; their secrets are kept encrypted."""

    def encrypt(self, text: str) -> str:
        """What is written in the database."""
        return vault.lock(text)

    def decrypt(self, encrypted_text: str) -> str:
        """What was written there."""
        return vault.unlock(encrypted_text)


class SessionsAdapter(DefaultUserSessionsAdapter):
    """The list of one's own sessions."""

    @transaction.atomic
    def end_sessions(self, sessions: list[UserSession]) -> None:
        """End sessions on other devices, their sockets too."""
        super().end_sessions(sessions)
        for person in {session.user for session in sessions}:
            record("person.sessions_ended", by=person, target=person)
            rights_changed(person)


def introduce(person: Person, invitation: Invitation, *, name: str) -> None:
    """Fill in what the invitation knows about somebody new."""
    person.name = name or invitation.name or invitation.email
    person.language = translation.get_language() or invitation.language
    person.organisation = invitation.organisation


def take_in(person: Person, invitation: Invitation) -> None:
    """Note that somebody signed up, and give the role."""
    record("person.signed_up", by=person, target=person, changes={"email": (None, person.email)})
    accept_invitation(invitation=invitation, by=person)
