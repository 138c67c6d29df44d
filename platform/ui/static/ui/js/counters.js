// The numbers in the frame: setCounter("notices", 3). Zero hides them.

export function setCounter(key, count) {
  for (const badge of document.querySelectorAll(`[data-counter="${CSS.escape(key)}"]`)) {
    badge.hidden = count === 0;
    badge.querySelector("[data-count]").textContent = String(count);
    const words = badge.querySelector(".visually-hidden");
    words.textContent = words.textContent.replace(/\d+/, String(count));
  }
}
