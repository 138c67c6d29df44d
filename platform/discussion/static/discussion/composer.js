// The form in which a post is written: sends through the outbox, and gives text back when it is refused.
import { part } from "./posts.js";
import { say } from "./words.js";

export class Composer {
  constructor({ form, draft, outbox, posts, typed, preview, signed }) {
    Object.assign(this, { form, draft, outbox, posts, preview, signed });
    this.box = form.elements.body;
    this.answering = document.getElementById("answering");
    this.state = document.getElementById("composer-state");
    form.dataset.submitMany = "";
    form.addEventListener("submit", (event) => this.send(event));
    this.box.addEventListener("input", typed);
    this.box.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
    });
    document.addEventListener("click", (event) => this.chooseAnswer(event));
  }

  async send(event) {
    event.preventDefault();
    const body = this.box.value;
    if (!body.trim()) {
      this.tell(say("empty"));
      this.box.focus();
      return;
    }
    if (!(await this.everybodyReads(body))) return;
    const { reply_to: replyTo, post_kind: kind } = this.form.elements;
    const payload = { body, post_kind: kind.value, reply_to: replyTo.value || null };
    this.clear();
    await this.outbox.add(payload);
  }

  // Names of who does not read along are shown once; sending the same text again sends it. Without connection it goes.
  async everybodyReads(body) {
    if (!body.includes("@") || this.shown === body) return true;
    const request = { method: "POST", body: new URLSearchParams({ body }), headers: this.signed(), credentials: "same-origin" };
    const answer = await fetch(this.preview, request).catch(() => null);
    const { not_told: names = [] } = answer?.ok ? await answer.json() : {};
    if (!names.length) return true;
    this.shown = body;
    this.tell(say("not_along", { names: names.join(", ") }));
    return false;
  }

  clear() {
    this.box.value = "";
    this.form.elements.post_kind.value = "remark";
    this.answer(null);
    this.draft.done();
    this.tell("");
  }

  // A refused text goes back where it was typed, unless something else stands there by now.
  back(row) {
    this.tell(say("not_sent", { reason: row.reason }));
    if (this.box.value.trim()) return false;
    this.put(row.payload);
    return true;
  }

  put(payload) {
    this.box.value = payload.body;
    this.form.elements.post_kind.value = payload.post_kind;
    this.form.elements.reply_to.value = payload.reply_to ?? "";
    this.draft.keep();
    this.box.focus();
  }

  tell(words) {
    this.state.textContent = words;
  }

  chooseAnswer(event) {
    const link = event.target.closest('[data-part="reply"] a, #answer-nobody');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    this.answer(link.closest("[data-post]"));
    this.box.focus();
    this.form.scrollIntoView({ block: "nearest" });
  }

  answer(item) {
    this.form.elements.reply_to.value = item?.dataset.post ?? "";
    this.answering.hidden = !item;
    if (!item) return;
    const name = part(item, "author").querySelector(".person__name").textContent;
    part(this.answering, "words").textContent = say("answering", { number: item.dataset.number, name });
  }
}
