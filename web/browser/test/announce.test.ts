import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { announce } from "../src/page/announce";
import { Random } from "./random";

const PAUSE_MILLIS = 10_000;

/** Time passes in steps, after each of which what is due has run. */
const STEP_MILLIS = 50;

function pass(millis: number): void {
  for (let passed = 0; passed < millis; passed += STEP_MILLIS) mock.timers.tick(STEP_MILLIS);
}

test("there is at most one announcement in ten seconds, and it is the newest", () => {
  mock.timers.enable({ apis: ["setTimeout", "Date"], now: 1_000_000 });
  const random = new Random(7);
  const told: { at: number; sentence: string }[] = [];
  const said: { at: number; sentence: string; newest: string | undefined }[] = [];
  // What comes into the region of the screen is what a screen reader says.
  const region = {
    set textContent(sentence: string) {
      said.push({ at: Date.now(), sentence, newest: told.at(-1)?.sentence });
    },
  };
  Object.assign(globalThis, { document: { querySelector: () => region } });

  for (let i = 0; i < 200; i++) {
    const sentence = `sentence ${i}`;
    told.push({ at: Date.now(), sentence });
    announce(sentence);
    pass(random.chance(0.1) ? 25_000 : random.below(4_000));
  }
  pass(PAUSE_MILLIS + STEP_MILLIS);

  assert.deepEqual([said[0]?.at, said[0]?.sentence], [told[0]?.at, told[0]?.sentence], "the first is said at once");
  assert.equal(said.at(-1)?.sentence, told.at(-1)?.sentence, "the last is not forgotten");
  assert.ok(said.length > 20 && said.length < told.length);
  said.forEach(({ at, sentence, newest }, index) => {
    assert.equal(sentence, newest);
    if (index > 0) assert.ok(at - said[index - 1]!.at >= PAUSE_MILLIS, `after ${at - said[index - 1]!.at} ms`);
  });
  for (const { at } of told) {
    assert.ok(said.some((each) => each.at >= at && each.at <= at + PAUSE_MILLIS + STEP_MILLIS), "nobody waits longer than the pause");
  }
  mock.timers.reset();
});
