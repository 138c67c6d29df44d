"""The renderer child: reads Markdown from stdin, writes HTML to stdout, for as long as it lives.

A message is four bytes of length (big endian) and JSON. Started by path with `python -I`, so it
sees no settings, no secrets and no database. It ends when stdin closes, when a text takes longer
than `LIMIT` seconds, or when it wants more than 512 MB.
"""

import json
import resource
import signal
import struct
import sys
from pathlib import Path
from typing import IO

MEMORY = 512 * 1024 * 1024
LIMIT = 3
MAX_OUTPUT = 500_000


def answer(source: str) -> dict[str, str | None]:
    """The HTML, or None where the text cannot be rendered."""
    from core.markup.html import to_html  # noqa: PLC0415 -- the path is set in main()

    try:
        html = to_html(source)
    except (RecursionError, MemoryError, ValueError, IndexError, KeyError, TypeError) as error:
        return {"html": None, "error": type(error).__name__}
    return {"html": html if len(html) <= MAX_OUTPUT else None, "error": None}


def receive(stream: IO[bytes]) -> str | None:
    """The next text; None when the parent has gone."""
    head = stream.read(4)
    if len(head) < 4:
        return None
    body = stream.read(struct.unpack(">I", head)[0])
    return str(json.loads(body)["source"])


def send(stream: IO[bytes], message: dict[str, str | None]) -> None:
    """Write one message and push it out."""
    body = json.dumps(message).encode()
    stream.write(struct.pack(">I", len(body)) + body)
    stream.flush()


def main() -> None:
    """Answer until stdin closes."""
    sys.path.append(str(Path(__file__).resolve().parents[2]))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    send(sys.stdout.buffer, answer("# warm *up* <https://example.org>"))  # hello, I am ready
    while (source := receive(sys.stdin.buffer)) is not None:
        signal.alarm(LIMIT)
        message = answer(source)
        signal.alarm(0)
        send(sys.stdout.buffer, message)


if __name__ == "__main__":
    main()
