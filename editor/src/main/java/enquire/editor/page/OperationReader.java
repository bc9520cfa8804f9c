package enquire.editor.page;

import enquire.editor.page.Operation.PageMap;
import enquire.editor.page.OperationRows.Row;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads what a change does, and refuses whatever no change of a page may do (design section 8).
 * What the operations refer to is looked at elsewhere: {@link ChangeScreening}.
 */
final class OperationReader {

    /**
     * The keys of a page's root that may be written. The others hold what the genesis made, which
     * must stay.
     */
    private static final Set<String> ROOT_KEYS = Set.of(PageObjects.TITLE, PageObjects.DELETED);

    private OperationReader() {}

    /**
     * @return in the order of their numbers
     * @throws MalformedChangeException if the change does anything that a page does not allow
     */
    static List<Operation> read(ChangeBody body) {
        // Index 0 is the author of the change.
        long genesisActor = 1 + body.otherActors().indexOf(Genesis.ACTOR);
        var operations = new ArrayList<Operation>();
        for (Row row : OperationRows.read(body)) {
            boolean deletes = deletes(row);
            Optional<PageMap> map = map(row, genesisActor);
            operations.add(
                    map.isPresent() ? write(row, map.get(), deletes) : textEdit(row, deletes));
        }
        if (operations.isEmpty()) {
            throw new MalformedChangeException("The change does nothing.");
        }
        return operations;
    }

    /** Whether it deletes, and has no value then; or sets a string. */
    private static boolean deletes(Row row) {
        if (row.action() == ChangeFormat.DELETE
                && row.valueKind() == ChangeFormat.NULL
                && row.value().size() == 0) {
            return true;
        }
        if (row.action() == ChangeFormat.SET && row.valueKind() == ChangeFormat.STRING) {
            return false;
        }
        throw new MalformedChangeException(
                "The change does something else than to set a string or to delete.");
    }

    /** Which map is written; empty for the text. */
    private static Optional<PageMap> map(Row row, long genesisActor) {
        if (row.objectActor().isEmpty() && row.objectCounter().isEmpty()) {
            return Optional.of(PageMap.ROOT);
        }
        boolean ofGenesis = genesisActor > 0 && row.objectActor().equals(Optional.of(genesisActor));
        long madeBy = row.objectCounter().orElse(0L);
        if (ofGenesis && madeBy == Operation.TEXT_MADE_BY) {
            return Optional.empty();
        }
        for (PageMap map : PageMap.values()) {
            if (ofGenesis && map != PageMap.ROOT && map.madeBy() == madeBy) {
                return Optional.of(map);
            }
        }
        throw new MalformedChangeException("The change writes into something that no page has.");
    }

    private static Operation write(Row row, PageMap map, boolean deletes) {
        if (row.key().isEmpty() || row.element().isPresent() || row.inserts()) {
            throw new MalformedChangeException("The change treats a map as a text.");
        }
        String key = row.key().get();
        requireShort(key.getBytes(StandardCharsets.UTF_8).length, "key");
        requireShort(row.value().size(), "value");
        String value = OperationRows.text(row.value());
        if (key.isEmpty() || !isReadable(key)) {
            throw new MalformedChangeException("The change has a key that no page can have.");
        }
        boolean stays = deletes && key.equals(PageObjects.TITLE);
        if (map == PageMap.ROOT && (stays || !ROOT_KEYS.contains(key))) {
            throw new MalformedChangeException(
                    "The change writes the key “%s”, which must stay as it is.".formatted(key));
        }
        if (deletes && row.overwritten().isEmpty()) {
            throw new MalformedChangeException("The change deletes a key that is not there.");
        }
        return new Operation.Write(map, key, deletes, value, row.overwritten());
    }

    /** As {@link AliasKey}: Automerge for Java cannot read any other back. */
    private static boolean isReadable(String key) {
        return key.codePoints().allMatch(c -> Character.isBmpCodePoint(c) && c != 0);
    }

    private static void requireShort(int bytes, String what) {
        if (bytes > ChangeLimits.STRING_BYTES_MAX) {
            throw new MalformedChangeException(
                    "A %s of the change has %,d bytes; it may have %,d."
                            .formatted(what, bytes, ChangeLimits.STRING_BYTES_MAX));
        }
    }

    private static Operation textEdit(Row row, boolean deletes) {
        if (row.key().isPresent() || row.element().isEmpty()) {
            throw new MalformedChangeException("The change treats the text as a map.");
        }
        Operation.Reference element = row.element().get();
        if (row.inserts() && !deletes && row.overwritten().isEmpty()) {
            String character = OperationRows.text(row.value());
            if (character.codePointCount(0, character.length()) != 1) {
                throw new MalformedChangeException("An insertion is not one character.");
            }
            return new Operation.Insert(element, character.codePointAt(0));
        }
        if (!row.inserts() && deletes && row.overwritten().equals(List.of(element))) {
            return new Operation.Delete(element);
        }
        throw new MalformedChangeException(
                "The change does something else with the text than to insert or to delete.");
    }
}
