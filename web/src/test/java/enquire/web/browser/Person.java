package enquire.web.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Somebody with a browser profile of their own: storage, cookies, tabs. Closing it fails when a
 * page complained: an error of a script, or an error in the console, which is also where the
 * browser reports what the content policy forbade. One thread.
 */
final class Person implements AutoCloseable {

    /** What the browser itself says about addresses that answer with an error or not at all. */
    private static final Pattern NETWORK =
            Pattern.compile("Failed to load resource: .*|WebSocket connection to .* failed: .*");

    private final BrowserContext context;
    private final List<String> complaints = new ArrayList<>();
    private boolean nodeMayFail;

    Person(BrowserContext context) {
        this.context = context;
        context.onConsoleMessage(this::heard);
        context.onWebError(error -> complaints.add("script: " + error.error()));
    }

    /** For a test that stops the node or asks for what is not there. */
    Person whoseNodeMayFail() {
        nodeMayFail = true;
        return this;
    }

    Page tab() {
        return context.newPage();
    }

    Page tab(String url) {
        Page page = tab();
        page.navigate(url);
        return page;
    }

    private void heard(ConsoleMessage message) {
        boolean network = NETWORK.matcher(message.text()).matches();
        if (message.type().equals("error") && !(network && nodeMayFail)) {
            complaints.add("console: %s (%s)".formatted(message.text(), message.location()));
        }
    }

    @Override
    public void close() {
        context.close();
        if (!complaints.isEmpty()) {
            throw new AssertionError("The browser complained: " + complaints);
        }
    }
}
