package enquire.web.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import enquire.editor.page.Title;
import enquire.sync.node.Wiki;
import enquire.sync.roster.Role;
import enquire.web.TestNode;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On how many computers a file is, said beside it. */
class FileCopiesBrowserTest {

    /** A picture of one pixel (GIF89a). */
    private static final byte[] PIXEL =
            HexFormat.of()
                    .parseHex(
                            "47494638396101000100800000000000ffffff21f90401000000002c00000000010001"
                                    + "0000020144003b");

    @AutoClose private TestNode alice;
    @AutoClose private TestNode bob;

    @BeforeEach
    void share(@TempDir Path alices, @TempDir Path bobs) throws Exception {
        alice = TestNode.start(alices);
        bob = TestNode.start(bobs, "Bob");
        Wiki garden = alice.node().create("w");
        garden.repository().create(new Title("Roses"), "![[red.gif]]\n\nSee [[list.txt]].\n");
        alice.send("POST", TestNode.wiki("/files?name=red.gif&page=Roses"), PIXEL);
        alice.post(TestNode.wiki("/files?name=list.txt&page=Roses"), "red, white");
        alice.node().listen();
        bob.node().join(garden.invite(Role.WRITER).text());
    }

    @Test
    void itIsSeenWhenAFileIsPointedAtOrHasTheFocusAndStandsInNobodysWay() {
        try (BrowserContext context = Chromium.shared().profile()) {
            Page page = context.newPage();
            page.navigate(alice.uri("/w/Roses").toString());
            Locator ofPicture = page.locator(".text img + .file-copies");
            Locator ofLink = page.locator(".text a + small.file-copies");
            assertThat(ofPicture).hasText("red.gif: on 1 computer");
            assertThat(ofLink).hasText("on 1 computer");
            assertThat(ofLink).isHidden();
            assertThat(ofPicture).hasCSS("opacity", "0");

            page.locator(".text a[href*='list.txt']").hover();
            assertThat(ofLink).isVisible();
            page.locator(".text img").hover();
            assertThat(ofLink).isHidden();
            assertThat(ofPicture).hasCSS("opacity", "1");
            page.mouse().move(0, 0);
            assertThat(ofPicture).hasCSS("opacity", "0");
            ofPicture.focus();
            page.keyboard().press("Tab");
            page.keyboard().press("Shift+Tab");
            assertThat(ofPicture).hasCSS("opacity", "1");
            assertEquals(List.of(), Accessibility.violations(page, "files"));
        }
    }
}
