// Asks the node's index, and asks again while the index has not caught up with the pages.

/** What every answer of the index says beside what was asked. */
export interface Answer {
  /** How many changed pages the index does not hold yet, at most. */
  notIndexed?: number;
}

/**
 * Before it asks again, in milliseconds. After the last one whatever the index knows must do: a
 * wiki that is indexed for the first time may take a minute. (Guess; a saved edit is findable in 300.)
 */
export const PAUSES_MILLIS: readonly number[] = [150, 300, 600, 1_200, 2_400];

/** The answer, or null if there is none: the node is away, refused, or nobody waits any more. */
export async function askNode<T>(path: string, signal: AbortSignal): Promise<T | null> {
  try {
    const answer = await fetch(path, { signal, headers: { Accept: "application/json" } });
    return answer.ok ? ((await answer.json()) as T) : null;
  } catch {
    return null; // Said by null; what the header says about the node is said elsewhere.
  }
}

const pauseOf = (millis: number) => new Promise<void>((over) => setTimeout(over, millis));

/**
 * Takes the first answer, and the later ones while the index is behind. One question at a time, so
 * no older answer comes after a newer one; after the signal nothing is taken.
 */
export async function askUntilIndexed<T extends Answer>(
  ask: () => Promise<T | null>,
  signal: AbortSignal,
  take: (answer: T | null) => void,
  pause: (millis: number) => Promise<void> = pauseOf,
): Promise<void> {
  for (const millis of [0, ...PAUSES_MILLIS]) {
    if (millis > 0) await pause(millis);
    if (signal.aborted) return;
    const answer = await ask();
    if (signal.aborted) return;
    if (millis === 0 || answer !== null) take(answer);
    if (!answer?.notIndexed) return;
  }
}
