package enquire.web.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.sync.node.DataFolderInUseException;
import enquire.web.BetweenLooks;
import enquire.web.ServeProcess;
import enquire.web.TestNode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What is in the way is said in one sentence, and left as it is. */
class UnusableFolderTest extends TypedCommands {

    @Test
    void aPortInUseIsSaid() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(taken.getLocalPort());
            assertSentence(1, "Port " + port, run("serve", "--port", port));
            assertSentence(1, "Port " + port, run("serve", "--peer-port", port));
        }
    }

    @Test
    void aFolderInUseIsSaidAndANodeThatStartsIsWaitedFor() throws Exception {
        TestNode alice = TestNode.start(data());
        try {
            assertSentence(1, "Another Enquire", run("serve"));
            String[] where = {"--data", data().toString(), "--peer-bind", "127.0.0.1"};
            NodeOptions options = CommandLine.populateCommand(new NodeOptions(), where);
            var told = new StringWriter();
            assertThrows(
                    DataFolderInUseException.class,
                    () ->
                            NodeConnection.open(options, new PrintWriter(told), Duration.ZERO)
                                    .close());

            var waits =
                    CompletableFuture.supplyAsync(
                            () -> NodeConnection.open(options, new PrintWriter(told)));
            while (!told.toString().contains("Waiting for it")) {
                assertFalse(waits.isDone(), "it did not wait");
                BetweenLooks.pause();
            }
            alice.node().announce(alice.uri("/").toString());
            try (NodeConnection node = waits.get()) {
                assertFalse(node.isTemporary());
                assertEquals(alice.uri("/").toString(), node.address());
            }
        } finally {
            alice.close();
        }
    }

    @Test
    void theAddressOfACrashedNodeIsNotBelievedWhenAnotherNodeAnswersThere() throws Exception {
        assertEquals(0, run("create", "Harbour").code());
        try (ServeProcess bob = ServeProcess.start(folder.resolve("bob"))) {
            Files.writeString(data().resolve("lock"), bob.uri("/").toString());
            Ran status = run("status");
            assertEquals(0, status.code(), status.err());
            assertTrue(status.out().contains("Harbour"), status.out());
        }
    }

    @Test
    void aFolderThatCannotBeWrittenIsSaid() throws Exception {
        // A file where a folder should be: also root cannot write there.
        Path file = Files.writeString(folder.resolve("file"), "x");
        Ran ran = runWith(file.resolve("data"), "serve");
        assertSentence(1, "cannot be made (Not a directory)", ran);
        assertFalse(ran.err().contains("saved there"), ran.err());
        for (String command : List.of("serve", "status", "create")) {
            Ran said =
                    command.equals("create")
                            ? runWith(file, command, "One")
                            : runWith(file, command);
            assertSentence(1, file + " is a file, not a folder.", said);
        }
        assertEquals("x", Files.readString(file));
    }

    @Test
    void aDamagedDatabaseIsSaidAndLeftAsItIs() throws Exception {
        assertEquals(0, run("create", "Harbour").code());
        Path database;
        try (Stream<Path> files = Files.walk(data().resolve("wikis"))) {
            database = files.filter(file -> file.endsWith("wiki.db")).findFirst().orElseThrow();
        }
        byte[] garbage = new byte[(int) Files.size(database)];
        Arrays.fill(garbage, (byte) 'x');
        Files.write(database, garbage);

        Ran ran = run("serve");

        assertSentence(1, "damaged", ran);
        assertEquals(garbage.length, Files.size(database));
    }

    @Test
    void aFolderOfAnotherEnquireIsSaidAndLeftAsItIs() throws Exception {
        assertEquals(0, run("create", "Harbour").code());
        Path database;
        try (Stream<Path> files = Files.walk(data().resolve("wikis"))) {
            database = files.filter(file -> file.endsWith("wiki.db")).findFirst().orElseThrow();
        }
        List<String> changes =
                List.of(
                        "ALTER TABLE roster RENAME COLUMN bytes TO record",
                        "PRAGMA user_version = 0",
                        "PRAGMA user_version = 99");
        for (String change : changes) {
            try (var connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                    var statement = connection.createStatement()) {
                statement.execute(change);
            }
            byte[] before = Files.readAllBytes(database);

            assertSentence(1, "Nothing was changed.", run("serve"));
            assertSentence(1, "Nothing was changed.", run("status"));

            assertArrayEquals(before, Files.readAllBytes(database), change);
        }
    }
}
