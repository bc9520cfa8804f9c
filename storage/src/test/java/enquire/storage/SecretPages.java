package enquire.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.Change;
import enquire.editor.page.ChangeHash;
import enquire.editor.page.PageId;
import enquire.editor.text.TextChange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.junit.jupiter.api.AutoClose;

/**
 * Pages of Alice with a secret in their past, which Bob may hold, too; and looks into their files.
 */
abstract class SecretPages {

    static final String SECRET = "Swordfish7Quux";

    final Heard aliceHeard = new Heard();
    final Heard bobHeard = new Heard();
    @AutoClose final Person alice;
    @AutoClose final Person bob;

    SecretPages(Path folder) {
        alice = new Person("Alice", folder, 1, aliceHeard);
        bob = new Person("Bob", folder, 2, bobHeard);
    }

    /** Takes what anybody wrote; what was taken out is what this computer has heard of. */
    static final class Heard implements AcceptanceRule {

        final Map<PageId, Map<ChangeHash, TakenOut>> heard = new HashMap<>();

        void of(PageId page, List<TakingOut.Named> named) {
            var out = heard.computeIfAbsent(page, each -> new HashMap<>());
            named.forEach(each ->
                    out.put(each.change(), new TakenOut(each.blanks(), Set.of(each.proof()))));
        }

        @Override
        public Set<ChangeHash> judge(
                PageId page,
                Collection<Change> candidates,
                Predicate<ChangeHash> accepted,
                Collection<Statement> statements) {
            return Person.everything(page, candidates, accepted, statements);
        }

        @Override
        public Map<ChangeHash, TakenOut> takenOut(PageId page) {
            return heard.getOrDefault(page, Map.of());
        }
    }

    static TakingOut of(Person person) {
        return person.repository().archive().takingOut();
    }

    static void fold(Person person, PageId page) {
        person.repository().exchange().fold(page);
    }

    static void insert(Person person, PageId page, int at, String text) {
        String before = person.text(page);
        person.write(page, TextChange.replace(before.length(), at, at, text).apply(before));
        fold(person, page);
    }

    /** The words come and go bit by bit, with others around them. */
    PageId written() {
        PageId page = alice.create("Keys", "The key: .\n").page();
        insert(alice, page, 9, "Sword");
        insert(alice, page, 14, "fish7Quux");
        assertTrue(alice.text(page).contains(SECRET));
        return page;
    }

    List<TakingOut.Named> takeOut(PageId page) {
        List<TakingOut.Named> named = of(alice).delete(page, SECRET);
        aliceHeard.of(page, named);
        of(alice).takeOut(page).join();
        return named;
    }

    /** Files below a folder that hold the words, as they are or packed in a row. */
    static List<String> holding(Path folder, String words) throws IOException, SQLException {
        var holding = new ArrayList<String>();
        String sought = words.toLowerCase(Locale.ROOT); // As it stands in an index.
        for (Path file : filesBelow(folder)) {
            try {
                String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                if (content.toLowerCase(Locale.ROOT).contains(sought)) {
                    holding.add(file.getFileName().toString());
                }
            } catch (NoSuchFileException gone) {
                // Lucene merges meanwhile.
            }
        }
        Map<String, String> packed =
                Map.of("change", "chunk", "journal", "step", "content", "text");
        try (var connection =
                        DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("wiki.db"));
                var statement = connection.createStatement()) {
            for (var column : packed.entrySet()) {
                var rows =
                        statement.executeQuery(
                                "SELECT " + column.getValue() + " FROM " + column.getKey());
                while (rows.next()) {
                    String content =
                            new String(unpacked(rows.getBytes(1)), StandardCharsets.ISO_8859_1);
                    if (content.contains(words)) {
                        holding.add("row of " + column.getKey());
                    }
                }
            }
        }
        return holding;
    }

    /** If one goes meanwhile, as Lucene merges, it may have another name now: looks again. */
    private static List<Path> filesBelow(Path folder) throws IOException {
        while (true) {
            try (var all = Files.walk(folder)) {
                return all.filter(Files::isRegularFile).toList();
            } catch (UncheckedIOException e) {
                if (!(e.getCause() instanceof NoSuchFileException)) {
                    throw e;
                }
            }
        }
    }

    static List<Path> files(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.toList();
        }
    }

    /** As STORAGE.md says: one byte, and what is deflated behind its length. */
    static byte[] unpacked(byte[] packed) {
        if (packed[0] == 0) {
            return Arrays.copyOfRange(packed, 1, packed.length);
        }
        byte[] plain = new byte[ByteBuffer.wrap(packed, 1, Integer.BYTES).getInt()];
        var inflater = new Inflater(true);
        try {
            inflater.setInput(packed, 1 + Integer.BYTES, packed.length - 1 - Integer.BYTES);
            assertEquals(plain.length, inflater.inflate(plain));
            return plain;
        } catch (DataFormatException e) {
            throw new AssertionError(e);
        } finally {
            inflater.end();
        }
    }

    static void await(java.util.function.BooleanSupplier what) {
        long deadline = System.nanoTime() + Duration.ofSeconds(120).toNanos();
        while (!what.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, "it did not come to that");
            Thread.onSpinWait();
        }
    }

    static boolean scrubbed(Person person) {
        return !person.repository().records().values("scrub/").containsKey("scrub/database");
    }
}
