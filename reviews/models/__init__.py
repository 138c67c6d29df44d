"""From a form to a judged change: reviews, recommendations, responses, commitments, verifications."""

from reviews.models.followup import (
    Commitment,
    Evidence,
    EvidenceKind,
    Judgement,
    Progress,
    ProgressState,
    Response,
    ResponseKind,
    Verification,
)
from reviews.models.form import Form, FormVersion, RoundForm
from reviews.models.recommendation import Addressee, Effect, Recommendation, Term
from reviews.models.review import Answer, Review, ReviewState

__all__ = [
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
