package enquire.sync.node;

import enquire.editor.page.PeerId;
import enquire.storage.Exchange;
import enquire.storage.PageView;
import enquire.storage.Repository;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * A change that is kept out of its page.
 *
 * @param page as it is shown; empty if nothing else of it is here
 * @param author name of who made it, if it is still held
 * @param since when it came
 * @param why a sentence
 */
public record HeldBack(Optional<String> page, Optional<String> author, Instant since, String why) {

    static HeldBack of(
            Exchange.HeldBack held, Repository repository, Function<PeerId, String> nameOf) {
        return new HeldBack(
                repository.page(held.page()).map(PageView::displayTitle),
                held.author().map(nameOf),
                held.since(),
                held.why());
    }
}
