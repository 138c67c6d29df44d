// The desk: every answer is kept by itself while somebody writes, and the page says only what is true.
import { Answer } from "./answer.js";
import { aliveTabs, leftBehind, TAB } from "../ui/js/keeping.js";
import { Teller } from "./telling.js";
import { offerCitations } from "./citing.js";
import { offerKeys } from "./keys.js";

class Desk {
  constructor(form) {
    this.form = form;
    this.place = form.dataset.draft.replace("-", ".review.");
    this.teller = new Teller(this);
    this.line = Promise.resolve();
    this.answers = new Map();
    for (const box of form.querySelectorAll("[data-answer]")) this.answers.set(box.dataset.answer, new Answer(box, this));
    this.listen();
    this.each((answer) => answer.notice());
    this.recover();
  }

  listen() {
    const answerOf = (event) => this.answers.get(event.target.closest?.("[data-answer]")?.dataset.answer);
    this.form.addEventListener("input", (event) => answerOf(event)?.changed());
    this.form.addEventListener("change", (event) => answerOf(event)?.changed(0));
    this.form.addEventListener("focusin", (event) => { this.last = answerOf(event) ?? this.last; });
    this.form.addEventListener("submit", (event) => this.submitted(event));
    for (const moment of ["online", "focus"]) window.addEventListener(moment, () => this.again());
    document.addEventListener("visibilitychange", () => (document.hidden ? this.flush() : this.again()));
    window.addEventListener("pagehide", () => this.each((answer) => answer.leave()));
    window.addEventListener("beforeunload", (event) => {
      // What this device keeps is not lost by leaving; only what it could not keep is a reason to ask.
      if ([...this.answers.values()].some((answer) => answer.dirty && !answer.onDevice)) event.preventDefault();
    });
  }

  each(what) {
    for (const answer of this.answers.values()) what(answer);
  }

  // One request at a time, in the order in which people wrote.
  inLine(work) {
    this.line = this.line.then(work, work);
    return this.line;
  }

  again() {
    this.each((answer) => answer.again());
  }

  // Everything that waits is sent now; true when the server has it all.
  async flush() {
    this.each((answer) => answer.now());
    await this.line;
    return [...this.answers.values()].every((answer) => !answer.dirty);
  }

  async recover() {
    const alive = await aliveTabs();
    for (const [key, kept] of leftBehind(`${this.place}.`, alive)) this.answers.get(key)?.recover(kept);
    this.teller.tell();
  }

  async submitted(event) {
    const button = event.submitter;
    if (this.going || event.defaultPrevented) return;
    if (button?.dataset.next === undefined && button?.dataset.check === undefined) return this.stop();
    event.preventDefault();
    event.stopImmediatePropagation();
    const all = await this.flush();
    if (button.dataset.next !== undefined) return this.next(this.last?.key);
    if (!all) return [...this.answers.values()].find((answer) => answer.dirty)?.focus();
    // Later: within the event that asks to send, a form does not send itself.
    window.setTimeout(() => this.send(button));
  }

  send(button) {
    this.going = true;
    this.form.requestSubmit(button);
    this.going = false;
  }

  // The whole form is on its way and carries every answer.
  stop() {
    this.each((answer) => answer.stop());
  }

  next(key) {
    const open = this.teller.open.filter((one) => this.answers.has(one));
    const order = [...this.answers.keys()];
    const here = order.indexOf(key);
    const next = open.find((one) => order.indexOf(one) > here) ?? open.find((one) => one !== key) ?? open[0];
    if (next) return this.answers.get(next).focus();
    this.teller.announce("done");
    document.querySelector("[data-check]")?.focus();
  }

  step(by) {
    const all = [...this.answers.values()].filter((answer) => answer.box.offsetParent !== null);
    const here = all.indexOf(this.last);
    all[here < 0 ? 0 : Math.min(Math.max(here + by, 0), all.length - 1)]?.focus();
  }
}

const form = document.querySelector("form[data-draft]");
if (form) {
  const desk = new Desk(form);
  offerCitations(desk);
  offerKeys(desk);
  form.dataset.tab = TAB;
}
