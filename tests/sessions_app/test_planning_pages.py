"""Planning on the pages: from a template, moving, repairing, templates and reminders; and who may."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from core import clock
from notifications.actions import word
from notifications.models import Notice
from people.models import Role
from sessions.actions import bring_templates, give_extension
from sessions.actions.foreseeing import foresee
from sessions.models import ReminderRule, Round, RoundTemplate, Season, TemplateStep
from sessions.schedule import suggested
from tests.factories.people import MembershipFactory, PersonFactory, RegionFactory
from tests.factories.plans import DossierFactory, VersionFactory
from tests.factories.programme import EditionFactory
from tests.factories.sessions import AssignmentFactory, RoundPlanFactory
from tests.sessions_app.rounds import IN_PLAN, JUNE_SITTING, MADE, june_round
from tests.sessions_app.test_whole_path import fields_of

STRANGERS = ["rob", "mia", "ada", "eva", "pim", "wim", "olga", "bo", "cas", "ben", "sam"]
ROUND_PAGES = ["round-move", "round-reminders", "round-mail"]


@pytest.fixture
def templates(cast):
    return bring_templates(programme=cast.edition.programme, by=cast.chris)


@pytest.fixture
def chris(cast, login):
    with translation.override("en"):
        client = login(cast.chris)
        client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
        client.cookies["django_language"] = "en"
        yield client


def url(view, *ids):
    return reverse(f"sessions:{view}", args=ids)


def local(moment):
    return clock.local(moment).strftime("%Y-%m-%d %H:%M")


def test_a_round_is_made_from_its_template_with_its_reminders(cast, chris, templates):
    with clock.frozen(MADE):
        page = chris.get(url("round-create"), {"sitting": "2017-06-22", "season": "june"})
        chris.post(url("round-create"), fields_of(page))

    made = Round.objects.get()
    assert [step.due_at for step in made.steps.all()] == [s.due_at for s in suggested(JUNE_SITTING)]
    assert made.template == templates[0]
    assert made.reminder_rules.count() == 10


def test_bringing_templates_twice_brings_them_once(cast, chris):
    for _ in range(2):
        assert chris.post(url("templates-bring", cast.edition.pk)).status_code == 302

    assert sorted(RoundTemplate.objects.values_list("season", flat=True)) == ["june", "september"]
    assert TemplateStep.objects.count() == 10


def test_a_repair_on_the_form_changes_one_box_and_saves_nothing(chris, templates):
    with clock.frozen(clock.amsterdam(2026, 3, 1)):
        page = chris.get(url("round-create"), {"sitting": "2026-05-28"})
        assert "Ascension Day" in page.content.decode()

        sent = fields_of(page) | {"repair": "plan.due_at.before"}
        after = chris.post(url("round-create"), sent)

    assert after.status_code == 200
    assert 'value="2026-05-13T17:00"' in after.content.decode()
    assert Round.objects.count() == 0


def test_moving_shows_the_effect_and_saves_on_request(cast, chris):
    round_ = june_round(cast)
    asked = {"reach": "round", "day": "2017-06-29"}
    with clock.frozen(IN_PLAN):
        page = chris.get(url("round-move", round_.pk), asked)
        assert page.context["effect"].changes == 5
        assert Notice.objects.filter(kind="sessions.steps-changed").count() == 0

        answer = chris.post(url("round-move", round_.pk), asked | {"revision": 0})

    assert answer.status_code == 302
    due = [local(step.due_at) for step in round_.steps.all()]
    assert due[0] == "2017-06-15 17:00"
    assert Notice.objects.filter(kind="sessions.steps-changed", person=cast.rob).count() == 1


def test_a_move_with_faults_is_not_saved(cast, chris):
    round_ = june_round(cast)
    asked = {"reach": "step", "kind": "sitting", "day": "2017-08-20", "revision": 0}

    page = chris.post(url("round-move", round_.pk), asked)

    assert page.status_code == 422
    assert page.context["effect"].refused
    assert local(round_.steps.get(kind="sitting").due_at) == "2017-06-22 17:00"


def test_a_move_of_what_changed_meanwhile_is_refused(cast, chris):
    round_ = june_round(cast)
    asked = {"reach": "round", "day": "2017-06-29", "revision": 7}

    assert chris.post(url("round-move", round_.pk), asked).status_code == 422
    assert local(round_.steps.get(kind="sitting").due_at) == "2017-06-22 17:00"


def test_a_repair_on_the_round_is_saved_and_a_stale_button_is_not(cast, chris):
    round_ = june_round(cast, published=False)
    step = round_.steps.get(kind="response")
    step.due_at = clock.amsterdam(2017, 7, 15, 17)  # a Saturday
    step.save()
    sent = {"repair": "response.due_at.before", "revision": 0}
    with clock.frozen(MADE):
        for _ in range(2):
            chris.post(url("round-repair", round_.pk), sent)

    step.refresh_from_db()
    round_.refresh_from_db()
    assert (local(step.due_at), round_.revision) == ("2017-07-14 17:00", 1)


def test_a_template_is_changed_once_and_the_second_sender_looks_again(chris, templates):
    page = chris.get(url("template-edit", templates[0].pk))
    shown = {field.html_name: field.value() for field in page.context["form"]}
    sent = shown | {"name": "Short", "plan_due_days": 10, "revision": 0}

    first, second = (chris.post(url("template-edit", templates[0].pk), sent) for _ in range(2))

    kept = RoundTemplate.objects.get(pk=templates[0].pk)
    assert (first.status_code, second.status_code) == (302, 422), first.context["form"].errors
    assert (kept.name, kept.steps.get(kind="plan").due_days) == ("Short", -10)


def test_two_templates_of_a_season_have_two_names(chris, templates):
    page = chris.get(url("template-create"))

    answer = chris.post(url("template-create"), fields_of(page) | {"season": "june", "name": ""})

    assert answer.status_code == 422
    assert RoundTemplate.objects.count() == 2


def test_removing_a_template_leaves_its_rounds(cast, chris, templates):
    round_ = june_round(cast)
    Round.objects.update(template=templates[0])

    chris.post(url("template-remove", templates[0].pk))

    round_.refresh_from_db()
    assert round_.template is None
    assert RoundTemplate.objects.count() == 1


def test_rules_are_added_changed_and_removed(cast, chris):
    round_ = june_round(cast)
    sent = {
        "kind": "sitting", "side": "before", "days": 2, "unit": "working", "at": "08:30",
        "audience": "team", "times": "", "every": "",
    }  # fmt: skip

    assert chris.post(url("round-reminders", round_.pk), sent).status_code == 302
    rule = round_.reminder_rules.get(kind="sitting")
    assert chris.post(url("round-reminders", round_.pk), sent).status_code == 422
    chris.post(url("rule-edit", round_.pk, rule.pk), sent | {"days": 3})
    rule.refresh_from_db()
    assert (rule.days, rule.times) == (3, 1)
    assert (
        chris.post(url("round-reminders", round_.pk), sent | {"side": "after"}).status_code == 422
    )
    for days in (61, "9" * 30):
        refused = chris.post(url("rule-edit", round_.pk, rule.pk), sent | {"days": days})
        assert refused.status_code == 422
    rule.refresh_from_db()
    assert rule.days == 3
    chris.post(url("rule-remove", round_.pk, rule.pk))
    assert not ReminderRule.objects.filter(pk=rule.pk).exists()


def test_the_preview_names_what_the_sweep_then_gives(cast, chris):
    round_ = june_round(cast)
    with clock.frozen(IN_PLAN):
        mails = chris.get(url("round-mail", round_.pk)).context["mails"]
    first = mails[0]
    with clock.frozen(first.at):
        from sessions.tasks import send_reminders

        send_reminders()

    told = Notice.objects.filter(kind=first.kind.key).values_list("person__name", flat=True)
    assert first.at == clock.amsterdam(2017, 5, 31, 9)
    assert sorted(told) == sorted(person.name for person, _about in first.receivers)
    assert [sample.subject for sample in first.samples][:2] != ["", ""]


def test_before_publishing_the_announcement_stands_first(cast, chris):
    round_ = june_round(cast, published=False)

    with clock.frozen(MADE):
        mails = chris.get(url("round-mail", round_.pk)).context["mails"]

    assert mails[0].kind.key == "sessions.round-published"
    assert mails[0].count == 7


def test_the_preview_reads_the_words_of_letters_once_and_shows_a_facilitators(
    cast, chris, django_assert_num_queries
):
    round_ = june_round(cast, published=False)
    words = {"subject": "See {name}", "body": "Go: {link}", "after": 0}
    word(kind="sessions.round-published", language="en", by=cast.chris, **words)
    with clock.frozen(MADE):
        mails = foresee(round_)

    with django_assert_num_queries(0):
        subjects = [sample.subject for mail in mails for sample in mail.samples]

    assert len(mails) > 3
    assert "See June round 2017" in subjects


def test_more_time_is_one_click_away_and_filled_in(cast, chris):
    round_ = june_round(cast)
    step = round_.steps.get(kind="plan")
    with clock.frozen(IN_PLAN):
        assert f"?step={step.pk}" in chris.get(url("round-detail", round_.pk)).content.decode()

        page = chris.get(
            url("round-extensions", round_.pk), {"step": step.pk, "region": cast.south.pk}
        )

    form = page.context["form"]
    assert local(form.initial["due_at"]) == "2017-06-13 17:00"
    assert form.initial["region"] == cast.south.pk


@pytest.mark.parametrize("odd", ["x", "-1", "٣", "9" * 30, ""])
def test_an_odd_click_gives_an_empty_form(cast, chris, odd):
    round_ = june_round(cast)

    page = chris.get(url("round-extensions", round_.pk), {"step": odd, "region": odd})

    assert page.status_code == 200


@pytest.mark.parametrize("name", STRANGERS)
def test_nobody_but_a_facilitator_plans_or_reminds(cast, login, templates, name):
    round_ = june_round(cast)
    rule = round_.reminder_rules.first()
    client = login(getattr(cast, name))
    before = _world()
    writes = [
        url("round-move", round_.pk),
        url("round-repair", round_.pk),
        url("round-reminders", round_.pk),
        url("rule-edit", round_.pk, rule.pk),
        url("rule-remove", round_.pk, rule.pk),
        url("template-create"),
        url("templates-bring", cast.edition.pk),
        url("template-edit", templates[0].pk),
        url("template-remove", templates[0].pk),
    ]

    for path in writes:
        assert client.post(path, {"name": "x"}).status_code in (403, 404), path
    for view in ROUND_PAGES:
        assert client.get(url(view, round_.pk)).status_code in (403, 404), view
    assert client.get(url("template-list")).status_code == 403
    assert _world() == before


def test_who_is_not_logged_in_changes_nothing(cast, client, templates):
    round_ = june_round(cast)
    before = _world()

    for path in (url("round-move", round_.pk), url("template-remove", templates[0].pk)):
        assert client.post(path).status_code in (302, 403)

    assert _world() == before


def test_a_facilitator_of_another_programme_sees_no_template(cast, login, templates):
    other = MembershipFactory(edition=EditionFactory(), role=Role.FACILITATOR).person
    client = login(other)

    assert list(client.get(url("template-list")).context["templates"]) == []
    assert client.get(url("template-edit", templates[0].pk)).status_code == 404
    assert client.post(url("template-remove", templates[0].pk)).status_code == 404
    assert client.get(url("template-create"), {"from": templates[0].pk}).status_code == 404


def test_a_rule_of_another_round_is_not_there(cast, chris):
    round_ = june_round(cast)
    other = ReminderRule.objects.create(
        round=Round.objects.create(
            edition=cast.edition, season=Season.SEPTEMBER, created_by=cast.chris
        ),
        kind="plan",
        side="before",
        days=9,
    )

    assert chris.post(url("rule-remove", round_.pk, other.pk)).status_code == 404


def test_looking_writes_nothing(cast, chris, templates):
    round_ = june_round(cast)
    before = _world()

    for view in ROUND_PAGES:
        assert chris.get(url(view, round_.pk)).status_code == 200
    for path in (url("template-list"), url("template-create"), url("round-create")):
        assert chris.get(path).status_code == 200

    assert _world() == before


def _world():
    return (
        list(Round.objects.values()),
        list(RoundTemplate.objects.values()),
        list(TemplateStep.objects.values()),
        list(ReminderRule.objects.values()),
    )


def test_pages_ask_as_often_for_many_as_for_one(scene, login):
    client = login(scene.cast.chris)
    bring_templates(programme=scene.cast.edition.programme, by=None)
    _fill(scene, 1)
    paths = [url(view, scene.round.pk) for view in (*ROUND_PAGES, "round-detail", "round-steps")]
    paths += [url("template-list"), url("round-create")]
    before = {path: _asked(client, path) for path in paths}

    _fill(scene, 12)

    assert {path: _asked(client, path) for path in paths} == before


def _fill(scene, count):
    for _ in range(count):
        region = RegionFactory()
        dossier = DossierFactory(edition=scene.cast.edition, region=region, level="participants")
        plan = RoundPlanFactory(round=scene.round, version=VersionFactory(dossier=dossier))
        AssignmentFactory(round_plan=plan)
        AssignmentFactory(round_plan=plan, state="planned")
        MembershipFactory(edition=scene.cast.edition, region=region, role=Role.LEAD)
        step = scene.round.steps.get(kind="response")
        later = timedelta(days=3)
        give_extension(
            step=step,
            region=region,
            due_at=step.due_at + later,
            closes_at=step.closes_at + later,
            reason="-",
            by=scene.cast.chris,
        )


def _asked(client, path):
    with CaptureQueriesContext(connection) as context:
        assert client.get(path).status_code == 200
    return len([query for query in context.captured_queries if '"cache"' not in query["sql"]])


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "party"},
        {"side": "during"},
        {"unit": "moons"},
        {"audience": "all"},
        {"days": 0},
        {"days": 61},
        {"times": 0, "side": "after"},
        {"times": 2},
        {"then_facilitator": True},
        {"every": 0},
    ],
)
def test_the_database_refuses_a_rule_that_means_nothing(cast, wrong):
    round_ = Round.objects.create(edition=cast.edition, season="june", created_by=cast.chris)
    values = {"kind": "plan", "side": "before", "days": 1} | wrong

    with pytest.raises(IntegrityError), transaction.atomic():
        ReminderRule.objects.create(round=round_, **values)


@pytest.mark.parametrize(
    "wrong", [{"season": "winter"}, {"opens_unit": "moons"}, {"opens_days": -400}]
)
def test_the_database_refuses_a_template_out_of_reach(cast, wrong):
    values = {"season": "june", "name": "x", "opens_days": -1} | wrong

    with pytest.raises(IntegrityError), transaction.atomic():
        RoundTemplate.objects.create(programme=cast.edition.programme, **values)


@pytest.mark.parametrize(
    "wrong", [{"kind": "party"}, {"due_unit": "moons"}, {"closes_days": 400}, {"position": 0}]
)
def test_the_database_refuses_a_template_step_that_means_nothing(cast, templates, wrong):
    TemplateStep.objects.filter(template=templates[0], kind="review").delete()
    values = {"kind": "review", "position": 9, "due_days": 1, "closes_days": 2} | wrong

    with pytest.raises(IntegrityError), transaction.atomic():
        TemplateStep.objects.create(template=templates[0], **values)


def test_persons_are_told_once_by_the_database(cast):
    from sessions.models import Reminder

    step = june_round(cast).steps.get(kind="plan")
    rule = ReminderRule.objects.first()
    values = {
        "rule": rule, "step": step, "person": PersonFactory(), "subject": "region",
        "subject_id": 1, "due_at": step.due_at, "number": 1, "planned_at": step.due_at,
    }  # fmt: skip
    Reminder.objects.create(**values)

    for changed in ({}, {"subject": "moon"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Reminder.objects.create(**values | changed)


def test_each_template_is_copied_from_the_list(chris, templates):
    body = chris.get(reverse("sessions:template-list")).content.decode()

    for template in templates:
        assert f'href="{reverse("sessions:template-create")}?from={template.pk}"' in body
