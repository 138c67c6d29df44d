"""Every address of the product, with the ids of one example each from the demo."""

from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from discussion.models import Post, Report, Thread
from notifications.models import Batch, Delivery, InboundMail, InboundState, Reason, Way
from people.models import Invitation, Membership, Role, Sector
from people.queries import facilitators_of
from plans.models import Anchor, Attachment, Dossier
from programme.models import Edition, Pair
from reports.models import Export, Format
from reviews.actions import begin_draft
from reviews.models import (
    Commitment,
    CoWriter,
    Evidence,
    Form,
    FormDraft,
    FormVersion,
    Recommendation,
    Review,
)
from sessions.models import (
    Apart,
    Assignment,
    Conflict,
    ReminderRule,
    Round,
    RoundPlan,
    RoundTemplate,
    Ruling,
    Scenario,
    Sitting,
    SittingDay,
)
from tests.matrix.conferences import conference_examples

# Pages of libraries.
LEFT_OUT = ("admin:", "openid_connect_", "socialaccount_", "mfa_", "account_")
LIBRARY_PAGES = ("account_login", "account_logout", "account_signup", "account_email", "mfa_index")
FILES = ("file", "download")
OF_A_SITTING = (
    "sitting-detail", "sitting-edit", "sitting-cancel", "sitting-agenda", "agenda-template",
    "sitting-invite", "sitting-answer", "sitting-presence", "poll-ask", "poll-answer",
    "poll-choose", "poll-close", "room", "room-parts", "room-events", "room-run", "room-here",
    "note-add", "advice-catch", "silent-save",
)  # fmt: skip
OF_MINUTES = (
    "note-edit", "caught-edit", "sitting-minutes", "minutes-edit", "minutes-correct",
    "minutes-agree", "minutes-finish", "minutes-version", "sitting-evaluate",
)  # fmt: skip
EXPORT_PAGES = ("reports:export-detail", "reports:export-file", "reports:export-again")


