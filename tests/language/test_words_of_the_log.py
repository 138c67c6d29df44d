"""The log says in words what somebody did."""

import re
from pathlib import Path

from audit import reading
from deploy.messages import sources

RECORDED = re.compile(r'(?:record|_record|_log)\(\s*"([a-z_]+\.[a-z_]+)"')
SAID_ELSEWHERE = {"programme.started"}  # a note for administrators alone


def test_every_verb_has_its_words():
    code = [path for path in sources() if path.suffix == ".py"]
    recorded = {verb for path in code for verb in RECORDED.findall(Path(path).read_text())}

    assert len(recorded) > 30
    assert recorded - set(reading._verbs) - SAID_ELSEWHERE == set()
