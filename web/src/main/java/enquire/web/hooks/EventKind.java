package enquire.web.hooks;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** What a program may be told of. */
public enum EventKind {
    CREATED("page.created"),
    CHANGED("page.changed"),
    RENAMED("page.renamed"),
    DELETED("page.deleted"),
    RESTORED("page.restored"),
    /** Only sent when a person asks for it. */
    TEST("enquire.test");

    /** All that can be chosen. */
    public static final Set<EventKind> OF_PAGES =
            EnumSet.of(CREATED, CHANGED, RENAMED, DELETED, RESTORED);

    private final String type;

    EventKind(String type) {
        this.type = type;
    }

    /** As it stands in the body. */
    public String type() {
        return type;
    }

    /** One of those that can be chosen. */
    public static Optional<EventKind> of(String type) {
        return OF_PAGES.stream().filter(kind -> kind.type.equals(type)).findFirst();
    }
}
