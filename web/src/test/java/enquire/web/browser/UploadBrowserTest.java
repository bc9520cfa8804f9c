package enquire.web.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Files that come into a page while somebody writes, also while the node does not answer. */
class UploadBrowserTest extends AlicesNode {

    /** A picture of one point. */
    private static final byte[] POINT =
            Base64.getDecoder()
                    .decode(
                            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==");

    private static final byte[] TWO_POINTS =
            Base64.getDecoder()
                    .decode(
                            "iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAYAAAD0In+KAAAADklEQVR42mP4z8DwH4QBEfcD/f6tu5kAAAAASUVORK5CYII=");

    /** Drops a file, or pastes it, as from another program. */
    private static final String GIVE =
            "([kind, name, type, size]) => { const data = new DataTransfer();"
                    + " data.items.add(new File([new Uint8Array(size)], name, {type}));"
                    + " const content = document.querySelector('.cm-content');"
                    + " const box = content.querySelector('.cm-line:last-child').getBoundingClientRect();"
                    + " const at = {bubbles: true, cancelable: true, clientX: box.right - 1, clientY: box.bottom - 4};"
                    + " content.dispatchEvent(kind === 'drop' ? new DragEvent('drop', {...at, dataTransfer: data})"
                    + " : new ClipboardEvent('paste', {...at, clipboardData: data})) }";

    /** Is over when whatever screen began to send what waits has come to its end. */
    private static final String ALL_SENT =
            "() => navigator.locks.request('enquire-files', async () => {})";

    /** Tells that a screen has begun to. */
    private static final String LOOKED =
            "window.looked = false; const request = navigator.locks.request.bind(navigator.locks);"
                    + " navigator.locks.request = (...given) => {"
                    + " window.looked ||= given[0] === 'enquire-files'; return request(...given) }";

    private String wiki;

    @BeforeEach
    void createWiki() throws Exception {
        node.ensureRunning();
        wiki = node.createWiki("Harbour");
        node.write(wiki, "Minutes", "first line\n");
    }

    private static void give(Page page, String kind, String name, String type, int size) {
        page.evaluate(GIVE, new Object[] {kind, name, type, size});
    }

    @Test
    void whatIsChosenDroppedAndPastedIsUploadedAndLinkedInItsPlace() throws Exception {
        try (var alice = chromium.person()) {
            var editor = EditScreenInBrowser.open(alice, node, wiki, "Minutes");
            Page page = editor.page();
            editor.typeAtEnd("");
            page.locator("[data-file-input]")
                    .setInputFiles(
                            new FilePayload[] {
                                new FilePayload("tide.png", "image/png", POINT),
                                new FilePayload("gate.png", "image/png", TWO_POINTS)
                            });
            editor.awaitContains("![[tide.png]]");
            editor.awaitContains("![[gate.png]]");
            assertThat(page.locator(".upload-line")).hasCount(0);
            page.keyboard().type("\n");
            give(page, "drop", "notes.txt", "text/plain", 12);
            editor.awaitContains("![[notes.txt]]");
            give(page, "paste", "tide.png", "image/png", 20);
            editor.awaitContains("![[tide-2.png]]");

            editor.awaitSaved();
            assertThat(page.locator(".upload-line")).hasCount(0);
            String text = node.text(wiki, "Minutes");
            assertEquals(
                    "first line\n![[tide.png]]\n![[gate.png]]\n![[notes.txt]]![[tide-2.png]]",
                    text);
            page.locator("[data-done]").click();
            assertThat(page.locator("[data-text] img[alt='tide.png']"))
                    .hasJSProperty("naturalWidth", 1);
            // Twenty bytes that are no picture.
            assertThat(page.locator("[data-text] img.broken"))
                    .hasAttribute("alt", Pattern.compile("tide-2\\.png cannot be shown\\..*"));
        }
    }

    @Test
    void theSameFileOnceMoreIsLinkedByTheNameThatThePageKnows() throws Exception {
        node.attach(wiki, "Minutes", "tide.txt", "high water at six");
        try (var alice = chromium.person()) {
            var editor = EditScreenInBrowser.open(alice, node, wiki, "Minutes");
            editor.typeAtEnd("![[tide.txt]] ");
            editor.page()
                    .locator("[data-file-input]")
                    .setInputFiles(
                            new FilePayload(
                                    "copy of tide.txt",
                                    "text/plain",
                                    "high water at six".getBytes(StandardCharsets.UTF_8)));
            editor.awaitText("first line\n![[tide.txt]] ![[tide.txt]]");
            editor.page().locator("[data-done]").click();
            assertThat(editor.page().locator("[data-text] a[href*='/file/']")).hasCount(2);
        }
    }

    @Test
    void aFileThatIsTooLargeIsRefusedInPlaceAndChangesNothing() throws Exception {
        try (var alice = chromium.person()) {
            var editor = EditScreenInBrowser.open(alice, node, wiki, "Minutes");
            Page page = editor.page();
            give(page, "drop", "film.mov", "video/quicktime", 25 * 1024 * 1024 + 1);
            var line = page.locator(".upload-line.bad");
            assertThat(line)
                    .containsText(
                            "film.mov was not added: it is larger than 25 MB. Make it smaller, or"
                                    + " keep it elsewhere and link to it. The text is as it was.");
            line.locator("button").click();
            assertThat(line).hasCount(0);
            editor.awaitSaved();
            assertEquals("first line\n", node.text(wiki, "Minutes"));
        }
    }

    @Test
    void aFileAddedWhileTheNodeIsAwayWaitsInTheBrowserAndArrivesLaterAlsoFromTheNextTab()
            throws Exception {
        try (var alice = chromium.person().whoseNodeMayFail()) {
            var editor = EditScreenInBrowser.open(alice, node, wiki, "Minutes");
            Page page = editor.page();
            editor.typeAtEnd("");
            node.kill();
            page.locator("[data-file-input]")
                    .setInputFiles(new FilePayload("tide.png", "image/png", POINT));
            assertThat(page.locator(".upload-line")).hasText("tide.png is on this computer only");
            editor.awaitContains("![[tide.png]]");
            editor.awaitStrip("Your node is not answering");
            editor.awaitSavedWords("In this browser only");
            page.close();

            node.restart();
            assertFalse(node.text(wiki, "Minutes").contains("tide.png"));
            var next = EditScreenInBrowser.open(alice, node, wiki, "Minutes");
            next.awaitContains("![[tide.png]]");
            next.awaitSaved();
            assertThat(next.page().locator(".upload-line")).hasCount(0);
            next.page().locator("[data-done]").click();
            assertThat(next.page().locator("[data-text] img[alt='tide.png']"))
                    .hasJSProperty("naturalWidth", 1);
        }
    }

    @Test
    void aFileThatTheNodeRefusesIsLeftOutWithItsReason() throws Exception {
        try (var alice = chromium.person().whoseNodeMayFail()) {
            var editor = EditScreenInBrowser.open(alice, node, wiki, "Minutes");
            Page page = editor.page();
            page.locator("[data-file-input]")
                    .setInputFiles(
                            new FilePayload(
                                    "n".repeat(300) + ".txt",
                                    "text/plain",
                                    "x".getBytes(StandardCharsets.UTF_8)));
            assertThat(page.locator(".upload-line.bad"))
                    .containsText(Pattern.compile("was not added: The file needs a name"));
            editor.awaitSaved();
            assertEquals("first line\n", node.text(wiki, "Minutes"));
        }
    }

    @Test
    void aFileForWhichTheNodeHasNoRoomNowWaitsInTheBrowser() throws Exception {
        try (var alice = chromium.person().whoseNodeMayFail()) {
            var editor = EditScreenInBrowser.open(alice, node, wiki, "Minutes");
            Page page = editor.page();
            page.route(
                    "**/files?*",
                    route ->
                            route.fulfill(
                                    new Route.FulfillOptions()
                                            .setStatus(507)
                                            .setContentType("application/problem+json")
                                            .setBody("{\"title\": \"The disk is full.\"}")));
            page.locator("[data-file-input]")
                    .setInputFiles(new FilePayload("tide.png", "image/png", POINT));
            assertThat(page.locator(".upload-line")).hasText("tide.png is on this computer only");
            editor.awaitSaved();
            page.close();

            var next = EditScreenInBrowser.open(alice, node, wiki, "Minutes");
            assertThat(next.page().locator(".upload-line")).hasCount(0);
            next.page().locator("[data-done]").click();
            assertThat(next.page().locator("[data-text] img[alt='tide.png']"))
                    .hasJSProperty("naturalWidth", 1);
        }
    }

    @Test
    void aWaitingFileIsSentFromWhateverIsReadNextAndOneThatIsNeverTakenCanBeDiscarded()
            throws Exception {
        try (var alice = chromium.person().whoseNodeMayFail()) {
            var editor = EditScreenInBrowser.open(alice, node, wiki, "Minutes");
            Page page = editor.page();
            refuse(page, 507, "The disk is full.");
            page.locator("[data-file-input]")
                    .setInputFiles(
                            new FilePayload[] {
                                new FilePayload("tide.png", "image/png", POINT),
                                new FilePayload("gate.png", "image/png", TWO_POINTS)
                            });
            assertThat(page.locator(".upload-line")).hasCount(2);
            editor.awaitContains("![[gate.png]]");
            editor.awaitSaved();
            page.close();

            Page read = alice.tab();
            read.route("**/files?name=gate.png*", answer(422, "This file is not wanted."));
            read.navigate(node.url("/" + wiki + "/Minutes"));
            var strip = read.locator("[data-strip^=file-]");
            assertThat(strip)
                    .containsText(
                            "gate.png waits in this browser, because your node did not take it:"
                                    + " This file is not wanted.");
            assertThat(strip).hasCount(1);
            node.awaitAnswer("wikis/" + wiki + "/files?q=tide", "tide.png");
            read.reload();
            assertThat(read.locator("[data-text] img[alt='tide.png']"))
                    .hasJSProperty("naturalWidth", 1);
            strip.getByText("Discard").click();
            assertThat(strip).hasCount(0);
            read.locator(".toast").getByText("Undo").click();
            strip.getByText("Discard").click();
            assertThat(read.locator(".toast"))
                    .containsText("gate.png was discarded. Its link is still in the text.");
        }
    }

    @Test
    void aWaitingFileThatTheNodeRefusesCanBeDiscardedWhereItIsLinked() throws Exception {
        try (var alice = chromium.person().whoseNodeMayFail()) {
            var editor = editorWithAPictureThatWaits(alice);
            Page page = editor.page();
            // Over what was refused so far: in between, it would be sent.
            refuse(page, 422, "This file is not wanted.");
            page.reload();
            var line = page.locator(".upload-line.bad");
            assertThat(line).containsText("This file is not wanted.");
            line.getByText("Discard").click();
            assertThat(page.locator(".upload-line")).hasCount(0);
            assertThat(page.locator(".toast")).containsText("tide.png was discarded.");
            page.reload();
            editor.awaitContains("![[tide.png]]");
            assertThat(page.locator(".upload-line")).hasCount(0);
        }
    }

    @Test
    void aFileOfAPageThatWasNeverSentWaitsUntilItsPageIsMade() throws Exception {
        try (var alice = chromium.person().whoseNodeMayFail()) {
            var editor = EditScreenInBrowser.open(alice, node, wiki, "Tides");
            Page page = editor.page();
            node.kill();
            editor.typeAtEnd("Low at noon. ");
            page.locator("[data-file-input]")
                    .setInputFiles(new FilePayload("tide.png", "image/png", POINT));
            editor.awaitContains("![[tide.png]]");
            editor.awaitSavedWords("In this browser only");
            page.close();

            node.restart();
            Page read = alice.tab();
            var refused =
                    read.waitForResponse(
                            "**/files?name=tide.png*",
                            () -> read.navigate(node.url("/" + wiki + "/Minutes")));
            assertEquals(404, refused.status());
            read.evaluate(ALL_SENT);
            assertThat(read.locator("[data-strip^=file-]")).hasCount(0);

            var again = EditScreenInBrowser.open(alice, node, wiki, "Tides");
            again.awaitContains("Low at noon. ![[tide.png]]");
            again.awaitSaved();
            again.page().locator("[data-done]").click();
            assertThat(again.page().locator("[data-text] img[alt='tide.png']"))
                    .hasJSProperty("naturalWidth", 1);
        }
    }

    @Test
    void aFileThatThePageHasByAnotherNameIsSentByOneScreenAndLinkedByTheNextEdit()
            throws Exception {
        node.attach(wiki, "Minutes", "tide.txt", "high water at six");
        try (var alice = chromium.person().whoseNodeMayFail()) {
            var editor = EditScreenInBrowser.open(alice, node, wiki, "Minutes");
            Page page = editor.page();
            editor.typeAtEnd("");
            node.kill();
            page.locator("[data-file-input]")
                    .setInputFiles(
                            new FilePayload(
                                    "copy.txt",
                                    "text/plain",
                                    "high water at six".getBytes(StandardCharsets.UTF_8)));
            editor.awaitContains("[[copy.txt]]");
            editor.awaitSavedWords("In this browser only");
            page.close();
            node.restart();

            Page read = alice.tab();
            read.addInitScript(LOOKED);
            var sent = new AtomicInteger();
            read.onRequest(request ->
                    sent.addAndGet(request.url().contains("/files?name=copy.txt") ? 1 : 0));
            for (int screen = 0; screen < 2; screen++) {
                read.navigate(node.url("/" + wiki + "/Minutes"));
                read.waitForCondition(() -> read.evaluate("window.looked").equals(true));
                read.evaluate(ALL_SENT);
            }
            assertEquals(1, sent.get());
            read.close();

            EditScreenInBrowser.open(alice, node, wiki, "Minutes")
                    .awaitText("first line\n![[tide.txt]]");
        }
    }

    @Test
    void aDiscardedFileThatHasNoRoomWhenItComesBackStaysInTheTab() throws Exception {
        try (var alice = chromium.person().whoseNodeMayFail()) {
            var editor = editorWithAPictureThatWaits(alice);
            Page page = editor.page();
            page.close();

            Page read = alice.tab();
            refuse(read, 422, "This file is not wanted.");
            read.navigate(node.url("/" + wiki + "/Minutes"));
            var strip = read.locator("[data-strip^=file-]");
            strip.getByText("Discard").click();
            read.evaluate(
                    "() => { window.add = IDBObjectStore.prototype.add; IDBObjectStore.prototype.add ="
                            + " () => { throw new DOMException('', 'QuotaExceededError') } }");
            read.locator(".toast").getByText("Undo").click();
            assertThat(strip).containsText("This browser has no room to keep tide.png again.");
            read.evaluate("() => { IDBObjectStore.prototype.add = window.add }");
            strip.locator("button").click();
            assertThat(strip).containsText("This file is not wanted.");
            read.reload();
            assertThat(strip).containsText("This file is not wanted.");
        }
    }

    /** For a node with a full disk. */
    private EditScreenInBrowser editorWithAPictureThatWaits(Person alice) {
        var editor = EditScreenInBrowser.open(alice, node, wiki, "Minutes");
        refuse(editor.page(), 507, "The disk is full.");
        editor.page()
                .locator("[data-file-input]")
                .setInputFiles(new FilePayload("tide.png", "image/png", POINT));
        editor.awaitContains("![[tide.png]]");
        editor.awaitSaved();
        return editor;
    }

    private static void refuse(Page page, int status, String title) {
        page.route("**/files?*", answer(status, title));
    }

    private static Consumer<Route> answer(int status, String title) {
        return route ->
                route.fulfill(
                        new Route.FulfillOptions()
                                .setStatus(status)
                                .setContentType("application/problem+json")
                                .setBody("{\"title\": \"%s\"}".formatted(title)));
    }
}
