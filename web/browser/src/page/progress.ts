// Work that goes on, such as links to a renamed page: what it says is asked for until it has ended.
import { announce } from "./announce";

const PACE_MILLIS = 1_000;

export interface Progress {
  sentence: string;
  ended: boolean;
}

/** @param strip whose `data-progress` is the path that answers */
export function followProgress(strip: HTMLElement): void {
  const sentence = strip.querySelector("p");
  const path = strip.dataset.progress ?? "";
  const show = (said: Progress): void => {
    if (said.sentence && sentence) sentence.textContent = said.sentence;
    if (said.sentence && said.ended) announce(said.sentence);
  };
  const pause = () => new Promise<void>((resolve) => window.setTimeout(resolve, PACE_MILLIS));
  void ask(() => fetch(path), show, pause);
}

/** A node that cannot be reached, or fails, is asked again; one that refuses, as for a page that was deleted, is not. */
export async function ask(question: () => Promise<Response>, show: (said: Progress) => void, pause: () => Promise<void>): Promise<void> {
  for (;;) {
    const answer = await question().catch(() => null);
    if (answer && answer.status >= 400 && answer.status < 500) return;
    const said = answer?.ok ? ((await answer.json().catch(() => null)) as Progress | null) : null;
    if (said) show(said);
    if (said?.ended) return;
    await pause();
  }
}
