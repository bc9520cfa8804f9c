package enquire.web.mirror;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.InvalidTitleException;
import enquire.editor.page.PageId;
import enquire.editor.page.Title;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FileNameTest {

    private static final PageId PAGE = PageId.parse("0f8fad5b-d9cb-469f-a165-70867728950e");

    private static String name(String title) {
        return FileName.of(title, PAGE);
    }

    @Test
    void aTitleThatIsAFileNameStaysAsItIs() {
        assertEquals("Harbour.md", name("Harbour"));
        assertEquals("Boats/Dinghy 2.md", name("Boats/Dinghy 2"));
        assertEquals("100 % & more.md", name("100 % & more"));
        assertEquals("Größe 日本 кот.md", name("Größe 日本 кот"));
    }

    @Test
    void whatNoFileCanBeCalledIsEscaped() {
        assertEquals("a%3Ab.md", name("a:b"));
        assertEquals("%2Ehidden.md", name(".hidden"));
        assertEquals("%43ON.md", name("CON"));
        assertEquals("dots%2E/x.md", name("dots./x"));
        assertEquals("a%2Emd/b.md", name("a.md/b"));
        assertEquals("100%2525.md", name("100%25"));
    }

    @Test
    void everyTitleComesBackFromItsFileName() {
        var random = new Random(7);
        String letters = "aB.%2 :*?\"<>|\\/5eé日\uD83D\uDE00\u200b~_-CONmd";
        int tried = 0;
        for (int i = 0; i < 20_000; i++) {
            var text = new StringBuilder();
            for (int length = 1 + random.nextInt(12); length > 0; length--) {
                int at = random.nextInt(letters.codePointCount(0, letters.length()));
                text.appendCodePoint(letters.codePointAt(letters.offsetByCodePoints(0, at)));
            }
            Title title;
            try {
                title = new Title(text.toString());
            } catch (InvalidTitleException e) {
                continue;
            }
            tried++;
            String name = name(title.value());
            assertEquals(Optional.of(title), FileName.title(name), name);
            for (String segment : name.split("/", -1)) {
                assertTrue(segment.matches("[^<>:\"|?*\\\\.][^<>:\"|?*\\\\]*"), name);
                assertTrue(!segment.endsWith(" ") && !segment.endsWith("."), name);
            }
        }
        assertTrue(tried > 10_000, "tried " + tried);
    }

    @Test
    void aNameThatIsTooLongSaysWhichPageItIs() {
        String name = name("日".repeat(200));

        assertTrue(name.endsWith("~0f8fad5b.md"), name);
        assertTrue(name.getBytes(StandardCharsets.UTF_8).length <= 255, name);
    }

    @Test
    void aFileOfAnImpossibleTitleIsNone() {
        assertEquals(Optional.empty(), FileName.title("_.md"));
        assertEquals(Optional.empty(), FileName.title("x.txt"));
        assertEquals(Optional.of(new Title("a%2Fb")), FileName.title("a%2Fb.md"));
        assertEquals(Optional.of(new Title("%ff")), FileName.title("%ff.md"));
    }

    @Test
    void aFileThatWasMovedKeepsTheEndThatItsCutNameDoesNotSay() {
        String title = "\u65e5".repeat(100);

        assertEquals(
                Optional.of(new Title("Places/" + title)),
                FileName.title("Places/" + name(title), title, PAGE));
        assertEquals(Optional.of(new Title("Port")), FileName.title("Port.md", title, PAGE));
        assertEquals(
                Optional.of(new Title("Places/a/b")), FileName.title("Places/a/b.md", "b", PAGE));
    }
}
