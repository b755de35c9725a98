// What this page has loaded is there without a connection, too, from now on.

const ROOT = new URL("../../", import.meta.url).href;
const VERSION = import.meta.url.split("/").at(-2);

// The service worker of this version: where another one is still at work, when this one has come.
async function worker() {
  const registration = await navigator.serviceWorker.register(new URL("sw.js", ROOT));
  await registration.update().catch(() => {}); // there may be no connection
  const coming = registration.installing ?? registration.waiting;
  if (coming && coming.state !== "activated") {
    await new Promise((go) => {
      coming.addEventListener("statechange", () => {
        if (coming.state === "activated" || coming.state === "redundant") go();
      });
    });
  }
  return registration.active ?? (await navigator.serviceWorker.ready).active;
}

// Whether Python is here already, and costs a reader nothing but the start.
export async function isKept() {
  try {
    const name = `threadlab-live-${VERSION}`;
    if (!navigator.serviceWorker.controller || !(await caches.has(name))) return false;
    const cache = await caches.open(name);
    return Boolean(await cache.match(new URL("pyodide.asm.wasm", import.meta.url)));
  } catch {
    return false; // a place that keeps nothing
  }
}

export async function keep() {
  if (!("serviceWorker" in navigator)) return;
  try {
    const active = await worker();
    const loaded = performance.getEntriesByType("resource").map((entry) => entry.name);
    const ours = loaded.filter((name) => name.startsWith(ROOT));
    active.postMessage({ version: VERSION, keep: [location.href.split("#")[0], ...ours] });
  } catch { /* it is a help, and no more */ }
}
