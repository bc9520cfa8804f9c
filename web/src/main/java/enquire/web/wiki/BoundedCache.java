package enquire.web.wiki;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;

/** Keeps what was used last, within a number of bytes. Thread-safe. */
public final class BoundedCache<K, V> {

    /** An entry's own cost: keys, links, objects. A guess on the large side. */
    private static final long ENTRY_BYTES = 512;

    private final long bytesMax;
    private final ToLongFunction<V> bytesOf;
    private final Map<K, V> entries = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    public BoundedCache(long bytesMax, ToLongFunction<V> bytesOf) {
        this.bytesMax = bytesMax;
        this.bytesOf = bytesOf;
    }

    public synchronized Optional<V> get(K key) {
        return Optional.ofNullable(entries.get(key));
    }

    public synchronized void put(K key, V value) {
        long size = size(value);
        V before = entries.remove(key);
        if (before != null) {
            bytes -= size(before);
        }
        if (size > bytesMax / 4) {
            return; // One giant would push out everything else.
        }
        entries.put(key, value);
        bytes += size;
        Iterator<V> eldest = entries.values().iterator();
        while (bytes > bytesMax) {
            bytes -= size(eldest.next());
            eldest.remove();
        }
    }

    public synchronized long bytes() {
        return bytes;
    }

    private long size(V value) {
        return ENTRY_BYTES + bytesOf.applyAsLong(value);
    }
}
