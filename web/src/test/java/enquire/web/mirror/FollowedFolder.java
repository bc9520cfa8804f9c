package enquire.web.mirror;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What tests of a mirror begin with: Alice has a wiki and a folder for it. */
abstract class FollowedFolder {

    /** Bytes that are no text in UTF-8. */
    static final byte[] NO_TEXT = {(byte) 0xff, (byte) 0xfe, 0, 1};

    @TempDir Path parent;
    MirroredWiki alice;

    @BeforeEach
    void open() {
        alice = new MirroredWiki(parent);
    }

    @AfterEach
    void close() {
        alice.close();
    }

    void awaitTrouble(Trouble.Kind... kinds) {
        alice.await(
                () ->
                        alice.mirror().status().troubles().stream()
                                .anyMatch(trouble -> List.of(kinds).contains(trouble.kind())),
                () -> List.of(kinds).toString());
    }

    /** Whatever lies there has been read for the last time. */
    void awaitCalm() throws IOException {
        alice.later(Duration.ofSeconds(3));
        alice.write("witness.md", "Comes in the same look or a later one.\n");
        alice.awaitText("witness", "Comes in the same look or a later one.\n");
        Files.delete(alice.folder.resolve("witness.md"));
        alice.await(() -> alice.find("witness").isEmpty(), () -> "witness");
    }
}
