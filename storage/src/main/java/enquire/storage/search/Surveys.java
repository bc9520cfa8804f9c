package enquire.storage.search;

import enquire.editor.page.WikiId;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.lucene.search.IndexSearcher;

/**
 * The newest survey of all links. Making one looks at every link (10,000 pages: about 0.1 s), and
 * screens ask for it often, so one is kept: it is right while nothing changes, and may be {@link
 * Limits#SURVEY_AGE_MAX} behind while pages change. Thread-safe.
 */
final class Surveys {

    /**
     * @param reader which state of the index it is of
     */
    private record Made(Survey survey, Object reader, long atNanos) {}

    private final WikiId wiki;
    private final Predicate<String> isNoPage;
    private volatile Optional<Made> newest = Optional.empty();

    /** True at first: the first page that is shown will ask. */
    private volatile boolean wasAsked = true;

    /**
     * @param isNoPage whether a name is that of an attachment, or leads to another wiki
     */
    Surveys(WikiId wiki, Predicate<String> isNoPage) {
        this.wiki = wiki;
        this.isNoPage = isNoPage;
    }

    /** The newest survey; made now if there is none that is new enough. */
    Survey newest(IndexSearcher searcher) throws IOException {
        wasAsked = true;
        return isDue(searcher, Limits.SURVEY_AGE_MAX.toNanos())
                ? make(searcher)
                : newest.orElseThrow().survey();
    }

    /**
     * Makes a new one ahead of time if the last one was asked for, so that whoever asks next does
     * not wait. Called again and again by the thread that changes the index.
     */
    void renew(IndexSearcher searcher) throws IOException {
        if (wasAsked && isDue(searcher, Limits.SURVEY_AGE_MAX.toNanos() / 2)) {
            wasAsked = false;
            make(searcher);
        }
    }

    private boolean isDue(IndexSearcher searcher, long ageMaxNanos) {
        Optional<Made> made = newest;
        return made.isEmpty()
                || made.get().reader() != state(searcher)
                        && System.nanoTime() - made.get().atNanos() >= ageMaxNanos;
    }

    /** One at a time: who waits for it takes it, too. */
    private synchronized Survey make(IndexSearcher searcher) throws IOException {
        Object state = state(searcher);
        Optional<Made> made = newest;
        if (made.isPresent() && made.get().reader() == state) {
            return made.get().survey();
        }
        long atNanos = System.nanoTime();
        Survey survey = new LinkSurvey(wiki, searcher).survey(isNoPage);
        newest = Optional.of(new Made(survey, state, atNanos));
        return survey;
    }

    private static Object state(IndexSearcher searcher) {
        return searcher.getIndexReader().getReaderCacheHelper().getKey();
    }
}
