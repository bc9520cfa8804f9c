package enquire.sync.node;

import java.util.ArrayList;
import java.util.List;

/** Closes what a node is made of, so that one part that fails leaves no other one open. */
final class Closing {

    private Closing() {}

    /** All of them, in order, also when one fails; then that is thrown. */
    static void each(List<AutoCloseable> parts) {
        var failures = new ArrayList<RuntimeException>();
        for (AutoCloseable part : parts) {
            try {
                part.close();
            } catch (RuntimeException e) {
                failures.add(e);
            } catch (Exception e) {
                failures.add(new IllegalStateException(e));
            }
        }
        if (!failures.isEmpty()) {
            RuntimeException first = failures.removeFirst();
            failures.forEach(first::addSuppressed);
            throw first;
        }
    }

    /** What goes wrong in it is told with what was said before. */
    static void after(RuntimeException said, AutoCloseable each) {
        try {
            each.close();
        } catch (Exception e) {
            said.addSuppressed(e);
        }
    }
}
