// One answer: kept on this device at once, on the server 0.8 s after the last key. When the server has
// something else than this page last saw, both texts stand side by side and the writer chooses.
import { keepDraft, dropDraft } from "../ui/js/drafts.js";
import { TAB } from "../ui/js/keeping.js";
import { beacon, post } from "./sending.js";
import { asList, drawn, join, plainly, read, same, words, write } from "./values.js";

const PAUSE = 800;
const WAITS = [2000, 5000, 10000, 30000];
const HOPELESS = new Set(["refused", "stopped"]);

export class Answer {
  constructor(box, desk) {
    this.box = box;
    this.desk = desk;
    this.key = box.dataset.answer;
    this.store = `${desk.place}.${this.key}.${TAB}`;
    this.revision = box.querySelector("[data-revision]");
    this.was = box.querySelector("[data-was]");
    this.both = box.querySelector("[data-other]");
    this.timer = 0;
    this.tries = 0;
    this.state = "clean";
    this.onDevice = true;
    this.unheard = []; // sent, and no answer was heard: the server may have it
    this.strays = []; // texts that other tabs left behind
    this.conflict = null;
    for (const button of box.querySelectorAll("[data-keep]")) button.addEventListener("click", () => this.choose(button.dataset.keep));
    if (!this.both.hidden) box.querySelector("[data-without-script]").hidden = false;
  }

  get dirty() {
    return this.state !== "clean";
  }

  values() {
    return read(this.box, this.key);
  }

  changed(pause = PAUSE) {
    this.remember();
    if (this.conflict) return;
    this.become("unsaved");
    this.later(pause);
  }

  // What was typed before this script had come, or what the browser filled in again, is kept like all else.
  notice() {
    if (!same(this.values(), drawn(this.box, this.key))) this.changed();
  }

  remember() {
    this.onDevice = keepDraft(this.store, { values: this.values(), base: this.revision.value, at: Date.now() });
  }

  later(pause) {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.now(), pause);
  }

  now() {
    window.clearTimeout(this.timer);
    if (!this.dirty || this.conflict || this.waiting) return;
    this.waiting = true;
    this.desk.inLine(() => this.send());
  }

  again() {
    if (this.dirty && !this.conflict && !HOPELESS.has(this.state)) this.later(0);
  }

  stop() {
    window.clearTimeout(this.timer);
  }

  // The page goes away: one last try that needs no answer. The device keeps the text until the server confirmed it.
  leave() {
    if (!this.dirty || this.conflict || HOPELESS.has(this.state) || this.state === "out") return;
    const sent = this.values();
    if (beacon(this.box.dataset.url, this.body(sent))) this.unheard.push(sent);
  }

  body(values) {
    const body = new FormData();
    body.set("csrfmiddlewaretoken", this.desk.form.elements.csrfmiddlewaretoken.value);
    body.set("key", this.key);
    body.set(`rev-${this.key}`, this.revision.value);
    for (const value of values) body.append(this.key, value);
    return body;
  }

  async send() {
    this.waiting = false;
    if (!this.dirty || this.conflict) return;
    this.become("saving");
    const sent = this.values();
    const answer = await post(this.box.dataset.url, () => this.body(sent), this.desk.form);
    if (answer.status === 200) return this.saved(answer.body, sent);
    if (answer.status === 409) return this.differs(answer.body, sent);
    if (answer.status === 401) return this.failed("out");
    if (answer.body?.reason && (answer.status === 422 || answer.status === 403)) return this.refused(answer.status, answer.body.reason, sent);
    if (answer.status === 400 || answer.status === 413) return this.refused(answer.status, this.desk.teller.words("tooMuch"), sent);
    if (answer.status === 0) this.unheard.push(sent);
    this.failed(answer.status === 0 ? "offline" : "failed");
  }

  saved(body, sent) {
    this.tries = 0;
    this.unheard = [];
    this.trouble("");
    this.revision.value = body.revision;
    this.was.value = body.was;
    this.desk.teller.hear(body);
    if (!same(sent, this.values())) return this.changed();
    dropDraft(this.store);
    this.become("clean");
    this.offerStray();
  }

  // Nothing is in conflict with oneself: what stands there may be what this page sent without hearing back.
  differs(body, sent) {
    const theirs = asList(body.value);
    if (this.unheard.some((values) => same(values, theirs))) {
      this.revision.value = body.revision;
      this.was.value = body.was;
      this.unheard = [];
      return this.changed(0);
    }
    this.show({ values: theirs, words: body.theirs, revision: body.revision, was: body.was }, sent);
  }

  refused(status, reason, sent) {
    this.trouble(reason);
    if (!same(sent, this.values())) return this.changed();
    this.become(status === 403 ? "stopped" : "refused");
  }

  failed(state) {
    this.become(state);
    this.later(WAITS[Math.min(this.tries++, WAITS.length - 1)]);
  }

  show(conflict) {
    this.conflict = conflict;
    this.box.querySelector("[data-theirs]").textContent = conflict.words;
    this.box.querySelector("[data-mine]").textContent = words(this.box, this.key);
    this.box.querySelector("[data-without-script]").hidden = true;
    this.box.querySelector("[data-choose]").hidden = false;
    this.box.querySelector('[data-keep="both"]').hidden = join(this.box, this.key, conflict.values) === null;
    this.both.hidden = false;
    this.remember();
    this.become("conflict");
  }

  choose(choice) {
    const { conflict } = this;
    if (!conflict) return;
    if (choice === "theirs") write(this.box, this.key, conflict.values);
    if (choice === "both") write(this.box, this.key, join(this.box, this.key, conflict.values));
    if (conflict.revision !== undefined) {
      this.revision.value = conflict.revision;
      this.was.value = conflict.was;
    }
    this.conflict = null;
    this.unheard = [];
    this.both.hidden = true;
    if (conflict.stray) dropDraft(conflict.stray);
    this.changed(0);
    this.focus();
  }

  // What a tab left behind that is no longer there: the newest comes back in the box with the revision on
  // which it was written; older ones are shown beside it, one after another.
  recover({ store, values, base }) {
    if (same(values, drawn(this.box, this.key)) || same(values, this.values())) return dropDraft(store);
    if (this.dirty) return this.strays.push({ store, values });
    write(this.box, this.key, values);
    this.revision.value = base;
    this.was.value = "";
    this.remember();
    if (store !== this.store && this.onDevice) dropDraft(store);
    this.become("restored");
    this.later(0);
  }

  offerStray() {
    const stray = this.strays.shift();
    if (!stray) return;
    if (same(stray.values, this.values())) {
      dropDraft(stray.store);
      return this.offerStray();
    }
    this.show({ values: stray.values, words: plainly(this.box, this.key, stray.values), stray: stray.store });
  }

  trouble(reason) {
    const line = this.box.querySelector("[data-trouble]");
    line.textContent = reason ?? "";
    line.hidden = !reason;
  }

  focus() {
    for (let place = this.box.closest("details"); place; place = place.parentElement.closest("details")) place.open = true;
    const controls = [...this.box.querySelectorAll("input:not([type=hidden]), select, textarea")];
    (controls.find((control) => control.checked) ?? controls[0])?.focus({ preventScroll: true });
    this.box.scrollIntoView({ block: "center" });
  }

  become(state) {
    this.state = state;
    this.box.dataset.state = state;
    this.desk.teller.tell();
  }
}
