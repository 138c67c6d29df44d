// What somebody chose in this browser, for all its tabs.

export function recall(name) {
  try {
    return window.localStorage.getItem(name);
  } catch {
    return null;
  }
}

export function remember(name, value) {
  try {
    window.localStorage.setItem(name, value);
  } catch {
    // private browsing: it holds for this page
  }
}

// Another tab chose.
export function chosen(name, act) {
  window.addEventListener("storage", (event) => event.key === name && act(event.newValue, event.oldValue));
}
