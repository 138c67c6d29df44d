"""Every page and every write of plans, by every role, a stranger and a visitor."""

import pytest
from django.test import Client
from django.urls import reverse

from plans import actions
from plans.models import Attachment, Dossier, Question, Version
from tests.factories.plans import DossierFactory
from tests.factories.sessions import AssignmentFactory, RoundFactory, RoundPlanFactory
from tests.plans.conftest import fields_of, read_out

ALL = ["chris", "rob", "mia", "ada", "eva", "pim", "wim", "olga", "bo", "cas", "ben", "sam"]


@pytest.fixture
def plan(cast, dossier, upload):
    """South's plan with a version and a file; Ada reviews that version."""
    actions.add_attachment(dossier=dossier, checked=upload(), by=cast.mia)
    version = actions.submit_plan(dossier=dossier, by=cast.rob)
    tied = RoundPlanFactory(round=RoundFactory(edition=cast.edition), version=version)
    AssignmentFactory(round_plan=tied, person=cast.ada)
    return dossier


def statuses(cast, login, method, url, data=None):
    """What each person gets, as {status: names}."""
    found = {}
    for name in ALL:
        response = getattr(login(getattr(cast, name)), method)(url, data or {})
        found.setdefault(read_out(response), []).append(name)
    return found


TEAM_AND_TASK = ["chris", "rob", "mia", "ada"]
PARTICIPANTS = ["chris", "rob", "mia", "ada", "pim", "wim", "sam"]


@pytest.mark.parametrize(
    ("level", "readers"),
    [
        ("region", ["rob", "mia"]),
        ("session", TEAM_AND_TASK),
        ("participants", PARTICIPANTS),
        ("network", [*PARTICIPANTS, "eva", "olga", "bo", "cas"]),
        ("public", ALL),
    ],
)
def test_the_level_decides_who_reads_versions_files_and_differences(
    cast, login, plan, level, readers
):
    Dossier.objects.update(level=level)
    urls = [
        reverse("plans:version-detail", args=[plan.pk, 1]),
        reverse("plans:version-diff", args=[plan.pk, 1]),
        reverse("plans:attachment-download", args=[Attachment.objects.get().pk]),
    ]

    for url in urls:
        found = statuses(cast, login, "get", url)

        assert sorted(found[200]) == sorted(readers)
        assert sorted(found.get(404, [])) == sorted(set(ALL) - set(readers))


def test_the_page_of_a_plan_at_region_level_tells_the_facilitator_only_that_it_is_there(
    cast, login, plan
):
    Dossier.objects.update(level="region")
    url = reverse("plans:dossier-detail", args=[plan.pk])

    found = statuses(cast, login, "get", url)
    page = login(cast.chris).get(url).content.decode()

    assert found == {200: ["chris", "rob", "mia"], 404: [n for n in ALL if n not in found[200]]}
    assert "Late adopters" in page
    assert "What we say about core" not in page


def test_outside_the_team_nobody_reads_what_was_written_after_the_version(cast, login, plan):
    Dossier.objects.update(level="public")
    actions.save_head(
        dossier=plan,
        title="A secret title",
        summary="A secret summary",
        help_kind="sharpen",
        elements=[],
        revision=0,
        by=cast.rob,
    )
    actions.save_section(dossier=plan, key="core", source="A secret text", revision=0, by=cast.rob)
    urls = [
        reverse("plans:dossier-list"),
        reverse("plans:dossier-detail", args=[plan.pk]),
        reverse("plans:version-detail", args=[plan.pk, 1]),
    ]

    leaks = [
        (name, url)
        for name in ALL
        for url in urls
        if "secret" in login(getattr(cast, name)).get(url).content.decode()
    ]

    title_only = [("chris", urls[0]), ("chris", urls[1])]
    own = [(name, url) for name in ("rob", "mia") for url in urls[:2]]
    assert sorted(leaks) == sorted(title_only + own)
    for url in urls[:2]:
        page = login(cast.chris).get(url).content.decode()
        assert "A secret title" in page
        assert "A secret text" not in page
        assert "A secret summary" not in page


