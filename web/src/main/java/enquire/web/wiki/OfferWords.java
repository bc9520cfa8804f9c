package enquire.web.wiki;

import enquire.sync.identity.Offers;
import enquire.web.language.Messages;
import java.util.ArrayList;
import java.util.List;

/** What computers offer each other. */
public final class OfferWords {

    /** Of 1,000 millions, as disks are sold. */
    public static final long GIGABYTE = 1_000_000_000L;

    private OfferWords() {}

    /** A few words for each thing that is worth saying of a computer. */
    public static List<String> of(Offers offers, Messages messages) {
        var words = new ArrayList<String>();
        if (offers.alwaysOn()) {
            words.add(messages.text("offers.alwaysOn"));
        }
        if (offers.storageBytes() > 0) {
            long gigabytes = Math.max(1, offers.storageBytes() / GIGABYTE);
            words.add(messages.text("offers.storage", "gigabytes", gigabytes));
        }
        return words;
    }
}
