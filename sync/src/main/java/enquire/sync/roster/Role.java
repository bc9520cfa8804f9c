package enquire.sync.roster;

import java.util.Arrays;
import java.util.List;

/** What a member may do, the highest rank first. */
public enum Role {
    OWNER,
    ADMIN,
    WRITER,
    READER,
    RELAY;

    public boolean writes() {
        return this == OWNER || this == ADMIN || this == WRITER;
    }

    /** Whether it reads the pages; a relay only carries them on. */
    public boolean reads() {
        return this != RELAY;
    }

    /** Those that it may give to others: each lower one (design, section 6). */
    public List<Role> gives() {
        return Arrays.stream(values()).filter(other -> other.ordinal() > ordinal()).toList();
    }
}
