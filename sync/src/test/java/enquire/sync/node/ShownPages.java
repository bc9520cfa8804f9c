package enquire.sync.node;

import enquire.editor.page.Bytes;
import enquire.editor.page.PageId;
import enquire.storage.PageView;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/** What a simulated node shows of its pages, read as people and peers read it. */
final class ShownPages {

    private ShownPages() {}

    /** Pages, titles, deletions, versions, texts and members, as text. */
    static String everything(SimulatedNode node) {
        var all = new StringBuilder();
        for (var entry :
                node.repository().exchange().index(0, 10_000).entries().stream()
                        .sorted(Comparator.comparing(e -> e.page()))
                        .toList()) {
            PageView view = node.repository().page(entry.page()).orElseThrow();
            all.append(entry.page())
                    .append(' ')
                    .append(view.displayTitle())
                    .append(view.deleted() ? " deleted " : " ")
                    .append(view.version().token())
                    .append(' ')
                    .append(view.text())
                    .append('\n');
        }
        return all.append(node.wiki().members()).toString();
    }

    /** How often which character stands in which page. */
    static Map<PageId, Map<String, Integer>> characters(SimulatedNode node) {
        var shown = new TreeMap<PageId, Map<String, Integer>>();
        for (var entry : node.repository().exchange().index(0, 10_000).entries()) {
            var counts = new TreeMap<String, Integer>();
            node.repository()
                    .page(entry.page())
                    .ifPresent(view -> {
                        view.text()
                                .codePoints()
                                .mapToObj(Character::toString)
                                .forEach(word -> counts.merge(word, 1, Integer::sum));
                    });
            shown.put(entry.page(), counts);
        }
        return shown;
    }

    /** From the rows, by the sentence of the design: nothing of the program's own sum is used. */
    static Bytes sum(SimulatedNode node) {
        BigInteger sum = BigInteger.ZERO;
        for (var entry : node.repository().exchange().index(0, 10_000).entries()) {
            if (entry.heads().isEmpty()) {
                continue;
            }
            var parts = new ArrayList<Bytes>();
            parts.add(entry.page().toBytes());
            entry.heads().hashes().stream().sorted().forEach(hash -> parts.add(hash.value()));
            node.repository().exchange().statements(entry.page()).stream()
                    .map(statement -> statement.bytes().sha256())
                    .sorted()
                    .forEach(parts::add);
            Bytes digest = Bytes.concat(parts.toArray(Bytes[]::new)).sha256();
            sum = sum.add(new BigInteger(1, digest.toArray()));
        }
        String hex = sum.mod(BigInteger.ONE.shiftLeft(256)).toString(16);
        return Bytes.ofHex("0".repeat(64 - hex.length()) + hex);
    }
}
