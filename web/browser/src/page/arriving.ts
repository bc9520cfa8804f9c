// A page that may still be on its way opens as soon as it is here.

/** (Guess: about as long as a person looks at the sentence before wondering.) */
const LOOK_MILLIS = 3_000;

export function openWhenItIsHere(): void {
  setInterval(() => void openIfItIsHere(), LOOK_MILLIS);
}

async function openIfItIsHere(): Promise<void> {
  if (document.visibilityState !== "visible") return;
  const answer = await fetch(location.href, { method: "HEAD" }).catch(() => null);
  if (answer?.ok) location.reload();
}
