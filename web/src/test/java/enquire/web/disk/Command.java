package enquire.web.disk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A command of the system that a disk is prepared with. */
final class Command {

    private Command() {}

    /**
     * @throws IOException with what it said, if it fails
     */
    static void run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        byte[] said = process.getInputStream().readAllBytes();
        try {
            if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new IOException(command + ": " + new String(said, StandardCharsets.UTF_8));
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
