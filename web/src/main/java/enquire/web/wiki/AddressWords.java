package enquire.web.wiki;

import enquire.sync.node.TriedAddress;
import enquire.web.language.Messages;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What came of dialling a peer, so that a person knows what to do about it. */
public final class AddressWords {

    private AddressWords() {}

    /**
     * @param name whose computer it is
     * @param connected whether it is now: then it dialled this one, if this one did not
     */
    public static String said(
            String name, boolean connected, TriedAddress tried, Messages messages) {
        return connected && tried.result().isEmpty()
                ? messages.text("reach.dialledHere", "name", name, "address", tried.address())
                : said(name, tried, messages);
    }

    private static String said(String name, TriedAddress tried, Messages messages) {
        String address = tried.address();
        if (tried.result().isEmpty()) {
            return messages.text("reach.untried", "address", address);
        }
        return switch (tried.result().get()) {
            case CONNECTED -> messages.text("reach.connected", "name", name, "address", address);
            case REFUSED -> messages.text("reach.refused", "name", name, "address", address);
            case SILENT -> messages.text("reach.silent", "name", name, "address", address);
            case NO_ROUTE -> messages.text("reach.noRoute", "name", name, "address", address);
            case NO_SUCH_NAME -> messages.text("reach.noSuchName", "address", address);
            case OTHER_COMPUTER ->
                    messages.text("reach.otherComputer", "name", name, "address", address);
            case NOT_ENQUIRE -> messages.text("reach.notEnquire", "address", address);
            case OTHER_VERSION ->
                    messages.text("reach.otherVersion", "name", name, "address", address);
            case REMOVED -> messages.text("reach.removed", "name", name, "address", address);
            case SAME_KEY -> messages.text("reach.sameKey", "address", address);
            case BUSY -> messages.text("reach.busy", "name", name, "address", address);
            case RULES -> messages.text("reach.rules", "name", name, "address", address);
            case BROKE_OFF -> messages.text("reach.brokeOff", "address", address);
            case NOT_DIALLED -> messages.text("reach.notDialled", "address", address);
            case OTHER -> messages.text("reach.other", "name", name, "address", address);
        };
    }

    /**
     * Why somebody is not connected, as far as dialling tells.
     *
     * @param tried all addresses of the peer
     */
    public static Optional<String> why(String name, List<TriedAddress> tried, Messages messages) {
        if (tried.isEmpty()) {
            return Optional.of(messages.text("reach.none", "name", name));
        }
        List<TriedAddress> failed = tried.stream().filter(AddressWords::failed).toList();
        if (failed.size() < tried.size()) {
            return Optional.empty();
        }
        return Optional.of(
                failed.size() == 1
                        ? said(name, failed.getFirst(), messages)
                        : messages.text("reach.noneAnswers", "name", name, "count", failed.size()));
    }

    private static boolean failed(TriedAddress tried) {
        return tried.result().filter(result -> result != TriedAddress.Result.CONNECTED).isPresent();
    }

    public static String source(TriedAddress.Source source, Messages messages) {
        return switch (source) {
            case ADDED -> messages.text("reach.added");
            case SIGNED -> messages.text("reach.signed");
            case NEARBY -> messages.text("reach.nearby");
            case INVITE -> messages.text("reach.invite");
        };
    }

    /** For programs: {@code no-such-name}. */
    public static String code(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
