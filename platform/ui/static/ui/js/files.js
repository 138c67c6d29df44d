// data-max-bytes and accept on a file input: say it before the file travels. The server checks again.

export function checkFiles(root) {
  root.addEventListener("change", (event) => {
    const input = event.target;
    if (!(input instanceof HTMLInputElement) || input.type !== "file") return;
    const limit = Number(input.dataset.maxBytes || 0);
    const tooLarge = limit && [...input.files].find((file) => file.size > limit);
    input.setCustomValidity(tooLarge ? input.dataset.tooLarge || `${tooLarge.name} > ${megabytes(limit)}` : "");
    input.reportValidity();
  });
}

function megabytes(bytes) {
  return `${Math.round(bytes / 1024 / 1024)} MB`;
}
