"""The demo's reviews, written and handed in by the same actions as a reviewer's."""

from typing import Any

from core import clock
from front.demo.cast import Cast
from front.demo.dates import Moved
from front.demo.plans import Dossiers
from plans.models import VersionQuestion
from reviews.actions import save_answers, submit_review
from reviews.models import Recommendation, Review
from sessions.models import Assignment, Round

Rounds = dict[str, Round]
TEXTS = {
    "core": "understanding",
    "strong": "strength",
    "wish": "concern",
    "what_if": "what_if",
    "probing": "probing",
    "take_away": "takeaway",
}
NO_JUDGEMENT = "na"


def write_reviews(
    rows: list[dict[str, Any]],
    season: str,
    rounds: Rounds,
    dossiers: Dossiers,
    cast: Cast,
    moved: Moved,
) -> None:
    """Write the reviews of one round, and hand in those that are finished."""
    for row in rows:
        if row["round"] != season:
            continue
        assignment = Assignment.objects.select_related("round_plan__version", "person").get(
            round_plan__round=rounds[season],
            round_plan__dossier=dossiers[row["dossier"]],
            person=cast[row["by"]],
        )
        with clock.frozen(moved.moment(row["at"])):
            _write(assignment, row)


def _write(assignment: Assignment, row: dict[str, Any]) -> None:
    given = _answers(assignment, row)
    save_answers(
        assignment=assignment, by=assignment.person, given=given, seen=dict.fromkeys(given, 0)
    )
    Review.objects.filter(assignment=assignment).update(is_example=True)
    if not row.get("draft"):
        submit_review(assignment=assignment, by=assignment.person)


def _answers(assignment: Assignment, row: dict[str, Any]) -> dict[str, Any]:
    given: dict[str, Any] = {
        "relation": row.get("relation", "geen"),
        "level": row.get("level", "session"),
    }
    given |= {key: row[name] for key, name in TEXTS.items() if name in row}
    given |= _scores(row)
    given |= _to_questions(assignment, row)
    for number, advice in enumerate(row.get("recommendations", []), 1):
        given |= {f"rec-{number}-{key}": value for key, value in advice.items() if _fits(row, key)}
    for judged in row.get("verifications", []):
        earlier = Recommendation.objects.get(title=judged["recommendation"])
        given[f"verify-{earlier.pk}"] = judged["judgement"]
        given[f"verify-{earlier.pk}-remark"] = judged["remark"]
    if not row.get("draft"):
        given["kind"] = True
    return given


def _scores(row: dict[str, Any]) -> dict[str, str]:
    scores = {
        key: str(score) if score else NO_JUDGEMENT for key, score in row.get("scores", {}).items()
    }
    return scores | {f"{key}-why": text for key, text in row.get("explanations", {}).items()}


def _to_questions(assignment: Assignment, row: dict[str, Any]) -> dict[str, str]:
    asked = VersionQuestion.objects.filter(version=assignment.round_plan.version).order_by(
        "position"
    )
    ids = list(asked.values_list("question_id", flat=True))
    given = {f"answer-{pk}": text for pk, text in zip(ids, row.get("answers", []), strict=False)}
    if row["round"] == "june" and ids:
        given["focus"] = str(ids[row["focus"] - 1])
    return given


def _fits(row: dict[str, Any], key: str) -> bool:
    return not (key == "term" and row["round"] == "september")
