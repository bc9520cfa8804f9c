package enquire.web.wiki;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class BoundedCacheTest {

    private final BoundedCache<String, String> cache = new BoundedCache<>(10_000, String::length);

    @Test
    void whatWasUsedLastStays() {
        for (int i = 0; i < 10; i++) {
            cache.put("page " + i, "x".repeat(1_000));
            cache.get("page 0");
        }
        assertTrue(cache.get("page 0").isPresent());
        assertTrue(cache.get("page 1").isEmpty());
        assertTrue(cache.bytes() <= 10_000);
    }

    @Test
    void oneGiantDoesNotPushOutTheRest() {
        cache.put("small", "x");
        cache.put("giant", "x".repeat(5_000));
        assertEquals(Optional.of("x"), cache.get("small"));
        assertTrue(cache.get("giant").isEmpty());
    }

    @Test
    void replacingAnEntryCountsItOnce() {
        for (int i = 0; i < 100; i++) {
            cache.put("page", "x".repeat(1_000));
        }
        assertEquals(1_512, cache.bytes());
    }
}
