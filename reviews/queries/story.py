"""The story of one recommendation: said, answered, promised, done, judged."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from people.levels import Level, narrowest
from people.models import Person
from people.queries import standing
from reviews.models import (
    Commitment,
    Evidence,
    Progress,
    Recommendation,
    ResponseDraft,
    ResponseKind,
    Review,
)
from reviews.queries.advice import (
    Line,
    addressees_in_words,
    given_at,
    level_of,
    line_of,
    readable,
    with_story,
)
from reviews.queries.answering import stage_of_answer
from reviews.queries.earlier_answers import Before, earlier_answers
from reviews.queries.judging import judging_address, judging_due_at
from reviews.queries.merging import undo_refusal
from reviews.queries.over import is_over
from reviews.rules import gave_it, is_in_team
from reviews.summary import Action
from sessions.models import Season, Sitting, StepKind
from sessions.queries.sittings import sittings_for
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
class Next:
    """The one thing that this reader does now."""

    label: str
    url: str


@dataclass(frozen=True)
class Story:
    """One recommendation with everything that became of it, and what its reader may add."""

    line: Line
    addressees: list[str]
    stage: Stage  # of the answer
    mine: bool
    gave: bool  # as it stands here; who merged it did not
    in_team: bool
    leads: bool
    runs: bool
    answer_refusal: str
    promise_refusal: str
    propose_refusal: str
    undo_refusal: str
    may_read_review: bool
    proposal: ResponseDraft | None  # the team's, for the team
    before: list[Before]
    merged_into: Recommendation | None
    readers: str
    sitting: Sitting | None  # in which it was spoken, for who may know of it
    step: str  # of its agenda
    judging: str  # where this reader judges the follow-up now; empty when not
    judging_until: datetime | None  # when September's reviews of this plan are due

    @property
    def given_in_june(self) -> bool:
        """Whether a September round looks back on it."""
        return self.advice.round_plan.round.season == Season.JUNE

    @property
    def left_pending(self) -> bool:
        """Whether the step has closed and what is pending may still be decided."""
        return self.stage.open and self.stage.due_at is None

    @property
    def said_at(self) -> datetime:
        """When it was given: of merged advice, when the first of its originals was."""
        rows = self.line.originals if self.advice.is_merged else [self.advice]
        return min((given_at(row) for row in rows), default=self.advice.created_at)

    @property
    def promised_at(self) -> datetime | None:
        """When the first commitment was made."""
        return min((one.made_at for one in self.line.commitments), default=None)

    @property
    def done_at(self) -> datetime | None:
        """When something was reported or shown last."""
        return max((deed.at for deed in self.done), default=None)

    @property
    def judged_at(self) -> datetime | None:
        """When the last judgement was handed in."""
        moments = (row.review.submitted_at for row in self.line.judged)
        return max((moment for moment in moments if moment), default=None)

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

    @property
    def offers(self) -> list[tuple[str, str]]:
        """Who can help with what, in the words of each giver."""
        rows = self.line.originals if self.advice.is_merged else [self.advice]
        return [(row.author.name, row.offer) for row in rows if row.offer]

    @property
    def next(self) -> Next | None:
        """What this reader does now; nothing when it is somebody else's turn."""
        if self.merged_into is not None:
            url = reverse("reviews:recommendation-detail", args=[self.merged_into.pk])
            return Next(_("Open the merged advice"), url)
        if self.in_team:
            return self._next_of_team()
        return Next(_("Judge the follow-up"), self.judging) if self.judging else None

    def _next_of_team(self) -> Next | None:
        if self.line.is_waiting and not self.answer_refusal:
            return Next(self._answering, "#answer")
        if self.line.is_waiting and not self.propose_refusal and not self.leads:
            return Next(
                _("Change the proposal") if self.proposal else _("Propose answer"), "#answer"
            )
        if self._wants_promise and not self.promise_refusal:
            url = reverse("reviews:commitment-create", args=[self.advice.pk])
            return Next(_("Make commitment"), url)
        running = [one for one in self.line.commitments if one.state not in ("done", "stopped")]
        if running:
            url = reverse("reviews:commitment-detail", args=[running[0].pk])
            return Next(_("Report progress"), url)
        return None

    @property
    def _answering(self) -> str:
        if self.proposal:
            return _("Sign the answer")
        return _("Decide on advice") if self.line.response else _("Answer advice")

    @property
    def _wants_promise(self) -> bool:
        response = self.line.response
        adopted = (ResponseKind.ADOPTED, ResponseKind.PARTLY)
        return response is not None and response.kind in adopted and not self.line.commitments


