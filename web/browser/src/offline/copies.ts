// Copies of screens that were opened, so that they can be read while the node is away.

/** Some 20 kB each, as the pages of real wikis are (measured): 4 MB. */
const COPIES_MAX = 200;

/** A page of a million characters, and what is around it, rendered. Larger ones are not kept. */
const COPY_BYTES_MAX = 4 * 1024 * 1024;

/** Screens that say how things stand now, and files, which may be large. */
const NOT_KEPT = /^\/[^/]+\/-\/(sync|hooks|invite|file|events|changes\.atom)(\/|$)/;

/** Only what belongs to a wiki: the node's own screens act on this computer, or say what it has. */
export function mayBeKept(url: string): boolean {
  const { pathname } = new URL(url);
  return /^\/(?!-\/)[^/]+\/./.test(pathname) && !NOT_KEPT.test(pathname);
}

/** Keeps it in the stead of the last one, and lets the oldest go when there are too many. */
export async function keepCopy(cache: Cache, url: string, answer: Response): Promise<void> {
  const html = answer.headers.get("Content-Type")?.startsWith("text/html") ?? false;
  if (answer.status !== 200 || answer.redirected || !html) return;
  const body = await answer.blob();
  if (body.size > COPY_BYTES_MAX) return;
  const key = keyOf(url);
  await cache.delete(key);
  await cache.put(key, new Response(body, { headers: answer.headers }));
  const keys = await cache.keys();
  await Promise.all(keys.slice(0, Math.max(0, keys.length - COPIES_MAX)).map((oldest) => cache.delete(oldest)));
}

/** The copy of just this screen. */
export async function copyOf(cache: Cache, url: string): Promise<Response | undefined> {
  return cache.match(keyOf(url), { ignoreVary: true });
}

/** Addresses of the pages that are kept, the one opened last first; no lists and no editors. */
export async function keptPages(): Promise<string[]> {
  const names = (await caches.keys()).filter((name) => name.startsWith("copies-"));
  const keys = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
  const paths = keys.flat().map(({ url }) => new URL(url).pathname);
  return [...new Set(paths.reverse())].filter(isPage);
}

/** As a person would write it: `/wiki/Winter_berths/Plan` is `Winter berths/Plan`. */
export function titleOf(path: string): string {
  return path
    .split("/")
    .slice(2)
    .map((part) => decodeURIComponent(part).replace(/_/g, " "))
    .join("/");
}

/** A page is one copy, by whatever name or with whatever receipt it was opened; a screen is what was asked of it. */
function keyOf(url: string): string {
  const address = new URL(url);
  address.hash = "";
  if (isPage(address.pathname)) address.search = "";
  else address.searchParams.delete("done");
  return address.href;
}

const isPage = (path: string) => path.split("/")[2] !== "-";
