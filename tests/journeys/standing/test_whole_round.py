"""A whole round from template to closed by the clock, and every mail that it caused."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.standing import asking, closing, planning, plans, reviewing, sitting
from tests.journeys.standing.people import People
from tests.journeys.standing.site import StandingSite
from tests.journeys.standing.story import Story, on

pytestmark = pytest.mark.once
MAILS = Path(__file__).with_name("mails.txt")  # `MAILS=write` writes what was sent; read it then


@pytest.fixture
def story(tmp_path: Path, browser: Any) -> Iterator[Story]:
    """A site where nothing happened yet, on the first of April."""
    site = StandingSite(tmp_path, on("01-04 10:00"))
    people = People(site, browser)
    yield Story(site, people)
    people.leave()
    site.close()


def test_a_whole_round_by_the_clock(story: Story) -> None:
    planning.the_friend_reads_english(story)
    planning.a_round_is_made(story)
    planning.the_mails_are_foreseen(story)
    planning.the_round_is_published(story)

    plans.the_plan_step_passes(story)
    asking.somebody_says_what_suits(story)
    story.at("30-05 10:00")
    with story.silence():
        asking.plans_are_tied(story)
        asking.reviewers_are_proposed(story)
        asking.the_proposal_is_applied(story)
    asking.the_invitations_are_sent(story)
    story.at("30-05 14:00")
    asking.they_say_yes(story, "friend", "Accept review")
    asking.they_say_yes(story, "friend-government")
    asking.they_say_yes(story, "stranger")
    asking.one_says_no_and_another_comes(story)
    story.at("03-06 09:05")
    asking.they_say_yes(story, "agrifood-lead")

    story.at("04-06 10:00")
    reviewing.one_gets_more_time(story)
    sitting.a_sitting_is_planned(story)
    story.at("05-06 10:00")
    reviewing.two_reviews_in_time(story)
    story.at("06-06 09:05")
    story.at("10-06 09:05")
    reviewing.one_review_late(story)
    story.at("11-06 08:55")
    reviewing.the_door_closes(story)
    story.at("11-06 14:00")
    sitting.the_sitting_is_held(story)
    story.at("12-06 09:05")
    reviewing.who_had_more_time_still_writes(story)

    story.at("25-06 09:05")
    story.at("27-06 10:00")
    closing.a_region_answers_in_time(story)
    closing.another_is_reminded_and_comes_too_late(story)
    closing.progress_is_reported(story)
    closing.the_round_is_closed(story)

    _all_mails_are_those(story)
    assert story.people.complaints == {}


def _all_mails_are_those(story: Story) -> None:
    """Who got what and when: each line once, and no other."""
    lines = sorted(f"{mail.at:%m-%d} {mail.line}" for mail in story.site.outbox.mails)
    sent = "".join(f"{line.split(' ', 1)[1]}\n" for line in lines)
    if os.environ.get("MAILS") == "write":
        MAILS.write_text(sent)
    assert sent == MAILS.read_text()
    subjects = {mail.subject for mail in story.site.outbox.of("friend")}
    assert "The June round 2017 is announced. Look when each step opens." in subjects
