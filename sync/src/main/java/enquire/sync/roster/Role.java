package enquire.sync.roster;

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
}
