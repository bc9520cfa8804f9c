package enquire.web.browser;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** One node of Alice for a class of tests, since starting it takes seconds, and a browser. */
abstract class AlicesNode {

    static RunningNode node;

    final Chromium chromium = Chromium.shared();

    @BeforeAll
    static void startNode(@TempDir Path data) throws Exception {
        node = RunningNode.start(data, "Alice");
    }

    @AfterAll
    static void stopNode() {
        node.close();
    }
}