def examples() -> dict[str, dict[str, Any]]:
    """Name of an address to the arguments of its example: Zuid-Limburg's plan, reviewed in June."""
    edition = Edition.objects.get()
    dossier = Dossier.objects.get(title="MKB buiten de campus")
    june, september = Round.objects.order_by("pk")
    plan = RoundPlan.objects.get(round=september, dossier=dossier)
    asked = Assignment.objects.get(round_plan=plan, person__email__startswith="peer@")
    export = _export(dossier).pk
    writing = Assignment.objects.get(round_plan=plan, person__email__startswith="friend@")
    review = Review.objects.get(
        round_plan__round=june, author__email__startswith="friend@", round_plan__dossier=dossier
    )
    question = review.version.questions.earliest("position").question_id
    advice = Recommendation.objects.get(title="Maak één ingang voor ondernemers")
    promise = Commitment.objects.filter(recommendation=advice).earliest("pk")
    thread = Thread.objects.get(title="Wie is de late aanhaker?")
    proposed = Anchor.objects.get(suggestion__isnull=False)
    held = Sitting.objects.get(round=june, round_plan__dossier=dossier)
    ahead = {"pk": Sitting.objects.get(round=september, round_plan__dossier=dossier).pk}
    on_dossier = {"kind": "dossier", "target_id": dossier.pk}
    pk = {"pk": dossier.pk}
    at_september = {"pk": september.pk}
    return {
        "people": {"slug": dossier.region.slug},
        "people:membership-end": {"pk": Membership.objects.get(role=Role.OBSERVER).pk},
        "people:invitation-resend": {"pk": _invitation(edition, dossier).pk},
        "people:invitation-revoke": {"pk": Invitation.objects.latest("pk").pk},
        "people:invitation-accept": {"token": "not-a-token"},
        "programme": {"slug": edition.slug, "number": 2},
        "plans": pk | {"slug": dossier.region.slug, "number": 1, "name": "core"},
        "plans:attachment-download": {"pk": _attachment(dossier).pk},
        "plans:attachment-remove": {"pk": Attachment.objects.latest("pk").pk},
        "plans:passage-attach": {"pk": proposed.thread_id},
        "plans:suggestion-decide": {"pk": proposed.thread_id},
        "sessions:rule-edit": at_september | {"rule_pk": _rule(september).pk},
        "sessions:rule-remove": at_september | {"rule_pk": _rule(september).pk},
        "sessions:templates-bring": {"pk": edition.pk},
        "sessions:template-edit": {"pk": _template().pk},
        "sessions:template-remove": {"pk": _template().pk},
        "sessions": at_september
        | {"plan_pk": plan.pk, "dossier_pk": dossier.pk, "index": 0}
        | _matching(plan, asked),
        "sessions:assignment-replace": {"pk": asked.pk},
        "sessions:assignment-access": {"pk": asked.pk},
        "sessions:cockpit-detail": {"slug": edition.slug},
        "sessions:risk-act": {"slug": edition.slug},
        "sessions:risk-aside": {"slug": edition.slug},
        "sessions:risk-resume": {"slug": edition.slug},
        "sessions:step-file": at_september | {"kind": "review"},
        "sessions:sitting-file": {"pk": 0},
        "calendar": {"secret": "not-a-secret"},
        "sessions:conflict-remove": {"pk": _conflict(dossier).pk},
        "sessions:assignment-answer": {"pk": asked.pk},
        "sessions:assignment-withdraw": {"pk": asked.pk},
        "sessions:assignment-note": {"pk": asked.pk},
        **dict.fromkeys((f"sessions:{name}" for name in OF_A_SITTING), ahead),
        **dict.fromkeys((f"sessions:{name}" for name in OF_MINUTES), _written(held)),
        "sessions:attendance-change": ahead
        | {"row": Sitting.objects.get(**ahead).attendances.earliest("pk").pk},
        "sessions:correction-settle": {
            "pk": held.pk,
            "correction": held.minutes.corrections.earliest("pk").pk,
        },
        "sessions:day-detail": {"pk": SittingDay.objects.get().pk},
        "sessions:day-edit": {"pk": SittingDay.objects.get().pk},
        "reviews": {"pk": review.pk, "assignment": writing.pk}
        | {"form": _bench(edition), "key": "core", "what": "up"},
        "reviews:form-section": {"form": _bench(edition), "key": "understanding"},
        "reviews:form-section-part": {
            "form": _bench(edition),
            "key": "understanding",
            "what": "up",
        },
        "reviews:form-field-new": {"form": _bench(edition), "key": "understanding"},
        "reviews:form-library": {"form": _bench(edition), "key": "understanding"},
        "reviews:form-export": {"pk": FormVersion.objects.earliest("pk").pk},
        "reviews:round-forms-move": at_september,
        "reviews:plan-review-list": {"pk": plan.pk},
        "reviews:plan-questions": {"pk": review.round_plan_id},
        "reviews:outcome-set": {"pk": review.round_plan_id, "question": question},
        "reviews:opinion-give": {"pk": review.pk, "key": f"answer-{question}"},
        "reviews:round-questions": at_september,
        "reviews:co-writer-remove": {"assignment": writing.pk, "pk": _seat(writing, asked).pk},
        "reviews:overview-edition": {"slug": edition.slug},
        "reviews:overview-round": at_september,
        "reviews:overview-region-now": {"slug": dossier.region.slug},
        "reviews:overview-region": {"slug": edition.slug, "region": dossier.region.slug},
        "reviews:overview-dossier": pk,
        "reviews:recommendation-detail": {"pk": advice.pk},
        "reviews:recommendation-respond": {"pk": advice.pk},
        "reviews:recommendation-withdraw": {"pk": advice.pk},
        "reviews:recommendation-propose": {"pk": advice.pk},
        "reviews:recommendation-unmerge": {"pk": advice.pk},
        "reviews:advice-merge": {"pk": plan.pk},
        "reviews:caught-list": {"pk": held.pk},
        "reviews:caught-take-over": {"pk": held.pk},
        "reviews:caught-detail": {"pk": Recommendation.objects.drafts().earliest("pk").pk},
        "reviews:caught-drop": {"pk": Recommendation.objects.drafts().earliest("pk").pk},
        "reviews:commitment-create": {"pk": advice.pk},
        "reviews:dossier-follow-up": pk,
        "reviews:commitment-create-own": pk,
        "reviews:commitment-detail": {"pk": promise.pk},
        "reviews:commitment-edit": {"pk": promise.pk},
        "reviews:commitment-progress": {"pk": promise.pk},
        "reviews:evidence-add": {"pk": promise.pk},
        "reviews:evidence-remove": {
            "pk": Evidence.objects.filter(commitment=promise).earliest("pk").pk
        },
        "reviews:evidence-file": {
            "pk": Evidence.objects.filter(commitment=promise).earliest("pk").pk
        },
        "reviews:region-judged": {"slug": dossier.region.slug},
        "reviews:round-forms": at_september,
        "reviews:form-detail": {"pk": FormVersion.objects.earliest("pk").pk},
        **conference_examples(),
        "reports": {"pk": dossier.pk, "sort": "pdf"},
        "reports:round-export": at_september | {"sort": "xlsx"},
        **{name: {"pk": export} for name in EXPORT_PAGES},
        "discussion": {
            "pk": thread.pk,
            "post": Post.objects.filter(thread=thread).earliest("seq").pk,
        }
        | on_dossier,
        "discussion:report-detail": {"pk": _report(thread, asked).pk},
        "discussion:apart-open": {"kind": "panel", "target_id": plan.pk},
        "discussion:target-reveal": {"kind": "panel", "target_id": plan.pk},
        "pairs": {"pk": _pair(dossier, asked).pk},
        "notifications": {"pk": 0, "token": "not-a-token"}
        | {"kind": "sessions.asked", "language": "nl"},
        "notifications:held-detail": {"pk": Batch.objects.earliest("pk").pk},
        "notifications:held-words": _held_words(),
        "notifications:held-usual": _held_words(),
        "notifications:failed-again": {"pk": Delivery.objects.undelivered().earliest("pk").pk},
        "notifications:failed-wrong": {"pk": Delivery.objects.undelivered().earliest("pk").pk},
        "inbound": {"pk": _mail(asked).pk},
        "api-1.0.0": {"thread_id": thread.pk},
        "front": {"pk": Delivery.objects.earliest("pk").pk},
        "ui": {},
        "": {},
    }


