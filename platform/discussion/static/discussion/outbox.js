// What was written and is not in the log yet: one after the other, with the same key on every try.
import { Backoff } from "../live/backoff.js";
import { say } from "./words.js";
import { openStore } from "./store.js";

export class Outbox {
  // sent(row, answer); refused(row), true when its text found a place; out(): what the page does with each outcome.
  constructor({ list, all, thread, person, address, token, sent, refused, out }) {
    Object.assign(this, { list, all, thread, person, address, token, sent, refused, out });
    this.backoff = new Backoff({ first: 1000 });
    this.items = new Map();
    all.querySelector("button").addEventListener("click", () => this.retry());
    // The socket may call before the store is open: everybody waits for it.
    this.opened = openStore().then((store) => (this.store = store));
  }

  async start() {
    for (const row of await this.mine()) this.show(row);
    this.go();
  }

  async mine() {
    await this.opened;
    const rows = await this.store.all();
    return rows.filter((row) => row.thread === this.thread && row.person === this.person).sort((a, b) => a.id - b.id);
  }

  async add(payload) {
    await this.opened;
    const row = await this.store.add({ thread: this.thread, person: this.person, key: newKey(), payload, reason: "" });
    this.show(row);
    this.go();
  }

  // Everything that waits, at once: who asks for it does not want to wait for the next try.
  retry() {
    this.backoff.reset();
    this.go();
  }

  go() {
    window.clearTimeout(this.timer);
    this.again = Boolean(this.turn);
    // One tab at a time, so that the order stays and nothing is in flight twice.
    this.turn ??= locked(`outbox-${this.person}-${this.thread}`, () => this.empty()).finally(() => {
      this.turn = null;
      if (this.again) this.go();
    });
  }

  async empty() {
    for (;;) {
      const row = (await this.mine()).find((one) => !one.reason);
      if (!row) return;
      this.say(row, "sending");
      const outcome = await this.send(row);
      if (outcome !== "done") {
        this.say(row, outcome);
        this.all.hidden = false;
        if (outcome === "waiting") this.timer = window.setTimeout(() => this.go(), this.backoff.next());
        return;
      }
      this.backoff.reset();
    }
  }

  async send(row) {
    let answer;
    try {
      answer = await fetch(this.address, {
        method: "POST",
        headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": this.token() },
        credentials: "same-origin",
        body: JSON.stringify({ key: row.key, kind: "post", ...row.payload }),
      });
    } catch {
      return "waiting";
    }
    if (answer.status >= 500 || answer.status === 429) return "waiting";
    const body = await answer.json().catch(() => ({}));
    if (answer.status === 401) {
      this.out();
      return "logged_out";
    }
    if (!answer.ok) {
      await this.keepRefused({ ...row, reason: body.detail || say("refused_word") });
      return "done";
    }
    await this.store.remove(row);
    this.sent(row, body);
    this.hide(row);
    return "done";
  }

  // The text goes back to where it was typed; when something else stands there by now, it waits here.
  async keepRefused(row) {
    if (this.refused(row)) return this.drop(row);
    await this.store.change(row);
    return this.show(row);
  }

  // Its event came over the socket before the answer to the request: it is in the log, so it is done.
  async arrived(key) {
    const row = (await this.mine()).find((one) => one.key === key);
    if (row) await this.drop(row);
  }

  show(row) {
    const item = this.items.get(row.id) ?? document.createElement("li");
    item.className = "post post--waiting";
    item.dataset.key = row.key;
    const text = document.createElement("p");
    text.className = "post__body";
    text.textContent = row.payload.body;
    const state = document.createElement("p");
    state.className = "quiet";
    state.dataset.part = "state";
    item.replaceChildren(text, state);
    this.items.set(row.id, item);
    if (row.reason) {
      state.textContent = say("not_sent", { reason: row.reason });
      item.append(this.button("take_back", () => this.take(row)), this.button("throw_away", () => this.drop(row)));
    } else this.say(row, "sending");
    if (!item.isConnected) this.list.append(item);
    this.list.hidden = false;
  }

  say(row, state) {
    const place = this.items.get(row.id)?.querySelector('[data-part="state"]');
    if (place && place.textContent !== say(state)) place.textContent = say(state);
  }

  button(words, act) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "nl-button nl-button--subtle button--small";
    button.textContent = say(words);
    button.addEventListener("click", act);
    return button;
  }

  async take(row) {
    await this.drop(row);
    this.taken(row);
  }

  async drop(row) {
    await this.store.remove(row);
    this.hide(row);
  }

  hide(row) {
    this.items.get(row.id)?.remove();
    this.items.delete(row.id);
    this.list.hidden = this.items.size === 0;
    if (this.list.hidden) this.all.hidden = true;
  }
}

function locked(name, work) {
  return navigator.locks ? navigator.locks.request(name, work) : work();
}

export function newKey() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
