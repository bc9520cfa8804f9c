// Formulas and diagrams come from the node as text. What draws them is large, and is loaded only
// where there is something to draw.

const away = () => undefined; // The node does not answer: the text is there.

/** Draws the formulas in `root`; what cannot be drawn stays text. */
export function drawFormulas(root: ParentNode | null): void {
  if (!root?.querySelector("code.math, pre > code.language-math")) return;
  void import("../math/math").then(({ drawMath }) => drawMath(root)).catch(away);
}

/** Draws formulas and diagrams. */
export function draw(root: ParentNode | null): void {
  drawFormulas(root);
  if (!root?.querySelector("pre > code.language-mermaid")) return;
  void import("../diagram/diagrams").then(({ drawDiagrams }) => drawDiagrams(root)).catch(away);
}
