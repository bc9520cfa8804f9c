package enquire.sync.roster;

import enquire.editor.page.Blanks;
import enquire.editor.page.BlobId;
import enquire.editor.page.ChangeHash;
import enquire.editor.page.PageId;
import enquire.editor.page.PeerId;
import enquire.storage.TakenOut;
import enquire.sync.roster.RosterAct.Redact;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What was taken out of the past of pages for good, as a roster tells. Immutable. */
public final class Redactions {

    /**
     * That somebody took something out.
     *
     * @param at by that one's clock, for people to read
     */
    public record Told(PeerId by, Instant at) {}

    private final Map<PageId, Map<ChangeHash, TakenOut>> counting = new HashMap<>();
    private final Map<PageId, Map<ChangeHash, Blanks>> named = new LinkedHashMap<>();
    private final Map<PageId, List<Told>> told = new HashMap<>();
    private final Map<BlobId, Told> files = new HashMap<>();

    /**
     * @param counted those of the records that count
     */
    Redactions(Collection<RosterRecord> records, Collection<RosterRecord> counted) {
        byChange(records)
                .forEach((page, changes) -> {
                    var blanks = new HashMap<ChangeHash, Blanks>();
                    changes.forEach((change, outs) -> blanks.put(change, sum(outs)));
                    named.put(page, blanks);
                });
        byChange(counted)
                .forEach((page, changes) -> {
                    var takenOut = new HashMap<ChangeHash, TakenOut>();
                    changes.forEach((change, outs) -> takenOut.put(change, takenOut(outs)));
                    counting.put(page, Map.copyOf(takenOut));
                });
        for (RosterRecord record : counted) {
            if (record.act() instanceof Redact redact) {
                told.computeIfAbsent(redact.page(), page -> new ArrayList<>())
                        .add(new Told(record.author(), record.at()));
            }
            if (record.act() instanceof RosterAct.RedactFile redact) {
                files.putIfAbsent(redact.file(), new Told(record.author(), record.at()));
            }
        }
    }

    private static Map<PageId, Map<ChangeHash, List<Redact.Out>>> byChange(
            Collection<RosterRecord> records) {
        var byChange = new LinkedHashMap<PageId, Map<ChangeHash, List<Redact.Out>>>();
        for (RosterRecord record : records) {
            if (record.act() instanceof Redact redact) {
                var ofPage = byChange.computeIfAbsent(redact.page(), page -> new HashMap<>());
                for (Redact.Out out : redact.changes()) {
                    ofPage.computeIfAbsent(out.change(), change -> new ArrayList<>()).add(out);
                }
            }
        }
        return byChange;
    }

    private static Blanks sum(List<Redact.Out> outs) {
        return outs.stream().map(Redact.Out::blanks).reduce(Blanks.NONE, Blanks::and);
    }

    /** Proofs are of those who name all of these operations: whoever names fewer leaves more. */
    private static TakenOut takenOut(List<Redact.Out> outs) {
        Blanks all = sum(outs);
        return new TakenOut(
                all,
                outs.stream()
                        .filter(out -> out.blanks().equals(all))
                        .map(Redact.Out::proof)
                        .collect(Collectors.toSet()));
    }

    /** Attachments that were taken out of the wiki, and by whom. */
    public Map<BlobId, Told> files() {
        return Collections.unmodifiableMap(files);
    }

    /** Pages of which anything was ever named, whether it counts or not. */
    public Set<PageId> pages() {
        return named.keySet();
    }

    /** What counts of one page. */
    public Map<ChangeHash, TakenOut> of(PageId page) {
        return counting.getOrDefault(page, Map.of());
    }

    /** Who took something out of a page, and when; in the order of the records. */
    public List<Told> told(PageId page) {
        return List.copyOf(told.getOrDefault(page, List.of()));
    }

    /**
     * Changes of which nobody vouches for what is left: two people named them at the same time, and
     * each other things; or who named them was removed meanwhile. Whoever holds what is left has to
     * name it, or it can be given to nobody.
     *
     * @return what was taken out of them: of those that count, or, if none does, of all
     */
    public Map<ChangeHash, Blanks> unproven(PageId page) {
        var unproven = new HashMap<ChangeHash, Blanks>();
        Map<ChangeHash, TakenOut> counts = of(page);
        named.getOrDefault(page, Map.of())
                .forEach((change, blanks) -> {
                    TakenOut out = counts.get(change);
                    if (out == null) {
                        unproven.put(change, blanks);
                    } else if (out.proofs().isEmpty()) {
                        unproven.put(change, out.blanks());
                    }
                });
        return unproven;
    }
}
