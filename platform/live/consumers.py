"""The one socket: it listens, and never writes to the database."""

import asyncio
import json
import logging
import random
import secrets
import time
from typing import Any
from urllib.parse import parse_qs

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from live import frames, limits
from live.asking import desk
from live.hub import hub
from live.inbox import INBOX, inbox_of
from live.outlet import Outlet
from live.presence import presence
from live.publish import ring_now
from live.pulse import pulse
from live.safe import SafeConsumer, cookie_of
from live.wire import door_of
from people.models import Person

logger = logging.getLogger(__name__)
LOGGED_OUT, TOO_MUCH, DEPLOY, NOT_FOUND = 4401, 1008, 1012, 4404
NOT_UNDERSTOOD = _("This message is not understood.")


class LiveConsumer(SafeConsumer):
    """One reader of topics: what it may hear, what it has, and its heartbeat."""

    person: Person
    outlet: Outlet

    async def connect(self) -> None:
        """Let in who is logged in; tell others why not, which only an open socket can."""
        self.topics: set[str] = set()
        self.session_key = cookie_of(self.scope, settings.SESSION_COOKIE_NAME)
        answer = await desk().standing(self.session_key, [])
        await self.accept()
        self.outlet = Outlet(self.base_send, door_of(self.scope))
        self.pass_on = self.outlet.pass_on  # what the hub calls for every frame and every reader
        if answer.person is None or not self.is_page_of(answer.person):
            self.outlet.close(LOGGED_OUT)
            return
        self.person = answer.person
        self.counted_as = secrets.token_hex(4)  # tells writers apart, and nothing more
        self.tokens, self.counted_at = float(limits.PACE[1]), time.monotonic()
        self.rang = self.rights_rang = False
        self.checking: asyncio.Task[None] | None = None
        await hub().join(inbox_of(self.person.pk), self)
        pulse().join(self)
        life = random.uniform(*limits.LIFE)  # noqa: S311 -- spreads load, keeps no secret
        self.end = asyncio.get_running_loop().call_later(life, self.outlet.close, DEPLOY)

    def is_page_of(self, user: Person) -> bool:
        """A page that somebody left open hears nothing with the log-in of who came after; programs need not say."""
        said = parse_qs(self.scope["query_string"]).get(b"as", [])
        return said in ([], [str(user.pk).encode()])

    async def gone(self) -> None:
        """The socket is closed: leave every topic."""
        if hasattr(self, "end"):
            pulse().leave(self)
            self.end.cancel()
            if self.checking:
                self.checking.cancel()
            self.outlet.drop()
            presence().leave(self, self.topics)
            await hub().leave(self, inbox_of(self.person.pk), *self.topics)

    def hear(self, message: dict[str, Any]) -> None:
        """A bell: a frame for all but one goes on; the inbox and the rights are looked up by the heartbeat."""
        if "frame" in message:
            if message["not"] != self.person.pk:
                self.outlet.put(message["frame"])
            return
        self.look(rights=bool(message.get("rights")))

    def beat(self) -> None:
        """One heartbeat has passed."""
        self.look(rights=True)

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:  # noqa: ARG002 -- only text is understood
        """One frame of the client."""
        if self.outlet.closed:
            return
        if not self.in_pace():
            self.outlet.close(TOO_MUCH)
            return
        said = frames.read(text_data)
        if said is None:
            self.say({"error": str(NOT_UNDERSTOOD)})
            return
        if said.ping is not None:
            self.say({"pong": said.ping})
        if said.unsubscribe:
            await self.unsubscribe(said.unsubscribe)
        if said.subscribe:
            await self.subscribe(said.subscribe)
        if said.reading is not None:
            await presence().count(self, self.topics.intersection(said.reading))
        if said.typing in self.topics:
            await self.typing(said.typing)

    def say(self, content: dict[str, Any]) -> None:
        """One frame to this reader alone."""
        self.outlet.put(json.dumps(content))

    def in_pace(self) -> bool:
        """Whether the client may say something more at this moment."""
        rate, most = limits.PACE
        now = time.monotonic()
        self.tokens = min(most, self.tokens + (now - self.counted_at) * rate) - 1
        self.counted_at = now
        return self.tokens >= 0

    async def subscribe(self, wanted: dict[str, int]) -> None:
        """Hear first, then read what was missed, then say the heads: nothing falls in between."""
        room = limits.TOPICS - len(self.topics - set(wanted))
        names = list(wanted)[: max(room, 0)]
        answer = await desk().standing(self.session_key, names)
        if answer.person is None:
            self.outlet.close(LOGGED_OUT)
            return
        logs = [name for name in answer.heads if name != INBOX]
        self.topics.update(logs)
        await asyncio.gather(*(hub().join(name, self) for name in logs))  # one wait, not many
        for name in [*answer.refused, *list(wanted)[len(names) :]]:
            await self.refuse(name)
        for name in logs:
            await self.catch_up(name, wanted[name], answer.heads[name])
        self.say({"heads": answer.heads})

    async def catch_up(self, name: str, last: int, head: int) -> None:
        """Send what came after `last`, or the page to read instead."""
        texts, page = await desk().missed(name, last, head)
        if page:
            self.say({"snapshot": page, "topic": name})
        for text in texts:
            self.outlet.put(text)
            await self.outlet.room()

    async def refuse(self, name: str) -> None:
        """This reader may not, or no longer, hear this topic."""
        self.say({"refused": name})
        if name in self.topics:
            await self.unsubscribe([name])

    async def unsubscribe(self, names: list[str]) -> None:
        """Stop hearing."""
        left = self.topics & set(names)
        presence().leave(self, left)
        self.topics -= left
        await hub().leave(self, *left)

    async def typing(self, topic: str) -> None:
        """Tell the others that somebody is writing, never who; not more often than the layer can bear."""
        frame = json.dumps({"typing": topic, "who": self.counted_as})
        await ring_now([topic], {"frame": frame, "not": self.person.pk})

    def look(self, *, rights: bool) -> None:
        """Look soon how it stands: at the inbox and, when asked, at what may be heard. Never twice at once."""
        self.rang, self.rights_rang = True, self.rights_rang or rights
        if self.checking is None:
            self.checking = asyncio.ensure_future(self.check_all())

    async def check_all(self) -> None:
        """Look until nothing rang in between."""
        try:
            while self.rang and not self.outlet.closed:
                self.rang = False
                await self.check()
        except Exception:  # a database in trouble: the next beat asks again
            logger.exception("a heartbeat failed")
        finally:
            self.checking = None

    async def check(self) -> None:
        """Is the session alive, what may be heard, where are the heads."""
        names = [INBOX, *self.topics] if self.rights_rang else [INBOX]
        self.rights_rang = False
        answer = await desk().standing(self.session_key, names)
        if answer.person is None:
            self.outlet.close(LOGGED_OUT)
            return
        for name in set(answer.refused) & self.topics:
            await self.refuse(name)
        self.say({"heads": answer.heads})


class NotFoundConsumer(SafeConsumer):
    """Any other address."""

    async def connect(self) -> None:
        """Say so in the close code, which a browser only sees after an open."""
        await self.accept()
        await self.close(NOT_FOUND)
