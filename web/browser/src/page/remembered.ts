// Small choices of this browser. Storage may be closed to the site; then defaults hold.
export function remembered(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null; // Closed to this site, which is the same as never chosen.
  }
}

/** Whether it could be kept. */
export function remember(name: string, value: string): boolean {
  try {
    localStorage.setItem(name, value);
    return true;
  } catch {
    return false;
  }
}
