"""South's dossier with everything in it, and words that few may read."""

import datetime
from dataclasses import dataclass
from typing import Any

from discussion.models import Thread
from people.levels import Level
from plans.models import Dossier
from reviews.models import FormVersion, Recommendation, Review
from sessions.models import Round, StepKind
from tests.factories.discussion import ThreadFactory, post
from tests.factories.plans import SectionFactory, VersionAttachmentFactory
from tests.factories.reviews import (
    CommitmentFactory,
    EvidenceFactory,
    ProgressFactory,
    ResponseFactory,
)
from tests.people import Cast
from tests.reviews.stage import Stage, handed_in, september_after, set_stage

# The word, and who may read it: in a report as on a page.
SESSION = {"chris", "rob", "mia", "ada", "eva", "pim"}
TEAM = {"rob", "mia"}
SECRETS = {
    "teamthread": TEAM,
    "teampost": TEAM,
    "workingcopy": set(),  # a report shows what was submitted
    "hiddenreview": {"ada", "chris"},  # before the sitting
    "draftreview": set(),
    "teamproof": TEAM,
    "deletedpost": set(),
    "otheredition": set(),
}


@dataclass
class World:
    """The stage in September, with what hangs on it."""

    stage: Stage
    june: Review
    september: Review
    advice: Recommendation

    @property
    def cast(self) -> Cast:
        return self.stage.cast

    @property
    def dossier(self) -> Dossier:
        return self.stage.plan.dossier

    @property
    def round(self) -> Round:
        return self.stage.june


def with_readers(version: FormVersion, key: str, readers: str) -> FormVersion:
    """The same form in a version in which one field is for fewer readers."""
    schema = version.schema
    for section in schema["sections"]:
        for asked in section["fields"]:
            if asked["key"] == key:
                asked["readers"] = readers
    return FormVersion.objects.create(
        form=version.form,
        number=version.number + 1,
        schema=schema,
        content_hash=f"{key}-{readers}".ljust(64, "0"),
        structure_hash=version.structure_hash,
    )


def build(cast: Cast, level: str = "participants", **answers: Any) -> World:
    """June with advice that was answered, promised, done and shown; September with one review and a draft."""
    stage = set_stage(cast, level)
    june = handed_in(stage.ada, core="The core is **clear**.", **answers)
    Review.objects.filter(pk=june.pk).update(level=level)
    stage.at(StepKind.FOLLOW_UP)
    advice = june.recommendations.get()
    ResponseFactory(
        recommendation=advice,
        kind="partly",
        reason="Later.",
        html="<p>Later.</p>",
        given_by=cast.rob,
    )
    promise = CommitmentFactory(recommendation=advice, made_by=cast.rob)
    ProgressFactory(commitment=promise, reported_by=cast.mia, explanation="It goes well.")
    EvidenceFactory(commitment=promise, added_by=cast.rob, level=level, text="Twelve came in")
    EvidenceFactory(commitment=promise, added_by=cast.rob, level=Level.REGION, text="teamproof")
    CommitmentFactory(dossier=stage.plan.dossier, what="Walk along", made_by=cast.rob)
    VersionAttachmentFactory(version=stage.plan.version)
    SectionFactory(dossier=stage.plan.dossier, key="core", source="workingcopy")
    later = september_after(stage)
    hidden = handed_in(later.ada, core="hiddenreview")
    draft(later)
    talk(cast, stage.plan.dossier, level)
    return World(later, june, hidden, advice)


def draft(stage: Stage) -> None:
    """Eva writes, and hands nothing in."""
    from reviews.actions import save_answers

    save_answers(assignment=stage.eva, by=stage.cast.eva, given={"core": "draftreview"}, seen={})


def talk(cast: Cast, dossier: Dossier, level: str) -> list[Thread]:
    """One conversation for the readers of the plan, with a deleted post, and one of the team alone."""
    from tests.factories.discussion import command

    on = {"target_id": dossier.pk, "created_by": cast.rob}
    shared = ThreadFactory(level=level, title="Who comes?", **on)
    first = post(shared, cast.rob, "Who **comes** in?")
    post(shared, cast.mia, "Late adopters.", reply_to=str(first.pk))
    gone = post(shared, cast.rob, "deletedpost")
    command(shared, cast.rob, "delete", post=str(gone.pk))
    team = ThreadFactory(level=Level.REGION, title="teamthread", **on)
    post(team, cast.rob, "teampost")
    return [shared, team]


DAY = datetime.date(2017, 9, 1)
