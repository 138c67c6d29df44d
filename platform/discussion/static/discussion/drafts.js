// An unfinished text: at once in this browser, a little later on the server, so that it follows to another device.
import { chosen } from "./choices.js";

const PAUSE = 1500;

export class Draft {
  constructor({ box, address, signed, name, out }) {
    Object.assign(this, { box, address, signed, name, out });
    const kept = this.local();
    if (kept && kept !== box.value) {
      box.value = kept;
      box.dispatchEvent(new Event("input", { bubbles: true }));
    }
    box.addEventListener("input", () => this.keep());
    window.addEventListener("pagehide", () => this.timer && this.send());
    // Another tab sent, or threw away, the very text that stands here too.
    chosen(name, (text, before) => {
      if (!text && before === box.value) box.value = "";
    });
  }

  keep() {
    this.remember(this.box.value);
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.send(), PAUSE);
  }

  async send() {
    window.clearTimeout(this.timer);
    this.timer = undefined;
    const body = new URLSearchParams({ body: this.box.value });
    const headers = { ...this.signed(), Accept: "application/json" };
    const request = { method: "POST", body, headers, credentials: "same-origin", keepalive: body.toString().length < 60_000 };
    const answer = await fetch(this.address, request).catch(() => null);
    if (answer?.status === 401) this.out();
  }

  // The text became a post: the server drops its copy together with the post.
  done() {
    window.clearTimeout(this.timer);
    this.timer = undefined;
    this.remember("");
  }

  local() {
    try {
      return window.localStorage.getItem(this.name) ?? "";
    } catch {
      return "";
    }
  }

  remember(text) {
    try {
      if (text) window.localStorage.setItem(this.name, text);
      else window.localStorage.removeItem(this.name);
    } catch {
      // private browsing: the server keeps it
    }
  }
}
