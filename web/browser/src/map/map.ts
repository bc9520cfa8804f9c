// Draws pages and their links on a canvas. The list below it says the same to who cannot see it, so
// the canvas is hidden from assistive technology and takes no focus.
import Graph from "graphology";
import forceAtlas2 from "graphology-layout-forceatlas2";
import Sigma from "sigma";
import { remember, remembered } from "../page/remembered";
import { themeColor } from "../page/theme-color";
import { words } from "../words";

interface Answer {
  pages: { title: string; url: string; distance: number; links: number }[];
  links: [number, number][];
}

interface Point {
  x: number;
  y: number;
  size: number;
  label: string;
  color: string;
}

/** Rounds of the layout: many for few pages, which take no time; each page costs one a round. (Guess.) */
const ROUNDS_MAX = 400;
const ROUNDS_MIN = 20;
const PAGE_ROUNDS = 60_000;

/** Kept from one map to the next. */
const MOVED = "map-slider-moved";

/** Radians. Points one after the other at this angle lie evenly spread (Vogel 1979). */
const GOLDEN_ANGLE = 2.399963;

const statusLine = () => document.querySelector<HTMLElement>("[data-map-status]");

export async function drawMap(place: HTMLElement): Promise<void> {
  submitOnSlide();
  const answer = await fetch(place.dataset.map ?? "").catch(() => null);
  const drawn = answer?.ok && draw(place, (await answer.json()) as Answer);
  if (drawn) return;
  place.hidden = true;
  lightFound(() => undefined);
  const status = statusLine();
  if (status) status.textContent = answer?.ok ? words.mapNotDrawn : words.mapAway;
}

/** False without WebGL; then the list is all there is. */
function draw(place: HTMLElement, { pages, links }: Answer): boolean {
  const graph = new Graph<Point>({ type: "directed" });
  const colors = { middle: themeColor("accent"), page: themeColor("line-strong"), line: themeColor("line"), edge: themeColor("line-strong"), words: themeColor("ink") };
  pages.forEach(({ title, links: count, distance }, index) => {
    const middle = place.dataset.centre !== "" && distance === 0;
    graph.addNode(String(index), {
      x: Math.cos(index * GOLDEN_ANGLE) * Math.sqrt(index),
      y: Math.sin(index * GOLDEN_ANGLE) * Math.sqrt(index),
      size: (middle ? 9 : 4) + Math.min(6, Math.log2(1 + count)),
      // The whole title is in the list; on the map the end of it tells pages apart.
      label: title.slice(title.lastIndexOf("/") + 1),
      color: middle ? colors.middle : colors.page,
    });
  });
  for (const [from, to] of links) graph.mergeEdge(String(from), String(to));
  const iterations = Math.min(ROUNDS_MAX, Math.max(ROUNDS_MIN, Math.round(PAGE_ROUNDS / pages.length)));
  forceAtlas2.assign(graph, { iterations, settings: { ...forceAtlas2.inferSettings(graph), adjustSizes: true } });
  let found = new Set<string>();
  let near: Set<string> | null = null;
  let sigma: Sigma<Point>;
  try {
    sigma = new Sigma<Point>(graph, place, {
      labelColor: { color: colors.words },
      labelFont: getComputedStyle(document.body).fontFamily,
      labelSize: 13,
      labelRenderedSizeThreshold: 0,
      stagePadding: 60,
      defaultDrawNodeHover: () => undefined,
      nodeReducer: (node, data) => {
        const lit = found.has(node) || (near?.has(node) ?? false);
        const dimmed = !lit && (found.size > 0 || near !== null);
        return { ...data, forceLabel: lit, color: dimmed ? colors.line : found.has(node) ? colors.middle : data.color, label: dimmed ? "" : data.label };
      },
      edgeReducer: (edge, data) => {
        const lit = near !== null && graph.extremities(edge).every((end) => near?.has(end));
        return { ...data, color: lit ? colors.middle : near === null ? colors.edge : colors.line };
      },
    });
  } catch {
    return false;
  }
  sigma.on("clickNode", ({ node }) => location.assign(pages[Number(node)]?.url ?? ""));
  sigma.on("enterNode", ({ node }) => {
    near = new Set([node, ...graph.neighbors(node)]);
    place.classList.add("over-page");
    sigma.refresh();
  });
  sigma.on("leaveNode", () => {
    near = null;
    place.classList.remove("over-page");
    sigma.refresh();
  });
  lightFound((matches) => {
    found = new Set(pages.flatMap(({ title }, index) => (matches(title) ? [String(index)] : [])));
    sigma.refresh();
  });
  place.dataset.drawn = String(pages.length);
  return true;
}

/** What is typed lights up pages on the map, where there is one, and rows of the list. */
function lightFound(light: (matches: (title: string) => boolean) => void): void {
  const field = document.querySelector<HTMLInputElement>("[data-map-search]");
  field?.addEventListener("input", () => {
    const typed = field.value.trim().toLowerCase();
    const matches = (title: string) => typed !== "" && title.toLowerCase().includes(typed);
    light(matches);
    let count = 0;
    for (const row of document.querySelectorAll("[data-map-list] tbody tr")) {
      if (row.classList.toggle("found", matches(row.querySelector("a")?.textContent ?? ""))) count++;
    }
    const status = statusLine();
    if (status) status.textContent = typed === "" ? "" : words.foundOnMap(count);
  });
  field?.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
  });
}

/** The slider needs no button where scripts run. */
function submitOnSlide(): void {
  const slider = document.querySelector<HTMLInputElement>("[data-map-form] input[type=range]");
  if (!slider) return;
  // Who moves it by keys goes on from there on the next screen.
  if (remembered(MOVED) === "yes") slider.focus();
  remember(MOVED, "no");
  slider.addEventListener("change", () => {
    remember(MOVED, "yes");
    slider.form?.submit();
  });
}
