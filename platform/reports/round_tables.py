"""A round as tables: dossiers, reviews, answers, advice, and what became of it. In the active language."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from reports import shapes
from reports.rich import plain
from reports.tables import Column, Sort, Table, table

WIDE, TEXT, NUMBER, DAY, MOMENT, FLAG = 60, Sort.TEXT, Sort.NUMBER, Sort.DAY, Sort.MOMENT, Sort.FLAG


@dataclass(frozen=True)
class _Answer:
    review: shapes.Review
    chapter: shapes.Chapter
    said: shapes.Said


@dataclass(frozen=True)
class _Proof:
    commitment: shapes.Commitment
    evidence: shapes.Evidence


@dataclass(frozen=True)
class _Piece:
    """Advice with the merged piece that tells it, if there is one."""

    advice: shapes.Advice
    merged_into: int | None = None


def tables_of(report: shapes.RoundReport) -> list[Table]:
    """The tables in their order; ids tie them together."""
    themes = {plan.id: plan for plan in report.plans}
    pieces = list(_pieces(report.advice))
    promises = [one for piece in pieces for one in piece.advice.commitments] + list(report.own)
    return [
        _plans(report.plans),
        _reviews(report.reviews, themes),
        _answers(report.reviews, themes),
        _advice(pieces, themes),
        _responses([piece.advice for piece in pieces if piece.advice.response]),
        _commitments(promises),
        _evidence(promises),
        _verifications(report.verifications),
    ]


def _pieces(advice: Iterable[shapes.Advice]) -> Iterator[_Piece]:
    for one in advice:
        yield _Piece(replace(one, originals=()))
        yield from (_Piece(original, one.id) for original in one.originals)


def _plans(rows: Iterable[shapes.PlanInRound]) -> Table:
    col = Column[shapes.PlanInRound]
    columns = [
        col("dossier_id", _("dossier"), lambda r: r.id, NUMBER, 10),
        col("region", _("region"), lambda r: r.region),
        col("theme", _("theme"), lambda r: r.theme, TEXT, 32),
        col("version", _("version"), lambda r: r.version, NUMBER, 8),
        col("summary", _("in one sentence"), lambda r: r.summary, TEXT, WIDE),
        col("help_kind", _("kind of help"), lambda r: r.help_kind, TEXT, 24),
        col(
            "submitted_by", _("submitted by"), lambda r: r.submitted.by.name if r.submitted else ""
        ),
        col(
            "submitted_at",
            _("submitted"),
            lambda r: r.submitted.at if r.submitted else None,
            MOMENT,
        ),
    ]
    return table("dossiers", _("dossiers"), columns, rows)


Themes = dict[int, shapes.PlanInRound]


def _region(themes: Themes, dossier: int) -> str:
    plan = themes.get(dossier)
    return plan.region if plan else ""


def _reviews(rows: Iterable[shapes.Review], themes: Themes) -> Table:
    col = Column[shapes.Review]
    columns = [
        col("review_id", _("review"), lambda r: r.id, NUMBER, 10),
        col("dossier_id", _("dossier"), lambda r: r.dossier, NUMBER, 10),
        col("region", _("region"), lambda r: _region(themes, r.dossier)),
        col("version", _("version"), lambda r: r.version, NUMBER, 8),
        col("reviewer", _("reviewer"), lambda r: r.handed_in.by.name, TEXT, 24),
        col("organisation", _("organisation"), lambda r: r.handed_in.by.organisation, TEXT, 24),
        col("capacity", _("capacity"), lambda r: r.handed_in.by.capacity, TEXT, 28),
        col("handed_in_at", _("handed in"), lambda r: r.handed_in.at, MOMENT),
        col("late", _("after the deadline"), lambda r: r.is_late, FLAG, 12),
        col("relation", _("tie with the region"), lambda r: r.relation, TEXT, 32),
    ]
    return table("reviews", _("reviews"), columns, rows)


def _answers(reviews: Iterable[shapes.Review], themes: Themes) -> Table:
    rows = [
        _Answer(review, chapter, said)
        for review in reviews
        for chapter in review.chapters
        for said in chapter.said
    ]
    col = Column[_Answer]
    columns = [
        col("answer_id", _("answer"), lambda r: f"{r.review.id}:{r.said.key}", TEXT, 16),
        col("review_id", _("review"), lambda r: r.review.id, NUMBER, 10),
        col("dossier_id", _("dossier"), lambda r: r.review.dossier, NUMBER, 10),
        col("region", _("region"), lambda r: _region(themes, r.review.dossier)),
        col("reviewer", _("reviewer"), lambda r: r.review.handed_in.by.name, TEXT, 24),
        col("section", _("section"), lambda r: r.chapter.title, TEXT, 24),
        col("key", _("key"), lambda r: r.said.key, TEXT, 14),
        col("question", _("question"), lambda r: r.said.title, TEXT, 36),
        col("about", _("about"), lambda r: plain(r.said.about) or r.said.advice, TEXT, 36),
        col("choice", _("choice"), lambda r: r.said.words or r.said.file, TEXT, 24),
        col("text", _("text"), lambda r: plain(r.said.html), TEXT, WIDE),
    ]
    return table("answers", _("answers"), columns, rows)


def _advice(rows: Iterable[_Piece], themes: Themes) -> Table:
    col = Column[_Piece]
    columns = [
        col("recommendation_id", _("recommendation"), lambda r: r.advice.id, NUMBER, 10),
        col("merged_into", _("merged into"), lambda r: r.merged_into, NUMBER, 10),
        col("review_id", _("review"), lambda r: r.advice.review, NUMBER, 10),
        col("dossier_id", _("dossier"), lambda r: r.advice.dossier, NUMBER, 10),
        col("region", _("region"), lambda r: _region(themes, r.advice.dossier)),
        col("title", _("recommendation"), lambda r: r.advice.title, TEXT, 36),
        col("text", _("what and why"), lambda r: plain(r.advice.html), TEXT, WIDE),
        col("kind", _("kind"), lambda r: r.advice.kind),
        col("addressees", _("for whom"), lambda r: "; ".join(r.advice.addressees), TEXT, 24),
        col("elements", _("elements"), lambda r: "; ".join(r.advice.elements), TEXT, 24),
        col("term", _("term"), lambda r: r.advice.term),
        col("effect", _("expected effect"), lambda r: r.advice.effect),
        col("effort", _("effort"), lambda r: r.advice.effort),
        col("offer", _("offer of help"), lambda r: r.advice.offer, TEXT, 32),
        col("giver", _("given by"), lambda r: r.advice.given.by.name, TEXT, 24),
        col("capacity", _("capacity"), lambda r: r.advice.given.by.capacity, TEXT, 28),
        col("given_at", _("given"), lambda r: r.advice.given.at, MOMENT),
    ]
    return table("recommendations", _("recommendations"), columns, rows)


def _responses(rows: Iterable[shapes.Advice]) -> Table:
    found = [(one.id, one.response) for one in rows if one.response]
    col = Column[tuple[int, shapes.Response]]
    columns = [
        col("response_id", _("response"), lambda r: r[1].id, NUMBER, 10),
        col("recommendation_id", _("recommendation"), lambda r: r[0], NUMBER, 10),
        col("kind", _("key"), lambda r: r[1].kind),
        col("response", _("response"), lambda r: r[1].label, TEXT, 24),
        col("reason", _("reason"), lambda r: plain(r[1].html), TEXT, WIDE),
        col("given_by", _("given by"), lambda r: r[1].given.by.name, TEXT, 24),
        col("given_at", _("given"), lambda r: r[1].given.at, MOMENT),
        col("late", _("after the deadline"), lambda r: r[1].is_late, FLAG, 12),
    ]
    return table("responses", _("responses"), columns, found)


def _commitments(rows: Iterable[shapes.Commitment]) -> Table:
    def last(row: shapes.Commitment) -> shapes.Progress | None:
        return row.progress[-1] if row.progress else None

    col = Column[shapes.Commitment]
    columns = [
        col("commitment_id", _("commitment"), lambda r: r.id, NUMBER, 10),
        col("recommendation_id", _("recommendation"), lambda r: r.advice, NUMBER, 10),
        col("dossier_id", _("dossier"), lambda r: r.dossier, NUMBER, 10),
        col("what", _("what"), lambda r: r.what, TEXT, 36),
        col("owner", _("who"), lambda r: r.owner, TEXT, 24),
        col("due_on", _("when"), lambda r: r.due_on, DAY, 12),
        col("result", _("measurable result"), lambda r: r.result, TEXT, 36),
        col("help_needed", _("help that is needed"), lambda r: r.help_needed, TEXT, 32),
        col("state", _("key"), lambda r: r.state),
        col("progress", _("progress"), lambda r: r.label),
        col(
            "explanation",
            _("explanation"),
            lambda r: p.explanation if (p := last(r)) else "",
            TEXT,
            WIDE,
        ),
        col(
            "reported_at",
            _("reported"),
            lambda r: p.reported.at if (p := last(r)) else None,
            MOMENT,
        ),
        col("made_by", _("made by"), lambda r: r.made.by.name, TEXT, 24),
        col("made_at", _("made"), lambda r: r.made.at, MOMENT),
    ]
    return table("commitments", _("commitments"), columns, rows)


def _evidence(promises: Iterable[shapes.Commitment]) -> Table:
    rows = [_Proof(one, evidence) for one in promises for evidence in one.evidence]
    col = Column[_Proof]
    columns = [
        col("evidence_id", _("evidence"), lambda r: r.evidence.id, NUMBER, 10),
        col("commitment_id", _("commitment"), lambda r: r.commitment.id, NUMBER, 10),
        col("kind", _("kind"), lambda r: r.evidence.label),
        col("shows", _("what it shows"), lambda r: r.evidence.text, TEXT, WIDE),
        col("link", _("link"), lambda r: r.evidence.url, TEXT, 32),
        col("file", _("file"), lambda r: r.evidence.file, TEXT, 24),
        col("source", _("source"), lambda r: r.evidence.source, TEXT, 24),
        col("dated", _("date"), lambda r: r.evidence.dated, DAY, 12),
        col("added_by", _("added by"), lambda r: r.evidence.added.by.name, TEXT, 24),
        col("added_at", _("added"), lambda r: r.evidence.added.at, MOMENT),
    ]
    return table("evidence", _("evidence"), columns, rows)


def _verifications(rows: Iterable[tuple[shapes.Verification, int]]) -> Table:
    col = Column[tuple[shapes.Verification, int]]
    columns = [
        col("verification_id", _("verification"), lambda r: r[0].id, NUMBER, 10),
        col("recommendation_id", _("recommendation"), lambda r: r[1], NUMBER, 10),
        col("review_id", _("review"), lambda r: r[0].review, NUMBER, 10),
        col("round", _("round"), lambda r: r[0].round),
        col("judgement_key", _("key"), lambda r: r[0].judgement),
        col("judgement", _("judgement"), lambda r: r[0].label, TEXT, 24),
        col("remark", _("remark"), lambda r: r[0].remark, TEXT, WIDE),
        col("reviewer", _("reviewer"), lambda r: r[0].given.by.name, TEXT, 24),
        col("given_at", _("given"), lambda r: r[0].given.at, MOMENT),
    ]
    return table("verifications", _("verifications"), columns, rows)
