"""Planning, asking, moving and cancelling; agenda, dates, day."""

import uuid
from datetime import timedelta
from itertools import pairwise

import pytest

from core import clock
from notifications.models import Notice
from people.models import Region
from sessions.actions import sitting_changes
from sessions.actions.agenda import lines_of, save_agenda, take_template
from sessions.actions.attendance import answer_invitation, change_seat, invite, note_presence
from sessions.actions.days import DayPlan, change_day, plan_day
from sessions.actions.plans import untie_plan
from sessions.actions.polls import answer_dates, ask_dates, choose_date, close_poll
from sessions.actions.sitting_changes import Change
from sessions.actions.sittings import When, cancel_sitting, move_sitting
from sessions.agenda import TEMPLATES, Line, misfit, too_long, total
from sessions.dayplan import PartKind, programme
from sessions.errors import NotPublished, ReviewHandedIn
from sessions.errors_sitting import (
    AgendaIsFixed,
    LinkNotSafe,
    NobodyToInvite,
    NoMoments,
    NotInThisRound,
    NotInvited,
    PollIsClosed,
    SittingEndsFirst,
    SittingIsOver,
)
from sessions.models import (
    AgendaKind,
    AgendaTemplate,
    Attendance,
    Round,
    Sitting,
    SittingRole,
    Speaker,
    Suits,
)
from sessions.queries.polls import poll_table
from tests.factories.people import PersonFactory, RegionFactory
from tests.sessions_app.sittings import ENDS, STARTS, plan

LATER = When(STARTS + timedelta(days=1), ENDS + timedelta(days=1), "Maastricht")


def told(kind):
    rows = Notice.objects.filter(kind=f"sessions.{kind}")
    return sorted(rows.values_list("person__name", flat=True))


@pytest.mark.parametrize(
    ("template", "minutes"),
    [
        (AgendaTemplate.SIXTY, 60),
        (AgendaTemplate.NINETY, 90),
        (AgendaTemplate.TWO_HOURS, 120),
        (AgendaTemplate.CONSULTANCY, 50),
        (AgendaTemplate.INCIDENT, 65),
        (AgendaTemplate.FINE_TUNING, 29),
    ],
)
def test_each_template_takes_the_time_of_its_name(template, minutes):
    assert total(line.minutes for line in TEMPLATES[template]) == minutes


def test_an_agenda_that_does_not_fit_says_by_how_much():
    assert not misfit(90, STARTS, ENDS)
    assert "95" in misfit(95, STARTS, ENDS)
    assert "85" in misfit(85, STARTS, ENDS)
    assert not misfit(95, None, None)
    assert [too_long(minutes, STARTS, ENDS) for minutes in (89, 90, 91)] == [False, False, True]


def test_a_sitting_has_the_steps_of_its_template(scene):
    sitting = plan(scene, template=AgendaTemplate.CONSULTANCY)

    assert lines_of(sitting) == list(TEMPLATES[AgendaTemplate.CONSULTANCY])


def test_the_same_form_plans_one_sitting(scene):
    key = uuid.uuid4()

    assert plan(scene, key=key) == plan(scene, key=key)
    assert Sitting.objects.count() == 1


@pytest.mark.parametrize(
    ("when", "error"),
    [
        (When(ENDS, STARTS), SittingEndsFirst),
        (When(STARTS, None), SittingEndsFirst),
        (When(STARTS, ENDS, link="http://video.example"), LinkNotSafe),
        (When(STARTS, ENDS, link="javascript:alert(1)"), LinkNotSafe),
    ],
)
def test_a_moment_or_link_that_makes_no_sense_is_refused(scene, when, error):
    with pytest.raises(error):
        plan(scene, when=when)


def test_a_sitting_is_about_its_own_round(cast, scene):
    with pytest.raises(NotInThisRound):
        plan(scene, about=RegionFactory())


def test_a_plan_with_a_sitting_stays_in_the_round(cast, scene):
    plan(scene)

    with pytest.raises(ReviewHandedIn):
        untie_plan(plan=scene.plan, by=cast.chris)


def test_who_is_invited_is_told_once(cast, scene):
    sitting = plan(scene)
    people = {cast.rob: SittingRole.CASE_OWNER, cast.mia: SittingRole.RAPPORTEUR}

    for _again in range(2):
        invite(sitting=sitting, people=people, by=cast.chris)

    assert told("sitting-invited") == ["Mia", "Rob"]


def test_nobody_is_asked_in_a_round_that_nobody_knows_of(cast, scene):
    sitting = plan(scene)
    Round.objects.update(published_at=None, published_by=None)

    with pytest.raises(NotPublished):
        invite(sitting=sitting, people={cast.rob: SittingRole.CASE_OWNER}, by=cast.chris)


