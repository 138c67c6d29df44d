"""The one socket: it listens, and never writes to the database."""

import asyncio
import json
import logging
import random
import secrets
import time
from typing import Any

from django.utils.translation import gettext_lazy as _

from live import frames, limits, reads
from live.hub import hub
from live.inbox import INBOX, inbox_of
from live.outlet import Outlet
from live.publish import ring_now
from live.safe import SafeConsumer
from people.models import Person

logger = logging.getLogger(__name__)
LOGGED_OUT, TOO_MUCH, DEPLOY, NOT_FOUND = 4401, 1008, 1012, 4404
NOT_UNDERSTOOD = _("This message is not understood.")
ask = reads.in_thread(reads.ask)
missed = reads.in_thread(reads.missed)
pending = reads.in_thread(reads.pending)


class LiveConsumer(SafeConsumer):
    """One reader of topics: what it may hear, what it has, and its heartbeat."""

    person: Person
    outlet: Outlet

    async def connect(self) -> None:
        """Let in who is logged in; tell others why not, which only an open socket can."""
        self.topics: set[str] = set()
        await self.accept()
        self.outlet = Outlet(self.base_send)
        user = self.scope["user"]
        if not user.is_authenticated:
            self.outlet.close(LOGGED_OUT)
            return
        self.person = user
        self.session_key = self.scope["session"].session_key
        self.counted_as = secrets.token_hex(4)  # tells writers apart, and nothing more
        self.tokens, self.counted_at = float(limits.PACE[1]), time.monotonic()
        self.bell = asyncio.Event()
        self.inbox_rang = self.rights_rang = False
        await hub().join(inbox_of(user.pk), self)
        self.heart = asyncio.ensure_future(self.beat())
        life = random.uniform(*limits.LIFE)  # noqa: S311 -- spreads load, keeps no secret
        self.end = asyncio.get_running_loop().call_later(life, self.outlet.close, DEPLOY)

    async def gone(self) -> None:
        """The socket is closed: leave every topic."""
        if hasattr(self, "heart"):
            self.heart.cancel()
            self.end.cancel()
            self.outlet.drop()
            await hub().leave(self, inbox_of(self.person.pk), *self.topics)

    def hear(self, message: dict[str, Any]) -> None:
        """A bell: text goes straight on; the inbox and the rights are looked up by the heartbeat."""
        if text := message.get("frame"):
            if message["topic"] in self.topics and message.get("not") != self.person.pk:
                self.outlet.put(text)
            return
        self.inbox_rang = True
        self.rights_rang = self.rights_rang or bool(message.get("rights"))
        self.bell.set()

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
        answer = await ask(self.session_key, names)
        if answer.person is None:
            self.outlet.close(LOGGED_OUT)
            return
        logs = [name for name in answer.heads if name != INBOX]
        for name in logs:
            self.topics.add(name)
            await hub().join(name, self)
        for name in [*answer.refused, *list(wanted)[len(names) :]]:
            await self.refuse(name)
        for name in logs:
            await self.catch_up(name, wanted[name], answer.heads[name])
        self.say({"heads": answer.heads})

    async def catch_up(self, name: str, last: int, head: int) -> None:
        """Send what came after `last`, or the page to read instead."""
        events, page = await missed(name, last, head)
        if page:
            self.say({"snapshot": page, "topic": name})
        for event in events:
            self.outlet.put(_frame(name, event))
            await self.outlet.room()

    async def refuse(self, name: str) -> None:
        """This reader may not, or no longer, hear this topic."""
        self.say({"refused": name})
        if name in self.topics:
            await self.unsubscribe([name])

    async def unsubscribe(self, names: list[str]) -> None:
        """Stop hearing."""
        left = self.topics & set(names)
        self.topics -= left
        await hub().leave(self, *left)

    async def typing(self, topic: str) -> None:
        """Tell the others that somebody is writing, never who; not more often than the layer can bear."""
        frame = json.dumps({"typing": topic, "who": self.counted_as})
        await ring_now([topic], {"frame": frame, "not": self.person.pk})

    async def beat(self) -> None:
        """Every heartbeat, and when a bell says so: is the session alive, what may be heard, where are the heads."""
        while not self.outlet.closed:
            pause = limits.HEARTBEAT * random.uniform(0.8, 1.0)  # noqa: S311 -- spreads load
            try:
                await asyncio.wait_for(self.bell.wait(), pause)
            except TimeoutError:
                self.rights_rang = True
            self.bell.clear()
            try:
                await self.check()
            except Exception:  # a database in trouble: the next beat asks again
                logger.exception("a heartbeat failed")

    async def check(self) -> None:
        """What a bell or the clock asked for."""
        rights, self.rights_rang, self.inbox_rang = self.rights_rang, False, False
        if not rights:
            self.say({"heads": await pending(self.person.pk)})
            return
        answer = await ask(self.session_key, [INBOX, *self.topics])
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


def _frame(topic: str, event: dict[str, Any]) -> str:
    return json.dumps({"topic": topic, "seq": event["seq"], "event": event})
