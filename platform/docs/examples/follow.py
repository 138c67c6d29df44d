"""Follow one conversation and say every post once, also after a lost connection. Needs Python alone.

    KLANKBORD=https://klankbord.example COOKIE=__Host-session=... python3 follow.py 17

COOKIE is the name and the value of the session cookie of somebody who is logged in. The number of the last
event is the whole memory of this program: keep it, and it goes on after a restart where it was.
"""

import json
import os
import sys
import time
from http.client import HTTPException
from urllib.error import HTTPError
from urllib.request import Request, urlopen

ADDRESS, COOKIE = os.environ["KLANKBORD"], os.environ["COOKIE"]
WAIT = 25  # seconds that the server may hold the question when there is nothing new


def get(path: str) -> dict:
    """What the API answers."""
    headers = {"Cookie": COOKIE, "Accept": "application/json"}
    with urlopen(Request(ADDRESS + path, headers=headers), timeout=WAIT + 15) as answer:
        return json.load(answer)


def follow(thread: int, last: int = 0) -> None:
    """Ask for what comes after the last event, and ask again: the log has no holes."""
    while True:
        try:
            part = get(f"/api/v1/threads/{thread}/events?after={last}&wait={WAIT}")
        except HTTPError as error:
            if error.code < 500:  # you may not, or no longer, read it; or you are logged out
                raise
            time.sleep(5)
            continue
        except (OSError, HTTPException):  # no connection: nothing is lost, ask again
            time.sleep(5)
            continue
        for event in part["events"]:
            last = event["seq"]
            if event["kind"] == "create":
                print(f"{last} {event['actor']['name']}: {event['body_html']}", flush=True)


if __name__ == "__main__":
    follow(int(sys.argv[1]))
