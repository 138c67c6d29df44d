"""A page that missed a post asks for it, and asks again when the answer hangs or is already old: in a browser."""

import json

import pytest

from tests.live.pages import BROWSER, sees_each_once, words, write

pytestmark = BROWSER


class Missing:
    """A line that loses every event, and that says once, or always, how far the log is."""

    def __init__(self, *, heads_once):
        self.heads_once, self.began, self.told = heads_once, False, False
        self.questions = []

    def over(self, page):
        page.route_web_socket("**/ws/live*", self._relay)
        page.route("**/events?*", self._question)

    def _relay(self, near):
        far = near.connect_to_server()
        far.on_message(lambda text: self._pass(near, json.loads(text), text))

    def _pass(self, near, frame, text):
        if not self.began:
            near.send(text)
        elif "heads" in frame and self.is_news(frame["heads"]) and not self.told:
            self.told = self.heads_once
            near.send(text)

    def is_news(self, heads):
        return any(name.startswith("thread:") and seq > self.head for name, seq in heads.items())

    def _question(self, route):
        self.questions.append(route)
        if len(self.questions) > 1:
            route.continue_()
        elif self.heads_once:
            route.fulfill(json={"head": self.head, "events": []})  # as it was a moment before


def _missed(visit, missing):
    """Pim's page, after Ada wrote what its line has lost."""
    pim, ada = visit("pim", before=missing.over), visit("ada")
    missing.head = pim.evaluate(
        "JSON.parse(document.getElementById('thread-state').textContent).view.head"
    )
    missing.began = True
    text = words()
    write(ada, text)
    return pim, text


@pytest.mark.parametrize("heads_once", [False, True], ids=["no answer", "an old answer"])
def test_a_question_that_brought_nothing_is_asked_again(visit, heads_once):
    missing = Missing(heads_once=heads_once)

    pim, text = _missed(visit, missing)

    sees_each_once(pim, [text])
    assert len(missing.questions) == 2
    assert pim.complaints == []
