// Menus are <details data-menu>: Escape and a click elsewhere close them; arrow keys walk.

export function closeMenus(root) {
  root.addEventListener("click", (event) => {
    for (const menu of open(root)) {
      if (!menu.contains(event.target)) menu.open = false;
    }
  });
  root.addEventListener("keydown", (event) => {
    const menu = event.target.closest?.("details[data-menu][open]");
    if (!menu) return;
    if (event.key === "Escape") {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      walk(menu, event.key === "ArrowDown" ? 1 : -1);
    }
  });
  root.addEventListener("focusout", (event) => {
    const menu = event.target.closest?.("details[data-menu][open]");
    if (menu && event.relatedTarget && !menu.contains(event.relatedTarget)) menu.open = false;
  });
}

function open(root) {
  return root.querySelectorAll("details[data-menu][open]");
}

function walk(menu, step) {
  const items = [...menu.querySelectorAll("a, button")];
  const here = items.indexOf(document.activeElement);
  const next = here < 0 ? (step > 0 ? 0 : items.length - 1) : (here + step + items.length) % items.length;
  items[next]?.focus();
}

// The contents of a long page are open where they stand beside the text, and fold on a small screen.
export function openContents(root) {
  if (!window.matchMedia("(width >= 960px)").matches) return;
  for (const box of root.querySelectorAll("details[data-contents]")) box.open = true;
}
