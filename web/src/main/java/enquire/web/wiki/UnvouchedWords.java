package enquire.web.wiki;

import enquire.editor.page.PeerId;
import enquire.sync.node.Wiki;
import enquire.web.language.Messages;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/**
 * Whose pages cannot be taken in because nobody vouches for what is left of them, and what to do.
 */
public final class UnvouchedWords {

    private UnvouchedWords() {}

    /** A sentence for each member who has such pages. */
    public static List<String> of(Wiki wiki, Messages messages) {
        Collection<PeerId> having = wiki.redacting().unvouched().values();
        if (having.isEmpty()) {
            return List.of();
        }
        return wiki.peers().stream()
                .filter(peer -> having.contains(peer.peer()))
                .map(peer ->
                        messages.text(
                                "redact.unvouched",
                                "name",
                                peer.name(),
                                "pages",
                                Collections.frequency(having, peer.peer())))
                .toList();
    }
}
