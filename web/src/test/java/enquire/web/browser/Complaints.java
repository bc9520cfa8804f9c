package enquire.web.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What the pages of a browser profile complain of: errors of scripts, and errors in the console,
 * which is also where the browser reports what the content policy forbade. One thread.
 */
final class Complaints {

    /** What the browser itself says about addresses that answer with an error or not at all. */
    private static final Pattern NETWORK =
            Pattern.compile("Failed to load resource: .*|WebSocket connection to .* failed: .*");

    private final List<String> heard = new ArrayList<>();

    /**
     * @param expected errors in the console that a test brings about itself
     */
    Complaints(BrowserContext context, Predicate<ConsoleMessage> expected) {
        context.onConsoleMessage(message -> {
            if (message.type().equals("error") && !expected.test(message)) {
                heard.add("console: %s (%s)".formatted(message.text(), message.location()));
            }
        });
        context.onWebError(error -> heard.add("script: " + error.error()));
    }

    static boolean ofNetwork(ConsoleMessage message) {
        return NETWORK.matcher(message.text()).matches();
    }

    List<String> heard() {
        return heard;
    }
}
