package enquire.sync.roster;

import java.util.Optional;

/**
 * How high somebody stands, as a number: twice the rank of a role, so that another computer of a
 * member stands one below him and above the next role (decision 0027). Pure.
 */
final class Level {

    static final int NONE = 0;

    /** Of the recovery key, above every owner. It is given by the genesis alone, and never ends. */
    static final int RECOVERY = 2 * (Role.values().length + 1);

    /** From here on somebody manages members. */
    static final int ADMINISTERS = of(Role.ADMIN) - 1;

    private Level() {}

    static int of(Role role) {
        return 2 * (Role.values().length - role.ordinal());
    }

    /** What somebody at this level may do; empty for one who is no member, as the recovery key. */
    static Optional<Role> role(int level) {
        for (Role role : Role.values()) {
            if (of(role) == level || of(role) - 1 == level) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }
}
