package enquire.web.site;

import static org.junit.jupiter.api.Assertions.assertEquals;

import enquire.editor.page.BlobId;
import enquire.editor.page.Bytes;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlacesTest {

    @ParameterizedTest
    @CsvSource({
        "crane.png,crane.png",
        "Tide tables.PDF,Tide tables.PDF",
        "page.html,page_html.txt",
        "shell.php.jpg,shell_php.jpg",
        "shell.phtml,shell_phtml.txt",
        "feed.rss,feed_rss.txt",
        "notes,notes.txt",
    })
    void whatMayRunSomewhereIsCalledAsAText(String name, String place) {
        BlobId blob = new BlobId(Bytes.ofHex("ab".repeat(32)));
        String file = new Places().file(blob, name).place();
        assertEquals(
                place.replace(' ', '_'),
                file.substring(file.lastIndexOf('/') + 1).replace(' ', '_'));
    }
}
