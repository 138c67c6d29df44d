// The one line of a page to the server: who listens to what, and how it stands. Tabs share the socket behind it.
// Listeners: { last(), event(seq, event), head(seq), refused(), snapshot(url), typing(who), counted(), reading(others) }.
import { Tabs } from "./tabs.js";

const LOOK = 5_000;

export class Line {
  constructor(address, person) {
    Object.assign(this, { topics: new Map(), watchers: new Set(), state: "connecting", lookedAt: Date.now() });
    const tell = (state) => this.tell(state);
    this.tabs = new Tabs(address, person, { wants: () => this.wants(), hear: (frame) => this.hear(frame), tell });
    this.watchTheWorld();
  }

  listen(topic, listener) {
    this.topics.set(topic, listener);
    this.tabs.want();
  }

  leave(topic) {
    this.topics.delete(topic);
    this.tabs.want();
  }

  wants() {
    const last = [...this.topics].map(([topic, listener]) => [topic, listener.last?.() ?? 0]);
    const counted = [...this.topics].filter(([, listener]) => listener.counted?.());
    return { subscribe: Object.fromEntries(last), reading: counted.map(([topic]) => topic) };
  }

  // A listener wants to be counted, or no longer.
  want() {
    this.tabs.want();
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

  say(content) {
    this.tabs.say(content);
  }

  hear(frame) {
    for (const [topic, seq] of Object.entries(frame.heads ?? {})) this.topics.get(topic)?.head?.(seq);
    const listener = this.topics.get(frame.topic ?? frame.refused ?? frame.typing ?? frame.reading);
    if (!listener) return;
    if (frame.refused) {
      this.topics.delete(frame.refused);
      listener.refused?.();
    } else if (frame.snapshot) listener.snapshot?.(frame.snapshot);
    else if (frame.typing) listener.typing?.(frame.who);
    else if (frame.reading) listener.reading?.(frame.others);
    else listener.event?.(frame.seq, frame.event);
  }

  watchTheWorld() {
    const wake = () => this.tabs.wake();
    window.addEventListener("online", wake);
    window.addEventListener("pageshow", (event) => event.persisted && wake());
    document.addEventListener("visibilitychange", () => document.hidden || wake());
    document.addEventListener("resume", wake);
    window.setInterval(() => {
      const slept = Date.now() - this.lookedAt > 3 * LOOK;
      this.lookedAt = Date.now();
      if (slept) wake();
      else this.tabs.look();
    }, LOOK);
  }
}

let one;

export function line() {
  const scheme = window.location.protocol === "https:" ? "wss:" : "ws:";
  const { person } = document.documentElement.dataset;
  one ??= new Line(`${scheme}//${window.location.host}/ws/live?as=${person ?? ""}`, person);
  return one;
}
