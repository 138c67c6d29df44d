"""Words that few may read, planted in the demo by the product's own actions."""

import uuid

from discussion.actions import start_thread
from front.demo.accounts import address
from people.models import Person, Role
from plans.actions import save_section
from plans.models import Dossier
from programme.models import Edition
from reviews.actions import save_answers
from sessions.models import Assignment, AssignmentState, Capacity, Round, RoundPlan
from tests.factories.people import MembershipFactory, PersonFactory
from tests.factories.sessions import AssignmentFactory
from tests.reviews.stage import handed_in

TEAM = {"lead", "member"}
# The word, and who may read it.
READERS = {
    "secretdraft": {"friend"},
    "secretreview": {"facilitator"},
    "secretadvice": {"facilitator"},
    "secretcopy": TEAM,
    "secretthread": TEAM,
    "secretpost": TEAM,
    "Secretperson": {"facilitator", "admin"},  # an administrator knows everybody by name
}
OUTSIDE = ("extra", "peer", "researcher", "observer", "executive", "stranger", "admin")


def _person(key: str) -> Person:
    return Person.objects.get(email=address(key))


def _plan() -> RoundPlan:
    return RoundPlan.objects.get(
        round=Round.objects.latest("pk"), dossier__title="MKB buiten de campus"
    )


def prepare() -> None:
    """One more friend said yes to the plan; that much co-reviewers and team may know."""
    plan = _plan()
    known = PersonFactory(name="Known Friend", email="known@test.example")
    MembershipFactory(person=known, edition=Edition.objects.get(), role=Role.FRIEND)
    AssignmentFactory(
        round_plan=plan, person=known, capacity=Capacity.FRIEND, planned_by=_person("facilitator")
    )


def plant() -> dict[str, str]:
    """A draft, a review, a text, a thread and a planned person; the addresses that they get."""
    plan, dossier = _plan(), Dossier.objects.get(title="MKB buiten de campus")
    lead = _person("lead")
    draft = Assignment.objects.get(round_plan=plan, person=_person("friend"))
    seen = {"core": draft.review.answers.get(key="core").revision}
    save_answers(assignment=draft, by=draft.person, given={"core": "secretdraft"}, seen=seen)
    known = Assignment.objects.get(round_plan=plan, person__email="known@test.example")
    advice = {"rec-1-title": "secretadvice", "rec-1-source": "Do **this**."}
    review = handed_in(known, core="secretreview", **advice)
    section = dossier.sections.get(key="core")
    save_section(
        dossier=dossier, key="core", source="secretcopy", revision=section.revision, by=lead
    )
    thread = start_thread(
        kind="dossier",
        target_id=dossier.pk,
        title="secretthread",
        level="region",
        by=lead,
        key=uuid.uuid4(),
        body="secretpost",
    )
    AssignmentFactory(
        round_plan=plan,
        person=PersonFactory(name="Secretperson", email="secret@test.example"),
        state=AssignmentState.PLANNED,
        planned_by=_person("facilitator"),
    )
    return {
        "planted:review": f"/reviews/{review.pk}/",
        "planted:advice": f"/reviews/recommendations/{review.recommendations.get().pk}/",
        "planted:task": f"/reviews/write/{known.pk}/",
        "planted:thread": f"/threads/{thread.pk}",
        "planted:readers": f"/threads/{thread.pk}/readers",
        "planted:api": f"/api/v1/threads/{thread.pk}",
        "planted:events": f"/api/v1/threads/{thread.pk}/events",
        "planted:on-review": f"/threads/on/review/{review.pk}",
    }
