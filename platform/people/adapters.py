"""How allauth meets our people."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter


class AccountAdapter(DefaultAccountAdapter):
    """Log-in and sign-up."""


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """Log-in by a provider."""


class SecondFactorAdapter(DefaultMFAAdapter):
    """Second factors."""
