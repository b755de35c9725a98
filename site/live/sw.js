// What was loaded once is there without a connection. What lives under a version never changes and
// comes from the cache of that version; pages are asked for first, and taken from theirs where that
// fails. A page names the version of all that it loads: new and old are never mixed.

const VERSION = "VERSION";
const FILES = ["FILES"];
const ROOT = new URL("./", self.location).href;
const LIVE = `${ROOT}_live/`;
const PAGES = "threadlab-pages";

const versionOf = (url) => (url.startsWith(LIVE) ? url.slice(LIVE.length).split("/")[0] : "");
const cacheOf = (url) => (versionOf(url) ? `threadlab-live-${versionOf(url)}` : PAGES);
const ours = (url) => url.startsWith(ROOT);

self.addEventListener("install", (event) => event.waitUntil(self.skipWaiting()));

self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

// An older version is needed until this one is there as a whole.
async function tidy() {
  const kept = [PAGES, `threadlab-live-${VERSION}`];
  const names = await caches.keys();
  const gone = names.filter((name) => name.startsWith("threadlab-") && !kept.includes(name));
  await Promise.all(gone.map((name) => caches.delete(name)));
}

// A page says of which version it is, and what it has loaded before there was a service worker.
self.addEventListener("message", (event) => {
  if (!event.data?.keep) return;
  const same = event.data.version === VERSION; // a page of another one keeps what it has itself
  const files = same ? FILES.map((name) => `${LIVE}${VERSION}/${name}`) : [];
  const all = new Set([...event.data.keep.filter(ours), ...files]);
  const keep = async () => {
    let whole = true;
    for (const url of all) {
      const cache = await caches.open(cacheOf(url));
      if (await cache.match(url)) continue;
      await cache.add(url).catch(() => { whole = whole && !files.includes(url); });
    }
    if (whole && same) await tidy();
    const pages = await self.clients.matchAll();
    for (const page of pages) page.postMessage({ kept: whole });
  };
  event.waitUntil(keep().catch(() => {})); // it is a help, and no more
});

// A place that keeps nothing, or has no room left, is no reason to have nothing.
async function kept(request) {
  try {
    const cache = await caches.open(cacheOf(request.url));
    const same = await cache.match(request);
    return same ?? (versionOf(request.url) ? null : await cache.match(request, { ignoreSearch: true }));
  } catch {
    return null;
  }
}

async function store(request, found) {
  try {
    const cache = await caches.open(cacheOf(request.url));
    await cache.put(request, found);
  } catch { /* it is asked for again, then */ }
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !ours(request.url)) return;
  const fetched = async () => {
    const found = await fetch(request);
    if (found.status === 200) event.waitUntil(store(request, found.clone()));
    return found;
  };
  const answer = async () => {
    if (versionOf(request.url)) return (await kept(request)) ?? fetched();
    try {
      return await fetched();
    } catch (error) {
      const old = await kept(request);
      if (old) return old;
      throw error;
    }
  };
  event.respondWith(answer());
});
