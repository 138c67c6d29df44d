"""From a form to a judged change: reviews, recommendations, responses, commitments, verifications."""

from reviews.models.choices import (
    EXPLAINED_STATES,
    Addressee,
    Effect,
    EvidenceKind,
    Judgement,
    ProgressState,
    ResponseKind,
    Term,
)
from reviews.models.followup import Commitment, Evidence, Progress, Response, Verification
from reviews.models.form import Form, FormVersion, RoundForm
from reviews.models.recommendation import Recommendation
from reviews.models.review import Answer, Review, ReviewState

__all__ = [
    "EXPLAINED_STATES",
    "Addressee",
    "Answer",
    "Commitment",
    "Effect",
    "Evidence",
    "EvidenceKind",
    "Form",
    "FormVersion",
    "Judgement",
    "Progress",
    "ProgressState",
    "Recommendation",
    "Response",
    "ResponseKind",
    "Review",
    "ReviewState",
    "RoundForm",
    "Term",
    "Verification",
]
