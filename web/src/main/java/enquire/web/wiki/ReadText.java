package enquire.web.wiki;

import enquire.editor.page.Bytes;
import enquire.storage.PageView;
import java.nio.charset.StandardCharsets;

/** What a reader of a page sees of it. */
public final class ReadText {

    /** Enough that two texts of one page never share it by chance: 96 bits. */
    private static final int DIGEST_BYTES = 12;

    private ReadText() {}

    /**
     * Of title and text, as hexadecimal. Versions will not do to tell readers of a change: a page
     * gets another one also when its typing is folded.
     */
    public static String digest(PageView view) {
        String read = view.displayTitle() + "\n" + view.text();
        return Bytes.of(read.getBytes(StandardCharsets.UTF_8))
                .sha256()
                .slice(0, DIGEST_BYTES)
                .toHex();
    }
}
