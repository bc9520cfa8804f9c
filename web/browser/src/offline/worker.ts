// The service worker: with the node away, what was read before can be read again. It answers nothing
// while the node does, and it keeps no copy that the reader did not open.
import { copyOf, keepCopy, mayBeKept } from "./copies";

declare const self: ServiceWorkerGlobalScope;

/** Another build has other names for its scripts and styles, so its copies are no use to this one. */
declare const BUILD: string;
/** Paths that the screens need before anybody acts, and the screen that is shown in a copy's stead. */
declare const SHELL: string[];

const OFFLINE = "/-/offline";
const shell = () => caches.open(`shell-${BUILD}`);
const copies = () => caches.open(`copies-${BUILD}`);

self.addEventListener("install", (event) => {
  event.waitUntil(shell().then((cache) => cache.addAll([OFFLINE, ...SHELL])));
  void self.skipWaiting();
});

self.addEventListener("activate", (event) => event.waitUntil(begin()));

async function begin(): Promise<void> {
  // The browser sends the request itself, beside starting this worker: reading waits for nothing,
  // and the node sees who asked (Sec-Fetch-Site), which a request of the worker's would hide.
  await self.registration.navigationPreload.enable();
  const names = await caches.keys();
  await Promise.all(names.filter((name) => !name.endsWith(`-${BUILD}`)).map((name) => caches.delete(name)));
  await self.clients.claim();
  const opened = await self.clients.matchAll({ type: "window" });
  await Promise.all(opened.map(({ url }) => keepOpened(url)));
}

/** What was opened before this worker was there. */
async function keepOpened(url: string): Promise<void> {
  const answer = mayBeKept(url) ? await fetch(url, { headers: { Accept: "text/html" } }).catch(() => null) : null;
  if (answer) await keepCopy(await copies(), url, answer);
}

/** The screen that stands in for others speaks the language that was chosen since it was fetched. */
self.addEventListener("message", (event) => event.waitUntil(speak((event.data as { language: string }).language)));

async function speak(language: string): Promise<void> {
  const kept = await (await shell()).match(OFFLINE);
  if (kept && kept.headers.get("Content-Language") !== language) await (await shell()).add(OFFLINE);
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  if (request.mode === "navigate") event.respondWith(screenFor(event));
  else if (new URL(request.url).pathname.startsWith("/-/assets/")) event.respondWith(assetFor(request));
});

async function screenFor(event: FetchEvent): Promise<Response> {
  const { request } = event;
  try {
    const preloaded = (await event.preloadResponse) as Response | undefined;
    const answer = preloaded ?? (await fetch(request));
    if (mayBeKept(request.url)) {
      const copy = answer.clone();
      event.waitUntil(copies().then((cache) => keepCopy(cache, request.url, copy)));
    }
    return answer;
  } catch (nodeIsAway) {
    const kept = (await copyOf(await copies(), request.url)) ?? (await (await shell()).match(OFFLINE));
    if (!kept) throw nodeIsAway;
    return kept;
  }
}

/** Its name says what is in it, so what is kept is always right. */
async function assetFor(request: Request): Promise<Response> {
  const kept = await (await shell()).match(request);
  return kept ?? fetch(request);
}
