package enquire.sync.node;

import enquire.sync.protocol.Limits;
import java.util.Optional;

/** How the person of a node is called. */
final class NodeName {

    private static final String NAMELESS = "Somebody";

    private NodeName() {}

    /** The given name, which is then remembered; else the stored one; else the system's user. */
    static String chosen(Optional<String> given, NodeDatabase database) {
        if (given.isPresent()) {
            String name = checked(given.get());
            if (!database.name().equals(Optional.of(name))) {
                database.name(name);
            }
            return name;
        }
        return database.name().orElseGet(NodeName::ofSystemUser);
    }

    /**
     * @throws IllegalArgumentException with a sentence, if that is no name
     */
    static String checked(String name) {
        String stripped = name.strip();
        if (stripped.isEmpty()
                || stripped.length() > Limits.NAME_UNITS
                || stripped.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "A name has 1 to %d characters and no line ends.".formatted(Limits.NAME_UNITS));
        }
        return stripped;
    }

    private static String ofSystemUser() {
        try {
            return checked(System.getProperty("user.name", ""));
        } catch (IllegalArgumentException unusable) {
            return NAMELESS;
        }
    }
}
