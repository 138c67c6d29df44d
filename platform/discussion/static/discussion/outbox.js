// What was written and is not in the log yet: one after the other, with the same key on every try.
// All tabs of one thread show and send the same rows, so that what waits in a tab that was closed still goes.
import { Backoff } from "../live/backoff.js";
import { newKey } from "./keys.js";
import { openStore } from "./store.js";
import { inTurn } from "./turns.js";
import { Waiting } from "./waiting.js";
import { say } from "./words.js";

const PATIENCE = 30_000;

export class Outbox {
  // sent(answer, own); refused(row), true when its text found a place; out(): what the page does with each outcome.
  constructor({ list, all, thread, person, address, signed, sent, refused, out }) {
    Object.assign(this, { thread, person, address, signed, sent, refused, out, own: new Set() });
    this.name = `outbox-${person}-${thread}`;
    this.backoff = new Backoff({ first: 1000 });
    const [again, take, drop] = [() => this.retry(), (row) => this.take(row), (row) => this.drop(row)];
    this.waiting = new Waiting({ list, all, again, take, drop });
    this.channel = window.BroadcastChannel && new BroadcastChannel(this.name);
    this.channel?.addEventListener("message", ({ data }) => this.hear(data));
    document.addEventListener("resume", () => this.start());
    // The socket may call before the store is open: everybody waits for it.
    this.opened = openStore().then((store) => (this.store = store));
  }

  // What waits here, from before or from another tab.
  async start() {
    const rows = await this.mine();
    this.waiting.show(rows);
    for (const row of rows) if (row.reason && this.own.delete(row.key) && this.refused(row)) await this.drop(row);
    if (rows.some((row) => !row.reason)) this.go();
  }

  async mine() {
    await this.opened;
    const rows = await this.store.all();
    return rows.filter((row) => row.thread === this.thread && row.person === this.person).sort((a, b) => a.id - b.id);
  }

  async add(payload) {
    await this.opened;
    const row = await this.store.add({ thread: this.thread, person: this.person, key: newKey(), payload, reason: "" });
    this.own.add(row.key);
    this.waiting.add(row);
    this.tell({ changed: true });
    this.go();
  }

  // Another tab: how a row stands, that one was sent, or that the rows are others now.
  hear({ key, state, answer }) {
    if (state) return this.waiting.say(key, state);
    if (answer) this.sent(answer, this.own.has(key));
    return this.start();
  }

  tell(said) {
    this.channel?.postMessage(said);
  }

  // Everything that waits, at once: who asks for it does not want to wait for the next try.
  retry() {
    this.backoff.reset();
    this.go();
  }

  go() {
    window.clearTimeout(this.timer);
    this.again = Boolean(this.turn);
    this.turn ??= inTurn(this.name, () => this.empty()).finally(() => {
      this.turn = null;
      if (this.again) this.go();
    });
  }

  async empty() {
    for (;;) {
      const row = (await this.mine()).find((one) => !one.reason);
      if (!row) return;
      this.stands(row, "sending");
      const outcome = await this.send(row);
      if (outcome !== "done") {
        this.stands(row, outcome);
        if (outcome === "waiting") this.timer = window.setTimeout(() => this.go(), this.backoff.next());
        return;
      }
      this.backoff.reset();
    }
  }

  stands({ key }, state) {
    this.waiting.say(key, state);
    this.tell({ key, state });
  }

  async send(row) {
    let answer;
    try {
      answer = await fetch(this.address, {
        method: "POST",
        headers: { "Content-Type": "application/json", Accept: "application/json", ...this.signed() },
        credentials: "same-origin",
        body: JSON.stringify({ key: row.key, kind: "post", ...row.payload }),
        signal: AbortSignal.timeout?.(PATIENCE),
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
    if (answer.ok) await this.done(row, body);
    else await this.keepRefused({ ...row, reason: body.detail || say("refused_word") });
    return "done";
  }

  async done(row, answer) {
    await this.store.remove(row);
    this.sent(answer, this.own.has(row.key));
    this.waiting.hide(row.key);
    this.tell({ key: row.key, answer });
  }

  // The text goes back to where it was typed; when something else stands there by now, or nobody is there, it waits here.
  async keepRefused(row) {
    if (this.own.delete(row.key) && this.refused(row)) return this.drop(row);
    await this.store.change(row);
    this.waiting.add(row);
    return this.tell({ changed: true });
  }

  // Its event came over the socket before the answer to the request: it is in the log, so it is done.
  async arrived(key) {
    if (!this.waiting.has(key)) return;
    const row = (await this.mine()).find((one) => one.key === key);
    if (row) await this.drop(row);
  }

  async take(row) {
    await this.drop(row);
    this.taken(row);
  }

  async drop(row) {
    await this.store.remove(row);
    this.waiting.hide(row.key);
    this.tell({ changed: true });
  }
}
