// How many others are writing, and whether one lets others know that of oneself.
import { chosen, recall, remember } from "./choices.js";
import { say } from "./words.js";

const STAYS = 5000;
const EVERY = 3000;
const CHOICE = "klankbord-typing";

export class Typing {
  // tell(): lets the others know that somebody writes here.
  constructor({ place, choice, tell }) {
    Object.assign(this, { place, choice, tell, writing: new Map(), told: 0 });
    choice.closest("[hidden]")?.removeAttribute("hidden");
    choice.checked = recall(CHOICE) !== "off";
    choice.addEventListener("change", () => remember(CHOICE, choice.checked ? "on" : "off"));
    chosen(CHOICE, (value) => (choice.checked = value !== "off"));
  }

  // Somebody else writes: counted until nothing was heard for a while.
  hear(who) {
    window.clearTimeout(this.writing.get(who));
    this.writing.set(who, window.setTimeout(() => this.gone(who), STAYS));
    this.show();
  }

  gone(who) {
    this.writing.delete(who);
    this.show();
  }

  show() {
    const count = this.writing.size;
    this.place.textContent = count === 0 ? "" : count === 1 ? say("one_types") : say("some_type", { count });
  }

  // One's own typing.
  typed() {
    if (!this.choice.checked || Date.now() - this.told < EVERY) return;
    this.told = Date.now();
    this.tell();
  }
}
