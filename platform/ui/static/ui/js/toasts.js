// A short message that floats, is read out, and goes away by itself.

const STAY = 7000;

export function toast(text, kind = "success") {
  const place = document.getElementById("toasts");
  if (!place || !text) return;
  const line = document.createElement("div");
  line.className = `toast toast--${kind}`;
  line.textContent = text;
  place.append(line);
  window.setTimeout(() => line.remove(), STAY);
}
