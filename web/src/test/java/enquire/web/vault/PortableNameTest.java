package enquire.web.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortableNameTest {

    /** A page of such a title would leave nothing of a repository that can be checked out. */
    @ParameterizedTest
    @ValueSource(strings = {".git", ".GIT", "git~1", "GIT~2", ".g\u200cit"})
    void noFolderIsCalledAsGitCallsItsOwn(String folder) {
        assertEquals(
                Optional.of("_" + folder + "/hooks/_" + folder + "/x.md"),
                PortableName.ofPage(folder + "/hooks/" + folder + "/x"));
        assertEquals(Optional.of("a/_" + folder), PortableName.ofAttachment("a/" + folder));
    }

    @Test
    void otherNamesAreLeftAsTheyAre() {
        assertEquals(Optional.of(".github/a.git/x.md"), PortableName.ofPage(".github/a.git/x"));
    }
}
