"""From a form to a judged change: reviews, recommendations, responses, commitments, verifications."""

from reviews.models.choices import (
    EXPLAINED_STATES,
    Addressee,
    AdviceKind,
    Effect,
    EvidenceKind,
    Judgement,
    OutcomeKind,
    ProgressState,
    ResponseKind,
    Stance,
    Term,
)
from reviews.models.followup import Commitment, Evidence, Progress, Response, Verification
from reviews.models.form import Form, FormDraft, FormVersion, RoundForm
from reviews.models.loop import (
    ChangeLink,
    FrozenAdvice,
    FrozenList,
    Outcome,
    ResponseDraft,
)
from reviews.models.recommendation import Recommendation
from reviews.models.review import Answer, Review, ReviewState
from reviews.models.writing import AnswerFile, Citation, CoWriter, Feedback, Opinion

__all__ = [
    "EXPLAINED_STATES",
    "Addressee",
    "AdviceKind",
    "Answer",
    "AnswerFile",
    "ChangeLink",
    "Citation",
    "CoWriter",
    "Commitment",
    "Effect",
    "Evidence",
    "EvidenceKind",
    "Feedback",
    "Form",
    "FormDraft",
    "FormVersion",
    "FrozenAdvice",
    "FrozenList",
    "Judgement",
    "Opinion",
    "Outcome",
    "OutcomeKind",
    "Progress",
    "ProgressState",
    "Recommendation",
    "Response",
    "ResponseDraft",
    "ResponseKind",
    "Review",
    "ReviewState",
    "RoundForm",
    "Stance",
    "Term",
    "Verification",
]
