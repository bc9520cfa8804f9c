package enquire.sync.identity;

import enquire.editor.page.Bytes;
import enquire.editor.page.PeerId;
import enquire.editor.page.WikiId;

/** What a computer signs so that somebody may call it his in one wiki. Stateless. */
public final class Consent {

    private Consent() {}

    /**
     * @param person the key of his first computer there
     */
    public static Bytes give(NodeKey device, WikiId wiki, PeerId person) {
        return device.sign(Purpose.DEVICE, words(wiki, person));
    }

    public static boolean isGiven(PeerId device, WikiId wiki, PeerId person, Bytes consent) {
        return NodeKey.verify(device, Purpose.DEVICE, words(wiki, person), consent);
    }

    private static Bytes words(WikiId wiki, PeerId person) {
        return Bytes.concat(wiki.value(), person.value());
    }
}