def test_only_people_of_the_edition_are_asked(cast, scene):
    with pytest.raises(NobodyToInvite):
        invite(sitting=plan(scene), people={PersonFactory(): SittingRole.PEER}, by=cast.chris)


def test_a_move_tells_who_is_invited_and_raises_the_revision(cast, table):
    before = Sitting.objects.get().revision

    moved = move_sitting(sitting=table.sitting, when=LATER, by=cast.chris)
    same = move_sitting(sitting=table.sitting, when=LATER, by=cast.chris)

    assert (moved.revision, same.revision) == (before + 1, before + 1)
    assert told("sitting-moved") == ["Ada", "Olga", "Pim", "Rob"]


def test_another_name_is_told_to_nobody(cast, table):
    when = When(STARTS, ENDS, table.sitting.place, table.sitting.link)

    move_sitting(sitting=table.sitting, when=when, title="Campus", by=cast.chris)

    assert str(Sitting.objects.get()) == "Campus"
    assert told("sitting-moved") == []


def test_a_cancelled_sitting_is_told_and_stays_cancelled(cast, table):
    for _again in range(2):
        cancel_sitting(sitting=table.sitting, by=cast.chris, reason="Ill")

    assert told("sitting-cancelled") == ["Ada", "Olga", "Pim", "Rob"]
    with pytest.raises(SittingIsOver):
        move_sitting(sitting=table.sitting, when=LATER, by=cast.chris)
    with pytest.raises(SittingIsOver):
        answer_invitation(sitting=table.sitting, by=cast.rob, comes=True)


def test_calendars_hear_of_each_change_that_has_a_moment(cast, table, monkeypatch):
    heard = []
    monkeypatch.setattr(
        sitting_changes,
        "_hear",
        [lambda sitting, change, people, by: heard.append((change, len(people)))],
    )

    move_sitting(sitting=table.sitting, when=LATER, by=cast.chris)
    invite(sitting=table.sitting, people={cast.mia: SittingRole.PEER}, by=cast.chris)
    move_sitting(sitting=table.sitting, when=When(), by=cast.chris)
    cancel_sitting(sitting=table.sitting, by=cast.chris)

    assert heard == [(Change.MOVED, 4), (Change.INVITED, 1)]


def test_a_regret_is_told_to_facilitators_once(cast, table):
    for _again in range(2):
        answer_invitation(sitting=table.sitting, by=cast.rob, comes=False, note="Ill")

    assert (table.seat("rob").state, table.seat("rob").note) == ("regret", "Ill")
    assert told("sitting-regret") == ["Chris"]
    with pytest.raises(NotInvited):
        answer_invitation(sitting=table.sitting, by=cast.mia, comes=True)


def test_presence_is_noted_and_a_regret_stays_one(cast, table):
    answer_invitation(sitting=table.sitting, by=cast.olga, comes=False)
    with pytest.raises(SittingIsOver):
        note_presence(sitting=table.sitting, present=set(), by=cast.chris)
    table.open()

    note_presence(sitting=table.sitting, present={cast.ada.pk}, by=cast.chris)

    states = dict(Attendance.objects.values_list("person__name", "state"))
    assert states == {"Ada": "present", "Olga": "regret", "Pim": "absent", "Rob": "absent"}


def test_another_role_is_given(cast, table):
    change_seat(attendance=table.seat("ada"), role=SittingRole.RAPPORTEUR, by=cast.chris)

    assert table.seat("ada").role == "rapporteur"


def test_an_agenda_is_written_anew_until_the_session_opens(cast, table):
    lines = [
        Line(AgendaKind.FREE, 10, Speaker.REGION, "Coffee", "Sit"),
        Line(AgendaKind.TALK, 20, Speaker.FRIENDS),
    ]

    save_agenda(sitting=table.sitting, lines=lines, by=cast.chris)
    assert lines_of(Sitting.objects.get()) == lines
    take_template(sitting=table.sitting, template=AgendaTemplate.SIXTY, by=cast.chris)
    assert lines_of(Sitting.objects.get()) == list(TEMPLATES["sixty"])
    table.open()

    for change in (
        lambda: save_agenda(sitting=table.sitting, lines=lines, by=cast.chris),
        lambda: take_template(sitting=table.sitting, template=AgendaTemplate.SIXTY, by=cast.chris),
    ):
        with pytest.raises(AgendaIsFixed):
            change()


MOMENTS = [(STARTS + timedelta(days=day), ENDS + timedelta(days=day)) for day in (1, 2, 3)]


