package enquire.web.browser;

import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Links and buttons of one screen that are called the same and do not do the same: who hears a list
 * of them cannot tell which is which. What people wrote into a page is theirs.
 */
final class AmbiguousNames {

    private static final int HEIGHT = 800;

    /** Name and doing of each, in turn. What a button without a form does is its own. */
    private static final String FOUND =
            """
            () => {
              const named = element => {
                const label = element.getAttribute("aria-labelledby");
                if (label) return label.split(/\\s+/).map(id => document.getElementById(id)?.textContent ?? "").join(" ");
                if (element.ariaLabel) return element.ariaLabel;
                const copy = element.cloneNode(true);
                copy.querySelectorAll("[aria-hidden=true], svg").forEach(each => each.remove());
                copy.querySelectorAll("img").forEach(each => each.replaceWith(each.alt));
                return copy.textContent.trim() || element.title;
              };
              const doing = (element, index) => {
                if (element.matches("a")) return "GET " + element.href;
                const form = element.type === "submit" ? element.form : null;
                if (!form) return "script " + index;
                const fields = new URLSearchParams();
                for (const [name, value] of new FormData(form, element)) fields.append(name, String(value));
                return (element.formMethod || form.method) + " " + (element.getAttribute("formaction") ?? form.action) + " " + fields;
              };
              return [...document.querySelectorAll("a[href], button, summary, [role=button]")]
                .filter(element => !element.closest("article .text") && element.checkVisibility())
                .flatMap((element, index) => [named(element).replace(/\\s+/g, " ").trim(), doing(element, index)]);
            }
            """;

    private AmbiguousNames() {}

    /**
     * One line for each name that means several things.
     *
     * @param shared names that everything on a sample screen has
     */
    static List<String> on(Page page, String screen, Set<String> shared) {
        var ambiguous = new LinkedHashSet<String>();
        for (int width : Accessibility.WIDTHS) {
            page.setViewportSize(width, HEIGHT);
            ambiguous.addAll(now(page, screen, shared));
        }
        return List.copyOf(ambiguous);
    }

    private static List<String> now(Page page, String screen, Set<String> shared) {
        Map<String, List<String>> doings = new TreeMap<>();
        @SuppressWarnings("unchecked")
        var found = (List<String>) page.evaluate(FOUND);
        for (int i = 0; i < found.size(); i += 2) {
            List<String> doing = doings.computeIfAbsent(found.get(i), _name -> new ArrayList<>());
            if (!doing.contains(found.get(i + 1))) {
                doing.add(found.get(i + 1));
            }
        }
        return doings.entrySet().stream()
                .filter(each -> !shared.contains(each.getKey()))
                .filter(each -> each.getKey().isEmpty() || each.getValue().size() > 1)
                .map(each -> "%s: “%s” is %s".formatted(screen, each.getKey(), each.getValue()))
                .toList();
    }
}
