package enquire.web.browser;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** One node for a class of tests, whose owner has a hostile name, and a watch for each test. */
abstract class WatchedNode {

    static RunningNode node;

    ExecutionWatch watch;

    @BeforeAll
    static void startNode(@TempDir Path data) throws Exception {
        node = RunningNode.start(data, "<img src=x onerror='canary(1)'>\"><svg/onload=alert(2)>");
    }

    @AfterAll
    static void stopNode() {
        node.close();
    }

    @BeforeEach
    void watch() {
        watch = new ExecutionWatch(Chromium.shared().profile(), node.origin());
    }

    @AfterEach
    void close() {
        watch.close();
    }
}