def test_a_visitor_reads_what_is_public_and_is_else_asked_to_log_in(plan):
    urls = [
        reverse("plans:dossier-detail", args=[plan.pk]),
        reverse("plans:version-detail", args=[plan.pk, 1]),
        reverse("plans:version-diff", args=[plan.pk, 1]),
        reverse("plans:attachment-download", args=[Attachment.objects.get().pk]),
        reverse("plans:version-detail", args=[999, 1]),
    ]

    def answers():
        return [read_out(Client().get(url)) for url in urls]

    before = answers()
    Dossier.objects.update(level="public")
    after = answers()

    assert before == [302, 302, 302, 302, 302]
    assert after == [200, 200, 200, 200, 302]


@pytest.mark.parametrize("level", ["session", "region"])
def test_only_the_team_writes(cast, login, plan, level):
    Dossier.objects.update(level=level)
    question = Question.objects.get()
    writes = [
        ("dossier-edit", [plan.pk], {"do": f"drop:{question.pk}"}),
        ("part-save", [plan.pk, "core"], {"core-source": "X", "core-revision": "7"}),
        ("attachment-add", [plan.pk], {}),
        ("attachment-remove", [Attachment.objects.get().pk], {}),
    ]
    knows = {"session": ["chris", "ada"], "region": ["chris"]}[level]

    for name, args, data in writes:
        found = statuses(cast, login, "post", reverse(f"plans:{name}", args=args), data)
        inside = [
            who for status, names in found.items() if status not in (403, 404) for who in names
        ]

        refused = found.get(403, [])
        if name == "attachment-remove" and level == "region":
            assert refused == []  # the file itself is not to be seen
        else:
            assert sorted(refused) == sorted(knows)
        assert set(inside) <= {"rob", "mia"}
        assert {"rob"} <= set(inside)


