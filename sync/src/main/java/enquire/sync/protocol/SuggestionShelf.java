package enquire.sync.protocol;

import java.util.List;
import java.util.Optional;

/** What a session needs of the suggestions that this node holds for one wiki (decision 0037). */
public interface SuggestionShelf {

    /** Grows whenever one comes or goes. */
    long changes();

    /** All that wait for a writer, at most {@link Limits#SUGGESTIONS_NAMED}. */
    List<Message.Named> held();

    /** Whether one that the peer holds is to be asked for. */
    boolean wants(Message.Named name);

    /** One that the peer asked for; empty if it is not held any more. */
    Optional<Message.Suggested> get(Message.Named name);

    /**
     * Takes what the peer gave, as far as there is room for it; durable when this returns.
     *
     * @throws ProtocolException if one is malformed, or its author did not sign it
     */
    void receive(List<Message.Suggested> given);
}
