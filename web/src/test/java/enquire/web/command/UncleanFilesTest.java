package enquire.web.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.Title;
import enquire.sync.node.Wiki;
import enquire.web.BetweenLooks;
import enquire.web.TestNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import org.junit.jupiter.api.Test;

/** Alice takes something out, and her files cannot be cleaned of it yet. */
class UncleanFilesTest extends TypedCommands {

    private Path database() throws IOException {
        try (var files = Files.walk(data())) {
            return files.filter(file -> file.endsWith("wiki.db")).findFirst().orElseThrow();
        }
    }

    @Test
    void statusAndDoctorSayThatFilesMayHoldWhatWasTakenOutUntilTheyDoNot() throws Exception {
        try (TestNode alice = TestNode.start(data())) {
            Wiki garden = alice.node().create("Garden");
            garden.repository().create(new Title("Keys"), "It is hunter2.");
            assertFalse(alice.get(TestNode.wiki("/state")).body().contains("unclean"));
        }
        // Another program reads the file, as one that makes copies does.
        try (var other = DriverManager.getConnection("jdbc:sqlite:" + database());
                var statement = other.createStatement()) {
            other.setAutoCommit(false);
            assertTrue(statement.executeQuery("SELECT count(*) FROM change").next());
            try (TestNode alice = TestNode.start(data())) {
                Wiki garden = alice.node().wikis().getFirst();
                garden.redacting()
                        .redact(garden.repository().resolve("Keys").orElseThrow(), "hunter2")
                        .clean()
                        .handle((clean, failed) -> failed != null)
                        .thenAccept(failed -> assertTrue(failed))
                        .join();
            }

            for (String command : new String[] {"status", "doctor"}) {
                Ran said = run(command);
                assertEquals(0, said.code(), said.err());
                assertTrue(said.out().contains("may still hold it"), said.out());
            }
        }

        long end = System.nanoTime() + TestNode.DEADLINE.toNanos();
        while (run("status").out().contains("may still hold it")) {
            assertTrue(System.nanoTime() < end, "it is said for ever");
            BetweenLooks.pause();
        }
        Ran doctor = run("doctor");
        assertFalse(doctor.out().contains("may still hold it"), doctor.out());
    }
}
