// Runs in a sandboxed frame with an origin of its own and a policy that lets it ask for nothing:
// the text of a diagram comes from others, and whatever it makes mermaid do ends here. It answers
// with a picture, which the page shows as an image, in which nothing runs.
import mermaid from "mermaid";
import { SOURCE_CHARS_MAX, type Answer, type Draw } from "./protocol";

const tell = (answer: Answer) => window.parent.postMessage(answer, "*");

async function picture({ id, source, colors, dark }: Draw): Promise<void> {
  mermaid.initialize({
    startOnLoad: false,
    securityLevel: "strict",
    htmlLabels: false,
    flowchart: { htmlLabels: false },
    maxTextSize: SOURCE_CHARS_MAX,
    maxEdges: 500,
    theme: "base",
    darkMode: dark,
    fontFamily: "system-ui, sans-serif",
    themeVariables: { ...colors, darkMode: dark, fontFamily: "system-ui, sans-serif" },
    suppressErrorRendering: true,
  });
  try {
    const { svg } = await mermaid.render(`d${id}`, source);
    tell({ id, svg });
  } catch (error) {
    tell({ id, wrong: error instanceof Error ? error.message.slice(0, 500) : "" });
  }
}

let drawing: Promise<void> = Promise.resolve();

window.addEventListener("message", ({ source, data }: MessageEvent<Draw>) => {
  if (source !== window.parent) return;
  drawing = drawing.then(() => picture(data));
});
tell({ ready: true });
