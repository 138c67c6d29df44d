"""The demo's September matching: what reviewers said, and two proposals to compare."""

from dataclasses import replace

from core import clock
from front.demo.cast import Cast
from front.demo.dates import Moved
from people.models import Region
from sessions.actions import make_proposal, propose, save_matching, say_wishes
from sessions.models import Continuity, Liked, Round
from sessions.queries.numbers import Numbers

SAID_AT = "2017-08-30T09:00"
PROPOSED_AT = "2017-09-05T10:00"


def propose_reviewers(round_: Round, cast: Cast, moved: Moved) -> None:
    """Let two reviewers say what suits them, and keep two proposals with other wishes."""
    _say(round_, cast, moved)
    by = cast["facilitator"]
    with clock.frozen(moved.moment(PROPOSED_AT)):
        for continuity in (Continuity.FRESH, Continuity.MIXED):
            numbers = replace(Numbers(), continuity=continuity.value)
            save_matching(round=round_, numbers=numbers, by=by)
            made = propose(round=round_, by=by)
            make_proposal(scenario_id=made.pk)


def _say(round_: Round, cast: Cast, moved: Moved) -> None:
    region = Region.objects.get(slug="noordoost-brabant")
    with clock.frozen(moved.moment(SAID_AT)):
        say_wishes(
            round=round_,
            terms={"most": 3},
            languages=["nl", "en"],
            likings={(region, None): Liked.GLADLY},
            by=cast["friend-government"],
        )
        say_wishes(round=round_, terms={"most": 2}, languages=["nl"], likings={}, by=cast["lead"])
