package enquire.sync.roster;

import enquire.editor.page.Bytes;
import enquire.editor.page.WikiId;
import enquire.sync.identity.NodeKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Records that say nothing and take room. */
public final class LongRoster {

    private LongRoster() {}

    /**
     * Each after the one before.
     *
     * @param parent of the first
     */
    public static List<Bytes> after(
            Bytes parent, WikiId wiki, NodeKey author, Instant at, int count) {
        var records = new ArrayList<Bytes>();
        Bytes last = parent;
        for (int i = 0; i < count; i++) {
            var act = new RosterAct.Uninvite(Bytes.ofHex("%032x".formatted(i)));
            Bytes record = RosterCodec.sign(author, Optional.of(wiki), List.of(last), at, act);
            records.add(record);
            last = record.sha256();
        }
        return records;
    }
}
