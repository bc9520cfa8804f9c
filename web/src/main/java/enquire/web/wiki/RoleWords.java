package enquire.web.wiki;

import enquire.sync.roster.Role;
import enquire.web.language.Speaking;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What people are told of a role. */
public final class RoleWords {

    private RoleWords() {}

    /** As programs write it: {@code writer}. */
    public static String name(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Role> of(String name) {
        return Stream.of(Role.values()).filter(role -> name(role).equals(name)).findFirst();
    }

    /** As people read it. */
    public static String title(Role role) {
        return switch (role) {
            case OWNER -> Speaking.messages().text("role.owner");
            case ADMIN -> Speaking.messages().text("role.admin");
            case WRITER -> Speaking.messages().text("role.writer");
            case READER -> Speaking.messages().text("role.reader");
            case RELAY -> Speaking.messages().text("role.relay");
        };
    }

    /** Behind “may”, without a full stop. */
    public static String may(Role role) {
        return switch (role) {
            case OWNER -> Speaking.messages().text("role.mayOwner");
            case ADMIN -> Speaking.messages().text("role.mayAdmin");
            case WRITER -> Speaking.messages().text("role.mayWriter");
            case READER -> Speaking.messages().text("role.mayReader");
            case RELAY -> Speaking.messages().text("role.mayRelay");
        };
    }

    /** What a form offers first: what most are invited as, if this may be given. */
    public static Role usual(List<Role> given) {
        return given.contains(Role.WRITER) || given.isEmpty() ? Role.WRITER : given.getFirst();
    }
}
