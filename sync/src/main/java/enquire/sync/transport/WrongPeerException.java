package enquire.sync.transport;

import enquire.editor.page.PeerId;
import java.io.IOException;
import java.util.Optional;

/** Somebody answers at this address, but with another key than the one that was expected. */
public final class WrongPeerException extends IOException {

    private static final long serialVersionUID = 1L;

    WrongPeerException(PeerId expected, Optional<PeerId> actual) {
        super(
                "expected the key %s, but %s answered"
                        .formatted(
                                expected,
                                actual.map(PeerId::toString).orElse("one without a proper key")));
    }
}
