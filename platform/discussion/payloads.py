"""What a command says, checked and cleaned before anything else happens. Pure."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from core.text import MAX_LENGTH, clean_source
from discussion.errors import NotUnderstood
from discussion.models import PostKind, Resolution, Sign
from people.models import Language

OUTCOME = 240
LONGEST_ID = 16


@dataclass(frozen=True)
class Said:
    """One command, cleaned: which fields count depends on its kind."""

    kind: str
    body: str = ""
    post_kind: str = PostKind.REMARK
    reply_to: str = ""
    post: str = ""
    outcome: str = ""
    resolution: str = ""
    sign: str = ""
    on: bool = True
    to: int = 0
    lang: str = ""  # as guessed from the text

    def digest(self, thread_id: int) -> str:
        """The same for the same command on the same thread, whatever the order of its fields."""
        fields = asdict(self)
        if not self.lang:  # the digest of who did not choose, as it always was
            del fields["lang"]
        text = json.dumps([thread_id, fields], sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()


def read(kind: str, payload: dict[str, Any]) -> Said:
    """The command in these fields. Raises NotUnderstood with a sentence that says what to change."""
    reader = _readers.get(kind)
    if reader is None:
        raise NotUnderstood(_("This kind of command does not exist."))
    return reader(payload)


def _post(payload: dict[str, Any]) -> Said:
    if payload.get("anchor"):
        raise NotUnderstood(
            _(
                "A post does not point at a passage. Select the words in the plan, and start a conversation there."
            )
        )
    post_kind = payload.get("post_kind") or PostKind.REMARK
    if post_kind not in PostKind.values:
        raise NotUnderstood(_("Choose one of the kinds of posts."))
    reply_to = _uuid(payload, "reply_to") if payload.get("reply_to") else ""
    body = _body(payload)
    return Said("post", body=body, post_kind=post_kind, reply_to=reply_to, lang=_lang(payload))


def _edit(payload: dict[str, Any]) -> Said:
    return Said("edit", body=_body(payload), post=_uuid(payload, "post"), lang=_lang(payload))


def _delete(payload: dict[str, Any]) -> Said:
    return Said("delete", post=_uuid(payload, "post"))


def _restore(payload: dict[str, Any]) -> Said:
    return Said("restore", post=_uuid(payload, "post"))


def _resolve(payload: dict[str, Any]) -> Said:
    resolution = payload.get("resolution") or Resolution.DONE
    if resolution not in Resolution.values:
        raise NotUnderstood(_("Choose how this conversation ends."))
    outcome = " ".join(_text(payload, "outcome").split())
    if not outcome and resolution == Resolution.NOT_FOLLOWED:
        raise NotUnderstood(_("Say in one sentence why this is not followed."))
    if not outcome:
        raise NotUnderstood(_("Say in one sentence what came out of this conversation."))
    if len(outcome) > OUTCOME:
        raise NotUnderstood(_("This outcome is too long. Use at most 240 characters."))
    return Said("resolve", outcome=outcome, resolution=resolution)


def _reopen(_payload: dict[str, Any]) -> Said:
    return Said("reopen")


def _react(payload: dict[str, Any]) -> Said:
    sign = payload.get("sign")
    if sign not in Sign.values:
        raise NotUnderstood(_("Choose one of the signs."))
    return Said("react", post=_uuid(payload, "post"), sign=sign, on=_on(payload))


def _pin(payload: dict[str, Any]) -> Said:
    return Said("pin", post=_uuid(payload, "post"), on=_on(payload))


def _move(payload: dict[str, Any]) -> Said:
    to = str(payload.get("to") or "")
    if not (to.isascii() and to.isdigit() and len(to) < LONGEST_ID):
        raise NotUnderstood(_("Choose the conversation that it moves to."))
    return Said("move", post=_uuid(payload, "post"), to=int(to))


def _on(payload: dict[str, Any]) -> bool:
    """On, unless it says no: from a form or from JSON."""
    return payload.get("on") not in (False, "", "0", "no", "false", "off")


def _body(payload: dict[str, Any]) -> str:
    body = _text(payload, "body")
    if not body.strip():
        raise NotUnderstood(_("Write something first."))
    if len(body) > MAX_LENGTH:
        raise NotUnderstood(_("This text is too long. Use at most 20,000 characters."))
    return body


def _lang(payload: dict[str, Any]) -> str:
    """The language that the writer names; none when it is to be guessed."""
    lang = payload.get("lang") or ""
    if lang not in ("", *Language.values):
        raise NotUnderstood(_("Choose Dutch or English."))
    return str(lang)


def _text(payload: dict[str, Any], name: str) -> str:
    value = payload.get(name) or ""
    if not isinstance(value, str):
        raise NotUnderstood
    return clean_source(value)


def _uuid(payload: dict[str, Any], name: str) -> str:
    try:
        return str(UUID(str(payload.get(name))))
    except ValueError:
        raise NotUnderstood(_("The post that this is about does not exist.")) from None


_readers: dict[str, Callable[[dict[str, Any]], Said]] = {
    "post": _post,
    "edit": _edit,
    "delete": _delete,
    "restore": _restore,
    "resolve": _resolve,
    "reopen": _reopen,
    "react": _react,
    "pin": _pin,
    "move": _move,
}
