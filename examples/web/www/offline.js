// Keeps the page in the browser, so that it opens without a network: a service worker.

const CACHE = "digits";
// The address says the file, and what follows its question mark nothing.
const SAME = { ignoreSearch: true };
const FILES = [
  "./", "index.html", "style.css", "icon.svg", "digits.wasm", "main.js", "answer.js", "drawing.js",
  "keyboard.js", "network.js", "paper.js", "pointer.js", "voice.js",
];

addEventListener("install", (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES)));
});

// The server's file if there is one, so that nothing is ever old; else the one that was kept, also
// where a server in between answers in its place that it is ill.
addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(registration.scope)) return;
  event.respondWith(fresh(request).catch(() => kept(request)));
});

async function fresh(request) {
  const response = await fetch(request);
  if (response.ok) await (await caches.open(CACHE)).put(request, response.clone());
  return response.status < 500 ? response : await caches.match(request, SAME) ?? response;
}

async function kept(request) {
  const response = await caches.match(request, SAME);
  return response ?? Response.error();
}
