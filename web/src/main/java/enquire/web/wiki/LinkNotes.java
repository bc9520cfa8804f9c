package enquire.web.wiki;

import enquire.editor.page.Bytes;
import enquire.editor.page.PageId;
import enquire.sync.node.Wiki;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is noted on disk of links that are to be updated: by which titles they name which page. Who
 * notes titles takes out these alone, and none that somebody else has noted and not taken out yet.
 * Thread-safe: one lock for all, held for a commit.
 */
final class LinkNotes {

    /** Names of the records: this, and the page's id; each holds former titles, a line for each. */
    private static final String PREFIX = "links/";

    /** Former titles that a record holds; of more, the latest. A guess: nobody renames so fast. */
    private static final int TITLES_MAX = 16;

    /** What one piece of work noted: told apart from the same titles noted by another. */
    static final class Noted {

        private final Wiki wiki;

        /** Guarded by the notes. */
        private final Map<PageId, Set<String>> titles;

        private Noted(Wiki wiki, Map<PageId, Set<String>> titles) {
            this.wiki = wiki;
            this.titles = titles;
        }
    }

    /** What somebody works at; guarded by this. */
    private final Set<Noted> held = new HashSet<>();

    /** For work of which nothing is noted. */
    static Noted nothing(Wiki wiki) {
        return new Noted(wiki, new HashMap<>());
    }

    /** Notes that links by the titles before are to be updated; on disk when it returns. */
    synchronized Noted note(Wiki wiki, List<Renaming.Moved> moved) {
        var noted = nothing(wiki);
        Map<String, Optional<Bytes>> records = new HashMap<>();
        for (Renaming.Moved each : moved) {
            noted.titles
                    .computeIfAbsent(each.page(), _page -> new LinkedHashSet<>())
                    .add(each.before().value());
        }
        noted.titles.forEach((page, titles) -> {
            Set<String> all = read(wiki, page);
            all.addAll(titles);
            records.put(PREFIX + page, record(all));
        });
        wiki.repository().records().values(records);
        held.add(noted);
        return noted;
    }

    /** Takes over everything that was noted before the node started. */
    synchronized Noted adopt(Wiki wiki) {
        var noted = nothing(wiki);
        for (String name : wiki.repository().records().values(PREFIX).keySet()) {
            PageId page = PageId.parse(name.substring(PREFIX.length()));
            noted.titles.put(page, read(wiki, page));
        }
        held.add(noted);
        return noted;
    }

    /** Takes over what stands there of one page. */
    synchronized Noted adopt(Wiki wiki, PageId page) {
        var noted = nothing(wiki);
        noted.titles.put(page, read(wiki, page));
        held.add(noted);
        return noted;
    }

    /** Former titles, by page. */
    synchronized Map<PageId, List<String>> titles(Noted noted) {
        Map<PageId, List<String>> titles = new HashMap<>();
        noted.titles.forEach((page, each) -> titles.put(page, List.copyOf(each)));
        return titles;
    }

    /** Takes it out: the links were updated, or are not to be. */
    void release(Noted noted) {
        only(noted, Set.of());
    }

    /** Takes out what was noted of all pages but these. */
    synchronized void only(Noted noted, Set<PageId> pages) {
        Map<String, Optional<Bytes>> records = new HashMap<>();
        for (PageId page : Set.copyOf(noted.titles.keySet())) {
            if (!pages.contains(page)) {
                Set<String> all = read(noted.wiki, page);
                if (all.removeAll(released(noted, page))) {
                    records.put(PREFIX + page, record(all));
                }
            }
        }
        if (noted.titles.isEmpty()) {
            held.remove(noted);
        }
        if (!records.isEmpty()) {
            noted.wiki.repository().records().values(records);
        }
    }

    /** Leaves it on disk: the links are updated when the node runs again. */
    synchronized void leave(Noted noted) {
        held.remove(noted);
    }

    /** Titles that nobody else works at. */
    private Set<String> released(Noted noted, PageId page) {
        Set<String> titles = noted.titles.remove(page);
        for (Noted other : held) {
            if (other != noted && other.wiki.id().equals(noted.wiki.id())) {
                titles.removeAll(other.titles.getOrDefault(page, Set.of()));
            }
        }
        return titles;
    }

    private static Set<String> read(Wiki wiki, PageId page) {
        String name = PREFIX + page;
        var titles = new LinkedHashSet<String>();
        Bytes bytes = wiki.repository().records().values(name).get(name);
        if (bytes != null) {
            String text = new String(bytes.toArray(), StandardCharsets.UTF_8);
            titles.addAll(List.of(text.split("\n")));
        }
        return titles;
    }

    private static Optional<Bytes> record(Set<String> titles) {
        if (titles.isEmpty()) {
            return Optional.empty();
        }
        var last = new ArrayList<>(titles);
        last.subList(0, Math.max(0, last.size() - TITLES_MAX)).clear();
        return Optional.of(Bytes.of(String.join("\n", last).getBytes(StandardCharsets.UTF_8)));
    }
}
