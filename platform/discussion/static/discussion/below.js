// New posts under what is on screen: a button says how many, and goes there. Nothing moves by itself.
import { toYou } from "./to_you.js";
import { say } from "./words.js";

export class Below {
  constructor({ place, me }) {
    Object.assign(this, { place, me, button: place.querySelector("button"), waiting: new Map() });
    this.eye = new IntersectionObserver((entries) => this.look(entries));
    this.button.addEventListener("click", () => this.go());
  }

  add(item, post) {
    if (item.getBoundingClientRect().top < window.innerHeight) return;
    this.waiting.set(item, toYou(post, this.me));
    this.eye.observe(item);
    this.show();
  }

  look(entries) {
    for (const { target, isIntersecting } of entries) if (isIntersecting) this.forget(target);
    this.show();
  }

  forget(item) {
    this.waiting.delete(item);
    this.eye.unobserve(item);
  }

  go() {
    const [item] = this.waiting.keys();
    item?.scrollIntoView({ block: "start" });
    item?.focus({ preventScroll: true });
  }

  show() {
    for (const item of this.waiting.keys()) if (!item.isConnected) this.forget(item);
    const count = this.waiting.size;
    const mine = [...this.waiting.values()].filter(Boolean).length;
    this.place.hidden = count === 0;
    const words = count === 1 ? say("one_below") : say("some_below", { count });
    this.button.textContent = mine ? `${words}, ${say("to_you", { count: mine })}` : words;
  }
}
