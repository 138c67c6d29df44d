// What the page says: whether all is saved and when by the server's clock, how far, what is open, hints.

// The worst that is true of any answer is what the line says.
const WORST = ["conflict", "out", "stopped", "refused", "offline", "failed", "saving", "restored", "unsaved"];
const SPOKEN = new Set(["conflict", "out", "stopped", "refused", "offline", "failed", "restored"]);
// Trouble with the server lasts until it answers: a next try changes nothing yet, and a link does not go away under a finger.
const LASTS = new Set(["out", "offline", "failed"]);
const TRYING = new Set(["unsaved", "saving"]);
const SETTLED = 100;

export class Teller {
  constructor(desk) {
    this.desk = desk;
    this.line = document.querySelector("[data-saved]");
    this.voice = document.querySelector("[data-announce]");
    this.saved = this.line?.dataset.state === "saved" ? this.text().textContent : "";
    this.open = desk.form.dataset.open.split(" ").filter(Boolean);
    this.turn = 0;
    this.hints = null;
    this.spoken = "";
    this.trouble = "";
    this.pressed = false;
    this.minding();
  }

  // What appears between pressing and letting go makes a tap land beside what it was meant for.
  minding() {
    const release = () => {
      this.pressed = false;
      this.showHintsSoon();
    };
    window.addEventListener("pointerdown", () => { this.pressed = true; }, true);
    for (const end of ["pointerup", "pointercancel"]) window.addEventListener(end, release, true);
    this.desk.form.addEventListener("focusout", () => this.showHintsSoon());
  }

  showHintsSoon() {
    window.clearTimeout(this.soon);
    this.soon = window.setTimeout(() => this.showHints(), SETTLED);
  }

  text() {
    return this.line.querySelector("[data-saved-text]");
  }

  tell() {
    if (!this.line || !this.desk.answers) return;
    const states = new Set([...this.desk.answers.values()].map((answer) => answer.state));
    const state = this.lasting(WORST.find((one) => states.has(one)) ?? (this.saved ? "saved" : "none"));
    const words = state === "saved" ? this.saved : this.words(this.wordsFor(state));
    this.line.dataset.state = state;
    this.text().textContent = words;
    this.line.querySelector("[data-log-in]").hidden = state !== "out";
    this.speak(state, words);
  }

  lasting(state) {
    if (LASTS.has(state)) this.trouble = state;
    else if (!TRYING.has(state)) this.trouble = "";
    return this.trouble || state;
  }

  wordsFor(state) {
    if (state === "stopped") return "refused";
    const onlyHere = [...this.desk.answers.values()].some((answer) => answer.dirty && !answer.onDevice);
    return LASTS.has(state) && onlyHere ? `${state}Here` : state;
  }

  // Trouble is read out once, and its end; saving itself is too frequent to talk about.
  speak(state, words) {
    if (SPOKEN.has(state) && state !== this.spoken) {
      this.spoken = state;
      this.voice.textContent = words;
    } else if (state === "saved" && this.spoken) {
      this.spoken = "";
      this.voice.textContent = words;
    }
  }

  words(name) {
    return this.line.dataset[`words${name[0].toUpperCase()}${name.slice(1)}`] ?? "";
  }

  announce(name) {
    const words = this.voice.dataset[`words${name[0].toUpperCase()}${name.slice(1)}`];
    this.voice.textContent = "";
    window.setTimeout(() => { this.voice.textContent = words; }, 50);
  }

  // The server's word after a save; an older word that arrives later does not count.
  hear(body) {
    this.saved = body.saved;
    this.trouble = "";
    if (body.turn < this.turn) return;
    this.turn = body.turn;
    this.open = body.open;
    this.progress(body);
    this.hints = body.hints;
    this.showHints();
  }

  progress(body) {
    const place = document.querySelector("[data-progress]");
    const bar = place?.querySelector("progress");
    if (bar) {
      bar.max = body.total || 1;
      bar.value = body.done;
      place.querySelector(".progress__words").textContent = body.progress;
    }
    for (const [key, [done, total]] of Object.entries(body.parts)) {
      const link = document.querySelector(`[data-part-link="${CSS.escape(key)}"]`);
      link?.toggleAttribute("data-whole", total > 0 && done === total);
      const count = link?.querySelector("[data-part-count]");
      if (count) count.textContent = `${done}/${total}`;
    }
  }

  // Never under the hands of who is typing there.
  showHints() {
    if (!this.hints || this.pressed) return;
    const form = document.querySelector("template[data-hint]");
    for (const answer of this.desk.answers.values()) {
      const list = answer.box.querySelector("[data-hints]");
      const mine = this.hints.filter((hint) => hint.key === answer.key);
      const shown = JSON.stringify(mine);
      if (!list || answer.box.contains(document.activeElement) || list.dataset.shown === shown) continue;
      list.dataset.shown = shown;
      list.replaceChildren(...mine.map((hint) => {
        const item = form.content.firstElementChild.cloneNode(true);
        item.querySelector("[data-hint-sentence]").textContent = hint.sentence;
        item.querySelector("[data-hint-example]").textContent = hint.example;
        return item;
      }));
    }
  }
}
