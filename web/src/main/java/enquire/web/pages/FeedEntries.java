package enquire.web.pages;

import enquire.editor.page.PageId;
import enquire.editor.page.TextHistory;
import enquire.storage.PageView;
import enquire.sync.history.EditSession;
import enquire.sync.history.EditSize;
import enquire.sync.history.PageHistory;
import enquire.sync.node.Wiki;
import enquire.web.feeds.AtomFeed;
import enquire.web.feeds.FeedId;
import enquire.web.html.HtmlDiff;
import enquire.web.language.Speaking;
import enquire.web.wiki.ActWords;
import enquire.web.wiki.ChangedBlocks;
import enquire.web.wiki.RecentChanges;
import enquire.web.wiki.WikiPaths;
import enquire.web.wiki.Wikis;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What stands in the feeds of a wiki: sessions, as on the history screens. One is built for each
 * answer; one thread at a time.
 */
final class FeedEntries {

    /** What most readers show of a feed that they meet for the first time. (A guess.) */
    static final int ENTRIES_MAX = 50;

    /**
     * Of the changed places of one entry before and after, in UTF-16 units: comparing them takes
     * about 1 ms for 1,000 (measured), and nobody reads more in a feed reader.
     */
    private static final int CHANGED_CHARS_MAX = 20_000;

    /** The same of all entries; the later ones have only their summaries. (Arithmetic: 0.2 s.) */
    private static final int ALL_CHANGED_CHARS_MAX = 200_000;

    private record Found(PageView page, PageHistory history, EditSession session) {}

    private final Screens screens;
    private final Wiki wiki;
    private final WikiPaths paths;
    private int charsLeft = ALL_CHANGED_CHARS_MAX;

    FeedEntries(Screens screens, Wiki wiki) {
        this.screens = screens;
        this.wiki = wiki;
        this.paths = Wikis.paths(wiki);
    }

    /** The newest sessions of one page. */
    List<AtomFeed.Entry> of(PageView page, PageHistory history) {
        return entries(
                history.sessions().stream()
                        .limit(ENTRIES_MAX)
                        .map(session -> new Found(page, history, session))
                        .toList());
    }

    /**
     * The newest sessions among what recent changes show.
     *
     * @param lines whose days begin at midnight of UTC, so that all nodes tell the same
     */
    List<AtomFeed.Entry> of(List<RecentChanges.Line> lines) {
        Map<PageId, Optional<Found>> read = new HashMap<>();
        var found = new ArrayList<Found>();
        for (RecentChanges.Line line : lines) {
            if (found.size() >= ENTRIES_MAX && line.newest().at().isBefore(last(found))) {
                break; // All that follows is older still.
            }
            read.computeIfAbsent(line.page(), this::read)
                    .ifPresent(page ->
                            page.history().sessions().stream()
                                    .filter(session -> isOf(line, session))
                                    .map(session -> new Found(page.page(), page.history(), session))
                                    .forEach(found::add));
        }
        return entries(newest(found));
    }

    /** One page alone may have more sessions in a day than a feed has entries. */
    private static Instant last(List<Found> found) {
        return newest(found).getLast().session().to();
    }

    private static List<Found> newest(List<Found> found) {
        return found.stream()
                .sorted(Comparator.comparing((Found each) -> each.session().to()).reversed())
                .limit(ENTRIES_MAX)
                .toList();
    }

    private Optional<Found> read(PageId id) {
        Optional<PageView> page = wiki.repository().page(id);
        return page.flatMap(view ->
                wiki.history(id)
                        .filter(history -> !history.sessions().isEmpty())
                        .map(history -> new Found(view, history, history.sessions().getFirst())));
    }

    private static boolean isOf(RecentChanges.Line line, EditSession session) {
        LocalDate day = session.to().atZone(ZoneOffset.UTC).toLocalDate();
        return day.equals(line.day()) && line.authors().contains(session.author());
    }

    private List<AtomFeed.Entry> entries(List<Found> sessions) {
        var entries = new ArrayList<AtomFeed.Entry>();
        for (Found each : sessions) {
            // Typing of this second has no name yet that other nodes would know.
            each.history()
                    .hash(each.session().first())
                    .ifPresent(first -> entries.add(entry(each, first.toString())));
        }
        return entries;
    }

    private AtomFeed.Entry entry(Found found, String firstChange) {
        PageView page = found.page();
        EditSession session = found.session();
        return new AtomFeed.Entry(
                FeedId.of(wiki.id().toString(), page.page().toString(), firstChange),
                page.displayTitle(),
                session.from(),
                session.to(),
                wiki.nameOf(wiki.person(session.author())),
                paths.permanent(page.page()),
                HistoryHandler.href(wiki, page, session.version(), ""),
                summary(found),
                changed(found));
    }

    private static String summary(Found found) {
        EditSize size = found.history().sizesOfSessions(List.of(found.session())).getFirst();
        Set<String> parts = new LinkedHashSet<>();
        if (size.sections() > 0) {
            parts.add(Speaking.messages().text("count.sections", "sections", size.sections()));
        }
        if (size.added() > 0 || size.removed() > 0) {
            parts.add(
                    Speaking.messages()
                            .text("count.words", "added", size.added(), "removed", size.removed()));
        }
        found.session().changes().stream()
                .forEach(change -> parts.addAll(ActWords.of(found.history().acts(change))));
        return String.join(", ", parts);
    }

    /** The places that differ, with their headings; sanitised like a page that is read. */
    private String changed(Found found) {
        Optional<TextHistory.Part> part = found.history().doing(found.session());
        if (part.isEmpty() || part.get().change().isEmpty() || charsLeft <= 0) {
            return "";
        }
        ChangedBlocks blocks = ChangedBlocks.of(part.get().before(), part.get().after());
        int chars = blocks.before().length() + blocks.after().length();
        if (chars > Math.min(CHANGED_CHARS_MAX, charsLeft)) {
            return "";
        }
        charsLeft -= chars;
        return HtmlDiff.between(
                        screens.renderer().past(wiki, found.page(), blocks.before()),
                        screens.renderer().past(wiki, found.page(), blocks.after()))
                .html()
                .html();
    }
}
