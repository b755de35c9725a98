// What was loaded once is there without a connection. Python and the editor never change under one
// version and come from the cache; pages are asked for first, and taken from it where that fails.

const CACHE = `threadlab-${"VERSION"}`;
const FILES = ["FILES"];
const ROOT = new URL("./", self.location).href;

const isLive = (url) => FILES.includes(url.slice(ROOT.length).split(/[?#]/)[0]);

self.addEventListener("install", (event) => {
  event.waitUntil(self.skipWaiting());
});

self.addEventListener("activate", (event) => {
  const old = async () => {
    const names = await caches.keys();
    const gone = names.filter((name) => name.startsWith("threadlab-") && name !== CACHE);
    await Promise.all(gone.map((name) => caches.delete(name)));
    await self.clients.claim();
  };
  event.waitUntil(old());
});

// A page says what it has loaded before there was a service worker.
self.addEventListener("message", (event) => {
  if (!event.data?.keep) return;
  const all = new Set([...event.data.keep, ...FILES.map((name) => ROOT + name)]);
  const keep = async () => {
    const cache = await caches.open(CACHE);
    for (const url of all) {
      if (!url.startsWith(ROOT) || (await cache.match(url))) continue;
      await cache.add(url).catch(() => {});
    }
    const pages = await self.clients.matchAll();
    for (const page of pages) page.postMessage({ kept: true });
  };
  event.waitUntil(keep());
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(ROOT)) return;
  const answer = async () => {
    const cache = await caches.open(CACHE);
    const kept = await cache.match(request, { ignoreSearch: true });
    if (kept && isLive(request.url)) return kept;
    try {
      const found = await fetch(request);
      if (found.ok) await cache.put(request, found.clone());
      return found;
    } catch (error) {
      if (kept) return kept;
      throw error;
    }
  };
  event.respondWith(answer());
});
