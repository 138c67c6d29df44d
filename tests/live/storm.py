"""A network between real pages and a real server that loses, doubles and reorders, and a server that dies after the commit."""

import contextlib
import json
import random
import re
from typing import Any

from playwright.sync_api import Error, Page, Route, WebSocketRoute

DROP, DOUBLE, DIE, LOST = 0.6, 0.3, 0.2, 0.3


class Storm:
    """Frames and requests of the pages that it stands over; until it begins, and after it ends, it does nothing."""

    def __init__(self, seed: int, *, keys: bool = True) -> None:
        self.chance, self.keys = random.Random(seed), keys
        self.raging = False
        self.lost = self.doubled = self.died = 0
        self._wire: list[tuple[WebSocketRoute, str]] = []
        self._fates: dict[int, bool] = {}

    def over(self, page: Page) -> None:
        page.route_web_socket(re.compile("/ws/live"), self._relay)
        page.route("**/commands", self._command)
        page.route("**/events?*", self._ask)

    def end(self) -> None:
        self.raging = False
        self._deliver(len(self._wire))

    def _dies(self, seq: int) -> bool:
        """Whether the server died when it had committed this, and before it told anybody."""
        if seq not in self._fates:
            self._fates[seq] = self.chance.random() < DIE
            self.died += self._fates[seq]
        return self._fates[seq]

    def _relay(self, near: WebSocketRoute) -> None:
        far = near.connect_to_server()
        far.on_message(lambda text: self._frame(near, str(text)))

    def _frame(self, near: WebSocketRoute, text: str) -> None:
        if not self.raging:
            near.send(text)
            return
        seq = json.loads(text).get("seq", 0)
        if (seq and self._dies(seq)) or self.chance.random() < DROP:
            self.lost += 1
        else:
            copies = 2 if self.chance.random() < DOUBLE else 1
            self.doubled += copies - 1
            self._wire += [(near, text)] * copies
        self._deliver(self.chance.randint(0, len(self._wire)))

    def _deliver(self, count: int) -> None:
        """So many of the frames on the wire arrive, in any order."""
        self.chance.shuffle(self._wire)
        for _frame in range(count):
            near, text = self._wire.pop()
            with contextlib.suppress(Error):  # the page was loaded again meanwhile
                near.send(text)

    def _command(self, route: Route) -> None:
        if self.raging and self.chance.random() < LOST:
            route.abort()
            return
        answer = route.fetch(post_data=self._sent(route))
        told = answer.json()
        if self.raging and (self._dies(told.get("seq", 0)) or self.chance.random() < LOST):
            route.abort()
            return
        route.fulfill(response=answer)

    def _sent(self, route: Route) -> str:
        said: dict[str, Any] = route.request.post_data_json
        if not self.keys:
            said["key"] = str(random.Random(self.chance.random()).randbytes(16).hex())
        return json.dumps(said)

    def _ask(self, route: Route) -> None:
        if self.raging and self.chance.random() < LOST:
            route.abort()
        else:
            route.continue_()
