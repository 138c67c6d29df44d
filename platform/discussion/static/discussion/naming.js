// "@" and the beginning of a name: a list of who reads along, so that one names only those.

const BEGINNING = /(^|[\s(])@([\p{L}\p{M}'’-]{1,30})$/u;
const PAUSE = 200;

export class Naming {
  constructor({ box, list, address }) {
    Object.assign(this, { box, list, address });
    box.addEventListener("input", () => this.later());
    box.addEventListener("keydown", (event) => this.key(event));
    list.addEventListener("keydown", (event) => this.walk(event));
    document.addEventListener("click", (event) => list.contains(event.target) || this.close());
  }

  later() {
    window.clearTimeout(this.timer);
    const found = this.box.value.slice(0, this.box.selectionStart).match(BEGINNING);
    if (!found) return this.close();
    this.timer = window.setTimeout(() => this.ask(found[2]), PAUSE);
  }

  async ask(word) {
    const answer = await fetch(`${this.address}?q=${encodeURIComponent(word)}`, { credentials: "same-origin" }).catch(() => null);
    if (!answer?.ok) return;
    const { readers } = await answer.json();
    this.list.replaceChildren(...readers.map((reader) => this.item(reader, readers)));
    this.list.hidden = readers.length === 0;
  }

  item(reader, readers) {
    const twin = readers.some((one) => one.id !== reader.id && one.name === reader.name);
    const button = document.createElement("button");
    button.type = "button";
    button.className = "mention-list__name";
    button.textContent = reader.org ? `${reader.name} (${reader.org})` : reader.name;
    button.addEventListener("click", () => this.take(twin ? `@[${reader.name}](person:${reader.id})` : `@${reader.name}`));
    const item = document.createElement("li");
    item.append(button);
    return item;
  }

  take(words) {
    const { box } = this;
    const end = box.selectionStart;
    const start = end - box.value.slice(0, end).match(BEGINNING)[2].length - 1;
    box.setRangeText(`${words} `, start, end, "end");
    box.dispatchEvent(new Event("input", { bubbles: true }));
    this.close();
    box.focus();
  }

  key(event) {
    if (this.list.hidden) return;
    if (event.key === "Escape") this.close();
    if (event.key === "ArrowDown") {
      event.preventDefault();
      this.list.querySelector("button").focus();
    }
  }

  walk(event) {
    const item = event.target.closest("li");
    const next = { ArrowDown: item?.nextElementSibling, ArrowUp: item?.previousElementSibling }[event.key];
    if (event.key === "Escape") {
      this.close();
      this.box.focus();
    }
    if (event.key.startsWith("Arrow")) event.preventDefault();
    next?.querySelector("button").focus();
  }

  close() {
    this.list.hidden = true;
  }
}
