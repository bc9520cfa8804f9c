package enquire.web.pages;

import enquire.editor.page.PageId;
import enquire.storage.PageView;
import enquire.storage.Repository;
import enquire.storage.Suggestions.Offer;
import enquire.storage.Version;
import enquire.web.http.Body;
import enquire.web.http.Call;
import enquire.web.http.Reply;
import enquire.web.language.Language;
import enquire.web.language.Speaking;
import enquire.web.wiki.BoundedCache;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Whole answers of pages that are read, by the path they were asked for and their language. One is
 * given again for a second at most, and only while the page has the same version, the same edits
 * are offered for it, and no page of the wiki has changed: then its text, its links and what it
 * embeds are as they were. What comes from elsewhere (links to it, who edits it, times in words) is
 * a second old at most. The hit path is one look into a map and one at the two numbers, all in
 * memory. Thread-safe.
 */
final class DocumentCache {

    /** In bytes. Five hundred documents of 40 kB with their compressed forms. A guess. */
    private static final long BYTES_MAX = 24L * 1024 * 1024;

    private static final long KEPT_NANOS = 1_000_000_000;

    private record Key(String path, Language language) {}

    private record Kept(
            long madeAt,
            Repository repository,
            PageId page,
            Version version,
            long sequence,
            Offer offer,
            BooleanSupplier marksAsThen,
            Reply reply,
            String tag) {}

    private final BoundedCache<Key, Kept> cache =
            new BoundedCache<>(
                    BYTES_MAX,
                    kept -> kept.reply().body() instanceof Body.Bytes b ? b.bytesMax() : 0);

    private static Key key(Call call) {
        return new Key(call.path(), Speaking.language());
    }

    Optional<Reply> get(Call call) {
        Optional<Kept> found = cache.get(key(call));
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Kept kept = found.get();
        boolean fresh =
                System.nanoTime() - kept.madeAt() < KEPT_NANOS
                        && kept.repository().exchange().lastSequence() == kept.sequence()
                        && kept.repository()
                                .version(kept.page())
                                .filter(kept.version()::equals)
                                .isPresent()
                        && kept.repository().suggestions().offer(kept.page()).equals(kept.offer())
                        && kept.marksAsThen().getAsBoolean();
        return fresh ? Optional.of(kept.reply().tagged(call, kept.tag())) : Optional.empty();
    }

    /**
     * @param sequence of the wiki, as it was before the page was read: what changed since then
     *     makes the answer old
     * @param offer that the answer tells of
     * @param marksAsThen whether the page has the marks that the answer tells of
     */
    void put(
            Call call,
            Repository repository,
            PageView view,
            long sequence,
            Offer offer,
            BooleanSupplier marksAsThen,
            Reply reply,
            String tag) {
        cache.put(
                key(call),
                new Kept(
                        System.nanoTime(),
                        repository,
                        view.page(),
                        view.version(),
                        sequence,
                        offer,
                        marksAsThen,
                        reply,
                        tag));
    }
}
