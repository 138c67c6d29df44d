"""Three real pages on a real server, in a storm: in the end each page shows the log, and every text once."""

import random
import uuid

import pytest

from tests.journeys.browsers import CHROMIUM
from tests.live.crowd import whole_log
from tests.live.pages import address, cookies, write
from tests.live.storm import Storm

pytestmark = [
    pytest.mark.browser,
    pytest.mark.once,
    pytest.mark.xdist_group("live-site"),
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium here: apt install chromium"),
]
NAMES = ["rob", "ada", "pim"]
TEXTS = 6
HIGHEST_SEEN = """
export class Feed {
  constructor(last) { this.last = last; }
  offer(seq, event) {
    if (seq <= this.last || !event) return [];
    this.last = seq;
    return [event];
  }
  head() {}
  get behind() { return false; }
}
"""


SHOWN = """[...document.querySelectorAll("#posts > li[data-post]")].map((item) => [
  Number(item.dataset.number), item.querySelector("[data-part=body]").innerHTML.trim()
])"""


class Story:
    """The pages, what was typed in them, and the storm over them."""

    def __init__(self, site, browser, storm, *, reloads=0.15, feed=""):
        self.site, self.storm, self.reloads = site, storm, reloads
        self.chance = random.Random(storm.chance.random())
        self.pages, self.typed = {}, {name: [] for name in NAMES}
        self.feed = feed
        for name in NAMES:
            context = browser.new_context()
            context.add_cookies(cookies(site, name))
            self.come(name, context)
            self.pages[name].locator('#line[data-state="live"]').wait_for(timeout=30_000)

    def come(self, name, context):
        page = self.pages[name] = context.new_page()
        self.storm.over(page)
        if self.feed:
            page.route("**/live/feed*.js", other_script(self.feed))
        page.goto(address(self.site))

    def crash(self, name):
        """The tab is gone at once, and opened anew: what is in the browser's store is all that it knows."""
        context = self.pages[name].context
        self.pages[name].close()
        self.come(name, context)

    def play(self):
        self.storm.raging = True
        for name in self.chance.sample(NAMES * TEXTS, len(NAMES) * TEXTS):
            text = f"{name} {len(self.typed[name])} {uuid.uuid4().hex[:8]}"
            write(self.pages[name], text)
            kept = self.pages[name].locator("#outbox li, #posts li", has_text=text)
            kept.first.wait_for(state="attached")
            self.typed[name].append(text)
            if self.chance.random() < self.reloads:
                self.crash(self.chance.choice(NAMES))
        self.storm.end()

    def resume(self):
        """Every page notices that the network is back."""
        for page in self.pages.values():
            page.evaluate("window.dispatchEvent(new Event('online'))")

    def sent(self):
        """Nothing waits in any page any more."""
        for page in self.pages.values():
            page.locator("#outbox").wait_for(state="hidden", timeout=60_000)

    def log(self):
        """The posts of the log: number and words."""
        log = whole_log(self.site)
        assert [event["seq"] for event in log] == list(range(1, len(log) + 1))
        return [(event["seq"], event["body_html"].strip()) for event in log]

    def shown(self, name):
        return [tuple(row) for row in self.pages[name].evaluate(SHOWN)]

    def close(self):
        for page in self.pages.values():
            page.unroute_all(behavior="ignoreErrors")
            page.context.close()


def other_script(body):
    return lambda route: route.fulfill(body=body, content_type="text/javascript")


@pytest.fixture
def play(site, browser):
    """`play(Storm(1))`: three pages at a thread that nobody used, through the storm."""
    stories = []

    def through(storm, **how):
        story = Story(site.apart(), browser, storm, **how)
        stories.append(story)
        story.play()
        story.resume()
        return story

    yield through
    for story in stories:
        story.close()


def words_of(texts):
    return [f"<p>{text}</p>" for text in texts]


@pytest.mark.parametrize("seed", [1, 2])
def test_after_the_storm_every_page_shows_the_log_and_every_text_once(play, seed):
    story = play(Storm(seed))
    story.sent()
    log = story.log()

    for texts in story.typed.values():
        own = words_of(texts)
        assert [body for _number, body in log if body in own] == own
    assert len(log) == len(NAMES) * TEXTS
    for name, page in story.pages.items():
        page.locator(f'#posts > li[data-number="{len(log)}"]').wait_for(timeout=30_000)
        assert story.shown(name) == log
    assert min(story.storm.lost, story.storm.doubled, story.storm.died) > 0


def test_without_keys_posts_are_doubled(play):
    story = play(Storm(1, keys=False))
    story.sent()

    assert len(story.log()) > len(NAMES) * TEXTS


def test_who_remembers_only_the_highest_number_misses_posts(play):
    story = play(Storm(1), reloads=0, feed=HIGHEST_SEEN)
    story.pages["rob"].wait_for_timeout(3_000)  # heads tell every page each second where the log is
    log = story.log()

    assert any(len(story.shown(name)) < len(log) for name in NAMES)
