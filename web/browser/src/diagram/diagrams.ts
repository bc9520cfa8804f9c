// Diagrams: their text goes to a sandboxed frame, a picture comes back. What cannot be drawn stays
// text. Loaded only on pages that hold a diagram.
import { themeColor } from "../page/theme-color";
import { words } from "../words";
import { SOURCE_CHARS_MAX, SVG_CHARS_MAX, type Answer, type Draw } from "./protocol";

/** Diagrams of one page beyond this stay text. (A guess.) */
const DIAGRAMS_MAX = 50;
/** A frame that says nothing for this long is taken away; what it did not draw stays text. */
const SILENCE_MAX_MILLIS = 20_000;

let background = "";

export async function drawDiagrams(root: ParentNode): Promise<void> {
  const blocks = [...root.querySelectorAll<HTMLElement>("pre > code.language-mermaid")]
    .filter((code) => (code.textContent ?? "").length <= SOURCE_CHARS_MAX)
    .slice(0, DIAGRAMS_MAX);
  const address = document.body.dataset.diagram;
  if (blocks.length === 0 || !address) return;
  const frame = document.createElement("iframe");
  // Not "allow-same-origin": the frame is to be a stranger here.
  frame.setAttribute("sandbox", "allow-scripts");
  frame.className = "diagram-frame";
  frame.title = words.diagram;
  frame.tabIndex = -1;
  frame.setAttribute("aria-hidden", "true");
  frame.src = address;
  await new Promise<void>((done) => {
    let left = blocks.length;
    let timer = 0;
    const end = () => {
      clearTimeout(timer);
      window.removeEventListener("message", hear);
      frame.remove();
      done();
    };
    const wait = () => {
      clearTimeout(timer);
      timer = window.setTimeout(end, SILENCE_MAX_MILLIS);
    };
    const hear = ({ source, data }: MessageEvent<Answer>) => {
      if (source !== frame.contentWindow) return;
      wait();
      if ("ready" in data) {
        const colors = colorsNow();
        background = colors.background;
        const dark = isDark(background);
        blocks.forEach((code, id) => {
          const order: Draw = { id, source: code.textContent ?? "", colors, dark };
          frame.contentWindow?.postMessage(order, "*");
        });
        return;
      }
      const block = blocks[Number(data.id)];
      if (!block) return;
      if ("svg" in data && typeof data.svg === "string" && data.svg.length <= SVG_CHARS_MAX) show(block, data.svg);
      else sayWrong(block);
      if (--left === 0) end();
    };
    window.addEventListener("message", hear);
    wait();
    document.body.append(frame);
  });
}

/** As hexadecimal numbers, which is what mermaid reckons with. */
function colorsNow(): Record<string, string> & { background: string } {
  const color = (name: string) => hex(themeColor(name));
  return {
    background: color("paper"),
    primaryColor: color("accent-soft"),
    primaryTextColor: color("ink"),
    primaryBorderColor: color("accent"),
    secondaryColor: color("sunken"),
    tertiaryColor: color("surface"),
    lineColor: color("ink-2"),
    textColor: color("ink"),
    noteBkgColor: color("mark"),
    noteTextColor: color("ink"),
  };
}

const parts = (color: string) => (color.match(/[\d.]+/g) ?? []).slice(0, 3).map(Number);
const hex = (color: string) => `#${parts(color).map((part) => Math.round(part).toString(16).padStart(2, "0")).join("")}`;
const isDark = (color: string) => parseInt(color.slice(1, 3), 16) < 128;

/** As an image: no script of a picture runs in one, and it can ask for nothing. */
function show(code: HTMLElement, svg: string): void {
  const block = code.parentElement;
  if (!block?.isConnected) return;
  const image = document.createElement("img");
  image.alt = words.diagram;
  const [, width, height] = /viewBox="[-\d.]+ [-\d.]+ ([\d.]+) ([\d.]+)"/.exec(svg) ?? [];
  if (width && height) {
    image.width = Math.ceil(Number(width));
    image.height = Math.ceil(Number(height));
  }
  // Drawn for this background; it stays readable when the theme is changed or it is printed.
  image.style.background = background;
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  const figure = document.createElement("figure");
  figure.className = "diagram";
  const details = document.createElement("details");
  const summary = document.createElement("summary");
  summary.textContent = words.diagramSource;
  block.replaceWith(figure);
  details.append(summary, block);
  figure.append(image, details);
  // It is drawn: it must not be drawn again inside of itself.
  code.className = "language-text";
}

function sayWrong(code: HTMLElement): void {
  const notice = document.createElement("p");
  notice.className = "notice";
  notice.textContent = words.diagramWrong;
  code.parentElement?.before(notice);
  code.className = "language-text";
}
