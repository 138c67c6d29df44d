// Keys for who writes a lot. Without Ctrl or Alt they do nothing while somebody types, and can be switched off.

const OFF = "klankbord.keys";

export function offerKeys(desk) {
  const dialog = document.querySelector("[data-keys-dialog]");
  const button = document.querySelector("[data-open-keys]");
  if (!dialog || !button) return;
  button.hidden = false;
  button.addEventListener("click", () => dialog.showModal());
  const single = dialog.querySelector("[data-single-keys]");
  single.checked = recall() !== "off";
  single.addEventListener("change", () => keep(single.checked ? "on" : "off"));
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || document.querySelector("dialog[open]")) return;
    const act = withModifier(event, desk) ?? (single.checked && alone(event) ? plain(event, desk, dialog) : null);
    if (!act) return;
    event.preventDefault();
    act();
  });
}

function withModifier(event, desk) {
  const control = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
  if (control && event.key.toLowerCase() === "s") return () => desk.flush();
  if (control && event.key === "Enter") return async () => { await desk.flush(); desk.next(desk.last?.key); };
  const alt = event.altKey && !event.ctrlKey && !event.metaKey && !event.target.matches("select");
  if (alt && event.key === "ArrowDown") return () => desk.step(1);
  if (alt && event.key === "ArrowUp") return () => desk.step(-1);
  return null;
}

function alone(event) {
  return !event.ctrlKey && !event.metaKey && !event.altKey && !event.target.closest("input, textarea, select, [contenteditable]");
}

function plain(event, desk, dialog) {
  const acts = {
    "?": () => dialog.showModal(),
    n: () => desk.step(1),
    p: () => desk.step(-1),
    c: () => desk.citeHere?.(),
    l: () => toPlan(desk),
  };
  return acts[event.key.toLowerCase()];
}

function toPlan(desk) {
  const plan = document.getElementById("plan");
  if (plan.contains(document.activeElement)) {
    if (plan.matches(":popover-open")) plan.hidePopover();
    return (desk.last ?? [...desk.answers.values()][0])?.focus();
  }
  if (getComputedStyle(document.querySelector(".desk__open")).display !== "none") plan.showPopover();
  plan.querySelector("[data-cite]")?.focus();
}

function recall() {
  try {
    return localStorage.getItem(OFF);
  } catch {
    return null;
  }
}

function keep(value) {
  try {
    localStorage.setItem(OFF, value);
  } catch {
    // A closed store: until the next page.
  }
}
