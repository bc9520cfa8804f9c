package enquire.web.pages;

import enquire.storage.search.SearchUnavailableException;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a screen says beside its own matter: pages are read and edited whatever becomes of the
 * index.
 */
final class IndexAnswer {

    private static final Logger LOG = LoggerFactory.getLogger(IndexAnswer.class);

    private IndexAnswer() {}

    /** Empty while the index cannot be read. */
    static <T> Optional<T> of(Supplier<T> question) {
        try {
            return Optional.of(question.get());
        } catch (SearchUnavailableException e) {
            LOG.warn("A page is shown without what the index knows: {}", e.getMessage());
            return Optional.empty();
        }
    }
}
