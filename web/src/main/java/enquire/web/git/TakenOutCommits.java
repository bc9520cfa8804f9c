package enquire.web.git;

import enquire.editor.page.BlobId;
import enquire.editor.page.Bytes;
import enquire.editor.page.PageId;
import enquire.editor.page.TextHistory;
import enquire.storage.PageView;
import enquire.sync.history.PageHistory;
import enquire.sync.node.Redacting;
import enquire.sync.node.Wiki;
import enquire.web.wiki.TakenOutWords;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.treewalk.TreeWalk;

/**
 * Finds commits that hold what was taken out of the wiki for good after they were made. Nobody
 * knows the words any more, so a text is told by the past of its page: that never had it, and has
 * more marks where the text has characters. Used once, by one thread.
 */
final class TakenOutCommits {

    /** Of an id, as git shortens it in a large repository. */
    private static final int ID_CHARS = 12;

    private final Wiki wiki;
    private final Set<PageId> pages;
    private final Set<String> files;
    private final Map<PageId, Map<ObjectId, Boolean>> texts = new HashMap<>();
    private final Map<ObjectId, Boolean> attachments = new HashMap<>();

    TakenOutCommits(Wiki wiki) {
        this.wiki = wiki;
        Redacting redacting = wiki.redacting();
        this.pages = redacting.pages();
        this.files =
                redacting.files().keySet().stream()
                        .map(BlobId::toString)
                        .collect(Collectors.toSet());
    }

    TakenOut in(GitRepository git) throws IOException {
        if (files.isEmpty() && pages.isEmpty()) {
            return TakenOut.NOTHING;
        }
        List<String> found = new ArrayList<>();
        git.visit((commit, reader) -> {
            if (holds(commit, reader)) {
                String id = commit.name().substring(0, ID_CHARS);
                found.add(id + " " + commit.getShortMessage());
            }
        });
        return TakenOut.of(found);
    }

    private boolean holds(RevCommit commit, ObjectReader reader) throws IOException {
        String message = commit.getFullMessage();
        boolean holds = false;
        if (!pages.isEmpty()) {
            for (CommitNotes.Stand stand : CommitNotes.pages(message)) {
                if (pages.contains(stand.page()) && stand.path().isPresent()) {
                    holds |= holds(commit, reader, stand.page(), stand.path().get());
                }
            }
        }
        if (!files.isEmpty()) {
            for (CommitNotes.Attached file : CommitNotes.files(message)) {
                holds |= file.there() && isTakenOut(commit, reader, file.path());
            }
        }
        return holds;
    }

    private boolean holds(RevCommit commit, ObjectReader reader, PageId page, String path)
            throws IOException {
        Optional<ObjectId> blob = blob(commit, reader, path);
        if (blob.isEmpty()) {
            return false;
        }
        Map<ObjectId, Boolean> known = texts.computeIfAbsent(page, each -> new HashMap<>());
        Boolean before = known.get(blob.get());
        if (before != null) {
            return before;
        }
        String text = new String(reader.open(blob.get()).getBytes(), StandardCharsets.UTF_8);
        boolean holds = isOfBefore(page, text, commit.getCommitTime());
        known.put(blob.get(), holds);
        return holds;
    }

    /**
     * @param second since 1970 in which the text was written, or some later one: of what was being
     *     typed, or came by no session
     */
    private boolean isOfBefore(PageId page, String text, long second) {
        Optional<PageView> now = wiki.repository().page(page);
        if (now.filter(view -> view.text().equals(text)).isPresent()) {
            return false;
        }
        Optional<PageHistory> history = wiki.history(page);
        Optional<TextHistory> characters = history.flatMap(PageHistory::text);
        if (history.isEmpty() || characters.isEmpty()) {
            return true; // Nobody can tell.
        }
        List<String> then =
                near(history.get(), second)
                        .mapToObj(place -> characters.get().text(PageHistory.upTo(place)))
                        .toList();
        if (then.contains(text)) {
            return false;
        }
        int marks = TakenOutWords.marks(text);
        // Else somebody wrote in it while apart, and his edit stands before that one now.
        return then.stream().anyMatch(each -> TakenOutWords.marks(each) > marks);
    }

    /** What was written in that second; else the last before it and the first behind it. */
    private static IntStream near(PageHistory past, long second) {
        int[] then = places(past).filter(place -> second(past, place) == second).toArray();
        return then.length > 0
                ? IntStream.of(then)
                : Stream.of(
                                places(past).filter(place -> second(past, place) < second).max(),
                                places(past)
                                        .filter(place -> second(past, place) > second)
                                        .findFirst())
                        .flatMapToInt(OptionalInt::stream);
    }

    private static IntStream places(PageHistory past) {
        return IntStream.range(0, past.size());
    }

    private static long second(PageHistory past, int place) {
        return past.at(place).getEpochSecond();
    }

    private boolean isTakenOut(RevCommit commit, ObjectReader reader, String path)
            throws IOException {
        Optional<ObjectId> blob = blob(commit, reader, path);
        if (blob.isEmpty()) {
            return false;
        }
        Boolean known = attachments.get(blob.get());
        if (known != null) {
            return known;
        }
        MessageDigest hash = Bytes.sha256Digest();
        reader.open(blob.get())
                .copyTo(new DigestOutputStream(OutputStream.nullOutputStream(), hash));
        boolean out = files.contains(HexFormat.of().formatHex(hash.digest()));
        attachments.put(blob.get(), out);
        return out;
    }

    private static Optional<ObjectId> blob(RevCommit commit, ObjectReader reader, String path)
            throws IOException {
        try (TreeWalk found = TreeWalk.forPath(reader, path, commit.getTree())) {
            return Optional.ofNullable(found).map(walk -> walk.getObjectId(0));
        }
    }
}
