package enquire.web.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.storage.FolderTree;
import enquire.sync.roster.Role;
import enquire.web.ServeProcess;
import enquire.web.TestNode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Commands as they are typed: exit codes, and one clear sentence for each thing that goes wrong.
 */
class CommandLineTest extends TypedCommands {

    @Test
    void wrongUseIsTwo() {
        assertEquals(2, run("--bogus").code());
        assertEquals(2, run("fly").code());
        assertEquals(2, run("search").code());
        assertSentence(
                2,
                "it is computer or collaborators, not “foo”.",
                run("search", "--scope=foo", "x"));
        assertEquals(2, run("--port", "x").code());
        assertEquals(2, run("serve", "--port", "70000").code());
        assertSentence(2, "0 to 1152921504", run("serve", "--offer-storage", "1152921505"));
        Ran open = run("serve", "--bind", "0.0.0.0");
        assertEquals(2, open.code());
        assertTrue(open.err().contains("loopback"), open.err());
        // Its pages would not answer: the node goes by other names.
        assertEquals(2, run("serve", "--bind", "127.0.0.2").code());
        assertTrue(run("--help").out().contains("Exit codes: 0 done or stopped, 1 not done, 2"));
        assertEquals(0, run("import", "--help").code());
        assertTrue(run("--version").out().matches("Enquire \\d+\\.\\d+\\.\\d+\\S*\\s"));
    }

    @Test
    void eachCommandIsDescribedByAWholeSentence() {
        String help = run("--help").out();

        assertTrue(help.contains("  mirror   Keeps a folder of Markdown files in step"), help);
        assertTrue(help.contains(" in step with a wiki, both ways.\n"), help);
    }

    @Test
    void eachCommandListsTheOptionsThatItUses() {
        Set<String> all = options("serve");
        assertTrue(all.containsAll(NodeOptions.ALL), all.toString());
        assertTrue(options().containsAll(NodeOptions.ALL));
        assertEquals(
                Set.of("--help", "--version", "--data", "--wiki", "--scope"), options("search"));
        assertEquals(Set.of("--help", "--version", "--data"), options("status"));
        assertEquals(
                Set.of("--help", "--version", "--data", "--name", "--peer-bind"), options("join"));
        // What is not listed is taken all the same, and given here to every command.
        assertEquals(0, run("create", "One").code());
    }

    private Set<String> options(String... command) {
        List<String> words = new ArrayList<>(List.of(command));
        words.add("--help");
        return Pattern.compile("(?m)^ .*?(--[a-z-]+)")
                .matcher(run(words.toArray(String[]::new)).out())
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
    }

    @Test
    void aWikiIsMadeFilledSearchedAndWrittenOutWithoutARunningNode() throws Exception {
        Path vault = folder.resolve("Harbour notes");
        Files.createDirectories(vault.resolve("img"));
        Files.writeString(vault.resolve("Winch.md"), "The winch of the curlew. ![](img/w.png)");
        Files.writeString(vault.resolve("img/w.png"), "PNG");

        Ran imported = run("import", vault.toString());
        assertEquals(0, imported.code(), imported.err());
        assertTrue(imported.out().contains("1 page in “Harbour notes”: 1 new"), imported.out());
        assertTrue(
                imported.out().contains("Found: 1 page, 1 attachment, 0 left out."),
                imported.out());
        assertTrue(imported.out().contains(". 0 notes, 0 links"), imported.out());
        Ran status = run("status");
        assertTrue(status.out().contains("The node does not run."), status.out());
        assertTrue(status.out().contains("Harbour notes\tharbour-notes\t1 page\t"), status.out());
        Ran found = run("search", "winch");
        assertTrue(found.out().startsWith("Winch\n"), found.out());
        Path out = folder.resolve("out");
        Ran exported = run("export", out.toString());
        assertEquals(0, exported.code(), exported.err());
        assertEquals("Wrote 1 page and 1 file to %s.\n".formatted(out), exported.out());
        assertEquals(
                Files.readString(vault.resolve("Winch.md")),
                Files.readString(out.resolve("Winch.md")));
        assertEquals("PNG", Files.readString(out.resolve("img/w.png")));
        Ran again = run("export", out.toString());
        assertEquals(1, again.code());
        assertTrue(again.err().contains("not empty"), again.err());
        assertTrue(run("invite").out().strip().length() > 40);
        assertSentence(1, "You may give: admin, writer", run("invite", "--role", "owner"));
        assertEquals(
                "Only you so far.\nYour role here: owner. You may do everything, and invite all but owners.\n",
                run("peers").out());
        for (String kind : List.of("--site", "--git")) {
            Path inside = data().resolve("wikis/" + kind);
            assertSentence(1, "is in the data folder", run("export", kind, "" + inside));
            assertFalse(Files.exists(inside));
        }
    }

