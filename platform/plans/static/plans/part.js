// One part of a plan: kept on this device at once, on the server 0.8 s after the last key, one request at a time.
import { draft, dropDraft, keepDraft } from "../ui/js/drafts.js";
import { drawnValues, readValues, sameValues, writeValues } from "./values.js";

const PAUSE = 800;
const WAITS = [2000, 5000, 10000, 30000];

export class Part {
  constructor(form, place) {
    this.form = form;
    this.place = place;
    this.name = place.dataset.part;
    this.key = `${form.dataset.person}.plan.${form.dataset.planEditor}.${this.name}`;
    this.timer = 0;
    this.tries = 0;
    this.busy = false;
    this.waits = false;
    this.stopped = false;
    this.conflict = place.querySelector("[data-conflict]") !== null;
    place.addEventListener("input", (event) => this.typed(event));
    place.addEventListener("click", (event) => this.chosen(event));
    this.restore();
  }

  restore() {
    const kept = draft(this.key);
    if (!kept || this.conflict) return;
    if (sameValues(kept.values, drawnValues(this.place))) return dropDraft(this.key);
    writeValues(this.place, kept.values);
    // The text belongs to the revision that it was written on; the server sees whether that is still the last.
    this.hidden("revision").value = kept.revision;
    this.hidden("was").value = "";
    this.say("restored", this.words("restored"));
    this.later(0);
  }

  typed(event) {
    if (!event.target.name || event.target.type === "file") return;
    keepDraft(this.key, { values: readValues(this.place), revision: this.hidden("revision").value });
    this.waits = true;
    if (this.conflict || this.stopped) return;
    this.say("unsaved", this.words("unsaved"));
    this.later(PAUSE);
  }

  later(wait) {
    this.waits = true;
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.send(), wait);
  }

  again() {
    if (this.waits && !this.conflict && !this.stopped) this.later(0);
  }

  pause() {
    window.clearTimeout(this.timer);
  }

  async send() {
    if (this.busy) return this.later(PAUSE);
    this.busy = true;
    const sent = readValues(this.place);
    this.say("saving", this.words("saving"));
    const answer = await this.post();
    this.busy = false;
    this.hear(answer, sent);
  }

  async post() {
    const body = new FormData();
    body.append("csrfmiddlewaretoken", this.form.querySelector("[name=csrfmiddlewaretoken]").value);
    for (const name of ["revision", "was"]) body.append(`${this.name}-${name}`, this.hidden(name).value);
    for (const [name, value] of readValues(this.place)) body.append(name, value);
    try {
      const response = await fetch(this.place.dataset.partUrl, { method: "POST", body, redirect: "manual" });
      if (response.type === "opaqueredirect") return { status: 401 };
      const json = response.headers.get("Content-Type")?.includes("json") ? await response.json() : {};
      return { status: response.status, ...json };
    } catch {
      return { status: 0 };
    }
  }

  hear(answer, sent) {
    if (answer.status === 200) return this.saved(answer, sent);
    if (answer.status === 409) return this.differs(answer);
    if (answer.status === 422) return this.say("refused", answer.sentence);
    if (answer.status === 403 || answer.status === 404) {
      this.stopped = true;
      return this.say("refused", answer.sentence || this.words("failed"));
    }
    const words = { 0: this.words("offline"), 401: this.words("loggedOut"), 429: answer.sentence };
    this.say("failed", words[answer.status] ?? this.words("failed"));
    this.later(WAITS[Math.min(this.tries++, WAITS.length - 1)]);
  }

  saved(answer, sent) {
    this.tries = 0;
    this.hidden("revision").value = answer.revision;
    this.hidden("was").value = answer.was;
    if (!sameValues(sent, readValues(this.place))) {
      keepDraft(this.key, { values: readValues(this.place), revision: answer.revision });
      return this.later(PAUSE);
    }
    this.waits = false;
    dropDraft(this.key);
    this.say("saved", answer.sentence);
    const line = this.form.querySelector("[data-saved]");
    if (line) {
      line.dataset.state = "saved";
      line.querySelector("[data-saved-text]").textContent = answer.sentence;
    }
  }

  differs(answer) {
    this.conflict = true;
    this.clearConflict();
    const place = document.createElement("div");
    place.innerHTML = answer.html;
    this.place.prepend(place.firstElementChild);
    this.newest = answer.revision;
    this.say("failed", answer.sentence);
  }

  chosen(event) {
    const choice = event.target.closest("[data-keep]")?.dataset.keep;
    const text = this.place.querySelector("textarea");
    if (!choice || !text) return;
    event.preventDefault();
    if (choice === "theirs") {
      text.value = this.place.querySelector("[data-theirs]").textContent;
      text.dispatchEvent(new Event("input", { bubbles: true }));
    }
    if (this.newest !== undefined) this.hidden("revision").value = this.newest;
    this.hidden("was").value = "";
    this.conflict = false;
    this.clearConflict();
    text.focus();
    this.later(0);
  }

  clearConflict() {
    this.place.querySelector("[data-conflict]")?.remove();
  }

  hidden(name) {
    return this.place.querySelector(`input[name="${this.name}-${name}"]`);
  }

  words(key) {
    return this.form.dataset[`words${key[0].toUpperCase()}${key.slice(1)}`];
  }

  say(state, words) {
    const line = this.place.querySelector("[data-part-state]");
    line.dataset.state = state;
    line.textContent = words;
  }
}
