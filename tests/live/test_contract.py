"""The page for writers of programs: it names all that the log tells, and its example does what it says."""

import os
import re
import subprocess
import sys
import uuid
from pathlib import Path

import pytest

from discussion.models import EventKind
from discussion.payloads import _readers
from tests.live.test_site import head

DOCS = Path(__file__).resolve().parents[2] / "platform" / "docs"


def test_the_page_names_every_kind_of_event_and_command():
    page = (DOCS / "live.md").read_text()
    rows = set(re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE))
    writing = page.split("## Writing")[1].split("## Listening")[0]

    assert rows == set(EventKind.values)
    assert {kind for kind in _readers if f"`{kind}`" not in writing} == set()


def test_the_example_says_every_new_post_once(site):
    before, text = head(site), f"Heard {uuid.uuid4().hex[:8]}"
    listening = subprocess.Popen(
        [sys.executable, str(DOCS / "examples" / "follow.py"), str(site.thread)],
        env={
            "PATH": os.environ["PATH"],
            "KLANKBORD": f"http://127.0.0.1:{site.ports[0]}",
            "COOKIE": site.people["ada"]["cookie"],
        },
        stdout=subprocess.PIPE,
        text=True,
    )
    with listening, site.client("rob") as rob:
        site.post(rob, text)
        site.post(rob, "Done.")
        heard = []
        while not heard or "Done." not in heard[-1]:
            heard.append(listening.stdout.readline())
        listening.kill()

    assert [line for line in heard if text in line] == [f"{before + 1} Rob: <p>{text}</p>\n"]


@pytest.mark.parametrize("thread", ["999", "nothing"])
def test_the_example_stops_where_nothing_may_be_read(site, thread):
    done = subprocess.run(
        [sys.executable, str(DOCS / "examples" / "follow.py"), thread],
        env={
            "PATH": os.environ["PATH"],
            "KLANKBORD": f"http://127.0.0.1:{site.ports[0]}",
            "COOKIE": site.people["ada"]["cookie"],
        },
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
    )

    assert done.returncode != 0
