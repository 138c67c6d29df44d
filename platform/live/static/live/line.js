// The one connection of a page: a WebSocket for ever, and word of how it stands.
// Listeners: { last(), event(seq, event), head(seq), refused(), snapshot(url), typing(who) }.
import { Backoff } from "./backoff.js";

const SILENCE = 60_000; // the server speaks every 25 seconds
const ANSWER = 5_000;
const LOOK = 5_000;
const FAILED_BEFORE_POLL = 2;
const LOGGED_OUT = 4401;
const DEPLOY = 1012;
const DEPLOY_SPREAD = 5_000;

export class Line {
  constructor(address) {
    this.address = address;
    this.topics = new Map();
    this.watchers = new Set();
    this.backoff = new Backoff();
    this.state = "connecting";
    this.failed = 0;
    this.heardAt = Date.now();
    this.lookedAt = Date.now();
    this.watchTheWorld();
    this.open();
  }

  listen(topic, listener) {
    this.topics.set(topic, listener);
    this.subscribe([topic]);
  }

  leave(topic) {
    this.topics.delete(topic);
    this.say({ unsubscribe: [topic] });
  }

  // Hears "live", "lost", "poll" and "out"; "poll" means: use the long poll until it is "live".
  watch(watcher) {
    this.watchers.add(watcher);
    watcher(this.state);
  }

  tell(state) {
    if (this.state === state) return;
    this.state = state;
    for (const watcher of this.watchers) watcher(state);
  }

  open() {
    window.clearTimeout(this.timer);
    if (this.socket && this.socket.readyState <= WebSocket.OPEN) return;
    const socket = new WebSocket(this.address);
    this.socket = socket;
    const patience = window.setTimeout(() => socket.close(), 10_000);
    socket.addEventListener("open", () => {
      window.clearTimeout(patience);
      this.heardAt = Date.now();
      this.opened = true;
      this.subscribe([...this.topics.keys()]);
    });
    socket.addEventListener("message", (message) => this.hear(JSON.parse(message.data)));
    socket.addEventListener("close", (event) => {
      window.clearTimeout(patience);
      if (socket === this.socket) this.closed(event.code);
    });
  }

  closed(code) {
    this.socket = null;
    if (code === LOGGED_OUT) return this.tell("out");
    this.failed += 1;
    this.tell(this.failed >= FAILED_BEFORE_POLL ? "poll" : "lost");
    const wait = code === DEPLOY && this.failed === 1 ? Math.random() * DEPLOY_SPREAD : this.backoff.next();
    this.timer = window.setTimeout(() => this.open(), wait);
  }

  hear(frame) {
    this.heardAt = Date.now();
    window.clearTimeout(this.doubt);
    if (frame.heads) this.heads(frame.heads);
    const listener = this.topics.get(frame.topic ?? frame.refused ?? frame.typing);
    if (!listener) return;
    if (frame.refused) {
      this.topics.delete(frame.refused);
      listener.refused?.();
    } else if (frame.snapshot) listener.snapshot?.(frame.snapshot);
    else if (frame.typing) listener.typing?.(frame.who);
    else listener.event?.(frame.seq, frame.event);
  }

  heads(heads) {
    this.failed = 0;
    this.backoff.reset();
    this.tell("live");
    for (const [topic, seq] of Object.entries(heads)) this.topics.get(topic)?.head?.(seq);
  }

  subscribe(topics) {
    const wanted = topics.map((topic) => [topic, this.topics.get(topic)?.last?.() ?? 0]);
    if (wanted.length) this.say({ subscribe: Object.fromEntries(wanted) });
  }

  say(content) {
    if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(content));
  }

  // At once: the network came back, the page is looked at again, or the computer woke up.
  wake() {
    if (this.state === "out") this.failed = 0;
    if (!this.socket) return this.open();
    if (this.socket.readyState !== WebSocket.OPEN) return;
    this.say({ ping: 1 });
    const socket = this.socket;
    window.clearTimeout(this.doubt);
    this.doubt = window.setTimeout(() => this.replace(socket), ANSWER);
  }

  replace(socket) {
    if (socket !== this.socket) return;
    this.socket = null;
    socket.close();
    this.closed(0);
  }

  watchTheWorld() {
    window.addEventListener("online", () => this.wake());
    window.addEventListener("pageshow", (event) => event.persisted && this.wake());
    document.addEventListener("visibilitychange", () => document.hidden || this.wake());
    window.setInterval(() => {
      const now = Date.now();
      const slept = now - this.lookedAt > 3 * LOOK;
      this.lookedAt = now;
      if (slept) this.wake();
      else if (this.socket && now - this.heardAt > SILENCE) this.replace(this.socket);
    }, LOOK);
  }
}

let one;

export function line() {
  const scheme = window.location.protocol === "https:" ? "wss:" : "ws:";
  one ??= new Line(`${scheme}//${window.location.host}/ws/live`);
  return one;
}
