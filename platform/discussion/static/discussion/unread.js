// Which posts were looked at: told to the server in ranges, and in the headings.
import { part } from "./posts.js";
import { say } from "./words.js";

const LOOKED_AT = 1000;
const TELL = 2500;

export class Unread {
  constructor({ list, numbers, address, signed, jump, all }) {
    Object.assign(this, { list, address, signed, jump, all, waiting: new Set(numbers), read: [], timers: new Map() });
    this.eye = new IntersectionObserver((entries) => this.look(entries), { threshold: [0, 0.4] });
    for (const item of list.children) this.watch(item);
    document.addEventListener("visibilitychange", () => document.hidden && this.tell());
    window.addEventListener("pagehide", () => this.tell());
    this.show();
  }

  add(item) {
    this.waiting.add(Number(item.dataset.number));
    this.watch(item);
    this.show();
  }

  watch(item) {
    if (this.waiting.has(Number(item.dataset.number))) this.eye.observe(item);
  }

  look(entries) {
    for (const { target, isIntersecting, intersectionRatio, intersectionRect } of entries) {
      const seen = isIntersecting && (intersectionRatio >= 0.4 || intersectionRect.height > window.innerHeight / 2);
      window.clearTimeout(this.timers.get(target));
      if (seen) this.timers.set(target, window.setTimeout(() => this.seen(target), LOOKED_AT));
    }
  }

  seen(item) {
    if (document.hidden) return;
    const number = Number(item.dataset.number);
    this.drop(item);
    item.dataset.seen = "";
    this.read.push([this.before(number) + 1, number]);
    const heading = part(item, "heading");
    heading.textContent = heading.textContent.replace(`, ${say("unread")}`, "");
    this.timer ??= window.setTimeout(() => this.tell(), TELL);
  }

  // Read, or gone: nobody is led there.
  drop(item) {
    this.eye.unobserve(item);
    this.waiting.delete(Number(item.dataset.number));
    this.show();
  }

  // Events between two posts have numbers too: they go with the later post, so that ranges stay few.
  before(number) {
    const numbers = [...this.list.children].map((item) => Number(item.dataset.number)).filter((one) => one < number);
    return numbers.length ? Math.max(...numbers) : number - 1;
  }

  tell() {
    window.clearTimeout(this.timer);
    this.timer = undefined;
    if (!this.read.length) return;
    const ranges = this.read.splice(0, 100);
    const body = new URLSearchParams({ ranges: JSON.stringify(ranges) });
    const headers = this.signed();
    fetch(this.address, { method: "POST", body, headers, credentials: "same-origin", keepalive: true }).catch(() =>
      this.read.push(...ranges),
    );
  }

  show() {
    const first = Math.min(...this.waiting);
    const some = this.waiting.size > 0;
    this.jump.hidden = !some;
    this.all.hidden = !some;
    if (some) this.jump.href = `#post-${first}`;
  }
}
