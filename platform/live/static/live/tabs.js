// All tabs of one person in one browser share one socket: the tab that leads holds it, tells the others what it hears,
// and says for them what they want. Where the browser has no locks or channels, each tab has a socket of its own.
import { Lead } from "./lead.js";
import { Socket } from "./socket.js";

const ANSWER = 5_000;
const QUIET = 180_000; // a tab that nobody looks at speaks once a minute; a closed or frozen one never

export class Tabs {
  // page: { wants(): { subscribe, reading }, hear(frame), tell(state) }.
  constructor(address, person, page) {
    Object.assign(this, { address, page, id: Math.random().toString(36).slice(2), members: new Map(), state: "connecting" });
    if (!person || !navigator.locks || !window.BroadcastChannel) return this.begin();
    this.channel = new BroadcastChannel(`live-${person}`);
    this.channel.addEventListener("message", ({ data }) => (this.socket ? this.serve(data) : this.follow(data)));
    this.lead = new Lead(`live-${person}`, { begin: () => this.begin(), end: () => this.end() });
    document.addEventListener("freeze", () => this.rest());
    document.addEventListener("resume", () => this.back());
    window.addEventListener("pagehide", () => this.rest());
    window.addEventListener("pageshow", (event) => event.persisted && this.back());
  }

  begin() {
    window.clearTimeout(this.doubt);
    this.socket = new Socket(this.address, {
      opened: () => this.opened(),
      heard: (frame) => this.pass({ frame }),
      told: (state) => this.pass({ state }),
    });
  }

  end() {
    this.socket.stop();
    this.socket = null;
  }

  // To the other tabs, and to this page.
  pass(said) {
    this.state = said.state ?? this.state;
    this.channel?.postMessage(said);
    this.give(said);
  }

  give({ frame, state }) {
    if (state) this.page.tell(state);
    if (frame) this.page.hear(frame);
  }

  ask(said) {
    this.channel?.postMessage({ tab: this.id, ...said });
  }

  // Each tab says anew what it wants, from its own last number on.
  opened() {
    this.members.clear();
    this.take(this.id, this.page.wants());
    this.channel?.postMessage({ call: true });
  }

  want() {
    if (this.socket) this.take(this.id, this.page.wants());
    else this.ask({ wanted: this.page.wants() });
  }

  say(content) {
    if (this.socket) this.socket.send(content);
    else this.ask({ say: content });
  }

  wake() {
    if (this.socket) return this.socket.wake();
    this.ask({ wake: true });
    this.doubtLeader();
  }

  // Now and then.
  look() {
    if (!this.socket) {
      this.ask({ look: true });
      return this.doubtLeader();
    }
    this.socket.look();
    for (const [tab, { at }] of this.members) if (tab !== this.id && Date.now() - at > QUIET) this.drop(tab);
  }

  doubtLeader() {
    if (document.hidden) return;
    this.doubt ??= window.setTimeout(() => {
      this.doubt = undefined;
      if (!this.socket && !document.hidden) this.lead.steal();
    }, ANSWER);
  }

  // What another tab asks of the one that leads. The answer is how the line stands.
  serve({ tab, wanted, say, wake, look, bye }) {
    if (!tab) return;
    if (bye) return this.drop(tab);
    if (wanted) this.take(tab, wanted);
    else if (!this.members.has(tab)) this.channel.postMessage({ call: true });
    else this.members.get(tab).at = Date.now();
    if (say) this.socket.send(say);
    if (wake || (wanted && this.state === "out")) this.socket.wake();
    if (look) this.look();
    this.channel.postMessage({ state: this.state });
  }

  follow({ tab, frame, state, call }) {
    if (tab) return;
    window.clearTimeout(this.doubt);
    this.doubt = undefined;
    this.give({ frame, state });
    if (call) this.want();
  }

  take(tab, { subscribe, reading }) {
    const before = this.all("topics");
    this.members.set(tab, { topics: Object.keys(subscribe), reading, at: Date.now() });
    this.tell(before, subscribe);
  }

  drop(tab) {
    const before = this.all("topics");
    if (this.members.delete(tab)) this.tell(before, {});
  }

  tell(before, subscribe) {
    const now = this.all("topics");
    const unsubscribe = before.filter((topic) => !now.includes(topic));
    this.socket.send({ subscribe, unsubscribe, reading: this.all("reading") });
  }

  all(what) {
    return [...new Set([...this.members.values()].flatMap((member) => member[what]))];
  }

  // Left or frozen: another tab leads. Back: this one asks for what it missed.
  rest() {
    if (!this.socket) this.ask({ bye: true });
    this.lead.leave();
  }

  back() {
    this.lead.wait();
    this.want();
  }
}