@pytest.mark.parametrize("name", ["dossier-submit", "dossier-level"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_only_the_lead_submits_and_decides_who_sees(cast, login, plan, name, method):
    found = statuses(cast, login, method, reverse(f"plans:{name}", args=[plan.pk]))

    inside = [who for status, names in found.items() if status not in (403, 404) for who in names]
    assert inside == ["rob"]
    assert sorted(found[403]) == ["ada", "chris", "mia"]


def test_only_the_team_of_a_region_starts_its_plans(cast, login, db):
    url = reverse("plans:dossier-create", args=["south"])

    found = statuses(cast, login, "get", url)

    assert found == {200: ["rob", "mia"], 403: [name for name in ALL if name not in ("rob", "mia")]}
    assert login(cast.rob).get(reverse("plans:dossier-create", args=["nowhere"])).status_code == 404


def test_a_member_sees_the_submit_button_disabled_with_the_reason(cast, login, dossier):
    page = login(cast.mia).get(reverse("plans:dossier-detail", args=[dossier.pk]))

    html = page.content.decode()
    assert 'aria-disabled="true"' in html
    assert str(cast.south) in html
    assert reverse("plans:dossier-submit", args=[dossier.pk]) not in html


def test_list_and_door_agree(cast, login, plan):
    others = [
        DossierFactory(edition=cast.edition, region=region, level=level)
        for region, level in [(cast.north, "participants"), (cast.west, "public")]
    ]
    for name in ALL:
        browser = login(getattr(cast, name))
        page = browser.get(reverse("plans:dossier-list")).content.decode()

        for one in [plan, *others]:
            url = reverse("plans:dossier-detail", args=[one.pk])
            assert (f'href="{url}"' in page) == (browser.get(url).status_code == 200), (name, one)


@pytest.mark.parametrize("name", ["part-save", "preview", "attachment-add", "attachment-remove"])
def test_what_writes_is_never_a_get(cast, login, plan, name):
    args = {
        "part-save": [plan.pk, "core"],
        "preview": [],
        "attachment-add": [plan.pk],
        "attachment-remove": [1],
    }[name]

    assert login(cast.rob).get(reverse(f"plans:{name}", args=args)).status_code == 405


@pytest.mark.parametrize(
    "name", ["dossier-edit", "dossier-submit", "dossier-level", "dossier-list"]
)
def test_a_visitor_is_asked_to_log_in(plan, name):
    args = [] if name == "dossier-list" else [plan.pk]

    assert Client().get(reverse(f"plans:{name}", args=args)).status_code == 302
    assert Client().post(reverse(f"plans:{name}", args=args)).status_code in (302, 405)


HUGE = 10**30


@pytest.mark.parametrize("level", ["session", "public"])
def test_no_number_in_an_address_breaks_anything(cast, login, plan, level):
    Dossier.objects.update(level=level)
    urls = [
        reverse("plans:dossier-detail", args=[HUGE]),
        reverse("plans:dossier-edit", args=[HUGE]),
        reverse("plans:dossier-submit", args=[HUGE]),
        reverse("plans:version-detail", args=[HUGE, 1]),
        reverse("plans:version-detail", args=[plan.pk, HUGE]),
        reverse("plans:version-diff", args=[plan.pk, HUGE]),
        reverse("plans:attachment-download", args=[HUGE]),
    ]
    rob = login(cast.rob)

    assert [rob.get(url).status_code for url in urls] == [404] * len(urls)
    odd = rob.get(reverse("plans:version-diff", args=[plan.pk, 1]), {"old": "x" * 50})
    assert odd.status_code == 200
    assert rob.get(reverse("plans:dossier-list"), {"page": str(HUGE)}).status_code == 200


def test_a_file_that_the_disk_lost_is_told_in_a_sentence(cast, login, plan):
    lost = Attachment.objects.get()
    lost.file.storage.delete(lost.file.name)

    response = login(cast.rob).get(reverse("plans:attachment-download", args=[lost.pk]))
    hidden = login(cast.sam).get(reverse("plans:attachment-download", args=[lost.pk]))

    sentence = "Dit bestand is er niet meer. Vraag wie het toevoegde om het opnieuw toe te voegen."
    assert (response.status_code, response.context["reason"]) == (404, sentence)
    assert (hidden.status_code, hidden.context["reason"]) == (404, "")


def test_reading_writes_nothing(cast, login, plan):
    from audit.models import Entry

    before = (Entry.objects.count(), Version.objects.count(), Dossier.objects.get().revision)
    rob = login(cast.rob)
    for name in ("dossier-detail", "dossier-edit", "dossier-submit", "dossier-level"):
        assert rob.get(reverse(f"plans:{name}", args=[plan.pk])).status_code == 200

    assert (
        Entry.objects.count(),
        Version.objects.count(),
        Dossier.objects.get().revision,
    ) == before


def test_rights_that_were_lost_while_writing_give_the_text_back(cast, login, plan):
    rob = login(cast.rob)
    data = fields_of(rob.get(reverse("plans:dossier-edit", args=[plan.pk])))
    data |= {"core-source": "Many words that I do not want to lose", "do": "save"}
    cast.rob.memberships.all().delete()

    at_session = rob.post(reverse("plans:dossier-edit", args=[plan.pk]), data)
    autosave = rob.post(reverse("plans:part-save", args=[plan.pk, "core"]), data)
    Dossier.objects.update(level="public")
    at_public = rob.post(reverse("plans:dossier-edit", args=[plan.pk]), data)
    told = rob.post(reverse("plans:part-save", args=[plan.pk, "core"]), data)

    assert (at_session.status_code, autosave.status_code) == (404, 404)
    assert (at_public.status_code, told.status_code) == (403, 403)
    for response in (at_session, at_public):
        assert "Many words that I do not want to lose" in response.content.decode()
    assert told.json()["sentence"]
    assert plan.sections.get(key="core").source == "What we say about core."
