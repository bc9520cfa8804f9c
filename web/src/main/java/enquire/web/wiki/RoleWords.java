package enquire.web.wiki;

import enquire.sync.roster.Role;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What people are told of a role. */
public final class RoleWords {

    private RoleWords() {}

    /** As it is written everywhere: {@code writer}. */
    public static String name(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Role> of(String name) {
        return Stream.of(Role.values()).filter(role -> name(role).equals(name)).findFirst();
    }

    /** Behind “may”, without a full stop. */
    public static String may(Role role) {
        return switch (role) {
            case OWNER -> "do everything, and invite all but owners";
            case ADMIN -> "read and edit every page, and invite writers, readers and relays";
            case WRITER -> "read and edit every page, and invite readers and relays";
            case READER -> "read every page, and invite relays";
            case RELAY -> "pass on what others write, as a computer that is always on";
        };
    }

    /** What a form offers first: what most are invited as, if this may be given. */
    public static Role usual(List<Role> given) {
        return given.contains(Role.WRITER) ? Role.WRITER : given.getFirst();
    }
}
