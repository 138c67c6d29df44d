"""Language and second factor, per request."""

from django.middleware.locale import LocaleMiddleware


class PersonLocaleMiddleware(LocaleMiddleware):
    """The reader's language."""


class SecondFactorMiddleware:
    """Asks facilitators for a second factor."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)
