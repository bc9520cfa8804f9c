package enquire.storage;

import enquire.editor.page.Bytes;
import enquire.editor.page.Change;
import enquire.editor.page.PageDocument;
import enquire.editor.page.ScreenedChanges;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A change that was damaged on purpose, found by letting mutations into pages that were not
 * screened, with the honest ones it follows.
 */
record HostileChange(List<Change> before, Change change) {

    /** The native library ends the process over it ("index out of bounds"). */
    static HostileChange aborting() {
        return read("aborting-change.hex");
    }

    /** The native library takes it, saves the page, and cannot load what it saved. */
    static HostileChange unfit() {
        return read("unfit-change.hex");
    }

    /** Lets everything through: what a hole in the screening would be. */
    static ScreenedChanges unscreened(PageDocument page, List<Change> changes) {
        return new ScreenedChanges(
                changes.stream().filter(change -> !page.knows(change.hash())).toList(), Map.of());
    }

    private static HostileChange read(String name) {
        var file = Objects.requireNonNull(HostileChange.class.getResourceAsStream(name), name);
        try (var lines =
                new BufferedReader(new InputStreamReader(file, StandardCharsets.US_ASCII))) {
            List<Change> all = lines.lines().map(Bytes::ofHex).map(Change::parse).toList();
            return new HostileChange(all.subList(0, all.size() - 1), all.getLast());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
