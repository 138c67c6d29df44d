"""What a report holds, as "kind:id". Pure; two of these compared say whether rights shrank."""

from collections.abc import Iterable, Iterator

from reports.shapes import Advice, Commitment, DossierReport, Report, Review


def holds(report: Report) -> frozenset[str]:
    """Every piece in it that a right stands on."""
    return frozenset(
        _of_dossier(report) if isinstance(report, DossierReport) else _of_round(report)
    )


def _of_dossier(report: DossierReport) -> Iterator[str]:
    yield f"dossier:{report.id}"
    yield from (f"version:{pk}" for pk in report.versions)
    yield from _loop(report.reviews, report.advice, report.own)
    if report.plan:
        yield from (f"outcome:{one.id}" for one in report.plan.questions if one.outcome)
    for thread in report.threads:
        yield f"thread:{thread.id}"
        yield from (f"post:{post.id}" for post in thread.posts if not post.deleted)


def _of_round(report: Report) -> Iterator[str]:
    assert not isinstance(report, DossierReport)  # noqa: S101 -- for the reader and mypy
    yield f"round:{report.id}"
    for plan in report.plans:
        yield f"dossier:{plan.id}"
        if plan.version is not None:
            yield f"words:{plan.id}"
    yield from _loop(report.reviews, report.advice, report.own)
    yield from (f"verification:{one.id}" for one, _advice in report.verifications)


def _loop(
    reviews: Iterable[Review], advice: Iterable[Advice], own: Iterable[Commitment]
) -> Iterator[str]:
    for review in reviews:
        yield f"review:{review.id}"
        yield from (
            f"answer:{review.id}:{said.key}" for chapter in review.chapters for said in chapter.said
        )
        yield from (f"partner:{review.id}:{one.who.name}" for one in review.partners)
    for one in advice:
        yield from _advice(one)
    for promise in own:
        yield from _commitment(promise)


def _advice(advice: Advice) -> Iterator[str]:
    yield f"advice:{advice.id}"
    if advice.response:
        yield f"response:{advice.response.id}"
    yield from (f"verification:{one.id}" for one in advice.verifications)
    for promise in advice.commitments:
        yield from _commitment(promise)
    for original in advice.originals:
        yield from _advice(original)


def _commitment(promise: Commitment) -> Iterator[str]:
    yield f"commitment:{promise.id}"
    yield from (f"evidence:{one.id}" for one in promise.evidence)
