"""Reading a mail once more, after somebody mended what stood in its way."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from audit.actions import record
from core.clock import now
from core.errors import DomainError
from core.tasks import enqueue
from notifications.models import InboundMail, InboundState, Reason
from people.models import Person


class NotAgain(DomainError):
    """There is nothing to read any more, or somebody was first."""

    sentence = _("This mail cannot be read again: it was emptied, or it is being read now.")


@transaction.atomic
def try_again(*, mail: InboundMail, by: Person) -> InboundMail:
    """Let a worker read it anew, by the rights of then; it sends no second mail back. Raises NotAgain."""
    mail = InboundMail.objects.select_for_update().get(pk=mail.pk)
    if mail.state not in (InboundState.REFUSED, InboundState.FAILED) or not mail.raw:
        raise NotAgain
    mail.state, mail.reason, mail.done_at = InboundState.TODO, Reason.NONE, None
    mail.attempts, mail.next_try_at, mail.error, mail.sentence = 0, now(), "", ""
    mail.save(
        update_fields=[
            "state",
            "reason",
            "done_at",
            "attempts",
            "next_try_at",
            "error",
            "sentence",
        ]
    )
    record("notifications.mail_read_again", by=by, target=mail)
    enqueue("notifications.inbound.tasks.work_off", mail.pk)
    return mail