    @Test
    void wikisOfOneNameAreToldApart() throws Exception {
        Ran first = run("create", "Second");
        String key = "Made the wiki “Second”.\nIts recovery key, shown only this once:\n    ";
        assertTrue(first.out().startsWith(key), first.out());
        Ran again = run("create", "Second");
        assertTrue(again.out().contains("for --wiki, the new one is “second-2”"), again.out());
        assertEquals(0, run("create", "First").code());
        assertSentence(
                2,
                "2 wikis are called “Second”; say which with --wiki: second, second-2",
                run("search", "--wiki", "Second", "x"));
        assertEquals(0, run("search", "--wiki", "second", "x").code());
        assertEquals(0, run("search", "--wiki", "second-2", "x").code());
        assertEquals(0, run("search", "--wiki", "First", "x").code());

        String off = listed(run("status").out());
        assertEquals("First first, Second second, Second second-2", off);
        try (ServeProcess node = ServeProcess.start(data())) {
            assertEquals(0, run("create", "Earlier").code());
            String on = run("status").out();
            assertTrue(on.startsWith("The node runs at " + node.uri("/")), on);
            assertEquals("Earlier earlier, " + off, listed(on));
        }
    }

    /** Names and short names. */
    private static String listed(String status) {
        return status.lines()
                .skip(1)
                .map(line -> line.split("\t")[0] + " " + line.split("\t")[1])
                .collect(Collectors.joining(", "));
    }

    @Test
    void searchWaitsForAnIndexThatHasToBeMade() throws Exception {
        Path vault = Files.createDirectories(folder.resolve("Notes"));
        for (int i = 0; i < 300; i++) {
            Files.writeString(vault.resolve("Note %d.md".formatted(i)), "The winch, again.");
        }
        assertEquals(0, run("import", vault.toString()).code());
        Path index;
        try (Stream<Path> wikis = Files.list(data().resolve("wikis"))) {
            index = wikis.findFirst().orElseThrow().resolve("index");
        }
        FolderTree.remove(index);

        Ran found = run("search", "winch");

        assertEquals(0, found.code(), found.err());
        assertTrue(found.err().contains("300 pages\n"), found.err());
    }

    @Test
    void commandsTalkToTheNodeThatRuns() throws Exception {
        try (ServeProcess node = ServeProcess.start(data())) {
            assertEquals(0, run("create", "Harbour").code());
            Ran status = run("status");
            assertTrue(status.out().contains("The node runs at " + node.uri("/")), status.out());
            assertTrue(status.out().contains("Harbour\tharbour\t8 pages"), status.out());
            Ran second = run("serve");
            assertSentence(1, "Another Enquire is using this folder", second);
            String port = String.valueOf(node.uri("/").getPort());
            Ran samePorts = run("serve", "--port", port, "--peer-port", port);
            assertSentence(1, "Another Enquire is using this folder", samePorts);
        }
    }

    @Test
    void whatCannotBeDoneIsOneSentenceAndOne() throws Exception {
        assertSentence(1, "There is no wiki yet", run("search", "x"));
        assertSentence(1, "There is no folder or file", run("import", "/nowhere/at/all"));
        assertSentence(1, "invite", run("join", "nonsense"));
        assertEquals(0, run("create", "One").code());
        assertEquals(0, run("create", "Two").code());
        assertSentence(2, "several wikis", run("search", "x"));
        assertSentence(1, "There is no wiki “three”", run("search", "--wiki", "three", "x"));
        assertSentence(1, "name", run("create", "x".repeat(1_000)));
        Path noZip = Files.writeString(folder.resolve("x.zip"), "no zip");
        assertSentence(1, "zip", run("import", "--wiki", "one", noZip.toString()));
    }

