// What this device keeps for a tab: under the tab's own name, so that two tabs never overwrite each other.
// A tab holds a lock as long as it lives; what a tab without a lock left behind is taken over.
import { draft, draftKeys } from "./drafts.js";

export const TAB = crypto.randomUUID?.() ?? `${Date.now()}${Math.random()}`.replace(".", "");
const LOCK = "klankbord.tab.";

if (navigator.locks) navigator.locks.request(LOCK + TAB, () => new Promise(() => {})).catch(() => {});

export async function aliveTabs() {
  try {
    const { held } = await navigator.locks.query();
    return new Set(held.filter((lock) => lock.name.startsWith(LOCK)).map((lock) => lock.name.slice(LOCK.length)));
  } catch {
    return new Set();
  }
}

// [key of the answer, { store, values, base }], the newest first.
export function leftBehind(start, alive) {
  const found = [];
  for (const store of draftKeys(start)) {
    const rest = store.slice(start.length);
    const tab = rest.slice(rest.lastIndexOf(".") + 1);
    const kept = draft(store);
    if (tab === TAB || alive.has(tab) || !Array.isArray(kept?.values)) continue;
    found.push([rest.slice(0, rest.lastIndexOf(".")), { store, ...kept }]);
  }
  return found.sort(([, one], [, other]) => (other.at ?? 0) - (one.at ?? 0));
}
