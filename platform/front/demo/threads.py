"""The demo's conversations, posted by the same commands as everybody's."""

from typing import Any
from uuid import UUID, uuid5

from core import clock
from discussion.actions import carry_out, start_thread
from discussion.models import Post, Thread
from front.demo.cast import Cast
from front.demo.dates import Moved
from front.demo.plans import Dossiers
from people.levels import Level
from plans.actions import start_passage
from plans.actions.passages import Place
from plans.models import Question
from plans.passages import blocks_of
from plans.queries import read_version

DEMO = UUID("5d3b6a0e-6d1c-4f0e-9a54-0c1f5b0f2017")  # the namespace of the demo's command keys


def talk(rows: list[dict[str, Any]], dossiers: Dossiers, cast: Cast, moved: Moved) -> None:
    """Start each thread with its first post, and post the others at their moments."""
    for row in rows:
        thread = _start(row, dossiers, cast, moved)
        for number, said in enumerate(row["posts"][1:], 2):
            _post(thread, row, number, said, cast, moved)
        if "resolved" in row:
            _resolve(thread, row, cast, moved)


def _start(row: dict[str, Any], dossiers: Dossiers, cast: Cast, moved: Moved) -> Thread:
    first = row["posts"][0]
    if row["target"] == "passage":
        return _start_on_passage(row, first, dossiers, cast, moved)
    kind, target_id = _target(row, dossiers)
    with clock.frozen(moved.moment(first["at"])):
        return start_thread(
            kind=kind,
            target_id=target_id,
            title=row["title"],
            level=Level.SESSION,
            by=cast[first["by"]],
            key=_key(row, 1),
            body=first["body"],
            post_kind=first.get("kind", ""),
        )


def _start_on_passage(
    row: dict[str, Any], first: dict[str, Any], dossiers: Dossiers, cast: Cast, moved: Moved
) -> Thread:
    """A comment on words of June's version, which has its place in September's at once."""
    version = dossiers[row["dossier"]].versions.get(number=1)
    text = next(one.text for one in blocks_of(read_version(version)) if one.name == row["block"])
    start = text.index(row["quote"])
    with clock.frozen(moved.moment(first["at"])):
        return start_passage(
            version=version,
            place=Place(row["block"], start, start + len(row["quote"]), row["quote"]),
            by=cast[first["by"]],
            key=_key(row, 1),
            body=first["body"],
            level=Level.SESSION,
            post_kind=first.get("kind", ""),
            words=row.get("words", ""),
        )


def _target(row: dict[str, Any], dossiers: Dossiers) -> tuple[str, int]:
    dossier = dossiers[row["dossier"]]
    if row["target"] == "dossier":
        return "dossier", dossier.pk
    return "question", Question.objects.get(dossier=dossier, position=row["question"]).pk


def _post(
    thread: Thread, row: dict[str, Any], number: int, said: dict[str, Any], cast: Cast, moved: Moved
) -> None:
    payload: dict[str, Any] = {"body": said["body"]}
    if "kind" in said:
        payload["post_kind"] = said["kind"]
    if "reply" in said:
        posts = list(Post.objects.filter(thread=thread).order_by("seq"))
        payload["reply_to"] = str(posts[said["reply"] - 1].pk)
    with clock.frozen(moved.moment(said["at"])):
        carry_out(
            thread=thread, by=cast[said["by"]], key=_key(row, number), kind="post", payload=payload
        )


def _resolve(thread: Thread, row: dict[str, Any], cast: Cast, moved: Moved) -> None:
    end = row["resolved"]
    with clock.frozen(moved.moment(end["at"])):
        payload = {"outcome": end["outcome"]}
        carry_out(
            thread=thread, by=cast[end["by"]], key=_key(row, 0), kind="resolve", payload=payload
        )


def _key(row: dict[str, Any], number: int) -> UUID:
    return uuid5(DEMO, f"{row.get('title') or row['quote']} {number}")
