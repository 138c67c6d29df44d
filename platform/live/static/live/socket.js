// One WebSocket for ever: it opens, fails, waits and opens again, and says how it stands.
import { Backoff } from "./backoff.js";

const SILENCE = 60_000; // the server speaks every 25 seconds
const ANSWER = 5_000;
const PATIENCE = 10_000;
const FAILED_BEFORE_POLL = 2;
const LOGGED_OUT = 4401;
const DEPLOY = 1012;
const DEPLOY_SPREAD = 5_000;

export class Socket {
  // opened(): one may speak now; heard(frame); told(state): "live", "lost", "poll" or "out".
  constructor(address, { opened, heard, told }) {
    Object.assign(this, { address, opened, heard, told, backoff: new Backoff(), failed: 0, dueAt: 0 });
    this.open();
  }

  open() {
    window.clearTimeout(this.timer);
    if (this.ended || this.way) return;
    const way = new WebSocket(this.address);
    this.way = way;
    this.heardAt = Date.now();
    const patience = window.setTimeout(() => this.replace(way), PATIENCE); // whatever hangs may not even hear that it is closed
    way.addEventListener("open", () => {
      window.clearTimeout(patience);
      if (way === this.way) this.opened();
    });
    way.addEventListener("message", (message) => way === this.way && this.hear(JSON.parse(message.data)));
    way.addEventListener("close", (event) => {
      window.clearTimeout(patience);
      if (way === this.way) this.closed(event.code);
    });
  }

  closed(code) {
    this.way = null;
    this.dueAt = Infinity;
    if (code === LOGGED_OUT) return this.told("out");
    this.failed += 1;
    this.told(this.failed >= FAILED_BEFORE_POLL ? "poll" : "lost");
    const wait = code === DEPLOY && this.failed === 1 ? Math.random() * DEPLOY_SPREAD : this.backoff.next();
    this.dueAt = Date.now() + wait;
    this.timer = window.setTimeout(() => this.open(), wait);
  }

  hear(frame) {
    this.heardAt = Date.now();
    window.clearTimeout(this.doubt);
    if (frame.heads) {
      this.failed = 0;
      this.backoff.reset();
      this.told("live");
    }
    this.heard(frame);
  }

  send(content) {
    if (this.way?.readyState === WebSocket.OPEN) this.way.send(JSON.stringify(content));
  }

  // At once: the network came back, the page is looked at again, or the computer woke up.
  wake() {
    if (!this.way) return this.open();
    if (this.way.readyState !== WebSocket.OPEN) return;
    this.send({ ping: 1 });
    const { way } = this;
    window.clearTimeout(this.doubt);
    this.doubt = window.setTimeout(() => this.replace(way), ANSWER);
  }

  // Now and then: a browser slows the timers of a tab that nobody looks at, so others may call this too.
  look() {
    if (this.way && Date.now() - this.heardAt > SILENCE) this.replace(this.way);
    else if (!this.way && Date.now() >= this.dueAt) this.open();
  }

  replace(way) {
    if (way !== this.way) return;
    this.way = null;
    way.close();
    this.closed(0);
  }

  stop() {
    this.ended = true;
    window.clearTimeout(this.timer);
    window.clearTimeout(this.doubt);
    this.way?.close();
    this.way = null;
  }
}
