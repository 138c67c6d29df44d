"""The demo's sittings: two of June with their minutes, September's day, and a date that is still asked."""

import uuid
from datetime import datetime, timedelta
from typing import Any

from core import clock
from front.demo.cast import Cast
from front.demo.dates import Moved
from front.demo.plans import Dossiers
from reviews.actions import confirm_caught, drop_caught
from reviews.actions.catching import Wording
from reviews.models import Recommendation
from sessions.actions.attendance import answer_invitation, invite, note_presence
from sessions.actions.days import DayPlan, plan_day
from sessions.actions.evaluations import Judgement, evaluate
from sessions.actions.minutes import (
    end_room,
    finish_minutes,
    propose_correction,
    settle_correction,
)
from sessions.actions.notes import Spoken, add_note, catch_advice
from sessions.actions.polls import answer_dates, ask_dates
from sessions.actions.room import come_in, give_word, go_to, open_room
from sessions.actions.silent import save_silent, share_silent
from sessions.actions.sittings import When, plan_sitting
from sessions.models import (
    AgendaTemplate,
    CorrectionState,
    NoteKind,
    Round,
    RoundPlan,
    SilentKind,
    Sitting,
    SittingRole,
    Suits,
)

ANSWERED_LATER = timedelta(hours=26)


def sit_together(
    data: dict[str, Any], season: str, round_: Round, dossiers: Dossiers, cast: Cast, moved: Moved
) -> None:
    """Plan every sitting of a round, let those be held that were, and arrange its day."""
    in_day: dict[int, Sitting] = {}
    for row in data["sittings"]:
        if row["round"] != season:
            continue
        sitting = _plan(row, round_, dossiers, cast, moved)
        if "day" in row:
            in_day[row["day"]] = sitting
        if "moments" in row:
            _ask_dates(row, sitting, cast, moved)
        if "present" in row:
            _hold(row, sitting, cast, moved)
    if in_day:
        _arrange(data["day"], round_, [in_day[place] for place in sorted(in_day)], cast, moved)


def _plan(
    row: dict[str, Any], round_: Round, dossiers: Dossiers, cast: Cast, moved: Moved
) -> Sitting:
    by, at = cast["facilitator"], moved.moment(row["planned_at"])
    starts, ends = (
        moved.moment(row[name]) if name in row else None for name in ("starts_at", "ends_at")
    )
    with clock.frozen(at):
        sitting = plan_sitting(
            round=round_,
            about=RoundPlan.objects.get(round=round_, dossier=dossiers[row["dossier"]]),
            when=When(starts, ends, row["place"], row.get("link", "")),
            template=AgendaTemplate(row["template"]),
            facilitator=by,
            by=by,
        )
        people = {cast[one["person"]]: SittingRole(one["role"]) for one in row["people"]}
        invite(sitting=sitting, people=people, by=by)
    with clock.frozen(at + ANSWERED_LATER):
        for one in row["people"]:
            if "answer" in one:
                answer_invitation(
                    sitting=sitting,
                    by=cast[one["person"]],
                    comes=one["answer"] == "yes",
                    note=one.get("note", ""),
                )
    return sitting


def _ask_dates(row: dict[str, Any], sitting: Sitting, cast: Cast, moved: Moved) -> None:
    with clock.frozen(moved.moment(row["planned_at"])):
        moments = [moved.moment(text) for text in row["moments"]]
        poll = ask_dates(
            sitting=sitting,
            moments=[(start, start + timedelta(minutes=60)) for start in moments],
            until=moved.moment(row["poll_until"]),
            by=cast["facilitator"],
        )
    for said in row["dates"]:
        chosen = zip(poll.moments.all(), said["answers"], strict=True)
        answers = {moment.pk: Suits(answer) for moment, answer in chosen}
        with clock.frozen(moved.moment(row["planned_at"]) + ANSWERED_LATER):
            answer_dates(poll=poll, answers=answers, by=cast[said["person"]])


