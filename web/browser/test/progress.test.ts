import assert from "node:assert/strict";
import { test } from "node:test";
import { ask, type Progress } from "../src/page/progress";

/** Answers in turn; fails the test if it is asked once more. */
function node(...answers: (Response | null)[]) {
  const left = [...answers];
  return async (): Promise<Response> => {
    const answer = left.shift();
    if (answer === undefined) throw new assert.AssertionError({ message: "asked after the end" });
    if (answer === null) throw new TypeError("no network");
    return answer;
  };
}

/** What was said, and how often somebody waited to ask again. */
async function follow(...answers: (Response | null)[]): Promise<[string[], number]> {
  const said: string[] = [];
  let pauses = 0;
  const pause = async () => {
    pauses++;
    assert.ok(pauses < answers.length, "it goes on asking");
  };
  await ask(node(...answers), (progress: Progress) => void said.push(`${progress.sentence} ${progress.ended}`), pause);
  return [said, pauses];
}

const going = () => Response.json({ sentence: "1 of 2", ended: false });
const done = () => Response.json({ sentence: "Done.", ended: true });

test("it asks until the work has ended", async () => {
  assert.deepEqual(await follow(going(), going(), done()), [["1 of 2 false", "1 of 2 false", "Done. true"], 2]);
});

test("a node that cannot be reached, fails or says what nobody reads is asked again", async () => {
  const odd = new Response("<html>", { status: 200 });
  assert.deepEqual(await follow(null, new Response("", { status: 503 }), odd, done()), [["Done. true"], 3]);
});

test("a page that was deleted is not asked for again", async () => {
  for (const status of [401, 404, 410]) {
    assert.deepEqual(await follow(going(), new Response("", { status })), [["1 of 2 false"], 1]);
  }
});
