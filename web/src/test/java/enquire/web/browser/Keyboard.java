package enquire.web.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.WaitForConditionOptions;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.TimeoutError;

/**
 * Hands that never touch a mouse. Wherever the focus comes to, it must be seen: it has a ring, and
 * stands in the window and behind nothing. One thread.
 */
final class Keyboard {

    /** More stops than any screen of a small wiki has. */
    private static final int STOPS_MAX = 90;

    /** What is said of where one is: by its own name, what labels it, or what it says. */
    private static final String NAME =
            """
            () => {
              const at = document.activeElement;
              if (!at || at === document.body) return '';
              const name = at.getAttribute('aria-label') || at.labels?.[0]?.textContent || at.textContent || at.title;
              return name.trim().replace(/\\s+/g, ' ');
            }
            """;

    /** Where one writes there is a cursor; the page's own main part is what one skips to. */
    private static final String UNSEEN =
            """
            () => {
              const at = document.activeElement;
              if (!at || at === document.body) return 'the focus is nowhere';
              const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(at);
              const ring = outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
              const marked = ring || boxShadow !== 'none' || at.matches('.cm-content, .palette input, main, h1');
              if (!marked) return `no ring around ${at.outerHTML.slice(0, 200)}`;
              const { left, right, top, bottom, width } = at.getBoundingClientRect();
              if (width === 0 || bottom < 0 || top > innerHeight || right < 0 || left > innerWidth)
                return `out of sight: ${at.outerHTML.slice(0, 200)}`;
              if (bottom - top > innerHeight / 2) return '';
              const x = Math.min(Math.max((left + right) / 2, 1), innerWidth - 1);
              const y = Math.min(Math.max((top + bottom) / 2, 1), innerHeight - 1);
              const seen = document.elementFromPoint(x, y);
              const its = seen && (at.contains(seen) || seen.contains(at) || [...(at.labels ?? [])].some((label) => label.contains(seen)));
              return its ? '' : `behind ${seen?.outerHTML.slice(0, 80)}: ${at.outerHTML.slice(0, 120)}`;
            }
            """;

    private final Page page;

    Keyboard(Page page) {
        this.page = page;
    }

    Keyboard press(String... keys) {
        for (String key : keys) {
            page.keyboard().press(key);
        }
        return this;
    }

    Keyboard type(String text) {
        page.keyboard().type(text);
        return this;
    }

    /** On and on with Tab, until the focus is on what is called so. */
    Keyboard tabTo(String name) {
        return go("Tab", name);
    }

    Keyboard backTo(String name) {
        return go("Shift+Tab", name);
    }

    private Keyboard go(String key, String name) {
        var passed = new StringBuilder();
        for (int stop = 0; stop < STOPS_MAX; stop++) {
            press(key);
            String at = stop();
            if (at.startsWith(name)) {
                assertSeen();
                return this;
            }
            passed.append(at, 0, Math.min(at.length(), 40)).append(" | ");
        }
        throw new AssertionError("never came to “%s”: %s".formatted(name, passed));
    }

    /** Behind the last stop, and while a screen comes, one is nowhere. */
    private String stop() {
        try {
            String at = at();
            if (!at.isEmpty()) {
                assertSeen();
            }
            return at;
        } catch (PlaywrightException anotherScreenCame) {
            page.waitForLoadState();
            return "";
        }
    }

    /** What the focus is on; empty if it is on nothing. */
    String at() {
        return (String) page.evaluate(NAME);
    }

    void assertAt(String name) {
        try {
            page.waitForCondition(
                    () -> at().startsWith(name),
                    new WaitForConditionOptions().setTimeout(Chromium.PATIENCE_MILLIS));
        } catch (TimeoutError e) {
            throw new AssertionError("at “%s” instead of “%s”".formatted(at(), name), e);
        }
        assertSeen();
    }

    void assertSeen() {
        assertEquals("", page.evaluate(UNSEEN));
    }
}
