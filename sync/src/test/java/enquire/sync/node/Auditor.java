package enquire.sync.node;

import enquire.editor.page.Blanks;
import enquire.editor.page.BlobId;
import enquire.editor.page.Bytes;
import enquire.editor.page.PageId;
import enquire.editor.page.Title;
import enquire.storage.PageView;
import enquire.sync.roster.Role;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Knows what every node must hold, from what people were told and nothing else: each edit inserts a
 * word that stands nowhere else, or takes one such word out. It asks nodes what they show, never
 * what they think is right.
 *
 * <p>Members come and go. Who is one in the end follows from what was done ({@link NaiveRoster});
 * those remain, and they all show the same. A word that nobody took out stands with all of them if
 *
 * <ol>
 *   <li>its writer may write in the end, and his own node acknowledged it while he might as far as
 *       that node knew, or
 *   <li>somebody who may write in the end, and might all along as far as his own node knew, once
 *       saw it in his page: whatever became of its writer, he had accepted it, and vouches for it.
 * </ol>
 *
 * Nothing is asked of other words but that everybody agrees: what somebody wrote who was removed,
 * and no writer had seen, may be there or not. A word that was taken out by somebody who may write
 * in the end does not come back.
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
        private final Set<SimulatedNode> keepers = new HashSet<>();
        private long acknowledgedNumber;
        private long goneNumber;
        private SimulatedNode goneBy;
        private int timesMax = 1;
        private boolean redacted;

        Word(PageId page, SimulatedNode by) {
            this.page = page;
            this.by = by;
        }
    }

    private record Attachment(Bytes hash, PageId page, SimulatedNode by, long acknowledgedNumber) {}

    private final List<Attachment> attachments = new ArrayList<>();
    private final Set<BlobId> filesTakenOut = new HashSet<>();
    private final Map<PageId, Set<Title>> titles = new HashMap<>();
    private final Set<Title> created = new HashSet<>();
    private final Set<PageId> deleted = new HashSet<>();
    private final Map<String, Word> words = new TreeMap<>();
    private final Set<SimulatedNode> lowered = new HashSet<>();
    final NaiveRoster roster = new NaiveRoster();
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

    /** Somebody made a page of this title or gave it to one, or tried to. */
    void triedToTitle(PageId page, Title title) {
        titles.computeIfAbsent(page, each -> new HashSet<>()).add(title);
    }

    /** The same; whoever fell meanwhile was not told under which id. */
    void triedToCreate(PageId derived, Title title) {
        created.add(title);
        triedToTitle(derived, title);
    }

    void triedToDelete(PageId page) {
        deleted.add(page);
    }

    void triedToTakeOut(String word) {
        words.get(word).maybeGone = true;
    }

    /** What anybody typed into a page, in order. */
    List<String> typedInto(PageId page) {
        return words.entrySet().stream()
                .filter(each -> each.getValue().page.equals(page))
                .map(Map.Entry::getKey)
                .toList();
    }

    /**
     * Whether it is in no other change than those that were named: a computer that forgot it may
     * have folded it once more, and who may write again takes over what his page had to leave out.
     */
    private boolean isGoneForGood(String word) {
        return words.get(word).redacted && words.get(word).timesMax == 1 && lowered.isEmpty();
    }

    /** Somebody took it out of the past of its page for good. */
    void redacted(String word) {
        words.get(word).redacted = true;
    }

    void takenOut(String word, SimulatedNode by) {
        words.get(word).gone = true;
        words.get(word).goneBy = by;
        words.get(word).goneNumber = ++acknowledged;
    }

    /**
     * Somebody puts an old copy of a node's files back. What that node acknowledged since is kept
     * by others, or by nobody: nothing is promised, but that all agree in the end. What it had
     * typed and not folded when the copy was made is folded once more, so it may stand twice: of a
     * backup there is nothing of that kind.
     */
    void forgot(SimulatedNode node, long acknowledgedThen, boolean mayDouble) {
        attachments.removeIf(
                each -> each.by() == node && each.acknowledgedNumber() > acknowledgedThen);
        for (Word word : words.values()) {
            if (word.by == node && mayDouble) {
                word.timesMax++;
            }
            word.keepers.remove(node);
            if (word.by == node && word.acknowledgedNumber > acknowledgedThen) {
                word.acknowledged = false;
            }
            if (word.goneBy == node && word.goneNumber > acknowledgedThen) {
                word.gone = false;
            }
        }
    }

    /** An attachment is in a page, as its node said. */
    void attached(byte[] content, PageId page, SimulatedNode by) {
        attachments.add(new Attachment(Bytes.of(content).sha256(), page, by, ++acknowledged));
    }

    /** Somebody takes an attachment out of the wiki for good. */
    void triedToTakeOut(BlobId file) {
        filesTakenOut.add(file);
    }

    /** A node took in news of members, and has not acted on them yet. */
    void heardOfMembers(SimulatedNode node, boolean mightWrite, boolean mayWrite) {
        if (mightWrite) {
            looked(node);
        }
        if (!mayWrite) {
            lowered.add(node);
            words.values().forEach(word -> word.keepers.remove(node));
        }
    }

    /** Somebody who may write sees his pages. */
    void looked(SimulatedNode node) {
        Map<PageId, Map<String, Integer>> shown = ShownPages.characters(node);
        words.forEach((text, word) -> {
            if (shown.getOrDefault(word.page, Map.of()).containsKey(text)) {
                word.keepers.add(node);
            }
        });
    }

    /** What a node acknowledged is there after its own crash, and nothing stands there twice. */
    void started(SimulatedNode node) {
        Map<PageId, Map<String, Integer>> shown = ShownPages.characters(node);
        words.forEach((text, word) -> {
            int count = shown.getOrDefault(word.page, Map.of()).getOrDefault(text, 0);
            if (word.by == node
                    && word.acknowledged
                    && !word.maybeGone
                    && !node.isOld()
                    && !lowered.contains(node)) {
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

    /** After everything has healed, for the nodes of all who are members then. */
    void finished(List<SimulatedNode> nodes) {
        Set<Bytes> records = nodes.getFirst().rosterRecords();
        Map<SimulatedNode, Optional<Role>> roles = new HashMap<>();
        nodes.forEach(node -> roles.put(node, roster.role(node.id(), records)));
        List<SimulatedNode> remaining =
                nodes.stream().filter(node -> roles.get(node).isPresent()).toList();
        for (SimulatedNode node : remaining) {
            for (SimulatedNode member : nodes) {
                Optional<Role> shown = node.wiki().roster().role(member.id());
                require(
                        shown.equals(roles.get(member)),
                        "%s is %s and %s at %s",
                        member.name,
                        roles.get(member),
                        shown,
                        node.name);
            }
            Predicate<SimulatedNode> writes = by -> roles.get(by).filter(Role::writes).isPresent();
            finished(node, writes);
            nothingIsMadeUp(node);
            attachmentsAreThere(node, writes);
        }
        RedactionAuditor redactions = new RedactionAuditor(this);
        remaining.forEach(
                node -> redactions.nothingIsLeft(node, this::isGoneForGood, this::typedInto));
        redactions.equalPasts(Agreement.wholes(remaining));
        equal(Agreement.wholes(remaining));
        for (SimulatedNode part : Agreement.parts(remaining)) {
            String difference = Agreement.difference(part, nodes.getFirst()).orElse("");
            require(difference.isEmpty(), "%s", difference);
            require(
                    part.wiki().members().equals(nodes.getFirst().wiki().members()),
                    "%s knows other members",
                    part.name);
        }
    }

    private void finished(SimulatedNode node, Predicate<SimulatedNode> writes) {
        Map<PageId, Map<String, Integer>> shown = ShownPages.characters(node);
        words.forEach((text, word) -> {
            // What somebody was told that it is saved is on his own computer whatever that keeps.
            boolean own = word.by == node && word.acknowledged;
            if (!own && !node.part().wants(word.page)) {
                return;
            }
            int count = shown.getOrDefault(word.page, Map.of()).getOrDefault(text, 0);
            boolean owed =
                    word.acknowledged && writes.test(word.by)
                            || word.keepers.stream().anyMatch(writes);
            if (owed && !word.maybeGone) {
                require(
                        count >= 1,
                        "%s, of %s, acknowledged: %s, seen by %s, stands %d times at %s",
                        text,
                        word.by.name,
                        word.acknowledged,
                        word.keepers.stream().map(each -> each.name).sorted().toList(),
                        count,
                        node.name);
            } else if (word.gone && writes.test(word.goneBy)) {
                require(
                        count < word.timesMax,
                        "%s was taken out by %s and stands at %s",
                        text,
                        word.goneBy.name,
                        node.name);
            }
            require(count <= word.timesMax, "%s stands %d times at %s", text, count, node.name);
        });
    }

    /**
     * Words were taken out here by a record that counts for nothing now, and nobody named anew what
     * is left (decision 0052).
     */
    private static boolean isLost(SimulatedNode node, PageId page, String text) {
        return Blanks.mark(text)
                && !node.wiki().roster().roster().redactions().unproven(page).isEmpty();
    }

    /** Every character, title and deletion is somebody's. */
    private void nothingIsMadeUp(SimulatedNode node) {
        ShownPages.characters(node)
                .forEach((page, counts) -> {
                    for (String text : counts.keySet()) {
                        require(
                                words.containsKey(text) || isLost(node, page, text),
                                "nobody typed the %s at %s",
                                text,
                                node.name);
                    }
                    Set<Title> given = titles.get(page);
                    PageView view = node.repository().page(page).orElseThrow();
                    require(
                            given == null
                                    || given.contains(view.title())
                                    || created.contains(view.title()),
                            "%s shows %s as “%s”, which nobody called it",
                            node.name,
                            page,
                            view.title());
                    require(
                            !view.deleted() || deleted.contains(page),
                            "%s shows %s as deleted, which nobody did",
                            node.name,
                            page);
                });
    }

    /**
     * What somebody attached who may write in the end is held by every node on which the page
     * lives, byte for byte; and nothing lies there under a name that is not its hash.
     */
    private void attachmentsAreThere(SimulatedNode node, Predicate<SimulatedNode> writes) {
        Set<Bytes> held = new HashSet<>();
        for (Path name : node.disk.blobs()) {
            Bytes hash = Bytes.of(node.disk.blob(name)).sha256();
            require(name.endsWith(hash.toHex()), "%s keeps %s as %s", node.name, hash, name);
            held.add(hash);
        }
        Set<BlobId> gone = node.wiki().redacting().files().all().keySet();
        require(filesTakenOut.containsAll(gone), "%s: nobody took these out: %s", node.name, gone);
        gone.forEach(each -> require(!held.contains(each.value()), "%s keeps %s", node.name, each));
        for (Attachment each : attachments) {
            // Who took it out and was removed meanwhile may have been the last who had it.
            if (filesTakenOut.contains(new BlobId(each.hash()))) {
                continue;
            }
            boolean lives =
                    node.repository().page(each.page()).filter(view -> !view.deleted()).isPresent();
            require(
                    !lives || !writes.test(each.by()) || held.contains(each.hash()),
                    "%s lacks an attachment that %s put into %s",
                    node.name,
                    each.by().name,
                    each.page());
        }
    }

    /** Every node shows the same: pages, titles, texts, deletions, members, versions. */
    private void equal(List<SimulatedNode> nodes) {
        String first = ShownPages.everything(nodes.getFirst());
        for (SimulatedNode node : nodes) {
            require(
                    ShownPages.everything(node).equals(first),
                    "%s and %s differ:%n%s%n%s",
                    nodes.getFirst().name,
                    node.name,
                    first,
                    ShownPages.everything(node));
            require(
                    ShownPages.sum(node).equals(node.sum()),
                    "%s counts its own pages otherwise than they add up",
                    node.name);
        }
    }

    void require(boolean holds, String why, Object... arguments) {
        if (!holds) {
            throw new AssertionError(why.formatted(arguments) + "\n" + replay);
        }
    }
}
