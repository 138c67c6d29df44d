"""One request is one deed: whoever does it hears at once when its mail waits."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from notifications.holding import one_deed
from notifications.models import Batch, Delivery, DeliveryState

READS = {"GET", "HEAD", "OPTIONS", "TRACE"}


class DeedMiddleware:
    """Counts the mail of each request that writes, and says what of it is held."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method in READS:
            return self.get_response(request)
        with one_deed(lambda: request.user) as deed:
            response = self.get_response(request)
        if deed.batch:
            _say(request, response, deed.batch)
        return response


def _say(request: HttpRequest, response: HttpResponseBase, batch: Batch) -> None:
    """How many mails wait, on the next page; for a program in a header."""
    count = Delivery.objects.filter(batch=batch, state=DeliveryState.HELD).count()
    if not count:
        return
    url = reverse("notifications:held-detail", args=[batch.pk])
    if request.path.startswith("/api/"):
        response["Held-Mail"] = url
        return
    words = ngettext("%(n)d mail waits for you.", "%(n)d mails wait for you.", count)
    link = format_html('<a class="nl-link" href="{}">{}</a>', url, _("Look and send"))
    messages.warning(request, format_html("{} {}", words % {"n": count}, link))
