// When an htmx request fails, the reader hears it: nothing fails in silence.
import { toast } from "./toasts.js";

export function reportFailures(root) {
  root.addEventListener("htmx:sendError", () => toast(words("offline"), "error"));
  root.addEventListener("htmx:responseError", (event) => {
    const text = event.detail.xhr.getResponseHeader("X-Reason");
    toast(text ? decodeURIComponent(text) : words("failed"), "error");
  });
}

function words(key) {
  return document.getElementById("toasts")?.dataset[key] ?? "";
}
