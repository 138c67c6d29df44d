"""The gap rules: the page's script against the model of the contract."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.discussion.client import Feed

SCRIPT = Path(__file__).parents[2] / "platform" / "live" / "static" / "live" / "feed.js"


def run(offers):
    if not shutil.which("node"):
        pytest.skip("install nodejs to run the page's scripts outside a browser")
    script = f"""
      import {{ Feed }} from "{SCRIPT}";
      const feed = new Feed(3);
      const told = [];
      for (const [seq, whole] of {json.dumps(offers)}) {{
        told.push([feed.offer(seq, whole ? {{ seq }} : undefined).map((one) => one.seq), feed.last, feed.behind]);
      }}
      console.log(JSON.stringify(told));
    """
    words = ["node", "--no-warnings", "--input-type=module", "--eval", script]
    return json.loads(subprocess.run(words, capture_output=True, text=True, check=True).stdout)


@settings(deadline=None, max_examples=12)
@given(st.lists(st.tuples(st.integers(0, 15), st.booleans()), max_size=40))
def test_the_script_and_the_model_agree(offers):
    feed = Feed(last=3, known=0)
    expected = []
    for seq, whole in offers:
        ready = feed.offer(seq, {"seq": seq} if whole else None)
        expected.append([[one["seq"] for one in ready], feed.last, feed.behind])

    assert run(offers) == expected


@given(st.permutations(range(1, 12)))
def test_any_order_comes_out_in_order(order):
    feed = Feed()

    ready = [one["seq"] for seq in order for one in feed.offer(seq, {"seq": seq})]

    assert ready == list(range(1, 12))
    assert not feed.behind
