package enquire.sync.identity;

import enquire.editor.page.PeerId;

/** How a peer id is written for people: in groups with check letters, see {@link CheckedText}. */
public final class PeerIds {

    /** Letters of the {@link #shortForm}. */
    public static final int GROUP_LETTERS = CheckedText.GROUP_LETTERS;

    private PeerIds() {}

    public static String format(PeerId id) {
        return CheckedText.format(id.value());
    }

    /** The first group: enough to tell the members of one wiki apart. */
    public static String shortForm(PeerId id) {
        return format(id).substring(0, GROUP_LETTERS);
    }

    /**
     * Reads what people type: any case, dashes and spaces anywhere, and 0, 1 and 8 for the letters
     * O, I and B that they look like.
     *
     * @throws IllegalArgumentException with a sentence that says what is wrong with it
     */
    public static PeerId parse(String text) {
        return new PeerId(CheckedText.parse(text, "peer id"));
    }
}
