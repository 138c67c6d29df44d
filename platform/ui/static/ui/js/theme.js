// Light, dark or automatic without a new page. Without script the same form does it.

export function chooseTheme(root) {
  root.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.dataset.themeForm === undefined || !event.submitter) return;
    event.preventDefault();
    const chosen = event.submitter.value;
    root.documentElement.dataset.theme = chosen;
    for (const button of form.querySelectorAll("button")) {
      button.setAttribute("aria-pressed", String(button.value === chosen));
    }
    const body = new FormData(form);
    body.set("theme", chosen);
    fetch(form.action, { method: "POST", body, credentials: "same-origin", redirect: "manual" }).catch(() => {});
  });
}
