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
 * What is noted on disk of links that are to be updated: lines, by the page that the links lead to.
 * Who notes lines takes out these alone, and none that somebody else has noted and not taken out
 * yet. Thread-safe: one lock for all, held for a commit.
 */
final class LinkNotes {

    /** Names of records: this, and the page's id. A line is a former title. */
    static final String TITLES = "links/";

    /** Likewise. A line is what a heading was, a tab, and what it is. */
    static final String HEADINGS = "headings/";

    /**
     * Likewise, of a page that was split. A line is a heading that it had, a tab, the title of the
     * page that has it now, a tab, and its anchor there, which is empty if it became the title.
     */
    static final String SPLITS = "splits/";

    /** Lines that a record holds; of more, the latest. A guess: nobody renames so fast. */
    private static final int LINES_MAX = 16;

    /** The same of a split: more headings than a page has that can be written at all (a guess). */
    private static final int SPLIT_LINES_MAX = 10_000;

    /** What one piece of work noted: told apart from the same lines noted by another. */
    final class Noted {

        private final Wiki wiki;

        /** Guarded by the notes. */
        private final Map<PageId, Set<String>> lines = new HashMap<>();

        private Noted(Wiki wiki) {
            this.wiki = wiki;
        }

        /** Takes it out: the links were updated, or are not to be. */
        void release() {
            only(this, Set.of());
        }

        /** Leaves it on disk: the links are updated when the node runs again. */
        void leave() {
            LinkNotes.this.leave(this);
        }
    }

    private final String prefix;
    private final int linesMax;

    /** What somebody works at; guarded by this. */
    private final Set<Noted> held = new HashSet<>();

    /**
     * @param prefix {@link #TITLES}, {@link #HEADINGS} or {@link #SPLITS}
     */
    LinkNotes(String prefix) {
        this.prefix = prefix;
        this.linesMax = prefix.equals(SPLITS) ? SPLIT_LINES_MAX : LINES_MAX;
    }

    /** For work of which nothing is noted. */
    Noted nothing(Wiki wiki) {
        return new Noted(wiki);
    }

    /** Notes that links by the titles before are to be updated; on disk when it returns. */
    Noted note(Wiki wiki, List<Renaming.Moved> moved) {
        Map<PageId, Set<String>> titles = new HashMap<>();
        for (Renaming.Moved each : moved) {
            titles.computeIfAbsent(each.page(), _page -> new LinkedHashSet<>())
                    .add(each.before().value());
        }
        return note(wiki, titles);
    }

    /**
     * Notes lines; on disk when it returns.
     *
     * @param lines without line breaks
     */
    synchronized Noted note(Wiki wiki, Map<PageId, Set<String>> lines) {
        var noted = new Noted(wiki);
        Map<String, Optional<Bytes>> records = new HashMap<>();
        lines.forEach((page, each) -> {
            noted.lines.put(page, new LinkedHashSet<>(each));
            Set<String> all = read(wiki, page);
            all.addAll(each);
            records.put(prefix + page, record(all));
        });
        wiki.repository().records().values(records);
        held.add(noted);
        return noted;
    }

    /** Takes over everything that was noted before the node started. */
    synchronized Noted adopt(Wiki wiki) {
        var noted = new Noted(wiki);
        for (String name : wiki.repository().records().values(prefix).keySet()) {
            PageId page = PageId.parse(name.substring(prefix.length()));
            noted.lines.put(page, read(wiki, page));
        }
        held.add(noted);
        return noted;
    }

    /** Takes over what stands there of one page. */
    synchronized Noted adopt(Wiki wiki, PageId page) {
        var noted = new Noted(wiki);
        noted.lines.put(page, read(wiki, page));
        held.add(noted);
        return noted;
    }

    /** By page. */
    synchronized Map<PageId, List<String>> lines(Noted noted) {
        Map<PageId, List<String>> lines = new HashMap<>();
        noted.lines.forEach((page, each) -> lines.put(page, List.copyOf(each)));
        return lines;
    }

    /** Takes out what was noted of all pages but these. */
    synchronized void only(Noted noted, Set<PageId> pages) {
        Map<String, Optional<Bytes>> records = new HashMap<>();
        for (PageId page : Set.copyOf(noted.lines.keySet())) {
            if (!pages.contains(page)) {
                Set<String> all = read(noted.wiki, page);
                if (all.removeAll(released(noted, page))) {
                    records.put(prefix + page, record(all));
                }
            }
        }
        if (noted.lines.isEmpty()) {
            held.remove(noted);
        }
        if (!records.isEmpty()) {
            noted.wiki.repository().records().values(records);
        }
    }

    private synchronized void leave(Noted noted) {
        held.remove(noted);
    }

    /** Lines that nobody else works at. */
    private Set<String> released(Noted noted, PageId page) {
        Set<String> lines = noted.lines.remove(page);
        for (Noted other : held) {
            if (other != noted && other.wiki.id().equals(noted.wiki.id())) {
                lines.removeAll(other.lines.getOrDefault(page, Set.of()));
            }
        }
        return lines;
    }

    private Set<String> read(Wiki wiki, PageId page) {
        String name = prefix + page;
        var lines = new LinkedHashSet<String>();
        Bytes bytes = wiki.repository().records().values(name).get(name);
        if (bytes != null) {
            String text = new String(bytes.toArray(), StandardCharsets.UTF_8);
            lines.addAll(List.of(text.split("\n")));
        }
        return lines;
    }

    private Optional<Bytes> record(Set<String> lines) {
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        var last = new ArrayList<>(lines);
        last.subList(0, Math.max(0, last.size() - linesMax)).clear();
        return Optional.of(Bytes.of(String.join("\n", last).getBytes(StandardCharsets.UTF_8)));
    }
}
