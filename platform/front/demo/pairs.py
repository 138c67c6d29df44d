"""The demo's private contact between rounds."""

from typing import Any

from core import clock
from front.demo.cast import Cast
from front.demo.dates import Moved
from front.demo.ground import Regions
from programme.models import Edition, Pair
from programme.pairs import note_contact, open_pair

Pairs = dict[str, Pair]
NOTED = "T20:00"  # on the evening of the day itself


def load_pairs(
    rows: list[dict[str, Any]], edition: Edition, regions: Regions, cast: Cast, moved: Moved
) -> Pairs:
    """Each pair with its log, by key."""
    return {row["key"]: _load(row, edition, regions, cast, moved) for row in rows}


def _load(
    row: dict[str, Any], edition: Edition, regions: Regions, cast: Cast, moved: Moved
) -> Pair:
    with clock.frozen(moved.moment(row["at"])):
        pair = open_pair(
            edition=edition,
            region=regions[row["region"]],
            with_region=regions.get(row.get("with_region", "")),
            friend=cast.get(row.get("friend", "")),
            by=cast[row["by"]],
        )
    for one in row["contacts"]:
        words = {name: one[name] for name in ("how", "about", "agreed")}
        with clock.frozen(moved.moment(one["day"] + NOTED)):
            note_contact(pair=pair, day=moved.day(one["day"]), by=cast[one["by"]], **words)
    return pair
