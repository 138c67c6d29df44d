// "Preview" beside a text: drawn by the server, so that it is exactly what readers will see.

export function showPreviews(form) {
  for (const button of form.querySelectorAll("[data-preview]")) {
    const part = button.closest("[data-part]");
    const place = part.querySelector("[data-preview-place]");
    button.hidden = false;
    button.addEventListener("click", async () => {
      if (!place.hidden) return show(button, place, false);
      const body = new FormData();
      body.append("csrfmiddlewaretoken", form.querySelector("[name=csrfmiddlewaretoken]").value);
      body.append("source", part.querySelector("textarea").value);
      try {
        const response = await fetch(form.dataset.previewUrl, { method: "POST", body, redirect: "manual" });
        const words = await response.text();
        if (response.ok) place.innerHTML = words;
        else place.textContent = words || form.dataset.wordsFailed;
      } catch {
        place.textContent = form.dataset.wordsOffline;
      }
      show(button, place, true);
    });
  }
}

function show(button, place, open) {
  place.hidden = !open;
  button.setAttribute("aria-expanded", String(open));
}
