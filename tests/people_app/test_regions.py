"""Writing a region's profile, also with two at once."""

from decimal import Decimal

import pytest

from audit.models import Entry
from people.models import Region
from tests.factories.people import GoalFactory, MunicipalityFactory

DNA = [
    "history",
    "culture",
    "location",
    "economic_structure",
    "social_structure",
    "physical_structure",
    "human_capital",
]
PATH = "/people/regions/south/edit/"


def form(revision=0, goals=(), **fields):
    data = {
        "revision": revision,
        "motto": "",
        "ambition": "",
        "municipalities": "",
        **dict.fromkeys(DNA, ""),
    }
    data |= {"goals-TOTAL_FORMS": len(goals) + 1, "goals-INITIAL_FORMS": 0}
    for number, goal in enumerate(goals):
        data |= {f"goals-{number}-{name}": value for name, value in goal.items()}
    return data | fields


JOBS = {"text": "Banen", "value": "17500,5", "unit": "banen", "year": "2023", "source": "Visie"}


def test_the_team_writes_the_profile(cast, login):
    data = form(
        motto="Samen",
        history="Mijnen.\r\nDaarna chemie.",
        municipalities="Heerlen\nAalst\n\nHeerlen ",
        goals=[JOBS],
    )

    answer = login(cast.mia).post(PATH, data)

    south = Region.objects.get(pk=cast.south.pk)
    goal = south.goals.get()
    assert answer["Location"] == "/people/regions/south/"
    assert (south.motto, south.history, south.revision) == ("Samen", "Mijnen.\nDaarna chemie.", 1)
    assert [row.name for row in south.municipalities.all()] == ["Aalst", "Heerlen"]
    assert (goal.value, goal.unit, goal.year, goal.source) == (
        Decimal("17500.5"),
        "banen",
        2023,
        "Visie",
    )


def test_what_changed_is_in_the_log_with_type_old_and_new(cast, login):
    MunicipalityFactory(region=cast.south, name="Heerlen")
    GoalFactory(region=cast.south, text="Old goal", source="Plan")

    login(cast.rob).post(PATH, form(motto="Samen", municipalities="Aalst", goals=[JOBS]))

    entry = Entry.objects.get(verb="region.changed")
    assert (entry.actor_id, entry.how, entry.region_id) == (cast.rob.pk, "page", cast.south.pk)
    assert entry.changes == {
        "motto": {"type": "str", "old": "", "new": "Samen"},
        "municipalities": {"type": "list", "old": ["Heerlen"], "new": ["Aalst"]},
        "goals": {
            "type": "list",
            "old": ["Old goal · Plan"],
            "new": ["Banen · 17500.5 · banen · 2023 · Visie"],
        },
    }


def test_saving_without_a_change_writes_nothing(cast, login):
    login(cast.rob).post(PATH, form())

    assert not Entry.objects.filter(verb="region.changed").exists()
    assert Region.objects.get(pk=cast.south.pk).revision == 0


def test_who_saves_second_sees_both_texts_and_nothing_is_lost(cast, login):
    rob, mia = login(cast.rob), login(cast.mia)
    mia.cookies["django_language"] = "en"
    rob.post(PATH, form(history="Rob's words", municipalities="Aalst"))

    answer = mia.post(
        PATH,
        form(history="Mia's words", culture="Also Mia's", goals=[{**JOBS, "value": "17500.5"}]),
    )

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Somebody else changed this profile while you were writing." in page
    assert [
        part in page
        for part in ("Rob&#x27;s words", "Mia&#x27;s words", "Also Mia&#x27;s", "Aalst", "17500.5")
    ] == [True] * 5
    assert Region.objects.get(pk=cast.south.pk).history == "Rob's words"

    again = mia.post(PATH, form(revision=1, history="Both words", municipalities="Aalst"))
    assert again.status_code == 302
    assert Region.objects.get(pk=cast.south.pk).history == "Both words"


@pytest.mark.parametrize(
    ("fields", "kept"),
    [
        ({"motto": "x" * 201}, "x" * 201),
        ({"history": "woord " * 301}, "woord woord"),
        ({"municipalities": "x" * 81}, "x" * 81),
        ({"history": "x" * 100_001}, "xxxx"),
        ({"revision": "nonsense"}, ""),
    ],
)
def test_too_much_is_refused_and_the_typed_text_stays(cast, login, fields, kept):
    answer = login(cast.rob).post(PATH, form(**fields))

    assert answer.status_code == 200
    assert "error-summary" in answer.content.decode()
    assert kept in answer.content.decode()
    assert Region.objects.get(pk=cast.south.pk).revision == 0


@pytest.mark.parametrize(
    "goal",
    [
        {**JOBS, "year": "20230"},
        {**JOBS, "value": "veel"},
        {**JOBS, "source": ""},
        {**JOBS, "value": "1" * 30},
        {**JOBS, "value": "NaN"},
    ],
)
def test_a_goal_that_cannot_be_is_refused_at_its_field(cast, login, goal):
    answer = login(cast.rob).post(PATH, form(goals=[goal]))

    assert answer.status_code == 200
    assert answer.context["goals"].forms[0].errors
    assert not cast.south.goals.exists()


@pytest.mark.parametrize(
    "text", ["nul\x00byte", "😀 emoji", "שלום עולם", "<script>alert(1)</script>"]
)
def test_odd_signs_are_kept_cleaned_or_refused_and_never_run(cast, login, text):
    answer = login(cast.rob).post(PATH, form(history=text))

    assert answer.status_code in {200, 302, 400}
    page = login(cast.rob).get("/people/regions/south/").content.decode()
    assert "<script>alert(1)</script>" not in page
    assert "\x00" not in page


def test_a_broken_form_without_its_rows_is_no_crash(cast, login):
    data = {key: value for key, value in form().items() if not key.startswith("goals-")}

    assert login(cast.rob).post(PATH, data).status_code == 200


def test_numbers_are_written_as_the_reader_writes_them(cast, login):
    GoalFactory(region=cast.south, value=Decimal("17500.5"), unit="fte")
    client = login(cast.ada)

    dutch = client.get("/people/regions/south/").content.decode()
    client.cookies["django_language"] = "en"
    english = client.get("/people/regions/south/").content.decode()

    assert "17.500,5 fte" in dutch
    assert "17,500.5 fte" in english
