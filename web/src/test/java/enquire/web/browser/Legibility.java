package enquire.web.browser;

import com.google.gson.Gson;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;

/**
 * What of a screen cannot be read: text that is cut off, stands in other text or outside of the
 * window, and windows that scroll sideways.
 */
final class Legibility {

    /**
     * Texts of one layer are compared: what stands fast, such as the header, may cover what scrolls
     * below it. Lists that end in three dots, and boxes that scroll, hide nothing for good.
     */
    private static final String PROBLEMS =
            """
            () => {
              const problems = new Set();
              if (document.documentElement.scrollWidth > innerWidth + 1)
                problems.add(`scrolls sideways: ${document.documentElement.scrollWidth} > ${innerWidth}`);
              const layer = (element) => {
                for (let at = element; at !== document.body; at = at.parentElement)
                  if (['fixed', 'sticky', 'absolute'].includes(getComputedStyle(at).position)) return at;
                return document.body;
              };
              const hidden = '.sr, script, style, noscript, option, datalist, svg, .cm-announced, .katex-mathml';
              const texts = [];
              const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
              for (let node; (node = walker.nextNode());) {
                const element = node.parentElement;
                if (!node.data.trim() || element.closest(hidden)) continue;
                if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
                if (getComputedStyle(element).clipPath !== 'none') continue;
                const range = document.createRange();
                range.selectNodeContents(node);
                const boxes = [...range.getClientRects()].filter(({ width, height }) => width > 2 && height > 2);
                const words = node.data.trim().slice(0, 40);
                for (const box of boxes) texts.push({ element, box, words, layer: layer(element) });
                for (let at = element; at !== document.body; at = at.parentElement) {
                  const { overflowX, overflowY, textOverflow, webkitLineClamp } = getComputedStyle(at);
                  if (/auto|scroll/.test(overflowX + overflowY)) break;
                  const edge = at.getBoundingClientRect();
                  for (const box of boxes) {
                    if (overflowX === 'hidden' && textOverflow !== 'ellipsis' && (box.right > edge.right + 1 || box.left < edge.left - 1))
                      problems.add(`cut at its side: ${words}`);
                    if (overflowY === 'hidden' && webkitLineClamp === 'none' && (box.bottom > edge.bottom + 3 || box.top < edge.top - 3))
                      problems.add(`cut off: ${words}`);
                  }
                }
              }
              texts.forEach((one, index) => {
                for (const other of texts.slice(index + 1)) {
                  if (one.layer !== other.layer || one.element.contains(other.element) || other.element.contains(one.element)) continue;
                  const width = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
                  const height = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
                  if (width > 2 && height > 0.35 * Math.min(one.box.height, other.box.height))
                    problems.add(`stands in other text: ${one.words} / ${other.words}`);
                }
              });
              for (const control of document.querySelectorAll('.button, button:not(.box), .status, .find, .field, .tabs a, .tag')) {
                if (!control.checkVisibility() || control.closest('.toolbar, .skip')) continue;
                const { left, right } = control.getBoundingClientRect();
                const words = (control.textContent || control.name || '').trim().slice(0, 40);
                if (left < -1 || right > innerWidth + 1) problems.add(`outside of the window: ${words}`);
                if (control.matches('input, select, textarea')) continue;
                if (control.scrollWidth > control.clientWidth + 2 || control.scrollHeight > control.clientHeight + 3)
                  problems.add(`larger than its control: ${words}`);
              }
              return [...problems];
            }
            """;

    private Legibility() {}

    /** One line each. */
    static List<String> problems(Page page, String screen) {
        return ((List<?>) page.evaluate(PROBLEMS))
                .stream().map(problem -> screen + ": " + problem).toList();
    }

    /** As if somebody had chosen this size in the settings of the browser; 16 is usual. */
    static void chooseTextSize(Page page, int pixels) {
        var sizes = Map.of("fontSizes", Map.of("standard", pixels, "fixed", pixels));
        var parameters = new Gson().toJsonTree(sizes, Map.class).getAsJsonObject();
        page.context().newCDPSession(page).send("Page.setFontSizes", parameters);
    }
}
