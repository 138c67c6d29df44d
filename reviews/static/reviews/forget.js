// A review that is handed in leaves nothing of its draft behind in this browser.

const done = document.querySelector("[data-draft-done]");
if (done) forget(`draft:${done.dataset.draftDone}:`);

function forget(prefix) {
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith(prefix)) localStorage.removeItem(key);
  } catch {
    // a closed store keeps nothing either
  }
}
