package enquire.editor.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What ends the whole process in automerge-java 0.0.7, tried in a process of its own. If one of
 * these fails after an upgrade, the care that is taken around it can go.
 */
class AutomergeAbortsTest {

    @TempDir Path folder;

    /**
     * Two people renamed one page while apart, and the title that arrives is the one that loses.
     */
    @ParameterizedTest
    @ValueSource(strings = {"patches", "diff"})
    void readingPatchesInWhichTwoValuesOfOneKeyMeetEndsTheProcess(String way) throws Exception {
        ChildProcess.Ended ended = run(way);
        assertNotEquals(0, ended.exitCode());
        assertFalse(ended.output().contains(AbortingProcess.SURVIVED));
    }

    @Test
    void takingSuchChangesInWithoutPatchesDoesNot() throws Exception {
        ChildProcess.Ended ended = run("apply");
        assertTrue(ended.output().contains(AbortingProcess.SURVIVED), ended.output());
        assertEquals(0, ended.exitCode());
    }

    @Test
    void namingTheRootBeforeTheFirstDocumentFailsForGood() throws Exception {
        ChildProcess.Ended ended = run("root");
        assertNotEquals(0, ended.exitCode());
        assertTrue(ended.output().contains("UnsatisfiedLinkError"), ended.output());
    }

    private ChildProcess.Ended run(String way) throws Exception {
        return ChildProcess.run(folder, AbortingProcess.class, way);
    }
}
