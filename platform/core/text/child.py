"""One renderer child per process: started when needed, killed when it hangs, started again."""

import os
import threading

from core.text.pipe import Pipe

START_LIMIT = 15.0  # seconds; importing on a busy machine
LIMIT = 2.0


class RendererChild:
    """Renders in another process, so that a hostile text costs two seconds and nothing more.

    One text at a time: whoever comes while a hostile text is rendered waits for it.
    Accepted, because writing is rate limited and pages show HTML that was rendered before.
    """

    def __init__(self, limit: float = LIMIT) -> None:
        self.limit = limit
        self._lock = threading.Lock()
        self._pipe: Pipe | None = None
        os.register_at_fork(after_in_child=self._forget)

    def render(self, source: str) -> str | None:
        """The HTML, or None when the text takes too long or breaks the parser."""
        with self._lock:
            for _attempt in (1, 2):  # a child that died between two texts is replaced once
                try:
                    pipe = self._ready()
                    pipe.send({"source": source})
                    return pipe.receive(self.limit)["html"]
                except TimeoutError:
                    self._stop()
                    return None
                except (OSError, EOFError, ValueError):
                    self._stop()
            return None

    def close(self) -> None:
        """Stop the child, if there is one."""
        with self._lock:
            self._stop()

    def _ready(self) -> Pipe:
        if self._pipe is None or not self._pipe.is_alive():
            self._stop()
            self._pipe = Pipe()
            self._pipe.receive(START_LIMIT)
        return self._pipe

    def _stop(self) -> None:
        pipe, self._pipe = self._pipe, None
        if pipe is not None:
            pipe.kill()

    def _forget(self) -> None:
        pipe, self._pipe = self._pipe, None
        self._lock = threading.Lock()
        if pipe is not None:
            pipe.let_go()
