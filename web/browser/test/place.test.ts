import assert from "node:assert/strict";
import { test } from "node:test";
import { placeBeside } from "../src/preview/place";

const view = { width: 1280, height: 800 };
const link = (left: number, top: number) => ({ left, top, right: left + 90, bottom: top + 24 });

test("a card stands below its link when there is room", () => {
  assert.deepEqual(placeBeside(link(300, 200), { width: 340, height: 180 }, view, 56), {
    left: 300,
    top: 230,
    heightMax: 562,
  });
});

test("near the lower edge it stands above", () => {
  const place = placeBeside(link(300, 700), { width: 340, height: 180 }, view, 56);
  assert.equal(place.top, 700 - 6 - 180);
});

test("it stays inside the window on both sides", () => {
  assert.equal(placeBeside(link(1200, 200), { width: 340, height: 180 }, view, 56).left, 1280 - 8 - 340);
  assert.equal(placeBeside(link(2, 200), { width: 340, height: 180 }, view, 56).left, 8);
});

test("however high the card and wherever the link, it never covers the link nor the header", () => {
  for (let top = 60; top < 780; top += 7) {
    for (const height of [40, 320, 2_000]) {
      const at = link(300, top);
      const place = placeBeside(at, { width: 340, height }, view, 56);
      const bottom = place.top + Math.min(height, place.heightMax);
      assert.ok(place.top > at.bottom || bottom < at.top, `${top} ${height}`);
      assert.ok(place.top >= 56 || place.top > at.bottom);
    }
  }
});
