package enquire.sync.node;

import enquire.editor.page.Bytes;
import enquire.editor.page.Change;
import enquire.editor.page.ChangeHash;
import enquire.editor.page.PageId;
import enquire.storage.Repository;
import enquire.sync.roster.Redactions;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Looks, after everything has healed, for words that were taken out of the past of pages. */
final class RedactionAuditor {

    private final Auditor auditor;

    RedactionAuditor(Auditor auditor) {
        this.auditor = auditor;
    }

    /**
     * No change of this node holds what was taken out of it by a record that counts.
     *
     * @param redacted whether somebody was told that it was taken out of the past
     */
    void nothingIsLeft(
            SimulatedNode node,
            Predicate<String> redacted,
            Function<PageId, List<String>> typedInto) {
        Redactions redactions = node.wiki().roster().roster().redactions();
        for (PageId page : redactions.pages()) {
            List<Change> changes = node.repository().exchange().changes(page);
            for (Change change : changes) {
                var out = redactions.of(page).get(change.hash());
                auditor.require(
                        out == null || change.blanked(out.blanks()).chunk().equals(change.chunk()),
                        "%s holds more of %s than is left of it",
                        node.name,
                        change);
            }
            if (redactions.unproven(page).isEmpty()) {
                typedInto.apply(page).stream()
                        .filter(redacted)
                        .forEach(word -> requireGone(node, page, changes, word));
            }
        }
    }

    private void requireGone(SimulatedNode node, PageId page, List<Change> changes, String word) {
        byte[] utf8 = word.getBytes(StandardCharsets.UTF_8);
        String sought = new String(utf8, StandardCharsets.ISO_8859_1);
        for (Change change : changes) {
            String bytes = new String(change.chunk().toArray(), StandardCharsets.ISO_8859_1);
            auditor.require(
                    !bytes.contains(sought),
                    "%s was taken out of the past of %s and is in %s at %s; named are %s",
                    word,
                    page,
                    change,
                    node.name,
                    node.wiki().roster().roster().redactions().of(page));
        }
    }

    /** Everybody holds the same bytes, where all that was ever named counts. */
    void equalPasts(List<SimulatedNode> nodes) {
        Map<PageId, Map<ChangeHash, Bytes>> first = pasts(nodes.getFirst());
        for (SimulatedNode node : nodes) {
            auditor.require(
                    pasts(node).equals(first),
                    "%s and %s hold other pasts",
                    nodes.getFirst().name,
                    node.name);
        }
    }

    private static Map<PageId, Map<ChangeHash, Bytes>> pasts(SimulatedNode node) {
        Repository repository = node.repository();
        var pasts = new TreeMap<PageId, Map<ChangeHash, Bytes>>();
        Redactions redactions = node.wiki().roster().roster().redactions();
        for (PageId page : redactions.pages()) {
            if (!redactions.unproven(page).isEmpty()) {
                continue; // Who went by a record that counts no more lost what others hold.
            }
            pasts.put(
                    page,
                    repository.exchange().changes(page).stream()
                            .collect(Collectors.toMap(Change::hash, Change::chunk)));
        }
        return pasts;
    }
}
