// One tab at a time does this work. A tab that is frozen, or takes long, lets another begin:
// so the work must bear being done twice.

const LONGEST = 45_000;

export async function inTurn(name, work) {
  if (!navigator.locks) return work();
  const over = new AbortController();
  const end = () => over.abort();
  const ended = new Promise((done) => over.signal.addEventListener("abort", done));
  document.addEventListener("freeze", end, { once: true });
  try {
    return await navigator.locks.request(name, { signal: over.signal }, () => {
      window.setTimeout(end, LONGEST);
      return Promise.race([work(), ended]);
    });
  } catch (error) {
    if (error.name !== "AbortError") throw error; // else frozen before its turn came
  } finally {
    document.removeEventListener("freeze", end);
  }
}
