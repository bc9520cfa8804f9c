package enquire.storage.search;

import enquire.editor.page.TitleKey;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.util.BytesRef;

/**
 * A link as one term of the index: what it means depends on nothing but this term and the titles
 * that exist, so links need not be indexed anew when a title changes. The last segment that a title
 * must have stands first; so all links that may lead to a page stand side by side.
 *
 * @param segment what the last segment of the title is, without {@code .md}
 * @param keys the titles it may mean, the likeliest first
 */
record LinkTerm(String segment, List<TitleKey> keys) {

    private static final char BETWEEN = '\0';

    static LinkTerm of(List<TitleKey> keys) {
        return new LinkTerm(segment(keys.getLast()), keys);
    }

    /** The segment under which links to a title or alias stand. */
    static String segment(TitleKey key) {
        return withoutExtension(key.lastSegment().value());
    }

    /** The title that a page made for this link would get. */
    TitleKey wanted() {
        return new TitleKey(withoutExtension(keys.getFirst().value()));
    }

    private static String withoutExtension(String key) {
        for (String extension : new String[] {".md", ".markdown"}) {
            if (key.length() > extension.length() && key.endsWith(extension)) {
                return key.substring(0, key.length() - extension.length());
            }
        }
        return key;
    }

    static BytesRef prefix(String segment) {
        return new BytesRef(segment + BETWEEN);
    }

    String text() {
        var text = new StringBuilder(segment.replace(BETWEEN, '\uFFFD'));
        for (TitleKey key : keys) {
            // A path may hold %00; no title does, so nothing is lost.
            text.append(BETWEEN).append(key.value().replace(BETWEEN, '\uFFFD'));
        }
        return text.toString();
    }

    static LinkTerm parse(BytesRef term) {
        String[] parts = term.utf8ToString().split(String.valueOf(BETWEEN), -1);
        List<TitleKey> keys = new ArrayList<>();
        for (int i = 1; i < parts.length; i++) {
            keys.add(new TitleKey(parts[i]));
        }
        return new LinkTerm(parts[0], keys);
    }
}
