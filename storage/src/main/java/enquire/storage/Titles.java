package enquire.storage;

import enquire.editor.page.PageId;
import enquire.editor.page.TitleKey;
import enquire.storage.database.PageRow;
import enquire.storage.database.TitleTable;
import enquire.storage.database.WikiDatabase;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;

/** What a title means, and lists of pages. Thread-safe. */
final class Titles {

    /** {@code Title~k3f9}: a page that shows the first letters of its id behind its title. */
    private static final Pattern SUFFIXED = Pattern.compile("(.+)~([0-9a-f]{4})");

    private final WikiDatabase database;

    Titles(WikiDatabase database) {
        this.database = database;
    }

    /** See {@link Repository#resolve}. */
    Optional<PageId> resolve(String target) {
        TitleKey key = TitleKey.of(target);
        return database.read(handle ->
                TitleTable.live(handle, key)
                        .or(() -> suffixed(handle, key))
                        .or(() -> TitleTable.alias(handle, key))
                        .or(() -> TitleTable.segment(handle, key)));
    }

    private static Optional<PageId> suffixed(Handle handle, TitleKey key) {
        Matcher matcher = SUFFIXED.matcher(key.value());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return TitleTable.sharing(handle, TitleKey.of(matcher.group(1))).stream()
                .map(PageRow::page)
                .filter(page -> page.shortForm().equals(matcher.group(2)))
                .findFirst();
    }

    List<PageSummary> list(Function<Handle, List<PageRow>> query) {
        return database.read(query).stream().map(Titles::summary).toList();
    }

    private static PageSummary summary(PageRow row) {
        return new PageSummary(
                row.page(),
                row.title(),
                row.displayTitle(),
                row.heads(),
                row.state() == PageRow.State.DELETED,
                row.chars(),
                row.changedAt(),
                row.changedBy(),
                row.sequence());
    }
}
