// Drag a reviewer to another plan: the page that shows the effect opens, and nothing is kept yet.
// On a reviewer of that plan: in exchange. Without a mouse the same is done by the link "Move".

const board = document.querySelector("[data-move-url]");
let dragged = null;

document.addEventListener("dragstart", (event) => {
  const seat = event.target.closest?.("[data-seat][draggable]");
  if (!seat || !board) return;
  dragged = seat;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", seat.dataset.seat);
  seat.classList.add("seat--dragged");
});

document.addEventListener("dragend", () => {
  dragged?.classList.remove("seat--dragged");
  dragged = null;
  mark(null);
});

board?.addEventListener("dragover", (event) => {
  const plan = target(event);
  mark(plan);
  if (!plan) return;
  event.preventDefault();
  event.dataTransfer.dropEffect = "move";
});

board?.addEventListener("drop", (event) => {
  const plan = target(event);
  if (!plan) return;
  event.preventDefault();
  const query = new URLSearchParams({ who: dragged.dataset.seat, to: plan.dataset.plan });
  const other = event.target.closest("[data-seat][draggable]");
  if (other) query.set("back", other.dataset.seat);
  window.location.assign(`${board.dataset.moveUrl}?${query}`);
});

function target(event) {
  const plan = dragged && event.target.closest("[data-plan]");
  return plan && !plan.contains(dragged) ? plan : null;
}

function mark(plan) {
  for (const one of document.querySelectorAll("[data-plan].table-of--target")) {
    if (one !== plan) one.classList.remove("table-of--target");
  }
  plan?.classList.add("table-of--target");
}
