"""The door for the mail provider: one raw mail a request."""

import secrets

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, UnreadablePostError
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from core.problems import problem
from core.ratelimit import allow
from notifications.inbound.keeping import keep
from notifications.models import Way

HEADER = "X-Inbound-Secret"
KINDS = ("message/rfc822", "application/octet-stream", "text/plain")
# Mails a second, and at once; who guesses the secret uses up no turn of who knows it.
RATE, BURST = 10, 60


@csrf_exempt  # a program posts here; the secret is the right
@require_POST
def inbound(request: HttpRequest) -> HttpResponse:
    """Keep a mail and answer at once; what it says is read by a worker."""
    if not settings.INBOUND_SECRET:
        raise Http404
    given = request.headers.get(HEADER, "").encode("utf-8", "replace")
    right = secrets.compare_digest(given, settings.INBOUND_SECRET.encode())
    if not allow("inbound" if right else "inbound-wrong", rate=RATE, burst=BURST):
        answer = problem(429, detail=_("Too many at once. Send this again in a minute."))
        answer["Retry-After"] = "60"
        return answer
    if not right:
        return problem(403, detail=_("The secret in the header is missing or wrong."))
    if request.content_type not in KINDS:
        return problem(415, detail=_("Send the raw mail as message/rfc822."))
    return _kept(request)


def _kept(request: HttpRequest) -> HttpResponse:
    most = settings.INBOUND_MAX_MB * 1024 * 1024
    try:
        raw = request.read(most + 1)
    except UnreadablePostError:
        return problem(400, detail=_("What was sent could not be read. Please send it again."))
    if len(raw) > most:
        return problem(413, detail=_("This mail is too big."))
    if not raw.strip():
        return problem(400, detail=_("There is no mail in this request."))
    mail, made = keep(raw, Way.WEBHOOK)
    return JsonResponse({"id": mail.identity, "new": made}, status=202 if made else 200)
