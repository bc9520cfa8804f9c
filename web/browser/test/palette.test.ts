import assert from "node:assert/strict";
import { test } from "node:test";
import { piecesOf } from "../src/palette/marked";
import { nothingWords } from "../src/palette/palette-rows";
import { canBeTitle, rankTitles } from "../src/palette/rank";
import { NO_ANSWERS, groupsFor, highlighted, preselected, type Known, type Row } from "../src/palette/rows";

const known = (changes: Partial<Known>): Known => ({
  ...NO_ANSWERS,
  query: "",
  titles: [],
  found: [],
  hits: [],
  recent: [],
  pinned: [],
  signs: [{ sign: ">", title: "> commands" }],
  commands: [
    { name: "home", title: "Go to the home page" },
    { name: "changes", title: "Recent changes" },
  ],
  moved: null,
  before: null,
  ...changes,
});
const keys = (given: Known) => groupsFor(given).flatMap(({ rows }) => rows.map(({ key }) => key));
const chosen = (given: Known) => preselected(groupsFor(given), given)?.key;

test("a title that begins so comes before a word that begins so, and letters in order come last", () => {
  const titles = ["Crane and winch rota", "Twinkle", "Winter berths", "Winch survey", "West India neap"];
  assert.deepEqual(rankTitles("win", titles, []), ["Winch survey", "Winter berths", "Crane and winch rota", "Twinkle", "West India neap"]);
});

test("a page comes before those below it, also if they were opened lately", () => {
  const titles = ["Tour/Invite", "Harbour/Tour", "Tourists", "Tour"];
  assert.deepEqual(rankTitles("tou", titles, ["Tour/Invite", "Tourists"]), ["Tourists", "Tour", "Tour/Invite", "Harbour/Tour"]);
  assert.deepEqual(rankTitles("tour/", titles, []), ["Tour/Invite"]);
});

test("what was opened lately wins among equals", () => {
  assert.deepEqual(rankTitles("win", ["Winch survey", "Winter berths"], ["Winter berths"]), ["Winter berths", "Winch survey"]);
});

test("the beginnings of two words find a title", () => {
  assert.deepEqual(rankTitles("win be", ["Winch survey", "Winter berths"], []), ["Winter berths"]);
});

test("case, underscores and composed letters make no difference", () => {
  assert.deepEqual(rankTitles("CAFE\u0301_m", ["Café menu"], []), ["Café menu"]);
});

test("the create row is last and not preselected while a page matches", () => {
  const given = known({ query: "win", titles: ["Winch survey"], hits: [] });
  assert.equal(keys(given).at(-1), "create");
  assert.equal(chosen(given), "page:Winch survey");
});

test("the create row is first and preselected when nothing matches", () => {
  const given = known({ query: "zebra", titles: ["Winch survey"], hits: [] });
  assert.equal(keys(given)[0], "create");
  assert.equal(chosen(given), "create");
});

test("nothing is preselected while the search may still find something", () => {
  assert.equal(chosen(known({ query: "zebra", hits: null })), undefined);
});

test("there is no create row for a title that exists or cannot be", () => {
  assert.ok(!keys(known({ query: "winch_SURVEY", titles: ["Winch survey"] })).includes("create"));
  assert.ok(!keys(known({ query: "a//b" })).includes("create"));
  assert.equal(canBeTitle("x".repeat(255)), true);
  assert.equal(canBeTitle("x".repeat(256)), false);
});

test("a page found by its title is not repeated among the texts", () => {
  const hits = [{ title: "Winch survey", snippet: "" }, { title: "Minutes", snippet: "the <mark>winch</mark>" }];
  assert.deepEqual(keys(known({ query: "winch", titles: ["Winch survey"], hits })), ["page:Winch survey", "text:Minutes", "create"]);
});

test("what the node found by a rule of its own comes last, and its order decides among equals", () => {
  const found = ["Winch 2", "Winch 1", "Wench tales"];
  assert.deepEqual(rankTitles("winch", ["Winch 1", ...found], [], found), ["Winch 2", "Winch 1", "Wench tales"]);
  assert.deepEqual(rankTitles("winch", found, ["Winch 1"], found), ["Winch 1", "Winch 2", "Wench tales"]);
  assert.deepEqual(rankTitles("winch", found, []), ["Winch 1", "Winch 2"]);
});

test("where nothing is found, it is said of what was looked for", () => {
  assert.equal(nothingWords("winsh"), "No page contains “winsh”.");
  assert.equal(nothingWords("tide table.pdf"), "No file is called “tide table.pdf”, and no page contains it.");
  assert.equal(nothingWords("2026. What then?"), "No page contains “2026. What then?”.");
  assert.equal(nothingWords("#x.pdf"), "No tag begins so.");
});

test("an empty query shows what was opened lately, the sign > the commands", () => {
  assert.equal(keys(known({ recent: ["Tides"] }))[0], "page:Tides");
  assert.deepEqual(keys(known({ query: ">rec" })), ["do:changes"]);
});

test("a snippet is words and marks, and anything else in it is words, too", () => {
  assert.deepEqual(piecesOf("a &lt;b&gt; &amp;amp; <mark>winch &quot;x&quot;</mark> &#39;c"), [
    { text: "a <b> &amp; ", marked: false },
    { text: 'winch "x"', marked: true },
    { text: " 'c", marked: false },
  ]);
  assert.deepEqual(piecesOf("<img src=x onerror=f()><mark><b>x</mark></mark>&bogus;"), [
    { text: "<img src=x onerror=f()>", marked: false },
    { text: "<b>x", marked: true },
    { text: "</mark>&bogus;", marked: false },
  ]);
});

