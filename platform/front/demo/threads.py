"""The demo's conversations, written by the same commands as everybody's, each at its moment."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid5

from core import clock
from discussion.actions import carry_out, open_apart, start_thread
from discussion.models import Post, Thread
from front.demo.cast import Cast
from front.demo.dates import Moved
from front.demo.pairs import Pairs
from front.demo.plans import Dossiers
from people.levels import Level
from plans.actions import start_passage
from plans.actions.passages import Place
from plans.models import Question
from plans.passages import blocks_of
from plans.queries import read_version
from sessions.models import RoundPlan

DEMO = UUID("5d3b6a0e-6d1c-4f0e-9a54-0c1f5b0f2017")  # the namespace of the demo's command keys
Row = dict[str, Any]


@dataclass(frozen=True)
class World:
    """What the demo's conversations are about, and who is in them."""

    dossiers: Dossiers
    pairs: Pairs
    cast: Cast
    moved: Moved


def talk(rows: list[Row], world: World) -> None:
    """Start each conversation, and let everybody write, sign, pin and end it at the moments told."""
    for row in rows:
        with clock.frozen(world.moved.moment(row["posts"][0]["at"])):
            thread = _starts.get(row["target"], _start_on_thing)(row, world)
        for name, kind, told in sorted(_steps(row), key=lambda step: step[2]["at"]):
            with clock.frozen(world.moved.moment(told["at"])):
                carry_out(
                    thread=thread,
                    by=world.cast[told["by"]],
                    key=_key(row, name),
                    kind=kind,
                    payload=_payload(thread, told),
                )


def _steps(row: Row) -> Iterator[tuple[str, str, Row]]:
    """All that happens after the beginning: a name, the kind of command, and what the data say of it."""
    first = 1 if row["target"] == "panel" else 2  # what is written apart begins without words
    for number, said in enumerate(row["posts"][first - 1 :], first):
        yield f"{number}", "post", said
    for number, said in enumerate(row.get("signs", []), 1):
        yield f"sign {number}", "react", said
    if "pinned" in row:
        yield "pin", "pin", row["pinned"]
    if "resolved" in row:
        yield "0", "resolve", row["resolved"]


def _payload(thread: Thread, told: Row) -> dict[str, Any]:
    """The fields of a command; posts are named by their number in the data."""
    payload: dict[str, Any] = {
        ours: told[theirs]
        for theirs, ours in (
            ("body", "body"),
            ("kind", "post_kind"),
            ("sign", "sign"),
            ("outcome", "outcome"),
            ("how", "resolution"),
        )
        if theirs in told
    }
    posts = list(Post.objects.filter(thread=thread).order_by("seq"))
    for theirs, ours in (("reply", "reply_to"), ("post", "post")):
        if theirs in told:
            payload[ours] = str(posts[told[theirs] - 1].pk)
    return payload


def _start_on_thing(row: Row, world: World) -> Thread:
    first = row["posts"][0]
    kind, target_id = _target(row, world)
    return start_thread(
        kind=kind,
        target_id=target_id,
        title=row["title"],
        level=row.get("level", Level.REGION if kind == "pair" else Level.SESSION),
        by=world.cast[first["by"]],
        key=_key(row, "1"),
        body=first["body"],
        post_kind=first.get("kind", ""),
    )


def _target(row: Row, world: World) -> tuple[str, int]:
    if row["target"] == "pair":
        return "pair", world.pairs[row["pair"]].pk
    dossier = world.dossiers[row["dossier"]]
    if row["target"] == "dossier":
        return "dossier", dossier.pk
    return "question", Question.objects.get(dossier=dossier, position=row["question"]).pk


def _start_on_passage(row: Row, world: World) -> Thread:
    """A comment on words of June's version, which has its place in September's at once."""
    first = row["posts"][0]
    version = world.dossiers[row["dossier"]].versions.get(number=1)
    text = next(one.text for one in blocks_of(read_version(version)) if one.name == row["block"])
    start = text.index(row["quote"])
    return start_passage(
        version=version,
        place=Place(row["block"], start, start + len(row["quote"]), row["quote"]),
        by=world.cast[first["by"]],
        key=_key(row, "1"),
        body=first["body"],
        level=Level.SESSION,
        post_kind=first.get("kind", ""),
        words=row.get("words", ""),
    )


def _start_apart(row: Row, world: World) -> Thread:
    """What a reviewer writes apart, in the round whose review step is open."""
    plans = RoundPlan.objects.filter(dossier=world.dossiers[row["dossier"]])
    return open_apart(
        kind="panel", target_id=plans.order_by("-round")[0].pk, by=world.cast[row["by"]]
    )


def _key(row: Row, name: str) -> UUID:
    """The same at every loading."""
    which = row.get("title") or row.get("quote") or f"{row['target']} {row['by']}"
    return uuid5(DEMO, f"{which} {name}")


_starts: dict[str, Callable[[Row, World], Thread]] = {
    "passage": _start_on_passage,
    "panel": _start_apart,
}
