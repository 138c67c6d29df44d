// A button that copies the text of a field. Without a clipboard it is not offered: the field can be selected.
for (const place of document.querySelectorAll("[data-copy]")) {
  const field = document.getElementById(place.dataset.copy);
  const button = place.querySelector("button");
  if (!field || !button || !navigator.clipboard) continue;
  place.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(field.value);
    field.select();
    const label = button.querySelector(".nl-button__label") ?? button;
    label.textContent = place.dataset.copied;
    label.setAttribute("role", "status");
  });
}
