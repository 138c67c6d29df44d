"""What a round will send, in the words that the actions themselves use. Nothing is written."""

from notifications.kinds import Context
from notifications.queries.wordings import wordings_that_count
from people.models import Membership, Person
from sessions.actions.reminding import context_of, rung_of
from sessions.actions.rounds import TAKES_PART
from sessions.models import Round, StepKind
from sessions.notices import ASKED, PUBLISHED, SILENT, asked_context, round_context
from sessions.queries.foreseen import Foreseen, Speaker, foreseen_above, reminders_ahead
from sessions.queries.letters import planned_in
from sessions.stages import Stages


def foresee(round_: Round) -> list[Foreseen]:
    """Every mail that is to come, the announcement and the invitations first."""
    speaker = Speaker(rung_of, context_of, SILENT)
    above = foreseen_above(round_)
    mails = [*_announcement(round_), *_invitations(round_), *_by_time(round_, speaker, above)]
    worded = wordings_that_count()
    for mail in mails:
        mail.worded = worded
    return mails


def _by_time(round_: Round, speaker: Speaker, above: list[Foreseen]) -> list[Foreseen]:
    ahead = [*above, *reminders_ahead(round_, speaker)]
    last = max((mail.at for mail in ahead if mail.at), default=None)
    return sorted(ahead, key=lambda mail: (mail.at or last, mail.kind.key))


def _announcement(round_: Round) -> list[Foreseen]:
    if round_.published_at is not None:
        return []
    rows = Membership.objects.active().filter(edition=round_.edition_id, role__in=TAKES_PART)
    people = Person.objects.filter(pk__in=rows.values("person_id"))
    mail = Foreseen(None, PUBLISHED, round_context(round_), when="publish")
    mail.people = {(person.pk, ""): (person, "") for person in people}
    return [mail]


def _invitations(round_: Round) -> list[Foreseen]:
    """Those that wait to be sent, as one mail to many."""
    planned = list(planned_in(round_))
    if not planned:
        return []
    stages = Stages.load([round_])
    context: Context = round_context(round_, [StepKind.REVIEW]) | asked_context(planned[0], stages)
    mail = Foreseen(None, ASKED, context, str(StepKind.REVIEW.label), when="send")
    mail.people = {
        (row.person_id, f"{row.pk}"): (row.person, row.round_plan.dossier.region.name)
        for row in planned
    }
    return [mail]
