// What draws on a canvas, or in a frame of its own, cannot ask the style sheet.

/** A colour of the theme as it is now: `rgb(…)`, for a value of light-dark() means nothing to whoever draws. */
export function themeColor(name: string): string {
  const probe = document.createElement("span");
  probe.style.color = `var(--${name})`;
  document.body.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}
