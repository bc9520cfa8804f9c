// Which tab this is. A tab keeps its id over reloads; two living tabs never share one (a browser
// copies sessionStorage when a tab is duplicated); a draft that a closed tab left is taken over
// together with that tab's id, because its updates may have reached the node under it.
import type { Draft, DraftStore } from "./draft";

/** Holds names that no other living tab can hold at the same time. */
export interface Claims {
  /** Whether the name was free; if so it is held until this tab dies or gives it back. */
  claim(name: string): Promise<boolean>;
  giveBack(name: string): void;
}

/** Web Locks: the browser gives a lock back when its tab dies, however it dies. */
export class LockClaims implements Claims {
  private readonly releases = new Map<string, () => void>();

  claim(name: string): Promise<boolean> {
    return new Promise((answer) => {
      void navigator.locks.request(`enquire-tab-${name}`, { ifAvailable: true }, (lock) => {
        answer(lock !== null);
        if (lock) return new Promise<void>((release) => this.releases.set(name, release));
        return undefined;
      });
    });
  }

  giveBack(name: string): void {
    this.releases.get(name)?.();
    this.releases.delete(name);
  }
}

/**
 * Where Web Locks are missing (a phone on plain http) only the tab's own id can be known to be
 * free; other tabs' drafts wait until their own tab, or a browser with locks, opens the page.
 */
export const noClaims = (own: string | null): Claims => ({
  claim: async (name) => name === own,
  giveBack: () => undefined,
});

export interface Identity {
  tab: string;
  draft: Draft | undefined;
}

/** 16 random bytes in hex. `crypto.randomUUID` is missing on plain http. */
export function randomId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * @param remembered the id this tab had on this page before a reload, or null
 * @param places where drafts of this page may be, by id and by title
 */
export async function identify(
  remembered: string | null,
  places: string[],
  drafts: DraftStore,
  claims: Claims,
): Promise<Identity> {
  const own = remembered !== null && (await claims.claim(remembered)) ? remembered : null;
  const draft = own ? await drafts.read(own) : undefined;
  if (own && draft && draft.updates.length > 0 && places.includes(draft.place)) return { tab: own, draft };
  const left = (await Promise.all(places.map((place) => drafts.at(place)))).flat();
  for (const each of left.sort((a, b) => b.savedAt - a.savedAt)) {
    if (each.tab === own || each.updates.length === 0 || !(await claims.claim(each.tab))) continue;
    if (own) claims.giveBack(own);
    // Read again: its tab may have lived until just now.
    return { tab: each.tab, draft: await drafts.read(each.tab) };
  }
  if (own) return { tab: own, draft: draft && places.includes(draft.place) ? draft : undefined };
  const fresh = randomId();
  await claims.claim(fresh);
  return { tab: fresh, draft: undefined };
}
