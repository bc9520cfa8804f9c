package enquire.web.pages;

import enquire.editor.page.PageId;
import enquire.editor.page.PeerId;
import enquire.storage.Authorship.Edit;
import enquire.storage.Authorship.Place;
import enquire.sync.node.Wiki;
import enquire.web.http.Call;
import enquire.web.http.Parameters;
import enquire.web.wiki.ReadMark;
import enquire.web.wiki.RecentChanges;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an address asks of the recent changes. No address is wrong: what has no meaning asks for
 * nothing.
 *
 * @param by a name, or empty for anybody
 * @param tag without {@code #}, or empty
 * @param before where the part begins
 */
record ChangesQuery(Show show, String by, String tag, Place before) {

    /** Whose changes. */
    enum Show {
        NEW("new"),
        OTHERS("others"),
        EVERYONE("everyone");

        final String name;

        Show(String name) {
            this.name = name;
        }
    }

    /** {@link #parameters} of everything. */
    static final String ALL = ofTag("").parameters();

    private static final Pattern PLACE = Pattern.compile("(\\d{1,18})-(\\d{1,18})");

    /** The longest name or tag that is read, in UTF-16 units. */
    private static final int FIELD_CHARS_MAX = 255;

    /** The most pages of a tag that are looked at. */
    private static final int TAGGED_MAX = 2_000;

    /**
     * @param anythingNew what decides when the address does not say whose changes
     */
    static ChangesQuery of(Call call, boolean anythingNew) {
        Show show = anythingNew ? Show.NEW : Show.EVERYONE;
        String asked = call.query("show").orElse("");
        for (Show each : Show.values()) {
            show = each.name.equals(asked) ? each : show;
        }
        String tag = field(call, "tag");
        return new ChangesQuery(
                show,
                field(call, "by"),
                tag.startsWith("#") ? tag.substring(1) : tag,
                call.query("before").map(ChangesQuery::place).orElse(Place.NEWEST));
    }

    /** Everybody's changes of the pages of a tag, or of all pages. */
    static ChangesQuery ofTag(String tag) {
        return new ChangesQuery(Show.EVERYONE, "", tag, Place.NEWEST);
    }

    private static String field(Call call, String name) {
        String value = call.query(name).orElse("").strip();
        return value.length() <= FIELD_CHARS_MAX ? value : value.substring(0, FIELD_CHARS_MAX);
    }

    private static Place place(String text) {
        Matcher numbers = PLACE.matcher(text);
        return numbers.matches()
                ? new Place(Long.parseLong(numbers.group(1)), Long.parseLong(numbers.group(2)))
                : Place.NEWEST;
    }

    /** The part of an address that asks for the same, from its beginning, with {@code ?}. */
    String parameters() {
        return asked().toString();
    }

    String parametersFrom(Place place) {
        // Typing that is in no change yet stands in front of everything of its moment.
        long number = Math.min(place.number(), 999_999_999_999_999_999L);
        return asked().with("before", place.atMillis() + "-" + number).toString();
    }

    ChangesQuery with(Show other) {
        return new ChangesQuery(other, by, tag, Place.NEWEST);
    }

    private Parameters asked() {
        return new Parameters().with("show", show.name).withAny("by", by).withAny("tag", tag);
    }

    RecentChanges.Part read(Wiki wiki, ZoneId zone, int linesMax) {
        var changes = new RecentChanges(wiki.repository().authorship(), zone, filter(wiki));
        return show == Show.NEW
                ? changes.news(ReadMark.of(wiki), before, linesMax)
                : changes.all(before, linesMax);
    }

    private Predicate<Edit> filter(Wiki wiki) {
        Predicate<Edit> filter = edit -> true;
        if (show == Show.OTHERS) {
            PeerId self = wiki.self();
            filter = edit -> !edit.author().equals(self);
        }
        if (!by.isEmpty()) {
            Set<PeerId> authors = new HashSet<>(wiki.called(by));
            filter = filter.and(edit -> authors.contains(edit.author()));
        }
        if (!tag.isEmpty()) {
            Set<PageId> tagged = new HashSet<>(wiki.search().tagged(tag, 0, TAGGED_MAX));
            filter = filter.and(edit -> tagged.contains(edit.page()));
        }
        return filter;
    }
}
