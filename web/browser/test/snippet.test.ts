import assert from "node:assert/strict";
import { test } from "node:test";
import { snippetOf } from "../src/site/snippet";
import { wordsOf } from "../src/site/words";

/** What is looked for stands between stars. */
const shown = (text: string, query: string) => snippetOf(text, wordsOf(query)).map(([part, found]) => (found ? `*${part}*` : part)).join("");

const rest = "and so on ".repeat(40);

test("the place shows the words, without their accents and beginning so", () => {
  assert.equal(shown("The Übersicht of tides.", "ubersicht tid"), "The *Übersicht* of *tides*.");
});

test("a place far inside begins and ends between words, and says that there is more", () => {
  const place = shown(`${rest}the red boat lies here ${rest}`, "boat red");
  assert.match(place, /^… (and|so|on) .*the \*red\* \*boat\* lies here .*(and|so|on) …$/);
  assert.ok(place.length < 260, place);
});

test("where several places have one of the words, the one with both is shown", () => {
  assert.match(shown(`red ${rest} boat ${rest} a red old boat ${rest}`, "red boat "), /a \*red\* old \*boat\*/);
});

test("words of scripts without spaces are marked inside of their line", () => {
  assert.equal(shown("きょうの潮汐表の見方", "潮汐"), "きょうの*潮汐*表の見方");
});

test("a text without the words is shown from its beginning", () => {
  assert.equal(shown(rest, "boat").slice(0, 9), "and so on");
});

test("no character is cut in half", () => {
  for (const [part] of snippetOf(`a${"😀".repeat(300)}`, wordsOf("boat"))) assert.doesNotMatch(part, /[\uD800-\uDBFF]$|^[\uDC00-\uDFFF]/);
});
