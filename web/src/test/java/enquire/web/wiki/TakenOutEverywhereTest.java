package enquire.web.wiki;

import static enquire.web.TestNode.wiki;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.markdown.Heading;
import enquire.editor.page.Bytes;
import enquire.editor.page.EditSummary;
import enquire.editor.page.NamedVersion;
import enquire.editor.page.PageId;
import enquire.editor.page.TextHistory;
import enquire.storage.Beside;
import enquire.storage.PageView;
import enquire.storage.Past;
import enquire.storage.Repository;
import enquire.sync.node.Wiki;
import enquire.sync.roster.Role;
import enquire.web.BetweenLooks;
import enquire.web.TestNode;
import enquire.web.mirror.Mirrors;
import enquire.web.vault.FolderZip;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Alice and Bob use everything that keeps words of a page somewhere: then no byte of either's data
 * folder holds what Alice takes out.
 */
class TakenOutEverywhereTest {

    /** With what JSON and regular expressions write otherwise, and not of our letters alone. */
    private static final String SECRET = "Sword\"fish\\7Ключ";

    @TempDir private Path folder;

    private TestNode start(String name) {
        TestNode node = TestNode.start(folder.resolve(name), name);
        node.node().listen();
        return node;
    }

    private Mirrors mirrors(String name) {
        return new Mirrors(folder.resolve(name), InstantSource.system(), Optional::empty);
    }

    private Path file(String name) {
        return folder.resolve(name + "-notes").resolve("Keys.md");
    }

    private static Wiki garden(TestNode node) {
        return node.node().wikis().getFirst();
    }

    private static Repository repository(TestNode node) {
        return garden(node).repository();
    }

    private static PageView page(TestNode node) {
        PageId page = repository(node).resolve("Keys").orElseThrow();
        return repository(node).page(page).orElseThrow();
    }

    private static void edit(TestNode node, String from, String to) {
        PageView now = page(node);
        repository(node).write(now.page(), now.version(), now.text().replace(from, to));
    }

    private static void await(String what, BooleanSupplier holds) {
        BetweenLooks.until(() -> what, holds);
    }

    private static boolean says(Path file, String words) {
        try {
            return Files.readString(file).contains(words);
        } catch (IOException e) {
            return false;
        }
    }

    private static void imports(TestNode node, Path vault) throws Exception {
        try (InputStream zip = FolderZip.of(vault).stream()) {
            var answer = node.send("POST", wiki("/import?top=whole"), zip.readAllBytes());
            assertEquals(200, answer.statusCode(), answer.body());
        }
    }

    /** Texts that an import and a mirror note because the page has none that is the same. */
    private void use(TestNode node, String name) throws Exception {
        Path vault = Files.createDirectory(folder.resolve(name + "-vault"));
        String text = "One.\n\nTwo.\n\nThe key: %s.\n\nThree.\n".formatted(SECRET);
        Files.writeString(vault.resolve("Keys.md"), text.replace(SECRET, ""));
        imports(node, vault);
        edit(node, "One.", "One, says %s.".formatted(name));
        Files.writeString(vault.resolve("Keys.md"), text);
        imports(node, vault);

        Mirrors mirrors = mirrors(name);
        mirrors.begin(garden(node), file(name).getParent().toString(), false);
        await("a file", () -> says(file(name), SECRET));
        mirrors.close();
        Files.writeString(
                file(name), Files.readString(file(name)).replace("Three", SECRET + " once more"));
        edit(node, "Two.", "Two, says %s.".formatted(name));
        mirrors = mirrors(name);
        mirrors.resume(node.node());
        await("both edits", () -> says(file(name), "Two, says") && says(file(name), "once more"));
        mirrors.close();
        // As a node leaves it that fell while it updated links.
        repository(node)
                .records()
                .values(
                        Map.of(
                                "headings/" + page(node).page(),
                                Optional.of(utf8(Heading.anchor(SECRET) + "\t" + SECRET))));
    }

    /** A summary and the name of a version, as an import and a screen write them. */
    private static void describe(TestNode node) {
        PageView now = page(node);
        repository(node)
                .write(
                        now.page(),
                        now.version(),
                        now.text() + "Four.\n",
                        EditSummary.mark("Carol, 2011-03-04: the key is " + SECRET),
                        Beside.NOTHING);
        repository(node).exchange().fold(now.page());
        now = page(node);
        repository(node)
                .archive()
                .name(now.page(), now.version().heads(), "Before %s went".formatted(SECRET));
    }

    /** What describes edits and names versions, as it is read from the past. */
    private static List<String> lines(TestNode node) {
        Past past = repository(node).archive().past(page(node).page());
        TextHistory history = TextHistory.of(past.changes(), List.of()).orElseThrow();
        var lines = new ArrayList<String>();
        for (int i = 0; i < history.size(); i++) {
            history.acts(i).stream()
                    .flatMap(act -> EditSummary.of(act).stream())
                    .forEach(lines::add);
        }
        history.names().stream().map(NamedVersion::name).forEach(lines::add);
        return lines;
    }