def _written(held: Sitting) -> dict[str, int]:
    """A sitting that was, with a note, caught advice and the first text of its minutes."""
    note, caught = held.notes.earliest("pk").pk, held.caught.earliest("pk").pk
    return {"pk": held.pk, "number": 1, "note": note, "caught": caught}


def _mail(asked: Assignment) -> InboundMail:
    """A mail of the peer's that was not posted."""
    return InboundMail.objects.create(
        identity="0" * 64,
        way=Way.WEBHOOK,
        raw=b"x",
        size=1,
        person=asked.person,
        state=InboundState.REFUSED,
        reason=Reason.EMPTY,
        done_at=asked.planned_at,
    )


def _held_words() -> dict[str, Any]:
    """One letter of a held sending."""
    pk = Batch.objects.earliest("pk").pk
    return {"pk": pk, "kind": "sessions.asked", "language": "nl"}


def _report(thread: Thread, asked: Assignment) -> Report:
    """A post that the peer reported."""
    first = Post.objects.filter(thread=thread).earliest("seq")
    return Report.objects.create(post=first, text="", reason="-", reported_by=asked.person)


def _pair(dossier: Dossier, asked: Assignment) -> Pair:
    """The region and the peer's region, in private contact."""
    return Pair.objects.get(region=dossier.region, other_region=asked.from_region)


