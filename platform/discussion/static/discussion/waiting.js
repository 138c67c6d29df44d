// What was written and is not in the log yet, as one sees it: each text with how it stands, and a button for all.
import { say } from "./words.js";

export class Waiting {
  // again(): send all now; take(row): change the text; drop(row): throw it away.
  constructor({ list, all, again, take, drop }) {
    Object.assign(this, { list, all, take, drop, items: new Map() });
    all.querySelector("button").addEventListener("click", again);
  }

  // Exactly these rows.
  show(rows) {
    const known = new Set(rows.map((row) => row.key));
    for (const key of [...this.items.keys()]) if (!known.has(key)) this.hide(key);
    for (const row of rows) this.add(row);
  }

  add(row) {
    const item = this.items.get(row.key) ?? this.item(row);
    if (row.reason && !item.querySelector("button")) {
      item.append(this.button("take_back", () => this.take(row)), this.button("throw_away", () => this.drop(row)));
    }
    if (row.reason) this.write(item, say("not_sent", { reason: row.reason }));
    this.list.hidden = false;
  }

  item(row) {
    const item = document.createElement("li");
    item.className = "post post--waiting";
    item.dataset.key = row.key;
    const text = document.createElement("p");
    text.className = "post__body";
    text.textContent = row.payload.body;
    const state = document.createElement("p");
    state.className = "quiet";
    state.dataset.part = "state";
    item.append(text, state);
    this.items.set(row.key, item);
    this.list.append(item);
    this.write(item, say("sending"));
    return item;
  }

  // "sending", "waiting" or "logged_out".
  say(key, state) {
    const item = this.items.get(key);
    if (!item) return;
    this.write(item, say(state));
    if (state !== "sending") this.all.hidden = false;
  }

  write(item, words) {
    const place = item.querySelector('[data-part="state"]');
    if (place.textContent !== words) place.textContent = words;
  }

  button(words, act) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "nl-button nl-button--subtle button--small";
    button.textContent = say(words);
    button.addEventListener("click", act);
    return button;
  }

  has(key) {
    return this.items.has(key);
  }

  hide(key) {
    this.items.get(key)?.remove();
    this.items.delete(key);
    this.list.hidden = this.items.size === 0;
    if (this.list.hidden) this.all.hidden = true;
  }
}
