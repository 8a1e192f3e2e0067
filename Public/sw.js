// @ts-check
/**
 * The service worker: the page's own files from the cache, everything else from the network.
 *
 * The version is a digest of those files; `python3 Tests/Browser/version.py` writes it, and a test fails where it is
 * old. A new version is fetched whole before it takes the old one's place.
 */
const version = "2745412e9dc5";

const files = [
  "./",
  "api-page.js",
  "api.css",
  "api.html",
  "bars.js",
  "base.css",
  "camera.js",
  "code.js",
  "drawing.js",
  "elements.js",
  "favicon.svg",
  "feedback.js",
  "geometry.js",
  "icon-192.png",
  "ink.js",
  "inside.js",
  "intake.js",
  "keyboard-pen.js",
  "later.js",
  "layout.css",
  "main.js",
  "manifest.webmanifest",
  "marks.js",
  "offline.js",
  "outcome.js",
  "pad.js",
  "panels.css",
  "panels.js",
  "photo.js",
  "picture.js",
  "predictor.js",
  "reading.css",
  "requests.js",
  "samples.js",
  "schema.js",
  "server.js",
  "sheet.css",
  "tools.js",
  "verdict.js",
  "view.js",
  "words.js",
];

const scope = /** @type {any} */ (self);
const cacheName = `inkling-${version}`;

scope.addEventListener("install", (/** @type {any} */ event) => {
  event.waitUntil((async () => {
    const cache = await caches.open(cacheName);
    await cache.addAll(files.map((file) => new Request(file, { cache: "no-cache" })));
    await scope.skipWaiting();
  })());
});

scope.addEventListener("activate", (/** @type {any} */ event) => {
  event.waitUntil((async () => {
    const outdated = (await caches.keys()).filter((key) => key.startsWith("inkling-") && key !== cacheName);
    await Promise.all(outdated.map((key) => caches.delete(key)));
    await scope.clients.claim();
  })());
});

scope.addEventListener("fetch", (/** @type {any} */ event) => {
  if (event.request.method !== "GET") return;
  event.respondWith((async () => {
    const cache = await caches.open(cacheName);
    return await cache.match(event.request, { ignoreSearch: true }) ?? fetch(event.request);
  })());
});
