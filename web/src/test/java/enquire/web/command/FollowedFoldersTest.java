package enquire.web.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import enquire.web.TestNode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Nothing is written where it would come into a wiki. */
@Timeout(240)
class FollowedFoldersTest extends TypedCommands {

    @Test
    void noExportAndNoBackupGoesIntoAFolderThatFollowsAWiki() throws Exception {
        Path notes = folder.resolve("notes");
        assertEquals(0, run("create", "Garden").code());
        try (var node = TestNode.start(data())) {
            node.node().announce(node.uri("/").toString());
            assertEquals(0, run("mirror", notes.toString()).code());
            assertRefusals(notes.resolve("out"));
            Ran elsewhere = run("export", folder.resolve("out").toString());
            assertEquals(0, elsewhere.code(), elsewhere.err());
        }
    }

    @Test
    void theSameWhileNoNodeRuns() throws Exception {
        Path notes = folder.resolve("notes");
        assertEquals(0, run("create", "Garden").code());
        assertEquals(0, run("mirror", notes.toString()).code());

        assertRefusals(notes.resolve("out"));
    }

    private void assertRefusals(Path inside) throws Exception {
        String words = "is in the folder that follows “Garden”";
        assertSentence(1, words, run("export", inside.toString()));
        assertSentence(1, words, run("export", "--git", inside.toString()));
        assertSentence(1, words, run("export", inside + ".zip"));
        assertSentence(1, words, run("backup", inside + ".zip"));
        assertSentence(1, words, run("backup", "--plan", inside.getParent().toString()));
        assertFalse(Files.exists(inside));
    }
}
