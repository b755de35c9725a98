// What this page has loaded is there without a connection, too, from now on.
export async function keep() {
  if (!("serviceWorker" in navigator)) return;
  try {
    await navigator.serviceWorker.register(new URL("../sw.js", import.meta.url));
    const { active } = await navigator.serviceWorker.ready;
    const loaded = performance.getEntriesByType("resource").map((entry) => entry.name);
    const ours = loaded.filter((name) => name.startsWith(new URL("../", import.meta.url).href));
    active.postMessage({ keep: [location.href.split("#")[0], ...ours] });
  } catch { /* it is a help, and no more */ }
}
