"""Questions of sockets to the database, gathered: a thousand that come back together are one crowd.

While a batch is in the database the next one fills. Who asks alone does not wait.
"""

import asyncio
from collections.abc import Collection
from weakref import WeakKeyDictionary

from live import limits, reads
from live.reads import Question, Standing

ask = reads.in_thread(reads.ask)
missed = reads.in_thread(reads.missed)
Frames = tuple[list[str], str]


class Desk:
    """The questions of one process that wait for an answer."""

    def __init__(self) -> None:
        self._waiting: list[tuple[Question, asyncio.Future[Standing]]] = []
        self._busy: asyncio.Task[None] | None = None
        self._readings: dict[tuple[str, int, int], asyncio.Task[Frames]] = {}
        self._readers = asyncio.Semaphore(limits.DATABASE - 1)

    async def standing(self, session_key: str, names: Collection[str]) -> Standing:
        """Whether this session lives, which of these topics it may hear, and their heads."""
        answer: asyncio.Future[Standing] = asyncio.get_running_loop().create_future()
        self._waiting.append(((session_key, names), answer))
        if self._busy is None or self._busy.done():
            self._busy = asyncio.ensure_future(self._work())
        return await answer

    async def missed(self, name: str, after: int, head: int) -> Frames:
        """The frames after a number, or the page. Who asks the same before the reading began reads along.

        Later is too late: what was written since then and before the asker listened would be missed.
        """
        key = (name, after, head)
        if key not in self._readings:
            self._readings[key] = asyncio.ensure_future(self._read(key))
        return await asyncio.shield(self._readings[key])

    async def _read(self, key: tuple[str, int, int]) -> Frames:
        async with self._readers:
            del self._readings[key]
            return await missed(*key)

    async def _work(self) -> None:
        while self._waiting:
            batch, self._waiting = self._waiting[: limits.CROWD], self._waiting[limits.CROWD :]
            try:
                answers = await ask([question for question, _answer in batch])
            except Exception as error:  # noqa: BLE001 -- each who asked hears it
                _fail([answer for _question, answer in batch], error)
            else:
                for (_question, answer), standing in zip(batch, answers, strict=True):
                    if not answer.done():  # who asked may be gone
                        answer.set_result(standing)


def _fail(answers: list["asyncio.Future[Standing]"], error: Exception) -> None:
    for answer in answers:
        if not answer.done():
            answer.set_exception(error)


_desks: WeakKeyDictionary[asyncio.AbstractEventLoop, Desk] = WeakKeyDictionary()


def desk() -> Desk:
    """The desk of this process (of this event loop, to be exact)."""
    return _desks.setdefault(asyncio.get_running_loop(), Desk())
