package enquire.web.vault;

import enquire.editor.page.Bytes;
import enquire.editor.page.Title;
import enquire.editor.text.TextChange;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the file of an exported page cannot say of it: a title that no file can have, names that
 * only the wiki knows, and what stood where its links had to change.
 *
 * @param path of the file, from the top of the export
 * @param title of the page
 * @param aliases other titles under which links find it, without those in its front matter
 * @param sha256 of the file's text in hexadecimal, as it was exported; empty if that text is to
 *     stay
 * @param undo turns that text back into the page's
 */
record PageNote(
        String path,
        Title title,
        List<Title> aliases,
        String sha256,
        List<TextChange.Replacement> undo) {

    /** Names of one page that are taken in: far more than anybody renames a page. (Guess.) */
    static final int ALIASES_MAX = 1_000;

    static String hash(String text) {
        return Bytes.of(text.getBytes(StandardCharsets.UTF_8)).sha256().toHex();
    }

    /**
     * The page's own text.
     *
     * @param text of the file
     * @return empty if somebody has edited the file since, or the note is none of ours
     */
    Optional<String> original(String text) {
        if (!hash(text).equals(sha256)) {
            return Optional.empty();
        }
        try {
            return Optional.of(TextChange.of(text.length(), undo).apply(text));
        } catch (IllegalArgumentException outsideOfTheText) {
            return Optional.empty();
        }
    }

    Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("path", path);
        json.put("title", title.value());
        json.put("aliases", aliases.stream().map(Title::value).toList());
        json.put("sha256", sha256);
        json.put(
                "undo",
                undo.stream().map(each -> List.of(each.from(), each.to(), each.insert())).toList());
        return json;
    }
}
