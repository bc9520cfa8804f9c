package enquire.editor.page;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.automerge.AmValue;
import org.automerge.Document;
import org.automerge.MapEntry;
import org.automerge.ObjectId;

/** The objects that the genesis created, and how the values in them are read. */
record PageObjects(ObjectId text, ObjectId aliases, ObjectId files, ObjectId marks) {

    static final String TITLE = "title";
    static final String DELETED = "deleted";

    static PageObjects find(Document document) {
        return new PageObjects(
                find(document, "text"),
                find(document, "aliases"),
                find(document, "files"),
                find(document, "marks"));
    }

    private static ObjectId find(Document document, String key) {
        Optional<AmValue> value = document.get(ObjectId.ROOT, key);
        if (value.isPresent()) {
            switch (value.get()) {
                case AmValue.Text text -> {
                    return text.getId();
                }
                case AmValue.Map map -> {
                    return map.getId();
                }
                default -> {}
            }
        }
        throw new PageDocumentException("This document is no page: it has no " + key + ".");
    }

    /** A string as Java writes it, or a text object as JavaScript does. */
    static Optional<String> string(Document document, ObjectId map, String key) {
        return document.get(map, key)
                .flatMap(value ->
                        switch (value) {
                            case AmValue.Str string -> Optional.of(string.getValue());
                            case AmValue.Text text -> document.text(text.getId());
                            default -> Optional.empty();
                        });
    }

    /** What the page says; what a peer with other rules wrote is left out. */
    PageContent content(Document document, String pageText) {
        var aliasTitles = new HashMap<TitleKey, String>();
        strings(document, aliases)
                .forEach((key, title) -> aliasTitles.put(TitleKey.of(title), title));
        var manifests = new HashMap<BlobId, String>();
        strings(document, files)
                .forEach((key, json) -> blob(key).ifPresent(id -> manifests.put(id, json)));
        return new PageContent(
                string(document, ObjectId.ROOT, TITLE).flatMap(PageObjects::title),
                pageText,
                aliasTitles,
                manifests,
                strings(document, marks),
                isDeleted(document, pageText));
    }

    /** While any of the values written at the same time names the text as it is now. */
    private static boolean isDeleted(Document document, String pageText) {
        List<String> deletions = ConcurrentValues.strings(document, ObjectId.ROOT, DELETED);
        return !deletions.isEmpty() && deletions.contains(EditWriter.deletionMark(pageText));
    }

    private static Optional<Title> title(String value) {
        try {
            return Optional.of(new Title(value));
        } catch (InvalidTitleException e) {
            return Optional.empty(); // The page counts as untitled.
        }
    }

    private static Optional<BlobId> blob(String key) {
        try {
            return Optional.of(BlobId.parse(key));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // It names no attachment.
        }
    }

    /** The strings of a map; anything else in it is left out. */
    private static Map<String, String> strings(Document document, ObjectId map) {
        var strings = new HashMap<String, String>();
        for (MapEntry entry : document.mapEntries(map).orElseGet(() -> new MapEntry[0])) {
            if (entry.getValue() instanceof AmValue.Str string) {
                strings.put(entry.getKey(), string.getValue());
            }
        }
        return strings;
    }
}
