"""The fold over any log, in Python and in the page's script."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from discussion.reducer import ThreadView, apply, fold

STATIC = Path(__file__).parents[2] / "platform" / "discussion" / "static" / "discussion"
ACTOR = {"id": 1, "name": "Ada", "org": "", "sector": ""}


@st.composite
def logs(draw):
    """A log that the actions could have written."""
    events, posts = [], []
    for seq in range(1, draw(st.integers(1, 20)) + 1):
        of_posts = ["edit", "delete", "restore", "react", "pin", "move"]
        kinds = ["create", "arrive", "resolve", "reopen", "reveal", *(of_posts if posts else [])]
        kind = draw(st.sampled_from(kinds))
        event = {
            "seq": seq,
            "kind": kind,
            "post": None,
            "at": f"2026-06-01T10:00:{seq:02}.000Z",
            "actor": draw(st.sampled_from([ACTOR, {**ACTOR, "id": 2, "name": "Rob"}])),
        }
        if kind == "create":
            posts.append(f"post-{seq}")
            event |= {
                "post": posts[-1],
                "as": "remark",
                "reply_to": None,
                **text(seq, draw),
            }
        elif kind in ("edit", "delete", "restore"):
            event |= {"post": draw(st.sampled_from(posts))}
            event |= text(seq, draw) if kind != "delete" else {}
        elif kind == "arrive":
            posts.append(f"post-{seq}")
            event |= {"post": posts[-1], "written": written(seq), **text(seq, draw)}
        elif kind == "react":
            sign = draw(st.sampled_from(["helps", "agree", "thanks"]))
            event |= {"post": draw(st.sampled_from(posts)), "sign": sign, "on": draw(st.booleans())}
        elif kind == "pin":
            post = draw(st.sampled_from(posts))
            event |= {"post": post, "on": draw(st.booleans())}
            event |= {"number": int(post.removeprefix("post-")), "name": "Ada"}
        elif kind == "move":
            event |= {"post": draw(st.sampled_from(posts))}
        elif kind == "reveal":
            event |= {"state": draw(st.sampled_from(["open", "closed"]))}
        elif kind == "resolve":
            how = draw(st.sampled_from(["done", "not"]))
            event |= {"resolution": how, "outcome": f"Outcome {seq}"}
        events.append(event)
    return events


def text(seq, draw):
    return {"body_html": f"<p>{seq}</p>", "lang": draw(st.sampled_from(["nl", "en"]))}


def written(seq):
    """A post that was written in another thread, with what had been said of it there."""
    return {
        "id": f"post-{seq}",
        "number": seq,
        "author": {**ACTOR, "id": 3, "name": "Eva"},
        "as": "offer",
        "reply_to": None,
        "body_html": "",
        "lang": "nl",
        "state": "visible",
        "at": "2026-05-01T10:00:00.000Z",
        "edited_at": None,
        "arrived_at": f"2026-06-01T10:00:{seq:02}.000Z",
        "deleted": None,
        "reactions": {"thanks": [{"id": 1, "name": "Ada"}]},
    }


@settings(deadline=None)
@given(logs(), st.data())
def test_it_does_not_matter_where_one_begins_or_what_comes_twice(log, data):
    cut = data.draw(st.integers(0, len(log)))
    whole = fold(log)

    half = fold(log[:cut])
    for event in [*log[:cut], *log[cut:], *log]:  # all of it again, as a reconnect may send it
        half = apply(half, event)

    assert half == whole
    assert whole.head == len(log)


@settings(deadline=None, max_examples=10)
@given(logs())
def test_the_script_follows_the_same_rules(log):
    if not shutil.which("node"):
        pytest.skip("install nodejs to run the page's scripts outside a browser")
    script = f"""
      import {{ apply }} from "{STATIC / "reducer.js"}";
      let view = {{ head: 0, state: "open", resolution: "", outcome: "", resolved_by: null, resolved_at: null, pinned: [], posts: [] }};
      for (const event of {json.dumps(log)}) view = apply(view, event);
      console.log(JSON.stringify(view));
    """

    assert json.loads(node(script)) == plain(fold(log))


def node(script):
    words = ["node", "--no-warnings", "--input-type=module", "--eval", script]
    return subprocess.run(words, capture_output=True, text=True, check=True).stdout


def plain(view: ThreadView):
    return {**vars(view), "posts": list(view.posts.values())}
