// Whose colour is whose on this page. Everybody has one of six everywhere; where two of them meet,
// this browser gives the later one another, so that cursors can be told apart.
import type { Person } from "../live/frames";

/** The author colours of the style sheet. */
const COLORS = [1, 2, 3, 4, 5, 6] as const;

export interface Who {
  name: string;
  color: number;
}

/** The same person in another tab has the same name and the same colour. */
const key = ({ name, color }: Who) => `${color} ${name}`;

/** The people in colours of their own while there are enough of them; mine is never given away. */
export function recolored(people: readonly Person[], me: Who): Person[] {
  const given = new Map([[key(me), me.color]]);
  for (const person of people) {
    if (given.has(key(person))) continue;
    const taken = new Set(given.values());
    const free = [person.color, ...COLORS].find((color) => !taken.has(color));
    given.set(key(person), free ?? person.color);
  }
  return people.map((person) => ({ ...person, color: given.get(key(person)) ?? person.color }));
}
