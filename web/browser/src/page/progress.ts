// Work that goes on, such as links to a renamed page: what it says is asked for until it has ended.

const PACE_MILLIS = 1_000;

/** @param strip whose `data-progress` is the path that answers */
export function followProgress(strip: HTMLElement): void {
  const sentence = strip.querySelector("p");
  const ask = async (): Promise<void> => {
    const answer = await fetch(strip.dataset.progress ?? "").catch(() => null);
    const said = answer?.ok ? ((await answer.json().catch(() => null)) as { sentence: string; ended: boolean } | null) : null;
    if (said?.sentence && sentence) sentence.textContent = said.sentence;
    if (!said?.ended) window.setTimeout(() => void ask(), PACE_MILLIS);
  };
  void ask();
}
