"""What the author says, on submitting, of each conversation on a passage."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import NAMESPACE_URL, UUID, uuid5

from django.utils.translation import gettext as _

from discussion.actions import carry_out
from discussion.errors import AlreadySo
from discussion.models import ThreadState
from people.models import Person
from plans.actions.passages import Place, attach_passage
from plans.models import Anchor, Version
from plans.passages import blocks_of
from plans.queries.passages import anchors_of
from plans.queries.reading import read_version


class Choice(StrEnum):
    """What became of a comment."""

    DONE = "done"
    NOT_FOLLOWED = "not"
    ATTACH = "attach"


@dataclass(frozen=True)
class Decision:
    """What the author says of one conversation; without it the conversation stays open."""

    thread: int
    choice: Choice
    reason: str = ""
    block: str = ""  # of the new version, to which it is attached


def settle_passages(*, version: Version, by: Person, decisions: Sequence[Decision]) -> None:
    """Turn the choices into events of the conversations; part of submitting.

    What ended meanwhile, or is not the author's to read, is left as it is: nothing of this keeps a
    plan from being submitted.
    """
    if not decisions:
        return
    anchors = {one.thread_id: one for one in anchors_of(by, version.dossier)}
    blocks = {one.name: one.text for one in blocks_of(read_version(version))}
    for decision in decisions:
        anchor = anchors.get(decision.thread)
        if anchor is None or anchor.thread.state != ThreadState.OPEN:
            continue
        if decision.choice == Choice.ATTACH:
            _attach(anchor, version, decision.block, blocks, by)
        else:
            _resolve(anchor, version, decision, by)


def _attach(
    anchor: Anchor, version: Version, block: str, blocks: dict[str, str], by: Person
) -> None:
    text = blocks.get(block, "")
    if not text.strip() or anchor.version_id == version.pk:
        return
    start = len(text) - len(text.lstrip())
    end = len(text.rstrip())
    attach_passage(
        anchor=anchor,
        version=version,
        place=Place(block, start, end, text[start:end]),
        by=by,
        key=_key(version, anchor),
        counted=False,
    )


def _resolve(anchor: Anchor, version: Version, decision: Decision, by: Person) -> None:
    outcome = decision.reason or _("Handled in version %(number)d.") % {"number": version.number}
    try:
        carry_out(
            thread=anchor.thread,
            by=by,
            key=_key(version, anchor),
            kind="resolve",
            payload={"resolution": decision.choice.value, "outcome": outcome},
            counted=False,
        )
    except AlreadySo:  # somebody ended it meanwhile
        return


def _key(version: Version, anchor: Anchor) -> UUID:
    return uuid5(NAMESPACE_URL, f"version {version.pk}, conversation {anchor.thread_id}")
