"""What people thought of a sitting: for who runs it, and only among enough answers."""

from dataclasses import dataclass

from sessions.models import Evaluation, EvaluationGiven, Sitting

ENOUGH = 3


@dataclass(frozen=True)
class Scale:
    """One question with how often each number was given."""

    question: str
    counts: list[int]  # of 1 to 5

    @property
    def bars(self) -> list[tuple[int, int]]:
        """Number and count, for the table."""
        return list(enumerate(self.counts, 1))


@dataclass(frozen=True)
class EvaluationPage:
    """How many answered; what, once there are enough."""

    given: int
    scales: list[Scale]
    texts: list[str]

    @property
    def enough(self) -> bool:
        """Whether there are so many that nobody is known by the answer."""
        return self.given >= ENOUGH


def evaluation_of(sitting: Sitting) -> EvaluationPage:
    """The answers about one sitting; fewer than three stay closed. Two queries at most."""
    given = EvaluationGiven.objects.filter(sitting=sitting).count()
    if given < ENOUGH:
        return EvaluationPage(given, [], [])
    rows = list(Evaluation.objects.filter(sitting=sitting))
    scales = [
        Scale(
            str(Evaluation._meta.get_field(name).verbose_name),  # type: ignore[union-attr]  # a field of ours
            [sum(getattr(row, name) == number for row in rows) for number in range(1, 6)],
        )
        for name in ("useful", "safe", "guarded")
    ]
    return EvaluationPage(given, scales, sorted(row.otherwise for row in rows if row.otherwise))
