import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { words as german } from "../src/words/words.de";
import { words as english } from "../src/words/words.en";

const SOURCES = join(import.meta.dirname, "../../browser/src");

/** String literals and templates, without what is put into templates. */
const LITERAL = /"((?:[^"\\\n]|\\.)*)"|'((?:[^'\\\n]|\\.)*)'|`((?:[^`\\]|\\.)*)`/g;

/** Two words with a space between them, the first with a capital: a sentence or the beginning of one. */
const SENTENCE = /(?:^|[>\s])\p{Lu}\p{L}+[,.:]? \p{L}{2,}/u;

/** A word or more in the place of what people read. */
const SAID = /(?:textContent|placeholder|\balt|\btitle|ariaLabel|label|\btext)\s*[:=]\s*["'`]\p{L}{2}|(?:toast|announce)\(\s*["'`]|"aria-label"[,:]\s*["'`]/u;

/** For developers. */
const FOR_DEVELOPERS = /throw new Error\(|console\.|^\s*(?:\/\/|\*|\/\*)/;

test("no sentence stands outside the words of a language", () => {
  const found = readdirSync(SOURCES, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts") && !name.startsWith("words/"))
    .flatMap((name) =>
      readFileSync(join(SOURCES, name), "utf8")
        .split("\n")
        .filter((line) => !FOR_DEVELOPERS.test(line))
        .filter((line) => SAID.test(line) || [...line.matchAll(LITERAL)].some((each) => SENTENCE.test(each[1] ?? each[2] ?? each[3] ?? "")))
        .map((line) => `${name}: ${line.trim()}`),
    );
  assert.deepEqual(found, []);
});

test("styles say nothing", () => {
  const styles = join(SOURCES, "../styles");
  const found = readdirSync(styles)
    .flatMap((name) => readFileSync(join(styles, name), "utf8").split("\n"))
    .filter((line) => /content:\s*["'][^"']*\p{L}/u.test(line));
  assert.deepEqual(found, []);
});

test("every German sentence is another one than the English", () => {
  const SAME = new Set(["blocks.code", "keys.escape"]);
  const same: string[] = [];
  const compare = (path: string, one: unknown, other: unknown) => {
    if (typeof one === "string" && one === other && !SAME.has(path)) same.push(path);
    if (typeof one !== "object" || one === null) return;
    for (const [name, value] of Object.entries(one)) {
      compare(path === "" ? name : `${path}.${name}`, value, (other as Record<string, unknown>)[name]);
    }
  };
  compare("", english, german);
  assert.deepEqual(same.filter((path) => !/^signs\.\d\.sign$/.test(path)), []);
});

test("both languages count, list and write numbers as people do", () => {
  assert.equal(english.backInTouch(1, 0), "Back in touch. Sent 1 edit.");
  assert.equal(english.backInTouch(1_234, 5), "Back in touch. Sent 1,234 edits, received 5.");
  assert.equal(german.backInTouch(1, 0), "Wieder verbunden. 1 Änderung gesendet.");
  assert.equal(german.backInTouch(1_234, 5), "Wieder verbunden. 1.234 Änderungen gesendet, 5 empfangen.");
  assert.equal(english.merged({ Bob: 2, Carol: 1 }), "Merged 3 edits from Bob and Carol.");
  assert.equal(german.merged({ Bob: 2, Carol: 1 }), "3 Änderungen eingefügt: Bob und Carol");
  assert.equal(german.merged({ Bob: 3, Carol: 1, "Bob 2": 1, "Carol 2": 1 }), "6 Änderungen eingefügt: Bob, Carol und 2 weitere");
  assert.equal(english.editedMeanwhile(["A", "B", "C", "D"], 0), "A, B and 2 others edited the title while you were away.");
  assert.equal(german.editedMeanwhile(["A", "B", "C", "D"], 2), "A, B und 2 weitere haben inzwischen 2 Abschnitte bearbeitet.");
  assert.equal(english.size(1_250_000), "1.3 MB");
  assert.equal(german.size(1_250_000), "1,3 MB");
  const evening = new Date(2026, 2, 3, 18, 5);
  assert.equal(english.unreachableReading(evening, true), "Your node is not answering. You are reading a copy from 18:05.");
  assert.match(german.unreachableReading(evening, false), /3\. März um 18:05\.$/);
});
