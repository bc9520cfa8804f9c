import assert from "node:assert/strict";
import { test } from "node:test";
import { PAUSES_MILLIS, askUntilIndexed, type Answer } from "../src/palette/asking";

interface Titles extends Answer {
  titles: string[];
}

/** Answers in turn, the last one for ever; counts the questions. */
function node(...answers: (Titles | null)[]) {
  let asked = 0;
  return {
    ask: async () => answers[Math.min(asked++, answers.length - 1)] ?? null,
    get asked() {
      return asked;
    },
  };
}

const noPause = async () => undefined;

test("an index that has caught up is asked once", async () => {
  const warm = node({ titles: ["Winch survey"], notIndexed: 0 });
  const taken: unknown[] = [];
  await askUntilIndexed(warm.ask, new AbortController().signal, (answer) => taken.push(answer?.titles), noPause);
  assert.deepEqual([taken, warm.asked], [[["Winch survey"]], 1]);
});

test("an index that is behind is asked again until it has caught up, and each answer is taken in order", async () => {
  const cold = node({ titles: [], notIndexed: 2 }, { titles: ["Winch survey"], notIndexed: 1 }, { titles: ["Winch survey", "Winter berths"] });
  const taken: unknown[] = [];
  await askUntilIndexed(cold.ask, new AbortController().signal, (answer) => taken.push(answer?.titles.length), noPause);
  assert.deepEqual([taken, cold.asked], [[0, 1, 2], 3]);
});

test("an index that never catches up is not asked for ever", async () => {
  const busy = node({ titles: [], notIndexed: 9 });
  const pauses: number[] = [];
  const pause = async (millis: number) => void pauses.push(millis);
  await askUntilIndexed(busy.ask, new AbortController().signal, () => undefined, pause);
  assert.deepEqual([pauses, busy.asked], [[...PAUSES_MILLIS], PAUSES_MILLIS.length + 1]);
});

test("nothing is taken and nothing more is asked after somebody typed on", async () => {
  const cold = node({ titles: [], notIndexed: 2 });
  const typing = new AbortController();
  const taken: unknown[] = [];
  await askUntilIndexed(cold.ask, typing.signal, (answer) => {
    taken.push(answer);
    typing.abort();
  }, noPause);
  assert.deepEqual([taken.length, cold.asked], [1, 1]);

  const slow = new AbortController();
  await askUntilIndexed(async (): Promise<Titles> => (slow.abort(), { titles: [] }), slow.signal, (answer) => taken.push(answer), noPause);
  assert.equal(taken.length, 1);
});

test("a node that does not answer is told about once and leaves what was known", async () => {
  const away = node({ titles: ["Winch survey"], notIndexed: 1 }, null);
  const taken: unknown[] = [];
  await askUntilIndexed(away.ask, new AbortController().signal, (answer) => taken.push(answer?.titles), noPause);
  assert.deepEqual([taken, away.asked], [[["Winch survey"]], 2]);
});