def story_of(advice: Recommendation, person: Person) -> Story:
    """The story as this person may read it: a fixed number of queries."""
    full = with_story(readable(person), person).get(pk=advice.pk)
    line = line_of(full)
    dossier = full.round_plan.dossier
    over = is_over(dossier.edition)
    step = stage_allows(StepKind.RESPONSE, person, full.round_plan)
    stage = stage_of_answer(full, step, over=over)
    leads = person.has_perm("reviews.respond", full)
    in_team = is_in_team(person, dossier)
    runs = standing(person).may("rounds.run", dossier.edition_id)
    reviews = Review.objects.visible_to(person)
    merged = full.is_merged
    return Story(
        line=line,
        addressees=addressees_in_words(full),
        stage=stage,
        mine=any(giver.pk == person.pk for giver in line.given_by),
        gave=gave_it(person, full),
        in_team=in_team,
        leads=leads,
        runs=runs,
        answer_refusal=_answer_refusal(full, leads, stage),
        promise_refusal=_promise_refusal(full, leads, over),
        propose_refusal=_merged_away(full) or stage.reason,
        undo_refusal=undo_refusal(full, person) if merged and runs else "",
        may_read_review=full.review_id is not None
        and reviews.filter(recommendations=full).exists(),
        proposal=_proposal(full) if in_team else None,
        before=earlier_answers(full),
        merged_into=readable(person).filter(originals=full).first(),
        readers=_readers(full, line),
        sitting=_sitting(full, person),
        step=str(full.caught.item or "") if full.caught else "",
        judging="" if in_team else judging_address(full, person),
        judging_until=judging_due_at(full),
    )


def _sitting(advice: Recommendation, person: Person) -> Sitting | None:
    if advice.caught is None:
        return None
    return sittings_for(person).filter(pk=advice.caught.sitting_id).first()


def _proposal(advice: Recommendation) -> ResponseDraft | None:
    rows = ResponseDraft.objects.select_related("saved_by").filter(recommendation=advice)
    return rows.first()


def _readers(advice: Recommendation, line: Line) -> str:
    """Who reads this page, in one plain sentence."""
    rows = line.originals if advice.is_merged else [advice]
    dossier = advice.round_plan.dossier
    level = narrowest(dossier.level, *(level_of(row) for row in rows))
    words = {
        Level.PARTICIPANTS: _(
            "the team of %(region)s, facilitators, and all regions and critical friends of this edition"
        ),
        Level.NETWORK: _("everybody with an account in this edition"),
    }
    session = _(
        "the team of %(region)s, who gave the advice, the other reviewers of this plan, and the facilitators"
    )
    return words.get(level, session) % {"region": dossier.region.name}


def _merged_away(advice: Recommendation) -> str:
    if advice.merged_into_id is None:
        return ""
    return _("This advice was merged with other advice. Answer the merged recommendation.")


def _answer_refusal(advice: Recommendation, leads: bool, stage: Stage) -> str:
    if away := _merged_away(advice):
        return away
    if not leads:
        return _("The lead of %(region)s signs the answer.") % {
            "region": advice.round_plan.dossier.region.name
        }
    return stage.reason


def _promise_refusal(advice: Recommendation, leads: bool, over: bool) -> str:
    if away := _merged_away(advice):
        return away
    if not leads:
        return _("The lead of %(region)s makes commitments.") % {
            "region": advice.round_plan.dossier.region.name
        }
    return _("This edition has ended, so nothing can be added any more.") if over else ""
