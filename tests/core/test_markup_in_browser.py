"""A real browser reads the hostile corpus, and finds nothing that could run or lead astray."""

import shutil

import pytest

from core.markup.html import REL, TAGS, to_html
from tests.core.corpus import hostile_texts

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")

INSPECT = """([texts, tags, rel]) => {
  const faults = [];
  const attributes = { A: ["href", "title", "rel"], OL: ["start"] };
  for (const text of texts) {
    const box = document.createElement("div");
    document.body.append(box);
    box.innerHTML = text;
    for (const element of box.querySelectorAll("*")) {
      if (!tags.includes(element.tagName)) faults.push([text, element.tagName]);
      for (const { name } of element.attributes) {
        if (!(attributes[element.tagName] || []).includes(name)) faults.push([text, name]);
      }
      if (element.tagName !== "A") continue;
      if (element.rel !== rel) faults.push([text, "rel"]);
      if (!element.hasAttribute("href")) continue;
      const url = new URL(element.getAttribute("href"), "https://here.example/page/");
      if (!["http:", "https:", "mailto:"].includes(url.protocol)) faults.push([text, url.href]);
      const inside = element.getAttribute("href").startsWith("/");
      if (inside && url.host !== "here.example") faults.push([text, url.href]);
    }
    const again = document.createElement("div");
    again.innerHTML = box.innerHTML;
    if (again.innerHTML !== box.innerHTML) faults.push([text, "reads differently the second time"]);
    box.remove();
  }
  return faults;
}"""


@pytest.mark.browser
@pytest.mark.skipif(not CHROMIUM, reason="no Chromium here: apt install chromium")
def test_browser_finds_nothing_forbidden():
    from playwright.sync_api import sync_playwright

    rendered = [to_html(text) for text in hostile_texts()]
    dialogs = []

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page()
        page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
        control = page.evaluate(INSPECT, [["<img src=x onerror=1>"], [], REL])
        faults = page.evaluate(INSPECT, [rendered, [tag.upper() for tag in TAGS], REL])
        browser.close()

    assert [fault for _text, fault in control] == ["IMG", "src", "onerror"]
    assert (faults, dialogs) == ([], [])