def ask(cast, table, moments=MOMENTS):
    until = clock.now() + timedelta(days=5)
    return ask_dates(sitting=table.sitting, moments=moments, until=until, by=cast.chris)


def test_the_moment_that_suits_most_is_found_and_chosen(cast, table):
    poll = ask(cast, table)
    one, two, three = poll.moments.all()
    answer_dates(
        poll=poll, answers={one.pk: Suits.NO, two.pk: Suits.YES, three.pk: Suits.MAYBE}, by=cast.ada
    )
    answer_dates(
        poll=poll,
        answers={one.pk: Suits.YES, two.pk: Suits.MAYBE, three.pk: Suits.MAYBE},
        by=cast.rob,
    )

    shown = poll_table(table.sitting, cast.rob)
    assert (shown.best, shown.silent) == (two, 2)
    assert [(column.yes, column.maybe, column.no) for column in shown.columns] == [
        (1, 0, 1),
        (1, 1, 0),
        (0, 2, 0),
    ]
    chosen = choose_date(poll=poll, moment=two, by=cast.chris)

    assert (chosen.starts_at, chosen.ends_at) == MOMENTS[1]
    assert told("sitting-moved") == ["Ada", "Olga", "Pim", "Rob"]
    with pytest.raises(PollIsClosed):
        answer_dates(poll=poll, answers={one.pk: Suits.YES}, by=cast.ada)


def test_answers_to_moments_that_stay_are_kept(cast, table):
    poll = ask(cast, table)
    one, two, _three = poll.moments.all()
    answer_dates(poll=poll, answers={one.pk: Suits.YES, two.pk: Suits.NO}, by=cast.ada)

    ask(cast, table, MOMENTS[1:])

    shown = poll_table(table.sitting, cast.ada)
    assert next(row.answers for row in shown.rows if row.own) == ["no", ""]


def test_a_poll_asks_for_something_that_is_to_come(cast, table):
    with pytest.raises(NoMoments):
        ask(cast, table, [(clock.now() - timedelta(hours=2), clock.now())])


def test_after_the_last_day_nobody_answers_but_one_may_choose(cast, table):
    poll = ask(cast, table)
    one = poll.moments.first()

    with clock.frozen(poll.until):
        with pytest.raises(PollIsClosed):
            answer_dates(poll=poll, answers={one.pk: Suits.YES}, by=cast.ada)
        choose_date(poll=poll, moment=one, by=cast.chris)

    assert Sitting.objects.get().starts_at == one.starts_at
    with pytest.raises(PollIsClosed):
        close_poll(poll=poll, by=cast.chris)


def test_who_is_not_invited_does_not_answer_a_poll(cast, table):
    poll = ask(cast, table)

    with pytest.raises(NotInvited):
        answer_dates(poll=poll, answers={}, by=cast.mia)


def test_three_regions_take_six_hours():
    parts = programme(STARTS, [90, 90, 90], opening=30, pause=15, closing=30)

    assert [part.kind for part in parts] == [
        PartKind.OPENING, PartKind.SITTING, PartKind.BREAK, PartKind.SITTING, PartKind.BREAK,
        PartKind.SITTING, PartKind.CLOSING,
    ]  # fmt: skip
    assert parts[-1].ends_at - parts[0].starts_at == timedelta(hours=6)
    assert all(one.ends_at == two.starts_at for one, two in pairwise(parts))


def hours(*sittings):
    """When each begins, as Amsterdam's clocks show it."""
    rows = [Sitting.objects.get(pk=one.pk) for one in sittings]
    return [clock.local(row.starts_at).strftime("%H:%M") for row in rows]


def test_a_day_gives_each_sitting_its_moment_and_another_order_moves_them(cast, table):
    north = plan(
        table.scene, about=Region.objects.get(pk=cast.north.pk), template=AgendaTemplate.SIXTY
    )
    nine = clock.amsterdam(2017, 6, 22, 9)

    day = plan_day(
        round=table.scene.round,
        plan=DayPlan(nine, place="The Hague"),
        sittings=[table.sitting, north],
        facilitator=cast.chris,
        by=cast.chris,
    )
    assert hours(table.sitting, north) == ["09:30", "11:15"]

    change_day(
        day=day,
        plan=DayPlan(nine, place="The Hague"),
        sittings=[north, table.sitting],
        by=cast.chris,
    )
    assert hours(table.sitting, north) == ["10:45", "09:30"]
    assert Sitting.objects.get(pk=north.pk).place == "The Hague"

    change_day(day=day, plan=DayPlan(nine), sittings=[north], by=cast.chris)
    assert Sitting.objects.get(pk=table.sitting.pk).day is None
