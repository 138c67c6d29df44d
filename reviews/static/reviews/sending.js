// One POST and what became of it: { status, body }. Status 0: nothing was heard; 401: logged out.

const PATIENCE = 15000;

export async function post(url, makeBody, form) {
  const first = await once(url, makeBody());
  // The token changes when somebody logs in again, in this window or another one.
  if (first.status === 403 && first.body === null) {
    const fresh = await freshToken(form);
    return fresh ? once(url, makeBody()) : { status: 401, body: null };
  }
  return first;
}

async function once(url, body) {
  try {
    const answer = await fetch(url, {
      method: "POST",
      body,
      credentials: "same-origin",
      redirect: "manual",
      headers: { Accept: "application/json" },
      signal: AbortSignal.timeout(PATIENCE),
    });
    if (answer.type === "opaqueredirect") return { status: 401, body: null };
    const json = answer.headers.get("Content-Type")?.includes("json");
    return { status: answer.status, body: json ? await answer.json() : null };
  } catch {
    return { status: 0, body: null };
  }
}

async function freshToken(form) {
  try {
    const answer = await fetch(window.location.href, { credentials: "same-origin", redirect: "manual" });
    if (!answer.ok) return false;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const token = page.querySelector("#review-form [name=csrfmiddlewaretoken]")?.value;
    if (!token) return false;
    for (const input of document.querySelectorAll("[name=csrfmiddlewaretoken]")) input.value = token;
    return Boolean(form);
  } catch {
    return false;
  }
}

export function beacon(url, body) {
  try {
    return navigator.sendBeacon(url, body);
  } catch {
    return false;
  }
}
