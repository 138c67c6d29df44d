"""What the demo's regions answered, promised and did."""

from decimal import Decimal
from typing import Any

from core import clock
from front.demo.cast import Cast
from front.demo.dates import Moved
from front.demo.plans import Dossiers
from people.models import Person
from reviews.actions import add_evidence, commit, give_feedback, report_progress, respond
from reviews.actions.commitments import Promise, Proof
from reviews.models import (
    Commitment,
    EvidenceKind,
    ProgressState,
    Recommendation,
    ResponseKind,
    Review,
)


def answer_advice(rows: list[dict[str, Any]], cast: Cast, moved: Moved) -> None:
    """Answer June's advice, make the promises, and report on them."""
    for row in rows:
        advice = Recommendation.objects.select_related("round_plan__dossier").get(
            title=row["recommendation"]
        )
        by = cast[row["by"]]
        with clock.frozen(moved.moment(row["at"])):
            respond(
                recommendation=advice,
                by=by,
                kind=ResponseKind(row["kind"]),
                reason=row["reason"],
                seen=0,
            )
        for promised in row.get("commitments", []):
            _promise(advice, promised, row["at"], by, moved)


def _promise(
    advice: Recommendation, row: dict[str, Any], at: str, by: Person, moved: Moved
) -> None:
    promise = Promise(
        row["what"], row["owner"], moved.day(row["due"]), row["result"], row.get("help_needed", "")
    )
    with clock.frozen(moved.moment(at)):
        made = commit(
            dossier=advice.round_plan.dossier, by=by, promise=promise, recommendation=advice
        )
    for report in row["progress"]:
        with clock.frozen(moved.moment(report["at"])):
            _report(made, report, by)
    for shown in row["evidence"]:
        with clock.frozen(moved.moment(shown["at"])):
            add_evidence(commitment=made, by=by, proof=_proof(shown, moved))


def _report(made: Commitment, report: dict[str, Any], by: Person) -> None:
    made.refresh_from_db()
    report_progress(
        commitment=made,
        by=by,
        state=ProgressState(report["state"]),
        explanation=report["explanation"],
        seen=made.revision,
    )


def _proof(row: dict[str, Any], moved: Moved) -> Proof:
    return Proof(
        kind=EvidenceKind(row["kind"]),
        text=row["text"],
        dated=moved.day(row["dated"]),
        url=row.get("url", ""),
        source=row.get("source", ""),
        amount=Decimal(row["amount"]) if "amount" in row else None,
        unit=row.get("unit", ""),
    )


def say_what_helped(
    rows: list[dict[str, Any]], dossiers: Dossiers, cast: Cast, moved: Moved
) -> None:
    """The line that a team wrote to a reviewer of June."""
    for row in rows:
        review = Review.objects.submitted().get(
            round_plan__dossier=dossiers[row["dossier"]], author=cast[row["reviewer"]]
        )
        with clock.frozen(moved.moment(row["at"])):
            give_feedback(review=review, by=cast[row["by"]], helped=row["line"], seen=0)
