// Texts that are kept on this device until the server has them: keepDraft("plan.7.core", value), draft(key), dropDraft(key).
// Whoever logs out leaves nothing behind for the next person at this device.

const PREFIX = "klankbord.draft.";

// Whether it is kept: a full or closed store keeps nothing, and then only the server does.
export function keepDraft(key, value) {
  try {
    window.localStorage.setItem(PREFIX + key, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

export function draftKeys(start) {
  try {
    const keys = Object.keys(window.localStorage).filter((key) => key.startsWith(PREFIX + start));
    return keys.map((key) => key.slice(PREFIX.length));
  } catch {
    return [];
  }
}

export function draft(key) {
  try {
    return JSON.parse(window.localStorage.getItem(PREFIX + key) ?? "null");
  } catch {
    return null;
  }
}

export function dropDraft(key) {
  try {
    window.localStorage.removeItem(PREFIX + key);
  } catch {
    // Nothing was kept.
  }
}

export function forgetDraftsAtLogOut(root) {
  root.addEventListener("submit", (event) => {
    const action = event.submitter?.getAttribute("formaction") || event.target.getAttribute("action");
    if (!new URL(action ?? "", window.location.href).pathname.endsWith("/logout/")) return;
    try {
      const keys = Object.keys(window.localStorage).filter((key) => key.startsWith(PREFIX));
      for (const key of keys) window.localStorage.removeItem(key);
    } catch {
      // Nothing was kept.
    }
  });
}
