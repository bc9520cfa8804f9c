package enquire.sync.node;

import enquire.editor.page.Bytes;
import enquire.editor.page.PageId;
import enquire.storage.PageView;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Knows what every node must hold, from what people were told and nothing else: each edit inserts a
 * word that stands nowhere else, or takes one such word out. It asks nodes what they show, never
 * what they think is right.
 */
final class Auditor {

    /**
     * What one edit inserts: a character that stands nowhere else, so that no comparison of texts
     * can take another one for it; every other one is a pair of surrogates.
     */
    static String word(int number) {
        int base = number % 2 == 0 ? FIRST_PLAIN : FIRST_PAIR;
        return Character.toString(base + number / 2);
    }

    private static final int FIRST_PLAIN = 0x4e00;
    private static final int FIRST_PAIR = 0x20000;

    /** What became of a word, as far as somebody was told. */
    private static final class Word {
        private PageId page;
        private final SimulatedNode by;
        private boolean acknowledged;
        private boolean maybeGone;
        private boolean gone;
        private long acknowledgedNumber;
        private long goneNumber;
        private SimulatedNode goneBy;
        private int timesMax = 1;

        Word(PageId page, SimulatedNode by) {
            this.page = page;
            this.by = by;
        }
    }

    private final Map<String, Word> words = new TreeMap<>();
    private final String replay;
    long acknowledged;

    Auditor(String replay) {
        this.replay = replay;
    }

    void tried(String word, PageId page, SimulatedNode by) {
        words.putIfAbsent(word, new Word(page, by));
    }

    void acknowledged(String word) {
        words.get(word).acknowledged = true;
        words.get(word).acknowledgedNumber = ++acknowledged;
    }

    /** On another page than was thought: one of its title was there under another one. */
    void acknowledged(String word, PageId page) {
        words.get(word).page = page;
        acknowledged(word);
    }

    void triedToTakeOut(String word) {
        words.get(word).maybeGone = true;
    }

    void takenOut(String word, SimulatedNode by) {
        words.get(word).gone = true;
        words.get(word).goneBy = by;
        words.get(word).goneNumber = ++acknowledged;
    }

    /**
     * Somebody puts an old copy of a node's files back. What that node acknowledged since is kept
     * by others, or by nobody: nothing is promised, but that all agree in the end. What it had
     * typed and not folded when the copy was made is folded once more, so it may stand twice.
     */
    void forgot(SimulatedNode node, long acknowledgedThen) {
        for (Word word : words.values()) {
            if (word.by == node) {
                word.timesMax++;
            }
            if (word.by == node && word.acknowledgedNumber > acknowledgedThen) {
                word.acknowledged = false;
            }
            if (word.goneBy == node && word.goneNumber > acknowledgedThen) {
                word.gone = false;
            }
        }
    }

    /** What a node acknowledged is there after its own crash, and nothing stands there twice. */
    void started(SimulatedNode node) {
        Map<PageId, Map<String, Integer>> shown = shown(node);
        words.forEach((text, word) -> {
            int count = shown.getOrDefault(word.page, Map.of()).getOrDefault(text, 0);
            if (word.by == node && word.acknowledged && !word.maybeGone && !node.isOld()) {
                require(
                        count >= 1,
                        "%s of %s stands %d times after its start",
                        text,
                        node.name,
                        count);
            }
            require(count <= word.timesMax, "%s stands %d times at %s", text, count, node.name);
        });
    }

    /** After everything has healed, for each node. */
    void finished(SimulatedNode node) {
        Map<PageId, Map<String, Integer>> shown = shown(node);
        words.forEach((text, word) -> {
            int count = shown.getOrDefault(word.page, Map.of()).getOrDefault(text, 0);
            if (word.acknowledged && !word.maybeGone) {
                require(
                        count >= 1,
                        "%s, acknowledged by %s, stands %d times at %s",
                        text,
                        word.by.name,
                        count,
                        node.name);
            } else if (word.gone) {
                require(
                        count < word.timesMax,
                        "%s was taken out and stands at %s",
                        text,
                        node.name);
            }
            require(count <= word.timesMax, "%s stands %d times at %s", text, count, node.name);
        });
    }

    /** Every node shows the same: pages, titles, texts, deletions, members, versions. */
    void equal(List<SimulatedNode> nodes) {
        String first = everything(nodes.getFirst());
        for (SimulatedNode node : nodes) {
            require(
                    everything(node).equals(first),
                    "%s and %s differ:%n%s%n%s",
                    nodes.getFirst().name,
                    node.name,
                    first,
                    everything(node));
            require(
                    sum(node).equals(node.sum()),
                    "%s counts its own pages otherwise than they add up",
                    node.name);
        }
    }

    private static String everything(SimulatedNode node) {
        var all = new StringBuilder();
        for (var entry :
                node.repository().exchange().index(0, 10_000).entries().stream()
                        .sorted(java.util.Comparator.comparing(e -> e.page()))
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

    /** From the rows, by the sentence of the design: nothing of the program's own sum is used. */
    private static Bytes sum(SimulatedNode node) {
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

    private static Map<PageId, Map<String, Integer>> shown(SimulatedNode node) {
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

    void require(boolean holds, String why, Object... arguments) {
        if (!holds) {
            throw new AssertionError(why.formatted(arguments) + "\n" + replay);
        }
    }
}