def _hold(row: dict[str, Any], sitting: Sitting, cast: Cast, moved: Moved) -> None:
    """The session step by step, then its minutes."""
    by, at = cast["facilitator"], moved.moment(row["starts_at"])
    with clock.frozen(at):
        open_room(sitting=sitting, by=by)
        for key in row["present"]:
            come_in(sitting=sitting, by=cast[key])
    for item in sitting.items.all():
        with clock.frozen(at):
            go_to(sitting=sitting, item=item, by=by)
            if item.speaker == "region":
                give_word(sitting=sitting, person=cast[row["people"][0]["person"]], by=by)
            for position, kind, writer, words in row["notes"]:
                if position == item.position:
                    add_note(
                        sitting=sitting,
                        item=item,
                        kind=NoteKind(kind),
                        body=words,
                        key=uuid.uuid4(),
                        by=cast[writer],
                    )
        at += timedelta(minutes=item.minutes)
    with clock.frozen(at):
        _write(row, sitting, cast)
        end_room(sitting=sitting, by=by)
        note_presence(sitting=sitting, present={cast[key].pk for key in row["present"]}, by=by)
    _settle(row, sitting, cast, moved, at)
    _settle_advice(row, cast, moved)


def _write(row: dict[str, Any], sitting: Sitting, cast: Cast) -> None:
    for one in row["advice"]:
        giver = cast[one["given_by"]] if "given_by" in one else None
        spoken = Spoken(one["title"], one["body"], giver)
        catch_advice(sitting=sitting, spoken=spoken, key=uuid.uuid4(), by=cast[one["by"]])
    for one in row["silent"]:
        for kind in SilentKind:
            save_silent(sitting=sitting, kind=kind, body=one[kind], seen=0, by=cast[one["by"]])
        share_silent(sitting=sitting, by=cast[one["by"]])


def _settle(row: dict[str, Any], sitting: Sitting, cast: Cast, moved: Moved, at: datetime) -> None:
    by, minutes = cast["facilitator"], sitting.minutes
    for one in row["corrections"]:
        with clock.frozen(moved.moment(one["at"])):
            correction = propose_correction(
                minutes=minutes, body=one["body"], key=uuid.uuid4(), by=cast[one["by"]]
            )
        if "state" in one:
            with clock.frozen(moved.moment(row["minutes_at"])):
                state = CorrectionState(one["state"])
                settle_correction(correction=correction, state=state, by=by)
    for one in row["evaluations"]:
        judgement = Judgement(one["useful"], one["safe"], one["guarded"], one["otherwise"])
        with clock.frozen(at):
            evaluate(sitting=sitting, judgement=judgement, by=cast[one["by"]])
    if "final_at" in row:
        with clock.frozen(moved.moment(row["final_at"])):
            finish_minutes(minutes=minutes, seen=minutes.revision, by=by)


def _settle_advice(row: dict[str, Any], cast: Cast, moved: Moved) -> None:
    """What was caught is confirmed or dropped, or still waits."""
    for one in row["advice"]:
        draft = Recommendation.objects.get(caught__title=one["title"])
        if "confirmed_by" in one:
            wording = Wording(draft.title, draft.source, one["kind"], one["for"])
            with clock.frozen(moved.moment(one["at"])):
                by = cast[one["confirmed_by"]]
                confirm_caught(advice=draft, wording=wording, seen=draft.revision, by=by)
        if "dropped_by" in one:
            with clock.frozen(moved.moment(one["at"])):
                drop_caught(advice=draft, reason=one["reason"], by=cast[one["dropped_by"]])


def _arrange(
    row: dict[str, Any],
    round_: Round,
    sittings: list[Sitting],
    cast: Cast,
    moved: Moved,
) -> None:
    by = cast["facilitator"]
    plan = DayPlan(moved.moment(row["starts_at"]), title=row["title"], place=row["place"])
    with clock.frozen(moved.moment(row["planned_at"])):
        plan_day(round=round_, plan=plan, sittings=sittings, facilitator=by, by=by)
