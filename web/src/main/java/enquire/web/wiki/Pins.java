package enquire.web.wiki;

import enquire.editor.page.Bytes;
import enquire.editor.page.PageId;
import enquire.storage.PageView;
import enquire.storage.Repository;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Pages that are kept in the navigation of this node, whoever looks; other computers do not hear of
 * them. A deleted page keeps its pin and shows again when it is restored. Thread-safe.
 */
public final class Pins {

    /** More than fit into a navigation that one looks at. A guess. */
    public static final int PINS_MAX = 30;

    private static final String PREFIX = "pin/";

    private record Pin(PageId page, long atMillis) {}

    private Pins() {}

    /** Pinned pages that are live, the one pinned first in front. */
    public static List<PageView> pages(Repository repository) {
        return pins(repository).stream()
                .flatMap(pin -> repository.page(pin.page()).stream())
                .filter(page -> !page.deleted())
                .toList();
    }

    public static boolean isPinned(Repository repository, PageId page) {
        return !repository.records().values(PREFIX + page).isEmpty();
    }

    /**
     * @return whether there was room for it
     */
    public static boolean pin(Repository repository, PageId page, Instant now) {
        if (pages(repository).size() >= PINS_MAX) {
            return false;
        }
        byte[] at = ByteBuffer.allocate(Long.BYTES).putLong(now.toEpochMilli()).array();
        repository.records().values(Map.of(PREFIX + page, Optional.of(Bytes.of(at))));
        return true;
    }

    public static void unpin(Repository repository, PageId page) {
        repository.records().values(Map.of(PREFIX + page, Optional.empty()));
    }

    private static List<Pin> pins(Repository repository) {
        var pins = new ArrayList<Pin>();
        repository
                .records()
                .values(PREFIX)
                .forEach((name, at) ->
                        pins.add(
                                new Pin(
                                        PageId.parse(name.substring(PREFIX.length())),
                                        ByteBuffer.wrap(at.toArray()).getLong())));
        pins.sort(Comparator.comparingLong(Pin::atMillis).thenComparing(Pin::page));
        return pins;
    }
}
