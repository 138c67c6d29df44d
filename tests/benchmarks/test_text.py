"""What the safe way to HTML costs beside the bare libraries."""

import time

import bleach
import markdown
import pytest

from core.text.render import render
from tests.benchmarks.measure import compare

pytestmark = pytest.mark.benchmark
PARAGRAPH = "Een **plan** met [een bron](https://example.org/a), een lijst:\n\n- een\n- twee\n\n"


@pytest.mark.parametrize("kilobytes", [1, 10])
def test_a_text_of_this_size(kilobytes):
    source = (PARAGRAPH * 400)[: kilobytes * 1000]

    compare(
        f"text of {kilobytes} kB / Markdown and bleach in this process",
        lambda: render(source),
        lambda: bleach.clean(markdown.markdown(source)),
        target="1.3x",
    )


def test_a_hostile_text_costs_two_seconds_at_most():
    hostile = "[" * 19_999

    compare(
        "hostile text of 20 kB / the limit of two seconds",
        lambda: render(hostile),
        lambda: time.sleep(2),
        rounds=1,
        target="1.1x",
    )