const movedTo = (given: Known, key: string): Row => groupsFor(given).flatMap(({ rows }) => rows).find((row) => row.key === key)!;
const highlight = (given: Known) => highlighted(groupsFor(given), given)?.title;

test("before anybody moved, the first row is highlighted, whatever arrives in front of it", () => {
  assert.equal(highlight(known({ query: "chan", hits: null })), "Recent changes");
  assert.equal(highlight(known({ query: "chan", titles: ["Channels"], hits: null })), "Channels");
});

test("the row that somebody moved to stays highlighted while rows arrive in front of it", () => {
  const before = known({ query: "win", titles: ["Crane and winch rota", "Twinkle"], hits: null });
  const moved = movedTo(before, "page:Twinkle");
  const titles = ["Winch", "Winter berths", ...before.titles];
  assert.equal(highlight(known({ query: "win", titles, hits: [], moved })), "Twinkle");
});

test("a page that was found in its text stays highlighted when its title is found, too", () => {
  const hits = [{ title: "Minutes", snippet: "" }, { title: "Winch survey", snippet: "the <mark>winch</mark>" }];
  const moved = movedTo(known({ query: "winch", hits }), "text:Winch survey");
  assert.equal(highlight(known({ query: "winch", titles: ["A winch", "Winch survey"], hits, moved })), "Winch survey");
});

test("a row that somebody moved to is not crowded out", () => {
  const page = movedTo(known({ query: "win", titles: ["Twinkle"] }), "page:Twinkle");
  const titles = [..."abcdefghij"].map((letter) => `Win ${letter}`);
  assert.equal(highlight(known({ query: "win", titles: ["Twinkle", ...titles], moved: page })), "Twinkle");
  assert.equal(groupsFor(known({ query: "win", titles: ["Twinkle", ...titles], moved: page }))[0]!.rows.length, 8);
  const text = movedTo(known({ query: "win", hits: [{ title: "Minutes", snippet: "" }] }), "text:Minutes");
  assert.equal(highlight(known({ query: "win", hits: [{ title: "Diary", snippet: "" }], moved: text })), "Minutes");
});

test("who moved to the create row is led to the page of that title when it turns out to exist", () => {
  const moved = movedTo(known({ query: "winch", titles: ["Winch survey"] }), "create");
  assert.equal(highlight(known({ query: "winch", titles: ["Winch survey", "Winch"], moved })), "Winch");
});

test("nothing typed shows what was opened lately, and what is pinned beside it", () => {
  const recent = [..."abcdefghij"];
  const given = known({ recent, pinned: ["b", "Tides"] });
  assert.deepEqual(groupsFor(given).map(({ name, rows }) => [name, rows.length]), [["recent", 8], ["pinned", 1], ["commands", 2]]);
  assert.equal(keys(given)[8], "page:Tides");
});

test("headings, files and texts stand behind pages, and the create row behind them all", () => {
  const given = known({
    query: "winch",
    titles: ["Winch"],
    hits: [{ title: "Minutes", snippet: "", section: { heading: "Item 4", slug: "item-4" } }],
    headings: [{ title: "Plan", heading: "Winch rating", slug: "winch-rating" }],
    files: [{ name: "winch.pdf", bytes: 412_000, url: "/w/-/file/x/winch.pdf" }],
  });
  assert.deepEqual(keys(given), ["page:Winch", "heading:Plan#winch-rating", "text:Minutes", "file:/w/-/file/x/winch.pdf"]);
  assert.equal(keys({ ...given, query: "winch s" }).at(-1), "create");
});

test("a heading or a file that is found keeps the create row from being preselected", () => {
  const file = { name: "zebra.pdf", bytes: 1, url: "/f" };
  assert.equal(chosen(known({ query: "zebra", files: [file] })), "file:/f");
  const heading = { title: "Plan", heading: "Zebra", slug: "zebra" };
  assert.equal(chosen(known({ query: "zebra", headings: [heading] })), "heading:Plan#zebra");
});

test("what arrives later does not move the preselected row, unless it is a page called so", () => {
  const hits = [{ title: "Minutes", snippet: "" }];
  const first = known({ query: "win", hits });
  const before = preselected(groupsFor(first), first);
  const heading = { title: "Plan", heading: "Winch", slug: "winch" };
  assert.equal(chosen({ ...first, before, headings: [heading] }), "text:Minutes");
  assert.equal(chosen({ ...first, before, headings: [heading], titles: ["Winter"] }), "page:Winter");
});

test("signs in front ask for commands, tags, people and help, and create nothing", () => {
  const tags = [{ tag: "works", pages: 3 }];
  assert.deepEqual(keys(known({ query: "#wor", tags, hits: [{ title: "Plan", snippet: "" }] })), ["tag:works", "text:Plan"]);
  assert.deepEqual(keys(known({ query: " @bo", people: [{ name: "Bob", self: false }] })), ["person:Bob"]);
  assert.deepEqual(keys(known({ query: "?" })), ["sign:>"]);
});

test("words that may have been meant stand behind the create row when nothing is found", () => {
  assert.deepEqual(keys(known({ query: "winsh", meant: "winch" })), ["create", "meant"]);
  assert.equal(chosen(known({ query: "winsh", meant: "winch" })), "create");
  assert.equal(chosen(known({ query: "a//b", meant: "ab" })), "meant");
});

test("a title that the node found by a rule of its own is listed", () => {
  assert.equal(keys(known({ query: "wicnh", titles: ["Winch"], found: ["Winch"] }))[0], "page:Winch");
});
