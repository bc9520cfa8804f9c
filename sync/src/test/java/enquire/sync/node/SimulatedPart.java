package enquire.sync.node;

import enquire.editor.page.Heads;
import enquire.editor.page.PageId;
import enquire.storage.Carrying;
import enquire.sync.protocol.Input;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * How much of the wiki one simulated node keeps. Its person opens pages of which only the titles
 * are here, and now and then decides otherwise.
 */
final class SimulatedPart {

    /** One in so many things a person does. (Guesses.) */
    private static final int OPENING = 5;

    private static final int KEEPING_ALL = 100;
    private static final int KEEPING_PART_AGAIN = 15;

    private final SimulatedNode node;
    private final Set<PageId> opened = new TreeSet<>();
    private boolean may;
    private boolean partly;

    SimulatedPart(SimulatedNode node) {
        this.node = node;
    }

    /** From its first start on it keeps what is opened there, until its person changes that. */
    void begin() {
        may = true;
        partly = true;
    }

    /** The files may be older than what was chosen last, or empty. */
    void started() {
        Carrying.Mode chosen = partly ? Carrying.Mode.OPENED : Carrying.Mode.ALL;
        if (carrying().mode() != chosen) {
            carrying().mode(chosen);
        }
    }

    boolean partly() {
        return partly;
    }

    /** What was opened since an old copy was made may be forgotten. */
    void isOld() {
        opened.clear();
    }

    /** Whether this page is to be here: by what people did, and not by what the node thinks. */
    boolean wants(PageId page) {
        return !partly || opened.contains(page) || holds(page);
    }

    boolean holds(PageId page) {
        return !node.repository().exchange().heads(page).equals(Heads.NONE);
    }

    /**
     * @return whether the person did something
     */
    boolean act(Random random) {
        if (!may) {
            return false;
        }
        if (random.nextInt(partly ? KEEPING_ALL : KEEPING_PART_AGAIN) == 0) {
            carrying().mode(partly ? Carrying.Mode.ALL : Carrying.Mode.OPENED);
            partly = !partly; // Not if its disk failed.
            List.copyOf(node.ends()).forEach(SimulatedLink.End::cut);
            return true;
        }
        if (partly && random.nextInt(OPENING) == 0) {
            pick(random).ifPresent(this::open);
            return true;
        }
        return false;
    }

    /** Of the pages whose titles alone are here. */
    private Optional<PageId> pick(Random random) {
        List<PageId> told =
                carrying().byTitle(Optional.empty(), 100).stream()
                        .map(Carrying.Told::page)
                        .sorted()
                        .toList();
        return told.isEmpty()
                ? Optional.empty()
                : Optional.of(told.get(random.nextInt(told.size())));
    }

    private void open(PageId page) {
        carrying().open(page);
        opened.add(page);
        List.copyOf(node.ends()).forEach(end -> end.step(new Input.Wish(node.wiki().id(), page)));
    }

    private Carrying carrying() {
        return node.repository().records().carrying();
    }
}
