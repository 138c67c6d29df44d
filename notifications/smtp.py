"""SMTP that says when a mail is about to leave for good: just before the line with the last dot.

Until that line the other side has not taken the mail: when we die, it throws away what it has. After it
the mail is theirs. What lies between, the writing of three bytes and the reading of one answer, is the only
time in which nobody can know; see docs/adr/0007.
"""

import re
import smtplib
import socket
from collections.abc import Callable
from typing import Any

from django.core.mail.backends.smtp import EmailBackend

# RFC 5321, 4.5.3.2.6: who goes too soon gets the mail delivered twice. Less than a task may take.
ANSWER_SECONDS = 200
_DOT_FIRST = re.compile(rb"(?m)^\.")


class _Speaks(smtplib.SMTP):
    """The client's side, with a moment before the last line."""

    before_last_line: Callable[[], None] | None = None

    def connect(self, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        """As smtplib's, without waiting to fill packets: else the last line stands still for the other side's
        delayed answer to the lines before it, 40 ms a mail."""
        answered = super().connect(*args, **kwargs)
        if self.sock:
            self.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return answered

    def data(self, msg: bytes | str) -> tuple[int, bytes]:  # type: ignore[override]  # typeshed takes any buffer
        """As smtplib's, in two pieces: the whole mail, and the line that hands it over."""
        self.putcmd("data")
        code, answer = self.getreply()
        if code != 354:
            raise smtplib.SMTPDataError(code, answer)
        raw = msg.encode("ascii") if isinstance(msg, str) else bytes(msg)
        lines = _DOT_FIRST.sub(b"..", raw)
        self.send(lines if lines.endswith(b"\r\n") else lines + b"\r\n")
        self._ask()
        self.send(b".\r\n")
        if self.sock:
            self.sock.settimeout(ANSWER_SECONDS)
        answered = self.getreply()
        if self.sock:
            self.sock.settimeout(self.timeout)
        return answered

    def _ask(self) -> None:
        """Let the caller note it; when that is refused, break off: an unfinished mail is no mail."""
        try:
            if self.before_last_line:
                self.before_last_line()
        except BaseException:
            self.close()
            raise


class _SpeaksTLS(_Speaks, smtplib.SMTP_SSL):
    """The same over TLS from the first byte."""


class Backend(EmailBackend):
    """Django's, with `before_last_line`: called for each mail when all of it but its end has left."""

    before_last_line: Callable[[], None] | None = None

    @property
    def connection_class(self) -> type[smtplib.SMTP]:
        """What speaks with the server."""
        return _SpeaksTLS if self.use_ssl else _Speaks

    def open(self) -> bool | None:
        """Connect, once; None when it fails silently."""
        opened = super().open()
        if isinstance(self.connection, _Speaks):
            self.connection.before_last_line = self._note
        return opened

    def _note(self) -> None:
        if self.before_last_line:
            self.before_last_line()
