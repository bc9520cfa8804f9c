package enquire.web.pages;

import enquire.sync.identity.Offers;
import enquire.sync.node.Node;
import enquire.web.http.Form;
import enquire.web.http.ProblemException;
import enquire.web.language.Speaking;
import enquire.web.screens.FindingForm;
import enquire.web.wiki.OfferWords;
import enquire.web.wiki.PeerAddresses;

/** What a person says about how this computer is found, and what it offers. */
final class FindingSettingsForm {

    private static final String ACTION = "/-/settings/finding";

    /** Digits of the most that can be offered, in gigabytes. */
    private static final String GIGABYTES = "[0-9]{0,9}";

    private FindingSettingsForm() {}

    static FindingForm shown(Node node) {
        Offers offers = node.offers().current();
        long gigabytes = offers.storageBytes() / OfferWords.GIGABYTE;
        return new FindingForm(
                ACTION,
                String.join(" ", node.whereabouts().advertised()),
                node.whereabouts().nearby(),
                offers.alwaysOn(),
                gigabytes == 0 ? "" : Long.toString(gigabytes));
    }

    /** What somebody typed. */
    static FindingForm typed(Form form) {
        return new FindingForm(
                ACTION,
                form.text("advertised"),
                form.first("nearby").isPresent(),
                form.first("always-on").isPresent(),
                form.text("storage"));
    }

    /**
     * @throws ProblemException 422 if something is no address or number; then nothing is changed
     */
    static void save(Node node, Form form) {
        String storage = form.text("storage").strip();
        if (!storage.matches(GIGABYTES)) {
            throw new ProblemException(
                    422,
                    Speaking.messages().text("finding.badStorage"),
                    Speaking.messages().text("finding.badStorageDetail"));
        }
        PeerAddresses.advertise(node, form.text("advertised"));
        node.whereabouts().nearby(form.first("nearby").isPresent());
        node.offers().alwaysOn(form.first("always-on").isPresent());
        node.offers()
                .storage(storage.isEmpty() ? 0 : Long.parseLong(storage) * OfferWords.GIGABYTE);
    }
}
