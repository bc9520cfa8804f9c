// What the scripts say to people, in the language of the screen: a small script in front of the others
// (`words/words.en.ts`, `words/words.de.ts`) has the sentences, so a browser loads one language alone.
import type { words as english } from "./words/words.en";

/** Every language says all that English says. */
export type Words = typeof english;

declare const enquireWords: { words: Words };

export const { words } = enquireWords;
