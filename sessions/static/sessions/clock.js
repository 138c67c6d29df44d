// The timer on the screen: the server says how much is left, this counts on from there. A jump of the computer's clock does not matter.

export class Clock {
  constructor({ words }) {
    this.words = words;
    window.setInterval(() => this.show(), 250);
  }

  // A fresh part of the page: its numbers are those of now.
  take(place) {
    this.place = place;
    if (!place) return;
    this.left = Number(place.dataset.left);
    this.seconds = Number(place.dataset.seconds);
    this.runs = place.dataset.runs === "1";
    this.at = performance.now();
    this.show();
  }

  show() {
    if (!this.place?.isConnected || !this.runs) return;
    const left = (this.left - (performance.now() - this.at)) / 1000;
    const shown = inClock(left);
    const spoken = this.place.querySelector("[data-clock-words]");
    if (spoken.textContent !== shown) spoken.textContent = shown;
    const share = Math.max(0, Math.min(100, (100 * left) / Math.max(this.seconds, 1)));
    this.place.querySelector(".stage__arc").setAttribute("stroke-dasharray", `${share.toFixed(2)} 100`);
    if (left < 0 && !this.place.classList.contains("stage__clock--over")) {
      this.place.classList.add("stage__clock--over");
      this.place.querySelector("[data-clock-note]").textContent = this.words.over;
    }
  }
}

// 4:05, and -0:30 when it is over: as the server writes it.
export function inClock(seconds) {
  const whole = Math.trunc(seconds >= 0 ? Math.floor(seconds) : -Math.floor(-seconds));
  const sign = whole < 0 ? "-" : "";
  const rest = Math.abs(whole) % 60;
  return `${sign}${Math.floor(Math.abs(whole) / 60)}:${String(rest).padStart(2, "0")}`;
}
