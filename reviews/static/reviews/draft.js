// Keeps a review while it is typed: one answer at a time, each with the revision that was on the screen.
// What the server has not confirmed stays in this browser, and is sent again.

const PAUSE = 800;
const AGAIN = 5000;
const PATIENCE = 3000;

function keep(form) {
  const answers = new Map();
  for (const box of form.querySelectorAll("[data-answer]")) answers.set(box.dataset.answer, new Answer(box, form));
  const answerOf = (event) => answers.get(event.target.closest?.("[data-answer]")?.dataset.answer);
  form.addEventListener("input", (event) => answerOf(event)?.changed());
  form.addEventListener("change", (event) => answerOf(event)?.changed(0));
  form.addEventListener("submit", (event) => {
    const busy = [...answers.values()].filter((answer) => answer.busy);
    for (const answer of answers.values()) answer.stop();
    if (busy.length === 0) return;
    // A save on its way raises a revision: wait for it, so that the writer is no rival of himself.
    event.preventDefault();
    event.stopImmediatePropagation();
    const patience = new Promise((resolve) => window.setTimeout(resolve, PATIENCE));
    Promise.race([Promise.all(busy.map((answer) => answer.sent)), patience]).then(() => {
      for (const answer of busy) answer.busy = false;
      form.requestSubmit(event.submitter);
    });
  });
  window.addEventListener("online", () => {
    for (const answer of answers.values()) answer.again();
  });
  window.addEventListener("beforeunload", (event) => {
    const waiting = [...answers.values()].some((answer) => answer.dirty);
    if (waiting && form.dataset.sending === undefined) event.preventDefault();
  });
}

class Answer {
  constructor(box, form) {
    this.box = box;
    this.form = form;
    this.key = box.dataset.answer;
    this.store = `draft:${form.dataset.draft}:${this.key}`;
    this.revision = box.querySelector("[data-revision]");
    this.other = box.querySelector("[data-other]");
    this.trouble = box.querySelector("[data-trouble]");
    this.timer = 0;
    this.busy = false;
    this.dirty = false;
    this.conflict = null;
    this.sent = Promise.resolve();
    box.querySelector("[data-keep-mine]")?.addEventListener("click", () => this.keepMine());
    box.querySelector("[data-take-theirs]")?.addEventListener("click", () => this.takeTheirs());
    this.recover();
  }

  values() {
    const found = [];
    for (const [name, value] of new FormData(this.form)) if (name === this.key) found.push(value);
    return found;
  }

  show(values) {
    for (const control of this.box.querySelectorAll(`[name="${CSS.escape(this.key)}"]`)) {
      if (control.type === "radio" || control.type === "checkbox") control.checked = values.includes(control.value);
      else control.value = values[0] ?? "";
      control.dispatchEvent(new Event("input", { bubbles: false }));
    }
  }

  changed(pause = PAUSE) {
    this.dirty = true;
    this.remember();
    if (!this.conflict) this.later(pause);
  }

  later(pause) {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => { this.sent = this.send(); }, pause);
  }

  again() {
    if (this.dirty && !this.conflict) this.later(0);
  }

  // The form that is being sent carries every answer.
  stop() {
    window.clearTimeout(this.timer);
    this.dirty = false;
  }

  async send() {
    if (this.busy) return this.later(PAUSE);
    this.busy = true;
    this.dirty = false;
    say("saving");
    const sent = this.values();
    const answer = await post(this.box.dataset.url, this.form, this.key, sent, this.revision.value);
    this.busy = false;
    if (!answer) return this.failed();
    if (answer.status === 200) return this.saved(answer.body, sent);
    if (answer.status === 409) return this.bothSeen(answer.body);
    this.refused(answer.body.reason);
  }

  saved(body, sent) {
    this.revision.value = body.revision;
    this.tell("");
    if (JSON.stringify(sent) === JSON.stringify(this.values())) this.forget();
    else this.changed();
    say("saved", body.saved_at);
    progress(body);
  }

  failed() {
    this.dirty = true;
    say("failed");
    this.later(AGAIN);
  }

  refused(reason) {
    this.dirty = true;
    say("failed");
    this.tell(reason);
  }

  bothSeen(body) {
    this.conflict = body;
    this.dirty = true;
    say("failed");
    this.box.querySelector("[data-theirs]").textContent = body.theirs;
    this.box.querySelector("[data-choose]").hidden = false;
    this.other.hidden = false;
  }

  settle() {
    this.revision.value = this.conflict.revision;
    this.conflict = null;
    this.other.hidden = true;
  }

  keepMine() {
    if (this.conflict) this.settle();
    this.changed(0);
  }

  takeTheirs() {
    if (!this.conflict) return;
    const value = this.conflict.value;
    this.settle();
    this.show(value === null ? [] : Array.isArray(value) ? value.map(String) : [value === true ? "on" : String(value)]);
    this.dirty = false;
    this.forget();
  }

  tell(reason) {
    this.trouble.textContent = reason ?? "";
    this.trouble.hidden = !reason;
  }

  remember() {
    try {
      localStorage.setItem(this.store, JSON.stringify(this.values()));
    } catch {
      // a full or closed store: the server is the record
    }
  }

  forget() {
    try {
      localStorage.removeItem(this.store);
    } catch {
      // as above
    }
  }

  recover() {
    let kept = null;
    try {
      kept = JSON.parse(localStorage.getItem(this.store));
    } catch {
      return;
    }
    if (!Array.isArray(kept) || JSON.stringify(kept) === JSON.stringify(this.values())) return this.forget();
    this.show(kept);
    this.changed(0);
  }
}

async function post(url, form, key, values, revision) {
  const body = new FormData();
  body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  body.set("key", key);
  body.set(`rev-${key}`, revision);
  for (const value of values) body.append(key, value);
  try {
    const answer = await fetch(url, { method: "POST", body, credentials: "same-origin", headers: { Accept: "application/json" } });
    if (answer.redirected || !answer.headers.get("Content-Type")?.includes("json")) return null;
    return { status: answer.status, body: await answer.json() };
  } catch {
    return null;
  }
}

function say(state, time = "") {
  const line = document.querySelector("[data-saved]");
  if (!line) return;
  line.dataset.state = state;
  const words = { saving: line.dataset.savingWords, saved: `${line.dataset.savedWords} ${time}`, failed: line.dataset.failedWords };
  line.querySelector("[data-saved-text]").textContent = words[state];
}

function progress(body) {
  const place = document.querySelector("[data-progress]");
  const bar = place?.querySelector("progress");
  if (!bar) return;
  bar.max = body.total;
  bar.value = body.done;
  const words = place.querySelector(".progress__words");
  if (words) words.textContent = body.progress;
}

const form = document.querySelector("form[data-draft]");
if (form) keep(form);
