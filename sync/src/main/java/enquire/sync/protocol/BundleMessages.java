package enquire.sync.protocol;

import enquire.editor.page.Heads;
import enquire.editor.page.PageId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A wiki as the messages in which a peer would be given it: the members, then page after page, each
 * in the order in which it can be taken. One frame's worth is in memory. One thread at a time.
 */
public final class BundleMessages {

    /** Pages that are looked up at a time: a few frames (a guess). */
    private static final int PART_PAGES = 64;

    private final Shelf shelf;
    private final Function<PageId, Optional<Heads>> held;
    private final Predicate<PageId> vouchedAnew;
    private final Answers answers;
    private final ArrayDeque<Message> ready = new ArrayDeque<>();
    private long after;
    private boolean complete;
    private int looked;

    /**
     * @param held the version of a page that the reader is taken to hold, whose changes are left
     *     out; empty leaves the page out
     * @param vouchedAnew pages of which all statements are given, also those about what the reader
     *     is taken to hold
     */
    public BundleMessages(
            Shelf shelf, Function<PageId, Optional<Heads>> held, Predicate<PageId> vouchedAnew) {
        this.shelf = shelf;
        this.held = held;
        this.vouchedAnew = vouchedAnew;
        this.answers = new Answers(shelf);
        var roster = new ArrayList<Output>();
        new RosterTalk().send(shelf, roster);
        roster.forEach(output -> ready.add(((Output.Send) output).message()));
    }

    /** The next one; empty at the end. */
    public Optional<Message> next() {
        while (ready.isEmpty() && !(complete && answers.isEmpty())) {
            if (answers.isEmpty()) {
                look();
            } else {
                List<Message.PageChanges> pages =
                        answers.next().stream().filter(BundleMessages::holdsSomething).toList();
                if (!pages.isEmpty()) {
                    ready.add(new Message.Changes(shelf.wiki(), pages));
                }
            }
        }
        return Optional.ofNullable(ready.poll());
    }

    /** How many pages were looked at. */
    public int looked() {
        return looked;
    }

    private void look() {
        Shelf.Part part = shelf.index(after, PART_PAGES);
        for (Shelf.Entry entry : part.entries()) {
            looked++;
            held.apply(entry.page())
                    .map(heads -> new Message.PageHeads(entry.page(), heads))
                    .ifPresent(page -> answers.want(List.of(page)));
            if (vouchedAnew.test(entry.page())) {
                // Who names every change that there is can only want what vouches for them.
                var all = new Message.PageHeads(entry.page(), shelf.heads(entry.page()));
                answers.want(List.of(all));
            }
        }
        after = part.upTo();
        complete = part.complete();
    }

    private static boolean holdsSomething(Message.PageChanges page) {
        return !page.chunks().isEmpty() || !page.statements().isEmpty();
    }
}