    @Test
    void aCommandThatOnlyAsksMakesNothing() throws Exception {
        Path typo = folder.resolve("typo");
        Path other = Files.createDirectories(folder.resolve("other"));
        Path out = folder.resolve("out");
        for (List<String> words :
                List.of(
                        List.of("status"),
                        List.of("peers"),
                        List.of("search", "x"),
                        List.of("invite"),
                        List.of("export", out.toString()))) {
            String[] command = words.toArray(String[]::new);
            assertSentence(1, "no wiki yet in " + typo + ", which does", runWith(typo, command));
            assertSentence(1, "no wiki yet in " + other + ".", runWith(other, command));
        }
        try (Stream<Path> made = Files.walk(folder)) {
            assertEquals(List.of(folder, other), made.sorted().toList());
        }
    }

    @Test
    void aCommandThatFailsLeavesNoNewFolderBehind() throws Exception {
        Path deep = folder.resolve("new/deep/data");
        assertSentence(1, "invite", runWith(deep, "join", "nonsense"));
        assertSentence(1, "There is no wiki yet", runWith(deep, "search", "x"));
        String invite;
        try (TestNode alice = TestNode.start(folder.resolve("alice"))) {
            alice.post("/-/api/v1/wikis", "{\"name\": \"W\"}");
            alice.node().listen();
            invite = alice.node().wiki("w").orElseThrow().invite(Role.WRITER).text();
        }
        assertSentence(1, "does not answer", runWith(deep, "join", invite));
        assertFalse(Files.exists(folder.resolve("new")));

        Path there = Files.createDirectories(folder.resolve("there"));
        assertSentence(1, "does not answer", runWith(there, "join", invite));
        assertTrue(Files.exists(there.resolve("node")));
        assertEquals(0, runWith(deep, "create", "One").code());
        assertSentence(1, "There is no folder or file", runWith(deep, "import", "/nowhere"));
        assertTrue(runWith(deep, "status").out().contains("One\t"));
    }

    @Test
    void whoIsAMemberAlreadyIsToldSo() throws Exception {
        String invite;
        try (TestNode alice = TestNode.withWiki(folder.resolve("alice"))) {
            alice.node().listen();
            invite = alice.node().wiki("w").orElseThrow().invite(Role.WRITER).text();
            Ran joined = run("join", invite);
            assertTrue(joined.out().startsWith("Joined the wiki “W”.\n"), joined.out());
        }
        assertEquals("You are a member of “W” already.\n", run("join", invite).out());
        try (ServeProcess node = ServeProcess.start(data())) {
            assertTrue(run("status").out().contains(node.uri("/").toString()));
            assertEquals("You are a member of “W” already.\n", run("join", invite).out());
        }
    }

    @Test
    void eachOptionHasAnEnvironmentVariable() {
        var err = new ByteArrayOutputStream();
        var out = new ByteArrayOutputStream();
        int code =
                EnquireCommand.run(
                        new String[] {"create", "One"},
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        Map.of(
                                "ENQUIRE_DATA", data().toString(),
                                "ENQUIRE_PEER_BIND", "127.0.0.1",
                                "ENQUIRE_PEER_PORT", "0"));
        assertEquals(0, code, err.toString(StandardCharsets.UTF_8));
        assertTrue(Files.exists(data().resolve("node")));
    }

    @Test
    void thePlatformSaysWhereDataGoes() {
        Path home = Path.of("/home/alice");
        assertEquals(
                Path.of("/home/alice/.local/share/enquire"),
                DataFolders.platformDefault(Map.of(), "Linux", home));
        assertEquals(
                Path.of("/data/enquire"),
                DataFolders.platformDefault(Map.of("XDG_DATA_HOME", "/data"), "Linux", home));
        assertEquals(
                Path.of("/home/alice/Library/Application Support/Enquire"),
                DataFolders.platformDefault(Map.of(), "Mac OS X", home));
    }
}
