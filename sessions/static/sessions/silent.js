// The three boxes of the silent step: kept on this device at once, and on the server while one types.
// What was saved on another screen is shown; nothing is overwritten.
import { dropDraft, keepDraft } from "../ui/js/drafts.js";
import { aliveTabs, leftBehind, TAB } from "../ui/js/keeping.js";

const PAUSE = 700;
const AGAIN = 4000;
const BOXES = ["strong", "concern", "what_if"];

export class Silent {
  constructor({ form, words, signed }) {
    Object.assign(this, { form, words, signed, dirty: false, busy: false, onDevice: true });
    this.said = form.querySelector("[data-silent-saved]");
    this.store = `${form.dataset.silent}.text.${TAB}`;
    for (const name of BOXES) this.box(name).addEventListener("input", () => this.changed());
    for (const other of form.querySelectorAll("[data-silent-other]")) {
      other.querySelector("[data-silent-both]").addEventListener("click", () => this.both(other));
    }
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.send(event.submitter?.name === "share");
    });
    window.addEventListener("online", () => this.dirty && this.later(0));
    window.addEventListener("beforeunload", (event) => {
      if (this.dirty && !this.onDevice) event.preventDefault();
    });
    this.recover();
  }

  box(name) {
    return this.form.elements[name];
  }

  seen(name) {
    return this.form.elements[`seen_${name}`];
  }

  tell(words) {
    if (this.said.textContent !== words) this.said.textContent = words;
  }

  later(pause) {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.send(), pause);
  }

  changed(pause = PAUSE) {
    this.dirty = true;
    const values = BOXES.map((name) => this.box(name).value);
    this.onDevice = keepDraft(this.store, { values, base: BOXES.map((name) => this.seen(name).value), at: Date.now() });
    this.later(pause);
  }

  async send(share = false) {
    window.clearTimeout(this.timer);
    if (this.busy) return this.later(PAUSE);
    this.busy = true;
    this.dirty = false;
    this.tell(this.words.saving);
    const sent = BOXES.map((name) => this.box(name).value);
    const answer = await this.post(share);
    this.busy = false;
    if (answer?.status === 200) return this.saved(answer.body, sent);
    this.dirty = true;
    this.tell(answer?.body?.reason ?? this.words.kept);
    if (answer?.status === 409 && answer.body.theirs) return this.conflict(answer.body.theirs);
    if (!answer) this.later(AGAIN);
    return undefined;
  }

  saved({ seen }, sent) {
    for (const name of BOXES) if (seen[name] !== undefined) this.seen(name).value = seen[name];
    this.tell(this.words.saved);
    if (BOXES.some((name, index) => this.box(name).value !== sent[index])) return this.changed();
    return dropDraft(this.store);
  }

  // Which of the three are otherwise on the server: shown below, to be added by hand.
  conflict(theirs) {
    for (const name of BOXES) {
      const [text, revision] = theirs[name] ?? ["", 0];
      if (String(revision) === this.seen(name).value || text === this.box(name).value) {
        this.seen(name).value = revision;
        continue;
      }
      const other = this.form.querySelector(`[data-silent-other="${name}"]`);
      other.querySelector("[data-silent-theirs]").textContent = text;
      other.dataset.revision = revision;
      other.hidden = false;
    }
    if (!this.form.querySelector("[data-silent-other]:not([hidden])")) this.later(0);
  }

  both(other) {
    const name = other.dataset.silentOther;
    const text = other.querySelector("[data-silent-theirs]").textContent;
    const mine = this.box(name).value;
    this.box(name).value = mine && text ? `${mine}\n\n${text}` : mine || text;
    this.seen(name).value = other.dataset.revision;
    other.hidden = true;
    this.changed(0);
  }

  // What a tab left behind that is no longer there: added, unless it stands there already.
  async recover() {
    for (const [, kept] of leftBehind(`${this.form.dataset.silent}.`, await aliveTabs())) {
      BOXES.forEach((name, index) => {
        const text = kept.values[index] ?? "";
        const box = this.box(name);
        if (!text || box.value.includes(text)) return;
        box.value = text.includes(box.value) ? text : `${box.value}\n\n${text}`;
        this.changed(0);
      });
      dropDraft(kept.store);
    }
  }

  async post(share) {
    const body = new FormData(this.form);
    if (share) body.set("share", "1");
    try {
      const answer = await fetch(this.form.action, {
        method: "POST",
        body,
        credentials: "same-origin",
        headers: { Accept: "application/json", "X-Requested-With": "room", ...this.signed() },
      });
      if (answer.redirected || !answer.headers.get("Content-Type")?.includes("json")) return null;
      return { status: answer.status, body: await answer.json() };
    } catch {
      return null;
    }
  }
}