def _bench(edition: Edition) -> int:
    """June's form, with its next version on the bench."""
    form = Form.objects.get(key="june")
    if not FormDraft.objects.filter(form=form).exists():
        begin_draft(form=form, by=facilitators_of(edition.pk).get())
    return form.pk


def _seat(writing: Assignment, asked: Assignment) -> CoWriter:
    """A seat of somebody who was asked for a review of the same plan: it opens nothing."""
    return CoWriter.objects.create(
        review=writing.review,
        person=asked.person,
        sector=Sector.GOVERNMENT,
        invited_by=writing.person,
    )


def _invitation(edition: Edition, dossier: Dossier) -> Invitation:
    return Invitation.objects.create(
        email="new@test.example",
        edition=edition,
        role=Role.MEMBER,
        region=dossier.region,
        token_hash="0" * 64,
        created_by=facilitators_of(edition.pk).get(),
        expires_at=edition.rounds.latest("pk").steps.latest("closes_at").closes_at,
    )


def _attachment(dossier: Dossier) -> Attachment:
    return Attachment.objects.create(
        dossier=dossier,
        file="none.txt",
        name="none.txt",
        mime="text/plain",
        size=0,
        sha256="",
        uploaded_by=dossier.created_by,
    )


def _export(dossier: Dossier) -> Export:
    return Export.objects.create(
        maker=dossier.created_by, dossier=dossier, format=Format.PDF, language="nl"
    )


def _rule(round_: Round) -> ReminderRule:
    return ReminderRule.objects.filter(round=round_).earliest("pk")


def _template() -> RoundTemplate:
    return RoundTemplate.objects.earliest("pk")


def _matching(plan: RoundPlan, asked: Assignment) -> dict[str, int]:
    """A proposal of the demo, with a rule about a pair and two who do not meet."""
    by = facilitators_of(plan.round.edition_id)[0]
    ruling = Ruling.objects.create(plan=plan, person=asked.person, kind="pinned", made_by=by)
    one, other = sorted((asked.person, by), key=lambda person: person.pk)
    apart = Apart.objects.create(round=plan.round, one=one, other=other, made_by=by)
    scenario = Scenario.objects.filter(round=plan.round).earliest("number")
    return {"ruling_pk": ruling.pk, "apart_pk": apart.pk, "scenario_pk": scenario.pk}


def _conflict(dossier: Dossier) -> Conflict:
    person = dossier.created_by
    return Conflict.objects.create(
        person=person, region=dossier.region, kind="other", declared_by=person
    )


def addresses() -> dict[str, str]:
    """Name of every address to the path of its example, in the order of the address book."""
    arguments = examples()
    return {name: _path(name, wanted, arguments) for name, wanted in _patterns(get_resolver())}


def _path(name: str, wanted: list[str], arguments: dict[str, dict[str, Any]]) -> str:
    space = name.rpartition(":")[0]
    given = arguments.get(name, arguments[space])
    return reverse(name, kwargs={key: given[key] for key in wanted})


def _patterns(resolver: URLResolver, space: str = "") -> list[tuple[str, list[str]]]:
    found: list[tuple[str, list[str]]] = []
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            inner = f"{space}{entry.namespace}:" if entry.namespace else space
            found += _patterns(entry, inner)
        elif _is_ours(name := f"{space}{entry.name or ''}"):
            found.append((name, _arguments(entry)))
    return found


def _arguments(entry: URLPattern) -> list[str]:
    return list(entry.pattern.regex.groupindex) or list(getattr(entry.pattern, "converters", {}))


def _is_ours(name: str) -> bool:
    if name in LIBRARY_PAGES:
        return True
    return bool(name) and not name.endswith(":") and not name.startswith(LEFT_OUT)
