package enquire.sync.identity;

import java.security.SecureRandom;
import java.util.Random;

/** Keys that are the same in every run. */
public final class TestKeys {

    private TestKeys() {}

    public static NodeKey of(String name) {
        return NodeKey.generate(new Seeded(name));
    }

    /** Reproducible, and of no use for anything but tests. */
    private static final class Seeded extends SecureRandom {

        private static final long serialVersionUID = 1L;

        private final Random random;

        Seeded(String name) {
            this.random = new Random(name.hashCode());
        }

        @Override
        public void nextBytes(byte[] bytes) {
            random.nextBytes(bytes);
        }
    }
}
