// <form data-autosave="/address/">: sends the form while typing, one request at a time, and says when it was saved.

const PAUSE = 1500;
const AGAIN = 5000;

export function keepDrafts(root) {
  const forms = root.matches?.("form[data-autosave]") ? [root] : root.querySelectorAll("form[data-autosave]");
  for (const form of forms) {
    if (form.dataset.keeping === undefined) keep(form);
  }
}

function keep(form) {
  form.dataset.keeping = "";
  let timer = 0;
  let busy = false;
  let dirty = false;
  const later = (wait) => {
    window.clearTimeout(timer);
    timer = window.setTimeout(send, wait);
  };
  const send = async () => {
    if (busy || form.dataset.sending !== undefined) return later(PAUSE);
    busy = true;
    dirty = false;
    say(form, "saving");
    const saved = await post(form);
    busy = false;
    say(form, saved ? "saved" : "failed");
    if (!saved) dirty = true;
    if (dirty) later(saved ? PAUSE : AGAIN);
  };
  form.addEventListener("input", () => {
    dirty = true;
    later(PAUSE);
  });
  window.addEventListener("beforeunload", (event) => {
    if (dirty && form.dataset.sending === undefined) event.preventDefault();
  });
}

async function post(form) {
  try {
    const body = new FormData(form);
    for (const [name, value] of [...body]) if (value instanceof File) body.delete(name);
    const answer = await fetch(form.dataset.autosave, {
      method: "POST",
      body,
      credentials: "same-origin",
      headers: { "X-Requested-With": "autosave" },
    });
    if (!answer.ok || answer.redirected) return false;
    form.dispatchEvent(new CustomEvent("ui:saved", { bubbles: true, detail: await answer.text() }));
    return true;
  } catch {
    return false;
  }
}

function say(form, state) {
  const line = form.querySelector("[data-saved]") ?? document.querySelector("[data-saved]");
  if (!line) return;
  line.dataset.state = state;
  const now = new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
  const words = { saving: line.dataset.savingWords, saved: `${line.dataset.savedWords} ${now}`, failed: line.dataset.failedWords };
  line.querySelector("[data-saved-text]").textContent = words[state];
}
