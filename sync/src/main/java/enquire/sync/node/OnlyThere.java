package enquire.sync.node;

import enquire.editor.page.BlobId;
import enquire.editor.page.PeerId;
import enquire.storage.Carrying;
import enquire.storage.LivePages;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What of a wiki is on the computers of one member alone, as far as this one knows: it would go
 * with him. That is never anything that is here.
 *
 * @param pages how many, of those whose titles are known here
 * @param files how many, of those that pages here use
 * @param firstPages at most {@link #NAMED_MAX}
 * @param firstFiles the same of files
 */
public record OnlyThere(
        int pages, int files, List<Shortage.Page> firstPages, List<Shortage.File> firstFiles) {

    /** Pages that are named, and files. (A guess: more than anybody reads before he decides.) */
    public static final int NAMED_MAX = 20;

    private static final int FILES_AT_ONCE = 1_000;

    public OnlyThere {
        firstPages = List.copyOf(firstPages);
        firstFiles = List.copyOf(firstFiles);
    }

    /**
     * Looks at all pages that are not here and all files, which takes a moment in a large wiki.
     *
     * @param peer with his other computers, which go with him
     */
    public static OnlyThere of(Wiki wiki, PeerId peer) {
        var going = new HashSet<PeerId>(wiki.membership().devices(peer));
        going.add(peer);
        List<Shortage.Page> pages = pages(wiki, going);
        List<Shortage.File> files = files(wiki, going);
        return new OnlyThere(pages.size(), files.size(), first(pages), first(files));
    }

    private static <T> List<T> first(List<T> all) {
        return all.subList(0, Math.min(all.size(), NAMED_MAX));
    }

    private static List<Shortage.Page> pages(Wiki wiki, Set<PeerId> going) {
        var pages = new ArrayList<Shortage.Page>();
        for (Carrying.Few page :
                wiki.repository()
                        .records()
                        .carrying()
                        .few(going.size() + 1, false, Carrying.TITLES_MAX)) {
            if (going.containsAll(page.on())) {
                pages.add(
                        new Shortage.Page(
                                page.told().page(), page.told().title().value(), page.on().size()));
            }
        }
        return pages;
    }

    /** Others count only if they were heard lately, those who go whenever they said it. */
    private static List<Shortage.File> files(Wiki wiki, Set<PeerId> going) {
        Holdings holdings = wiki.files().fetching().holdings();
        Predicate<PeerId> stays =
                each -> !going.contains(each) && wiki.roster().role(each).isPresent();
        LivePages live = wiki.repository().exchange().live();
        var files = new ArrayList<Shortage.File>();
        Optional<BlobId> after = Optional.empty();
        List<LivePages.File> used;
        do {
            used = live.files(after, FILES_AT_ONCE);
            for (LivePages.File file : used) {
                int on =
                        (int)
                                going.stream()
                                        .filter(each -> holdings.whole(each, file.blob()))
                                        .count();
                if (on > 0
                        && holdings.copies(file.blob(), stays) == 0
                        && !wiki.files().isTakenOut(file.blob())
                        && wiki.repository().blobs().file(file.blob()).isEmpty()) {
                    files.add(new Shortage.File(file.blob(), file.manifest(), on));
                }
            }
            after = used.isEmpty() ? after : Optional.of(used.getLast().blob());
        } while (used.size() == FILES_AT_ONCE);
        return files;
    }
}
