// Buttons above a text area that write Markdown; fetched only where there is one.

export function offerToolbars(root) {
  if (!root.querySelector("markdown-toolbar")) return;
  import("../../vendor/github-markdown-toolbar-element-2.2.3/dist/index.js");
}
