// Beside a plan there is room for conversations: a link to those of one part opens them there.
// Where there is no room, the link leads to their own page, as it does without script.

const ROOM = window.matchMedia("(width >= 1200px)");

document.addEventListener("click", async (event) => {
  const link = event.target.closest("a[data-threads]");
  const place = document.getElementById("conversations-place");
  if (!link || !place || !ROOM.matches || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  await window.htmx.ajax("GET", link.href, { target: place, swap: "innerHTML" });
  const about = document.getElementById("conversations-about");
  about.textContent = link.dataset.threads;
  about.focus();
});
