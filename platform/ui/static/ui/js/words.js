// Counts the words of a text with data-word-limit; the server decides, this only helps.

export function countWords(root) {
  for (const control of root.querySelectorAll("[data-word-limit]")) {
    if (control.dataset.counting !== undefined) continue;
    control.dataset.counting = "";
    const line = document.querySelector(`[data-words-for="${CSS.escape(control.id)}"]`);
    if (!line) continue;
    const limit = Number(control.dataset.wordLimit);
    const promise = line.textContent.trim();
    const show = () => {
      // Where only own words count, lines that quote do not.
      const own = control.dataset.ownWords === undefined ? control.value : control.value.replace(/^ {0,3}>.*$/gm, "");
      const words = (own.match(/\S+/g) ?? []).length;
      line.textContent = `${words} / ${limit} · ${promise}`;
      line.toggleAttribute("data-over", words > limit);
    };
    control.addEventListener("input", show);
    show();
  }
}
