package enquire.web.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Request;
import java.util.ArrayList;
import java.util.List;

/**
 * A browser profile that notes whatever foreign text brings about: a call of {@code canary}, a
 * dialog, a changed title, a request or a navigation that nobody asked for, an element that would
 * run if somebody touched it, each complaint of the content policy, and every other error of a
 * script or in the console. One thread.
 */
final class ExecutionWatch implements AutoCloseable {

    /** What would run on a touch, or change where the page's addresses lead. */
    private static final String ARMED =
            """
            () => {
              const armed = [];
              for (const element of document.querySelectorAll('*')) {
                const name = element.localName;
                for (const { name: attribute, value } of element.attributes) {
                  const address = value.replace(/[\\u0000-\\u0020]/g, '');
                  if (/^on/i.test(attribute) || /^(style|srcdoc|formaction)$/i.test(attribute)
                      || /^(href|src|action|xlink:href|data|background|poster)$/i.test(attribute)
                         && /^(javascript:|vbscript:|data:(?!image\\/(png|jpeg|gif|webp);))/i.test(address)) {
                    armed.push(name + ' ' + attribute + '=' + value);
                  }
                }
                if (/^(iframe|frame|object|embed|base|applet|math|noscript|template)$/.test(name)
                    || name === 'meta' && element.httpEquiv
                    || name === 'style' && !element.nonce
                    || name === 'script' && !String(element.src).startsWith(location.origin + '/-/assets/')
                       && element.type !== 'application/json') {
                  armed.push(element.outerHTML.slice(0, 200));
                }
              }
              return armed;
            }
            """;

    /** Without the screens' own scripts and styles, which are there already. */
    private static final String TOGETHER =
            """
            async paths => {
              const get = path => fetch(path, { headers: { Accept: 'text/html' } }).then(got => got.text());
              const all = (await Promise.all(paths.map(get))).join('');
              const own = /<(script|link)\\b[^>]* (src|href)="\\/-\\/assets\\/[^>]*>(<\\/script>)?/g;
              document.open();
              document.write(all.replace(own, ''));
              document.close();
            }
            """;

    private final BrowserContext context;
    private final String origin;
    private final List<String> executions = new ArrayList<>();
    private final List<String> violations = new ArrayList<>();
    private final Complaints complaints;
    private final Page page;
    private int views;

    /**
     * @param origin the only one that a page may ask for anything
     */
    ExecutionWatch(BrowserContext context, String origin) {
        this.context = context;
        this.origin = origin;
        context.exposeBinding("canary", (_source, given) -> note("canary " + List.of(given)));
        context.exposeBinding("forbidden", (_source, given) -> violations.add(given[0].toString()));
        context.addInitScript(
                "addEventListener('securitypolicyviolation', event => forbidden("
                        + "event.effectiveDirective + ' ' + event.blockedURI + ' ' + event.sample"
                        + " + ' at ' + location.href), true)");
        context.onConsoleMessage(message -> {
            if (ofPolicy(message)) {
                violations.add(message.text());
            }
        });
        // Foreign text names pictures and files that nobody has.
        complaints =
                new Complaints(
                        context, message -> Complaints.ofNetwork(message) || ofPolicy(message));
        context.onDialog(dialog -> {
            note("dialog " + dialog.message());
            dialog.dismiss();
        });
        context.onRequest(this::asked);
        page = context.newPage();
        context.onPage(opened -> note("window " + opened.url()));
    }

    private static boolean ofPolicy(ConsoleMessage message) {
        return message.text().contains("Content Security Policy");
    }

    private Object note(String what) {
        return executions.add(what);
    }

    private void asked(Request request) {
        boolean ours = request.url().startsWith(origin + "/");
        boolean local = request.url().startsWith("data:") || request.url().startsWith("blob:");
        if (!ours && !local || request.url().startsWith(origin + "/ran/")) {
            note("request " + request.url());
        }
    }

    /** Opens it and looks at it. */
    Page look(String url) {
        try {
            page.navigate(url);
        } catch (PlaywrightException e) {
            if (!String.valueOf(e.getMessage()).contains("net::ERR_ABORTED")) {
                throw e;
            }
            // What was open went somewhere in that moment; a dialog that kept it there is noted.
            page.navigate(url);
        }
        return look();
    }

    /**
     * Looks at what stands at all these paths at once: the browser fetches them and reads the one
     * document that they make together, under the policy of the page that it is on.
     */
    Page lookAtAll(String url, List<String> paths) {
        page.navigate(url);
        page.evaluate(TOGETHER, paths);
        return look();
    }

    /** Looks at what is open. */
    Page look() {
        views++;
        var armed = (List<?>) page.evaluate(ARMED);
        armed.forEach(element -> note("armed " + element + " at " + page.url()));
        if (page.title().startsWith("ran-")) {
            note("title " + page.title());
        }
        return page;
    }

    Page page() {
        return page;
    }

    /** The editor's own: styles that it sets by script, and the words for who has no script. */
    void exceptTheEditorsOwn() {
        executions.removeIf(found ->
                found.matches(
                        "(?s)armed (<noscript><p>Live editing|[a-z]+ style=(?!.*(canary|alert|ran-|/ran/))).*"));
    }

    /** Says what was looked at, and fails if anything of it ran or tried to. */
    void assertNothingRan(String where, int payloads) {
        System.out.printf(
                "hostile %s: %,d payloads, %,d views, %d executions, %d policy violations%n",
                where, payloads, views, executions.size(), violations.size());
        assertEquals(List.of(), executions);
        assertEquals(List.of(), violations);
        assertEquals(List.of(), complaints.heard());
    }

    List<String> executions() {
        return executions;
    }

    List<String> complaints() {
        return complaints.heard();
    }

    List<String> violations() {
        return violations;
    }

    @Override
    public void close() {
        // A request of this last moment would be answered on a page that is closed.
        context.pages().forEach(Page::unrouteAll);
        context.unrouteAll();
        context.close();
    }
}
