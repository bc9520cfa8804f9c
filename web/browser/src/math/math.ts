// Draws formulas with KaTeX. It sets styles through the object model, which the content policy
// allows, and adds MathML for those who listen.
import katex from "katex";
import { words } from "../words";

/** Formulas of one page beyond this stay text. (A guess: more than a lecture has.) */
const FORMULAS_MAX = 1_000;
/** The same bound as the node's for one between `$$`. */
const CHARS_MAX = 4_000;
/** What is not drawn by then stays text: a page comes from others, and may be made to take long. */
const TIME_MAX_MILLIS = 3_000;
/** The window is given time to answer its reader after this long at a stretch. */
const STRETCH_MILLIS = 30;

const OPTIONS = {
  throwOnError: true,
  trust: false,
  strict: false,
  /** In em: a rule or a space cannot leave its page. */
  maxSize: 20,
  /** Of macros: enough for those that KaTeX defines itself. */
  maxExpand: 200,
} as const;

let styled = false;

/** MathML alone needs neither styles nor fonts of ours. */
type Output = "htmlAndMathml" | "mathml";

export async function drawMath(root: ParentNode, output: Output = "htmlAndMathml"): Promise<void> {
  addStyle();
  const all = [...root.querySelectorAll<HTMLElement>("code.math, pre > code.language-math")].slice(0, FORMULAS_MAX);
  let spent = 0;
  let since = performance.now();
  for (const source of all) {
    if (!source.isConnected) continue;
    drawOne(source, output);
    const stretch = performance.now() - since;
    if (stretch < STRETCH_MILLIS) continue;
    spent += stretch;
    if (spent > TIME_MAX_MILLIS) return;
    await new Promise((resolve) => setTimeout(resolve));
    since = performance.now();
  }
}

function drawOne(source: HTMLElement, output: Output): void {
  const tex = source.textContent ?? "";
  if (tex.length > CHARS_MAX) return;
  const inBlock = source.matches("pre > *");
  const displayMode = inBlock || source.classList.contains("math-display");
  const drawn = document.createElement("span");
  drawn.className = displayMode ? "math-drawn math-drawn-display" : "math-drawn";
  try {
    katex.render(tex, drawn, { ...OPTIONS, displayMode, output });
  } catch (error) {
    source.classList.add("math-wrong");
    source.title = words.formulaWrong(error instanceof Error ? error.message : "");
    return;
  }
  (inBlock ? (source.parentElement ?? source) : source).replaceWith(drawn);
}

function addStyle(): void {
  const href = document.body.dataset.mathStyle;
  if (styled || !href) return;
  styled = true;
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = href;
  document.head.append(link);
}
