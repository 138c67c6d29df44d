// Tabs that do not fit scroll sideways: the one of this page is brought into sight.
export function showCurrentTab(root) {
  for (const here of root.querySelectorAll(".tabs__link[aria-current]")) {
    const list = here.closest(".tabs__list");
    const item = here.parentElement;
    list.scrollLeft = item.offsetLeft - (list.clientWidth - item.offsetWidth) / 2;
  }
}
