"""What everybody gets from every address."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from django.db import connection

from tests.faults.browser import browser_of

OF_LIBRARIES = {
    "account_reset_password": "/account/password/reset/",
    "account_request_login_code": "/account/login/code/",
    "account_change_password": "/account/password/change/",
    "account_reauthenticate": "/account/reauthenticate/",
    "mfa_activate_totp": "/account/2fa/totp/activate/",
}
# Who is there (the session, and the list of them), and how often somebody asked (the cache).
BOOKKEEPING = {"django_session", "usersessions_usersession", "cache"}
WRITE = re.compile(r'^\s*(?:INSERT (?:OR \w+ )?INTO|UPDATE|DELETE FROM)\s+"(\w+)"', re.IGNORECASE)


@dataclass
class Seen:
    """One answer."""

    path: str
    status: int
    headers: dict[str, str]
    text: str
    written: set[str] = field(default_factory=set)

    @property
    def is_page(self) -> bool:
        """Whether it is a page for people."""
        return "text/html" in self.headers.get("Content-Type", "")


Crawl = dict[tuple[str, str], Seen]


def look(paths: dict[str, str], people: Iterable[str], only: Collection[str] = ()) -> Crawl:
    """GET every address as these people; who and name of the address to the answer."""
    found: Crawl = {}
    for who in people:
        client = browser_of(who)
        for name, path in paths.items():
            if name == "account_logout" or (only and name not in only):
                continue
            written: set[str] = set()
            with connection.execute_wrapper(_noting(written)):
                response = client.get(path)
                body = (
                    b"".join(response.streaming_content) if response.streaming else response.content
                )
            found[who, name] = Seen(
                path,
                response.status_code,
                dict(response.headers),
                body.decode("utf-8", "replace"),
                written,
            )
    return found


def _noting(written: set[str]):
    def note(execute, sql, params, many, context):
        if (match := WRITE.match(sql)) and match[1] not in BOOKKEEPING:
            written.add(match[1])
        return execute(sql, params, many, context)

    return note
