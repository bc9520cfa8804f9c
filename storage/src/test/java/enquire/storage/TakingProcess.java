package enquire.storage;

import enquire.editor.page.Change;
import enquire.editor.page.PageDocument;
import enquire.editor.page.PageId;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Run by {@link SuspectsTest} in a process of its own: takes changes that nobody screens into a
 * page, and does not come to an end.
 */
final class TakingProcess {

    static final String SURVIVED = "survived";

    /** As when the power is cut. */
    static final int CUT = 77;

    private TakingProcess() {}

    /**
     * @param arguments where Alice's wiki is, its page, and {@code hostile}, or {@code cut} to end
     *     between the trial of an honest change and the page
     */
    public static void main(String[] arguments) {
        PageId page = PageId.parse(arguments[1]);
        boolean cut = arguments[2].equals("cut");
        var screened = new AtomicInteger();
        Merging.Screening screening =
                (document, changes) -> {
                    // It is looked at before its trial, and again when the page is to take it.
                    if (cut && screened.incrementAndGet() == 2) {
                        Runtime.getRuntime().halt(CUT);
                    }
                    return cut
                            ? document.screen(changes)
                            : HostileChange.unscreened(document, changes);
                };
        var alice = new Person("Alice", Path.of(arguments[0]), 3, Person::everything, screening);
        HostileChange hostile = HostileChange.aborting();
        Change change = cut ? honest(hostile.before()) : hostile.change();
        alice.repository()
                .exchange()
                .receive(page, List.of(change), List.of(), Instant.EPOCH, Optional.empty());
        System.out.println(SURVIVED);
    }

    /** What another writer adds to a page of these changes. */
    static Change honest(List<Change> before) {
        var actor =
                enquire.editor.page.ActorId.of(
                        new enquire.editor.page.PeerId(Person.bytes("Bob").sha256()),
                        enquire.editor.page.Bytes.of(new byte[8]));
        try (PageDocument page = PageDocument.of(before, actor)) {
            var text = enquire.editor.text.TextChange.replace(page.text().length(), 0, 0, "honest");
            return page.edit(new enquire.editor.page.Edit.Text(text)).getFirst();
        }
    }
}
