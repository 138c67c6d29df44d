// A review that was handed in: text of its draft that is still on this device was never sent. It is shown, never dropped
// in silence; what the server has was forgotten when it was saved.
import { draft, draftKeys, dropDraft } from "../ui/js/drafts.js";

const done = document.querySelector("[data-draft-done]");
if (done) show(done, `${done.dataset.draftDone.replace("-", ".review.")}.`);

function show(place, start) {
  const left = draftKeys(start).map((store) => [store, draft(store)?.values?.join(", ") ?? ""]);
  for (const [store, text] of left) if (!text.trim()) dropDraft(store);
  const texts = left.filter(([, text]) => text.trim());
  const box = document.querySelector("[data-left-behind]");
  if (!box || texts.length === 0) return;
  box.hidden = false;
  box.querySelector("[data-left-texts]").replaceChildren(...texts.map(([, text]) => {
    const quote = document.createElement("blockquote");
    quote.className = "answer__theirs";
    quote.textContent = text;
    return quote;
  }));
  box.querySelector("[data-throw-away]").addEventListener("click", () => {
    for (const [store] of texts) dropDraft(store);
    box.hidden = true;
  });
}
