import assert from "node:assert/strict";
import { test } from "node:test";
import { recolored } from "../src/editor/colors";
import type { Person } from "../src/live/frames";

const person = (name: string, color: number, tab = name): Person => ({ tab, name, color, anchor: 0, head: 0, version: 0, here: false });
const colors = (people: Person[], mine = 4) => recolored(people, { name: "Alice", color: mine }).map(({ color }) => color);

test("everybody keeps the colour of their own while no two are alike", () => {
  assert.deepEqual(colors([person("Bob", 2), person("Carol", 6)]), [2, 6]);
});

test("of two with one colour the later gets another, and mine is never taken", () => {
  assert.deepEqual(colors([person("Bob", 4), person("Carol", 1), person("Dan", 1)]), [1, 2, 3]);
});

test("two tabs of one person have one colour", () => {
  assert.deepEqual(colors([person("Bob", 4, "b1"), person("Bob", 4, "b2"), person("Alice", 4, "a2")]), [1, 1, 4]);
});

test("a seventh person shares a colour", () => {
  const many = ["B", "C", "D", "E", "F", "G"].map((name) => person(name, 4));
  assert.deepEqual(colors(many), [1, 2, 3, 5, 6, 4]);
});
