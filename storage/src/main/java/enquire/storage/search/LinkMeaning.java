package enquire.storage.search;

import enquire.editor.markdown.LinkResolution;
import enquire.editor.markdown.TitleLookup;
import enquire.editor.page.PageId;
import enquire.editor.page.TitleKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/** Which page a link means, by the titles that there are now. Only inside one reading. */
final class LinkMeaning {

    private final TitleLookup lookup;

    LinkMeaning(LiveTitles titles) {
        this.lookup = new Lookup(titles);
    }

    /**
     * @param keys the titles the link may mean, the likeliest first
     */
    Optional<PageId> of(List<TitleKey> keys) throws IOException {
        try {
            return LinkResolution.resolve(keys, lookup);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** The rule itself does no IO and knows no {@link IOException}. */
    private record Lookup(LiveTitles titles) implements TitleLookup {

        private interface Reading<T> {
            T read() throws IOException;
        }

        @Override
        public Optional<PageId> byTitle(TitleKey key) {
            return unchecked(() -> titles.byTitle(key));
        }

        @Override
        public List<PageId> byAlias(TitleKey key) {
            return unchecked(() -> titles.byAlias(key));
        }

        @Override
        public List<Found> byLastSegment(TitleKey segment) {
            return unchecked(() -> titles.byLastSegment(segment));
        }

        private static <T> T unchecked(Reading<T> reading) {
            try {
                return reading.read();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
