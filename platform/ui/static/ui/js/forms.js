// data-confirm="Sure?" asks first; a form is sent once, unless data-submit-many.

export function askBeforeSending(root) {
  root.addEventListener(
    "submit",
    (event) => {
      const question = event.submitter?.dataset.confirm ?? event.target.dataset.confirm;
      if (question && !window.confirm(question)) {
        event.preventDefault();
        event.stopImmediatePropagation();
      }
    },
    true,
  );
}

export function sendOnce(root) {
  root.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.dataset.submitMany !== undefined || isHtmx(form)) return;
    if (form.dataset.sending !== undefined) {
      event.preventDefault();
      return;
    }
    form.dataset.sending = "";
    window.setTimeout(() => delete form.dataset.sending, 8000);
  });
  // The way back restores a page as it was left: with its forms locked.
  window.addEventListener("pageshow", () => {
    for (const form of root.querySelectorAll("form[data-sending]")) delete form.dataset.sending;
  });
}

function isHtmx(form) {
  return ["hx-post", "hx-put", "hx-patch", "hx-delete", "hx-get"].some((name) => form.hasAttribute(name));
}
