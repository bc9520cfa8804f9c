package enquire.web.wiki;

import enquire.storage.search.Search;
import enquire.storage.search.SearchFilter;
import enquire.web.http.Call;
import enquire.web.http.Parameters;

/**
 * What an address asks for. Fields that are too long are cut, and a day that is none asks for
 * nothing: no address is wrong.
 *
 * @param words as typed, at most {@link Search#QUERY_CHARS_MAX}
 * @param collaborators whether to ask their computers, too
 */
public record SearchQuery(String words, SearchFilter filter, boolean collaborators) {

    private static final String SCOPE = "scope";
    private static final String COLLABORATORS = "collaborators";

    public SearchQuery {
        if (words.length() > Search.QUERY_CHARS_MAX) {
            words = words.substring(0, Search.QUERY_CHARS_MAX);
        }
    }

    /**
     * The fields {@code q}, {@code titles} (any value), {@code tag}, {@code by}, {@code after}, and
     * {@code scope}: {@code collaborators}, or anything else for this computer.
     */
    public static SearchQuery of(Call call) {
        return new SearchQuery(
                call.query("q").orElse(""),
                new SearchFilter(
                        call.query("titles").isPresent(),
                        tag(call.query("tag").orElse("")),
                        call.query("by").orElse(""),
                        call.query("after").flatMap(SearchFilter::day)),
                call.query(SCOPE).filter(COLLABORATORS::equals).isPresent());
    }

    private static String tag(String typed) {
        String stripped = typed.strip();
        return stripped.startsWith("#") ? stripped.substring(1) : stripped;
    }

    /** Whether nothing is asked for; to look in titles alone asks for nothing by itself. */
    public boolean isEmpty() {
        return words.isBlank()
                && filter.tag().isEmpty()
                && filter.author().isEmpty()
                && filter.after().isEmpty();
    }

    public SearchQuery with(String otherWords) {
        return new SearchQuery(otherWords, filter, collaborators);
    }

    /** The part of an address that asks for this, with {@code ?}. */
    public String parameters(int offset) {
        return new Parameters()
                .with("q", words)
                .withAny("titles", filter.titlesOnly() ? "on" : "")
                .withAny("tag", filter.tag())
                .withAny("by", filter.author())
                .withAny("after", filter.after().map(Object::toString).orElse(""))
                .withAny(SCOPE, collaborators ? COLLABORATORS : "")
                .withAny("offset", offset == 0 ? "" : Integer.toString(offset))
                .toString();
    }
}
