"""The story of one recommendation: said, answered, promised, done, judged."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from people.models import Person
from reviews.models import Commitment, Evidence, Progress, Recommendation, Review
from reviews.queries.advice import Line, addressees_in_words, line_of, readable, with_story
from reviews.queries.over import is_over
from reviews.rules import is_in_team
from reviews.summary import Action
from sessions.models import StepKind
from sessions.rules import Stage, stage_allows


@dataclass(frozen=True)
class Deed:
    """Something that was done: a report of progress, or evidence."""

    at: datetime
    by: Person
    commitment: Commitment
    report: Progress | None = None
    proof: Evidence | None = None


@dataclass(frozen=True)
class Story:
    """One recommendation with everything that became of it, and what its reader may add."""

    line: Line
    addressees: list[str]
    stage: Stage  # of the answer
    mine: bool
    in_team: bool
    leads: bool
    answer_refusal: str
    promise_refusal: str
    may_read_review: bool

    @property
    def done(self) -> list[Deed]:
        """Reports and evidence of all commitments, in the order of time."""
        deeds = [
            Deed(report.reported_at, report.reported_by, one, report=report)
            for one in self.line.commitments
            for report in one.progress.all()
        ]
        deeds += [
            Deed(proof.added_at, proof.added_by, one, proof=proof)
            for one in self.line.commitments
            for proof in one.evidence.all()
        ]
        return sorted(deeds, key=lambda deed: deed.at)

    @property
    def tone_of_done(self) -> str:
        """Good only when something is finished."""
        return "good" if self.line.fate.action == Action.YES else "info"

    @property
    def advice(self) -> Recommendation:
        """The recommendation."""
        return self.line.advice


def story_of(advice: Recommendation, person: Person) -> Story:
    """The story as this person may read it; six queries and those of the stage."""
    full = with_story(readable(person), person).get(pk=advice.pk)
    dossier = full.round_plan.dossier
    stage = stage_allows(StepKind.RESPONSE, person, full.round_plan)
    leads = person.has_perm("reviews.respond", full)
    in_team = is_in_team(person, dossier)
    over = is_over(dossier.edition)
    return Story(
        line=line_of(full),
        addressees=addressees_in_words(full),
        stage=stage,
        mine=full.author_id == person.pk,
        in_team=in_team,
        leads=leads,
        answer_refusal=_answer_refusal(full, leads, stage),
        promise_refusal=_promise_refusal(full, leads, over),
        may_read_review=Review.objects.visible_to(person).filter(pk=full.review_id).exists(),
    )


def _answer_refusal(advice: Recommendation, leads: bool, stage: Stage) -> str:
    if not leads:
        return _("The lead of %(region)s signs the answer.") % {
            "region": advice.round_plan.dossier.region.name
        }
    return stage.reason


def _promise_refusal(advice: Recommendation, leads: bool, over: bool) -> str:
    if not leads:
        return _("The lead of %(region)s makes commitments.") % {
            "region": advice.round_plan.dossier.region.name
        }
    return _("This edition has ended, so nothing can be added any more.") if over else ""
