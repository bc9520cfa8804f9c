package enquire.sync.backup;

import java.nio.file.Path;
import java.util.Random;

/** Restores a backup in a process of its own, and says each step, so that a test can kill it. */
final class RestoreProcess {

    private RestoreProcess() {}

    public static void main(String[] arguments) {
        new Restoration(Path.of(arguments[1]), new Random(1))
                .from(
                        Path.of(arguments[0]),
                        (step, done, of) -> {
                            System.out.println("step " + step);
                            System.out.flush();
                        });
        System.out.println("step DONE");
    }
}
