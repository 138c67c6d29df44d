// Keeps a co-writer's own view while it is typed, on this device at once and on the server with the revision
// that was on the screen. What somebody saved elsewhere is shown, and nothing is overwritten without a choice.
import { dropDraft, keepDraft } from "../ui/js/drafts.js";
import { aliveTabs, leftBehind, TAB } from "../ui/js/keeping.js";
import { same } from "./values.js";

const PAUSE = 800;
const AGAIN = 5000;

const form = document.querySelector("form[data-own-view]");
if (form) keep(form);

function keep(form) {
  const box = form.elements.minority;
  const revision = form.elements.revision;
  const said = form.querySelector("[data-own-saved]");
  const other = form.querySelector("[data-own-other]");
  const place = `${form.dataset.ownView}.`;
  const store = `${place}text.${TAB}`;
  const state = { timer: 0, dirty: false, busy: false, blocked: false, onDevice: true };

  const tell = (words) => {
    said.textContent = words;
  };

  const later = (pause) => {
    window.clearTimeout(state.timer);
    state.timer = window.setTimeout(send, pause);
  };

  async function send() {
    if (state.busy || state.blocked) return;
    state.busy = true;
    state.dirty = false;
    tell(said.dataset.saving);
    const sent = box.value;
    const answer = await post(form, sent, revision.value);
    state.busy = false;
    if (answer?.status === 200) {
      revision.value = answer.body.revision;
      tell(answer.body.saved);
      if (sent !== box.value) return changed();
      return dropDraft(store);
    }
    state.dirty = true;
    if (answer?.status === 409) return conflict(answer.body);
    tell(answer ? answer.body.reason : said.dataset.failed);
    if (!answer) later(AGAIN);
  }

  function conflict(body) {
    state.blocked = true;
    tell(body.reason);
    other.querySelector("[data-own-theirs]").textContent = body.theirs;
    other.querySelector("[data-own-choose]").hidden = false;
    other.hidden = false;
    other.dataset.revision = body.revision;
  }

  function settle(text) {
    revision.value = other.dataset.revision;
    other.hidden = true;
    state.blocked = false;
    if (text !== null) box.value = text;
    changed(0);
  }

  function changed(pause = PAUSE) {
    state.dirty = true;
    state.onDevice = keepDraft(store, { values: [box.value], base: revision.value, at: Date.now() });
    if (!state.blocked) later(pause);
  }

  // What a tab left behind that is no longer there comes back, with the revision on which it was written.
  async function recover() {
    for (const [, kept] of leftBehind(place, await aliveTabs())) {
      const known = same(kept.values, [box.value]);
      if (!known && state.dirty) continue;
      if (!known) {
        [box.value] = kept.values;
        revision.value = kept.base;
        changed(0);
      }
      dropDraft(kept.store);
    }
  }

  box.addEventListener("input", () => changed());
  other.querySelector("[data-own-keep]").addEventListener("click", () => settle(null));
  other.querySelector("[data-own-take]").addEventListener("click", () => {
    settle(other.querySelector("[data-own-theirs]").textContent);
  });
  form.addEventListener("submit", () => {
    window.clearTimeout(state.timer);
    state.dirty = false;
  });
  window.addEventListener("online", () => state.dirty && changed(0));
  window.addEventListener("beforeunload", (event) => {
    if ((state.dirty || state.busy) && !state.onDevice) event.preventDefault();
  });
  if (box.value !== box.defaultValue) changed();
  recover();
}

async function post(form, text, revision) {
  const body = new FormData();
  body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  body.set("minority", text);
  body.set("revision", revision);
  try {
    const answer = await fetch(form.action, { method: "POST", body, credentials: "same-origin", headers: { Accept: "application/json" } });
    if (answer.redirected || !answer.headers.get("Content-Type")?.includes("json")) return null;
    return { status: answer.status, body: await answer.json() };
  } catch {
    return null;
  }
}
