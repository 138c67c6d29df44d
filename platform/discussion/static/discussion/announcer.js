// One polite voice for new posts, in batches, so that a screen reader can follow or be left in peace.
import { names } from "./posts.js";
import { say } from "./words.js";

const BATCH = 1500;
const CHOICE = "klankbord-announce";

export class Announcer {
  constructor({ place, choice, me }) {
    Object.assign(this, { place, choice, me, waiting: [] });
    choice.closest("[hidden]")?.removeAttribute("hidden");
    choice.value = read(CHOICE) ?? "all";
    choice.addEventListener("change", () => write(CHOICE, choice.value));
  }

  hear(post) {
    if (this.choice.value === "off") return;
    if (this.choice.value === "mentions" && !names(post, this.me)) return;
    this.waiting.push(post);
    this.timer ??= window.setTimeout(() => this.speak(), BATCH);
  }

  speak() {
    const posts = this.waiting;
    this.waiting = [];
    this.timer = undefined;
    const last = posts.at(-1);
    this.place.textContent =
      posts.length === 1
        ? say("new_post", { name: last.author.name, number: last.number })
        : say("new_posts", { count: posts.length, number: last.number });
  }
}

function read(key) {
  try {
    return window.localStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key, value) {
  try {
    window.localStorage.setItem(key, value);
  } catch {
    // private browsing: it holds for this page
  }
}
