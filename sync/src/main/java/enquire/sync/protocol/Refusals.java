package enquire.sync.protocol;

/** What a peer is told that this node does not sync with. */
final class Refusals {

    static final String SAME_KEY =
            "Another computer uses the same key: its data folder is a copy of this one. They do not"
                    + " sync with each other. Remove the copy, and invite that computer instead.";

    static final String STRANGER = "There is no wiki here that you are a member of.";

    private Refusals() {}

    /** As much of an explanation as a {@code close} holds. */
    static String fitting(String explanation) {
        return explanation.length() <= Limits.EXPLANATION_UNITS
                ? explanation
                : explanation.substring(0, Limits.EXPLANATION_UNITS);
    }

    /** Of the protocol. */
    static String version(int ours, int theirs) {
        return "This node speaks version %d of the protocol and the other one version %d. Use the same release of Enquire on both."
                .formatted(ours, theirs);
    }
}
