// Speaks to those who cannot see the screen change: politely, and at most once in ten seconds.
const PAUSE_MILLIS = 10_000;

let quietUntil = 0;
let next: string | null = null;

/** Says the sentence now, or when the pause is over if nothing newer came. */
export function announce(sentence: string): void {
  const wait = quietUntil - Date.now();
  const waiting = next !== null;
  next = sentence;
  if (wait <= 0) speak();
  else if (!waiting) setTimeout(speak, wait);
}

function speak(): void {
  const region = document.querySelector("[data-announce]");
  if (region && next !== null) region.textContent = next;
  next = null;
  quietUntil = Date.now() + PAUSE_MILLIS;
}
