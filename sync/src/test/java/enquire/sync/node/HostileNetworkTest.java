package enquire.sync.node;

import static enquire.sync.node.Computers.await;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two honest nodes go on while a third computer attacks one of them without end. */
@Timeout(value = 600, unit = TimeUnit.SECONDS)
class HostileNetworkTest {

    private static final int CONNECTIONS = Integer.getInteger("enquire.hostile", 120);

    private static final int EDITS = 6;

    /** What an attack may cost, in MiB (targets). */
    private static final long RESIDENT_MIB_MAX = 512;

    @AutoClose private final Computers net;

    HostileNetworkTest(@TempDir Path folder) {
        net = new Computers(folder);
    }

    @Test
    void honestEditsArriveAndMemoryIsBoundedWhileAnotherComputerAttacks() throws Exception {
        net.begin(2);
        net.ask(0, "append Home begun");
        await("he has it", () -> net.ask(1, "text Home").equals("begun|"));
        long before = residentMib();

        try (ChildNode mallory =
                net.startElsewhere(
                        HostileProcess.class, List.of(net.ask(0, "invite"), "" + CONNECTIONS))) {
            await("each was ended once", () -> number(mallory, "ended") >= CONNECTIONS);
            await("strangers come", () -> number(mallory, "strangers") > 0);
            long endedBefore = number(mallory, "ended");
            for (int i = 0; i < EDITS; i++) {
                int from = i % 2;
                String line = "edit-" + i;
                net.ask(from, "append Home " + line);
                await(line, () -> net.ask(1 - from, "text Home").contains(line));
            }
            await("it goes on", () -> number(mallory, "ended") > endedBefore);
            long more = residentMib() - before;
            System.out.printf(
                    "%d hostile connections at a time: %d ended, %d of strangers beyond TLS, %d MiB more%n",
                    CONNECTIONS, number(mallory, "ended"), number(mallory, "strangers"), more);
            assertTrue(more <= RESIDENT_MIB_MAX, more + " MiB more");
        }
        net.awaitEqual();
    }

    private long residentMib() {
        return Long.parseLong(net.ask(0, "resident"));
    }

    private static long number(ChildNode mallory, String question) {
        return Long.parseLong(mallory.ask(question));
    }
}
