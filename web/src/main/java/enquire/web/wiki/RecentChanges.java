package enquire.web.wiki;

import enquire.editor.page.PageId;
import enquire.editor.page.PeerId;
import enquire.storage.Authorship;
import enquire.storage.Authorship.Edit;
import enquire.storage.Authorship.Place;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The edits of a wiki as one stream, a line for each page and day. Pure but for reading them. */
public final class RecentChanges {

    /** Read from the database in one go. A screen of fifty lines seldom needs more. (Guess.) */
    private static final int EDITS_AT_ONCE = 500;

    /**
     * The most edits that one part looks at: somebody who types for hours makes thousands of one
     * line, and a filter may leave out most. What follows is a part of its own. (Guess; 20 ms.)
     */
    private static final int EDITS_MAX = 20_000;

    /**
     * What one page became on one day.
     *
     * @param newest the last edit of it
     * @param authors in the order of their last edits, the newest first
     */
    public record Line(PageId page, LocalDate day, Edit newest, List<PeerId> authors) {}

    /**
     * @param lines newest first
     * @param next from where the rest is read; empty if there is none
     */
    public record Part(List<Line> lines, Optional<Place> next) {}

    private record Key(PageId page, LocalDate day) {}

    private record Group(Edit newest, Set<PeerId> authors) {}

    private final Authorship authorship;
    private final ZoneId zone;
    private final Predicate<Edit> filter;

    /**
     * @param zone in which days begin
     * @param filter which edits are lines
     */
    public RecentChanges(Authorship authorship, ZoneId zone, Predicate<Edit> filter) {
        this.authorship = authorship;
        this.zone = zone;
        this.filter = filter;
    }

    /** Of all edits before a place. */
    public Part all(Place before, int linesMax) {
        return read(place -> authorship.edits(place, EDITS_AT_ONCE), before, linesMax);
    }

    /** Of edits of others that came after the change of a number. */
    public Part news(long after, Place before, int linesMax) {
        // Each question sorts all that came since, so few are asked.
        return read(place -> authorship.news(after, place, Authorship.EDITS_MAX), before, linesMax);
    }

    @FunctionalInterface
    private interface Source {
        List<Edit> before(Place place);
    }

    private Part read(Source source, Place from, int linesMax) {
        Map<Key, Group> groups = new LinkedHashMap<>();
        Place before = from;
        int looked = 0;
        while (true) {
            List<Edit> edits = source.before(before);
            if (edits.isEmpty()) {
                return new Part(lines(groups), Optional.empty());
            }
            for (Edit edit : edits) {
                var key = new Key(edit.page(), edit.at().atZone(zone).toLocalDate());
                if (filter.test(edit)) {
                    if (!groups.containsKey(key) && groups.size() == linesMax) {
                        return new Part(lines(groups), Optional.of(before));
                    }
                    groups.computeIfAbsent(key, k -> new Group(edit, new LinkedHashSet<>()))
                            .authors()
                            .add(edit.author());
                }
                before = edit.place();
                looked++;
            }
            if (looked >= EDITS_MAX) {
                return new Part(lines(groups), Optional.of(before));
            }
        }
    }

    private static List<Line> lines(Map<Key, Group> groups) {
        List<Line> lines = new ArrayList<>();
        groups.forEach((key, group) ->
                lines.add(
                        new Line(
                                key.page(),
                                key.day(),
                                group.newest(),
                                List.copyOf(group.authors()))));
        return lines;
    }
}
