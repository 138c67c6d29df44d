"""A small IMAP server of our own: as much of RFC 3501 as reading a mailbox takes, on a real socket."""

import asyncio
import re
import threading
from dataclasses import dataclass, field

UID_OF = re.compile(r"\S+ UID (\w+) (\S+) ?(.*)", re.IGNORECASE)


@dataclass
class Mail:
    """A mail in a folder."""

    raw: bytes
    flags: set[str] = field(default_factory=set)


@dataclass
class ImapServer:
    """One user with folders; `fails` names a command that the server refuses."""

    user: str = "answers"
    password: str = "secret words"
    folders: dict[str, dict[int, Mail]] = field(default_factory=lambda: {"INBOX": {}, "Read": {}})
    commands: list[str] = field(default_factory=list)
    fails: str = ""
    port: int = 0
    _next: int = 1

    def put(self, raw: bytes) -> int:
        """A mail arrives."""
        self.folders["INBOX"][self._next] = Mail(raw)
        self._next += 1
        return self._next - 1

    def unseen(self) -> list[int]:
        """What nobody read yet."""
        return [uid for uid, mail in self.folders["INBOX"].items() if "\\Seen" not in mail.flags]

    def __enter__(self) -> "ImapServer":
        self._loop = asyncio.new_event_loop()
        started = threading.Event()
        self._thread = threading.Thread(target=self._run, args=(started,), daemon=True)
        self._thread.start()
        started.wait(10)
        return self

    def __exit__(self, *_error: object) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)

    def _run(self, started: threading.Event) -> None:
        asyncio.set_event_loop(self._loop)
        server = self._loop.run_until_complete(
            asyncio.start_server(self._serve, "127.0.0.1", 0, limit=2**24)
        )
        self.port = server.sockets[0].getsockname()[1]
        started.set()
        self._loop.run_forever()
        server.close()
        for task in asyncio.all_tasks(self._loop):
            task.cancel()
        self._loop.run_until_complete(asyncio.sleep(0))
        self._loop.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        session = _Session(self)
        writer.write(b"* OK [CAPABILITY IMAP4rev1 MOVE] ready\r\n")
        try:
            while line := (await reader.readline()).decode():
                writer.write(session.answer(line.rstrip("\r\n")))
                await writer.drain()
                if session.over:
                    break
        finally:
            writer.close()


@dataclass
class _Session:
    server: ImapServer
    folder: str = ""
    over: bool = False

    def answer(self, line: str) -> bytes:
        tag, _space, rest = line.partition(" ")
        words = rest.split()
        name = " ".join(words[:2]).upper() if words[0].upper() == "UID" else words[0].upper()
        self.server.commands.append(name)
        if name == self.server.fails:
            return f"{tag} NO not today\r\n".encode()
        method = getattr(self, "_" + name.lower().replace(" ", "_"), None)
        if method is None:
            return f"{tag} BAD unknown command\r\n".encode()
        told: bytes = method(line, rest)
        if told.startswith(b"NO"):
            return f"{tag} ".encode() + told + b"\r\n"
        return told + f"{tag} OK done\r\n".encode()

    def _capability(self, _line: str, _rest: str) -> bytes:
        return b"* CAPABILITY IMAP4rev1 MOVE\r\n"

    def _login(self, _line: str, rest: str) -> bytes:
        wanted = f'LOGIN "{self.server.user}" "{self.server.password}"'
        return b"" if rest == wanted else b"NO wrong"

    def _select(self, _line: str, rest: str) -> bytes:
        folder = rest.partition(" ")[2].strip('"')
        if folder not in self.server.folders:
            return b"NO no such folder"
        self.folder = folder
        count = len(self.server.folders[folder])
        return (
            f"* {count} EXISTS\r\n* FLAGS (\\Seen \\Deleted)\r\n* OK [UIDVALIDITY 1]\r\n".encode()
        )

    def _uid_search(self, _line: str, _rest: str) -> bytes:
        found = " ".join(map(str, self.server.unseen()))
        return f"* SEARCH {found}".rstrip().encode() + b"\r\n"

    def _mails(self, line: str) -> list[tuple[int, int, Mail]]:
        asked = UID_OF.match(line)
        assert asked
        wanted = {int(uid) for uid in asked[2].split(",")}
        rows = enumerate(self.server.folders[self.folder].items(), start=1)
        return [(number, uid, mail) for number, (uid, mail) in rows if uid in wanted]

    def _uid_fetch(self, line: str, _rest: str) -> bytes:
        told = b""
        for number, uid, mail in self._mails(line):
            if "RFC822.SIZE" in line:
                told += f"* {number} FETCH (RFC822.SIZE {len(mail.raw)} UID {uid})\r\n".encode()
                continue
            head = mail.raw.partition(b"\r\n\r\n")[0] + b"\r\n\r\n"
            part, raw = ("BODY[HEADER]", head) if "HEADER" in line else ("BODY[]", mail.raw)
            told += (
                f"* {number} FETCH (UID {uid} {part} {{{len(raw)}}}\r\n".encode() + raw + b")\r\n"
            )
        return told

    def _uid_store(self, line: str, _rest: str) -> bytes:
        for _number, _uid, mail in self._mails(line):
            mail.flags |= set(re.findall(r"\\\w+", line))
        return b""

    def _uid_copy(self, line: str, _rest: str) -> bytes:
        folder = line.rsplit(" ", 1)[1].strip('"')
        for _number, uid, mail in self._mails(line):
            self.server.folders[folder][uid] = Mail(mail.raw, set(mail.flags))
        return b""

    def _uid_move(self, line: str, rest: str) -> bytes:
        self._uid_copy(line, rest)
        for _number, uid, _mail in self._mails(line):
            del self.server.folders[self.folder][uid]
        return b""

    def _expunge(self, _line: str, _rest: str) -> bytes:
        rows = self.server.folders[self.folder]
        for uid in [uid for uid, mail in rows.items() if "\\Deleted" in mail.flags]:
            del rows[uid]
        return b""

    def _noop(self, _line: str, _rest: str) -> bytes:
        return b""

    def _logout(self, _line: str, _rest: str) -> bytes:
        self.over = True
        return b"* BYE until later\r\n"
