package enquire.web.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.util.List;

/**
 * Somebody with a browser profile of their own: storage, cookies, tabs. Closing it fails when a
 * page complained. One thread.
 */
final class Person implements AutoCloseable {

    private final BrowserContext context;
    private final Complaints complaints;
    private boolean nodeMayFail;

    Person(BrowserContext context) {
        this.context = context;
        complaints =
                new Complaints(context, message -> nodeMayFail && Complaints.ofNetwork(message));
    }

    /** For a test that stops the node or asks for what is not there. */
    Person whoseNodeMayFail() {
        nodeMayFail = true;
        return this;
    }

    /** What a browser asks for, granted. */
    void grant(String... permissions) {
        context.grantPermissions(List.of(permissions));
    }

    Page tab() {
        return context.newPage();
    }

    Page tab(String url) {
        Page page = tab();
        page.navigate(url);
        return page;
    }

    @Override
    public void close() {
        context.close();
        if (!complaints.heard().isEmpty()) {
            throw new AssertionError("The browser complained: " + complaints.heard());
        }
    }
}