    private static Bytes utf8(String text) {
        return Bytes.of(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void noByteOfTheDataFoldersHoldsItAfterwards() throws Exception {
        Wiki garden;
        TestNode alice = start("Alice");
        garden = alice.node().create("w");
        use(alice, "Alice");
        describe(alice);
        TestNode bob = start("Bob");
        bob.node().join(garden.invite(Role.WRITER).text());
        await("Bob has it", () -> repository(bob).resolve("Keys").isPresent());
        Path vault = Files.createDirectory(folder.resolve("Bob-vault"));
        Files.writeString(vault.resolve("Keys.md"), page(bob).text());
        imports(bob, vault);
        edit(bob, "Two, says Alice", "Two, says Alice, and Bob");
        Files.writeString(
                vault.resolve("Keys.md"), Files.readString(vault.resolve("Keys.md")) + "!");
        imports(bob, vault);
        assertEquals(
                List.of(
                        "Carol, 2011-03-04: the key is " + SECRET,
                        "Before %s went".formatted(SECRET)),
                lines(bob));
        await("one text", () -> page(bob).text().equals(page(alice).text()));
        awaitHolding(
                "Alice",
                "value import-text/keys",
                "value mirror/page/" + page(alice).page(),
                "value headings/" + page(alice).page(),
                "row of change",
                "row of journal");
        awaitHolding("Bob", "value import-text/keys");
        Mirrors mirrors = mirrors("Alice");
        mirrors.resume(alice.node());

        garden.redacting().redact(page(alice).page(), SECRET).clean().join();

        await("no word in the file", () -> !says(file("Alice"), SECRET));
        awaitNowhere();
        assertEquals(Map.of(), repository(alice).records().values("headings/"));
        String left = page(alice).text();
        assertTrue(left.contains("The key: .") && left.contains("Two, says Alice, and Bob"), left);
        for (TestNode node : List.of(alice, bob)) {
            await("no line says it", () -> lines(node).equals(List.of("███", "███")));
        }
        mirrors.close();
        alice.close();
        bob.close();
        awaitNowhere();

        // The vault holds it still: what is new there comes in, and it does not.
        try (TestNode again = start("Alice")) {
            Path old = folder.resolve("Alice-vault");
            imports(again, old);
            assertEquals(left, page(again).text());
            Path file = old.resolve("Keys.md");
            Files.writeString(file, Files.readString(file).replace("Three", "Three, or four"));
            imports(again, old);
            assertEquals(0, page(again).text().indexOf("One, says Alice."));
            assertTrue(page(again).text().contains("The key: ."), page(again).text());
            imports(again, old);
            awaitNowhere();
        }
        awaitNowhere();
    }

    private void awaitNowhere() {
        for (String name : List.of("Alice", "Bob")) {
            BetweenLooks.until(
                    () -> "%s still has it in %s".formatted(name, holding(name)),
                    () -> holding(name).isEmpty());
        }
    }

    // ---- looking

    private void awaitHolding(String name, String... places) {
        BetweenLooks.until(
                () -> "%s has it only in %s".formatted(name, holding(name)),
                () -> holding(name).containsAll(List.of(places)));
    }

    private List<String> holding(String name) {
        var holding = new ArrayList<String>();
        try (var files = Files.walk(folder.resolve(name))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                if (holds(content)) {
                    holding.add(file.getFileName().toString());
                }
                if (file.endsWith("wiki.db")) {
                    addRows(file, holding);
                }
            }
        } catch (NoSuchFileException | java.io.UncheckedIOException moving) {
            holding.add("what moves meanwhile");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return holding;
    }

    /**
     * As it is written, as JSON writes it, and as the index does: word by word in small letters.
     */
    private static boolean holds(String bytes) {
        String small = bytes.toLowerCase(Locale.ROOT);
        return List.of(SECRET, SECRET.replace("\\", "\\\\").replace("\"", "\\\"")).stream()
                .map(each -> new String(utf8(each).toArray(), StandardCharsets.ISO_8859_1))
                .map(each -> each.toLowerCase(Locale.ROOT))
                .anyMatch(small::contains);
    }

    /**
     * In one transaction, which sees no row half written. It is short: a node that cleans the file
     * waits for whoever reads it, but not for long.
     */
    private static void addRows(Path file, List<String> holding) {
        try (Connection connection =
                DriverManager.getConnection("jdbc:sqlite:" + file.toUri() + "?mode=ro")) {
            connection.setAutoCommit(false);
            addRows(connection, holding);
        } catch (SQLException e) { // It is being made, or closed.
            holding.add("what moves meanwhile: " + e.getMessage());
        }
    }

    private static void addRows(Connection connection, List<String> holding) throws SQLException {
        var packed =
                Map.of(
                        "change", "chunk",
                        "journal", "step",
                        "content", "text",
                        "suggested", "chunk",
                        "snapshot", "bytes");
        try (var statement = connection.createStatement()) {
            for (String table : new TreeSet<>(packed.keySet())) {
                var rows =
                        statement.executeQuery(
                                "SELECT %s FROM %s".formatted(packed.get(table), table));
                while (rows.next()) {
                    if (holds(unpacked(rows.getBytes(1)))) {
                        holding.add("row of " + table);
                    }
                }
            }
            var values = statement.executeQuery("SELECT name, bytes FROM value");
            while (values.next()) {
                if (holds(new String(values.getBytes(2), StandardCharsets.ISO_8859_1))) {
                    holding.add("value " + values.getString(1));
                }
            }
        }
    }

    /** As STORAGE.md says: one byte, and what is deflated behind its length; or as it is. */
    private static String unpacked(byte[] packed) {
        byte[] plain = Arrays.copyOfRange(packed, 1, packed.length);
        if (packed[0] == 1) {
            plain = new byte[ByteBuffer.wrap(packed, 1, Integer.BYTES).getInt()];
            var inflater = new Inflater(true);
            try {
                inflater.setInput(packed, 1 + Integer.BYTES, packed.length - 1 - Integer.BYTES);
                assertEquals(plain.length, inflater.inflate(plain));
            } catch (DataFormatException e) {
                throw new IllegalStateException(e);
            } finally {
                inflater.end();
            }
        }
        return new String(plain, StandardCharsets.ISO_8859_1);
    }
}
