// How many others have this conversation open. Whoever does not want to be counted does not see the number either.
import { chosen, recall, remember } from "./choices.js";
import { say } from "./words.js";

const CHOICE = "klankbord-reading";
const MOST = 99;

export class Along {
  // changed(): the server is to count this reader, or no longer.
  constructor({ place, choice, changed }) {
    Object.assign(this, { place, choice, changed });
    choice.closest("[hidden]")?.removeAttribute("hidden");
    choice.checked = recall(CHOICE) !== "off";
    choice.addEventListener("change", () => this.choose());
    chosen(CHOICE, (value) => {
      choice.checked = value !== "off";
      this.told();
    });
  }

  get counted() {
    return this.choice.checked;
  }

  choose() {
    remember(CHOICE, this.counted ? "on" : "off");
    this.told();
  }

  told() {
    this.hear(0);
    this.changed();
  }

  hear(others) {
    const count = this.counted ? others : 0;
    const words = count === 1 ? "one_along" : count < MOST ? "some_along" : "many_along";
    this.place.hidden = count === 0;
    this.place.textContent = count ? say(words, { count }) : "";
  }
}
