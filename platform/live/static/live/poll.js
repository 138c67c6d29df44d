// The same log without a socket: a request that waits for the next event.
import { Backoff } from "./backoff.js";

const WAIT = 25; // seconds
const PATIENCE = 10_000; // beyond that wait, until an answer begins: what hangs is given up, and asked again

export class Poll {
  // listener: { last(), event(seq, event), head(seq), refused(), out() }
  constructor(address, listener) {
    Object.assign(this, { address, listener, running: false, backoff: new Backoff({ first: 1000 }) });
  }

  start() {
    if (this.running) return;
    this.running = true;
    this.turn();
  }

  stop() {
    this.running = false;
    this.request?.abort();
    window.clearTimeout(this.timer);
  }

  async turn() {
    const began = Date.now();
    const outcome = await this.ask(WAIT);
    if (!this.running || outcome === "end") return;
    // A server that cannot wait answers at once: then we wait.
    const pause = outcome === "fine" ? (Date.now() - began < 500 ? 2000 : 0) : this.backoff.next();
    this.timer = window.setTimeout(() => this.turn(), pause);
  }

  // Ask once for what comes after the last one; more than one page when there is more.
  async ask(wait = 0) {
    try {
      for (;;) {
        const answer = await this.answer(wait);
        if (answer.status === 401) return this.end("out");
        if (answer.status === 404) return this.end("refused");
        if (!answer.ok) return "failed";
        const { head, events } = await answer.json();
        for (const event of events) this.listener.event(event.seq, event);
        this.listener.head?.(head);
        this.backoff.reset();
        if (events.length < 200) return "fine";
        wait = 0;
      }
    } catch {
      return "failed";
    }
  }

  async answer(wait) {
    const request = new AbortController();
    this.request = request;
    const patience = window.setTimeout(() => request.abort(), wait * 1000 + PATIENCE);
    const query = `after=${this.listener.last()}&limit=200${wait ? `&wait=${wait}` : ""}`;
    try {
      return await fetch(`${this.address}?${query}`, {
        headers: { Accept: "application/json" },
        credentials: "same-origin",
        signal: request.signal,
      });
    } finally {
      window.clearTimeout(patience);
    }
  }

  end(how) {
    this.running = false;
    this.listener[how]?.();
    return "end";
  }
}
