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

export async function keep() {
  if (!("serviceWorker" in navigator)) return;
  try {
    const active = await worker();
    const loaded = performance.getEntriesByType("resource").map((entry) => entry.name);
    const ours = loaded.filter((name) => name.startsWith(ROOT));
    active.postMessage({ version: VERSION, keep: [location.href.split("#")[0], ...ours] });
  } catch { /* it is a help, and no more */ }
}
