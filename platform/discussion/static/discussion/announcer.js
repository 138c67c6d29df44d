// One polite voice for new posts, in batches, so that a screen reader can follow or be left in peace.
import { chosen, recall, remember } from "./choices.js";
import { toYou } from "./to_you.js";
import { say } from "./words.js";

const BATCH = 1500;
const CHOICE = "klankbord-announce";

export class Announcer {
  constructor({ place, choice, me }) {
    Object.assign(this, { place, choice, me, waiting: [] });
    choice.closest("[hidden]")?.removeAttribute("hidden");
    choice.value = recall(CHOICE) ?? "all";
    choice.addEventListener("change", () => remember(CHOICE, choice.value));
    chosen(CHOICE, (value) => (choice.value = value ?? "all"));
  }

  hear(post) {
    const mine = toYou(post, this.me);
    if (this.choice.value === "off" || (this.choice.value === "mentions" && !mine)) return;
    this.waiting.push({ post, mine });
    this.timer ??= window.setTimeout(() => this.speak(), BATCH);
  }

  // "New post by Ada, post 7"; "3 new posts, 1 to you; the last is post 9".
  speak() {
    const heard = this.waiting;
    this.waiting = [];
    this.timer = undefined;
    const { author, number } = heard.at(-1).post;
    const mine = heard.filter((one) => one.mine).length;
    const words = `${heard.length === 1 ? "new_post" : "new_posts"}${mine ? "_to_you" : ""}`;
    this.place.textContent = say(words, { name: author.name, number, count: heard.length, mine });
  }
}
