package enquire.storage;

import enquire.editor.page.PageId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Who wants to know of changes. Thread-safe. */
final class Watchers {

    private final List<Watcher> ofAll = new CopyOnWriteArrayList<>();
    private final Map<PageId, List<Watcher>> ofPage = new ConcurrentHashMap<>();

    Watcher watch() {
        var watcher = new Watcher(ofAll::remove);
        ofAll.add(watcher);
        return watcher;
    }

    Watcher watch(PageId page) {
        var watcher = new Watcher(closing -> forget(page, closing));
        ofPage.compute(
                page,
                (id, watchers) -> {
                    var joined = watchers == null ? new CopyOnWriteArrayList<Watcher>() : watchers;
                    joined.add(watcher);
                    return joined;
                });
        return watcher;
    }

    /** After the change is on disk. */
    void wake(Collection<PageId> pages) {
        ofAll.forEach(watcher -> watcher.add(pages));
        for (PageId page : pages) {
            ofPage.getOrDefault(page, List.of()).forEach(watcher -> watcher.add(List.of(page)));
        }
    }

    void closeAll() {
        List.copyOf(ofAll).forEach(Watcher::close);
        List.copyOf(ofPage.values()).stream()
                .flatMap(watchers -> List.copyOf(watchers).stream())
                .forEach(Watcher::close);
    }

    private void forget(PageId page, Watcher watcher) {
        ofPage.computeIfPresent(
                page,
                (id, watchers) -> {
                    watchers.remove(watcher);
                    return watchers.isEmpty() ? null : watchers;
                });
    }
}
