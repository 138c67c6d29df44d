// The parts of the screen that others change. A part in which somebody is choosing or typing waits until that is done.

const BUSY = "select, input:not([type=hidden]), textarea";

export class Parts {
  // changed(name, place): a part was put in place of the old one.
  constructor({ address, changed, out, refused }) {
    Object.assign(this, { address, changed, out, refused, waiting: new Map(), busy: false, again: false });
    document.addEventListener("focusout", () => window.setTimeout(() => this.settle(), 0));
  }

  // Ask for all parts, one question at a time; what comes in between asks once more.
  async refresh() {
    if (this.busy) {
      this.again = true;
      return;
    }
    this.busy = true;
    const fine = await this.ask();
    this.busy = false;
    if (this.again || !fine) {
      this.again = false;
      window.setTimeout(() => this.refresh(), fine ? 50 : 2000 + Math.random() * 2000);
    }
  }

  async ask() {
    try {
      const answer = await fetch(this.address, { credentials: "same-origin", headers: { "X-Requested-With": "room" } });
      if (answer.redirected || answer.status === 401) return this.end(this.out);
      if (answer.status === 404) return this.end(this.refused);
      if (!answer.ok) return false;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      for (const part of page.querySelectorAll("[data-part]")) this.offer(part.dataset.part, part);
      return true;
    } catch {
      return false;
    }
  }

  end(tell) {
    tell();
    return true;
  }

  offer(name, part) {
    const there = document.querySelector(`[data-part="${name}"]`);
    if (!there) return;
    if (there.contains(document.activeElement) && document.activeElement.matches(BUSY)) this.waiting.set(name, part);
    else this.put(name, there, part);
  }

  settle() {
    for (const [name, part] of [...this.waiting]) {
      this.waiting.delete(name);
      this.offer(name, part);
    }
  }

  put(name, there, part) {
    if (bare(there) === bare(part) && name !== "stage") return;
    const open = [...there.querySelectorAll("details")].map((one) => one.open);
    const focus = there.contains(document.activeElement) ? place(there, document.activeElement) : null;
    const fresh = document.importNode(part, true);
    there.replaceWith(fresh);
    fresh.querySelectorAll("details").forEach((one, index) => {
      if (open[index]) one.open = true;
    });
    if (focus !== null) fresh.querySelectorAll("a, button, summary")[focus]?.focus({ preventScroll: true });
    this.changed(name, fresh);
  }
}

// The HTML without what differs every time.
function bare(part) {
  const copy = part.cloneNode(true);
  for (const token of copy.querySelectorAll("[name=csrfmiddlewaretoken]")) token.remove();
  for (const one of copy.querySelectorAll("details")) one.open = false;
  return copy.innerHTML.replace(/\s+/g, " ");
}

function place(there, element) {
  const index = [...there.querySelectorAll("a, button, summary")].indexOf(element);
  return index < 0 ? null : index;
}
