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
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
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
    private final Map<PageId, Map<ObjectId, Stood>> texts = new HashMap<>();
    private final Map<ObjectId, Boolean> attachments = new HashMap<>();

    TakenOutCommits(Wiki wiki) {
        this.wiki = wiki;
        Redacting redacting = wiki.redacting();
        this.pages = redacting.pages();
        this.files =
                redacting.files().all().keySet().stream()
                        .map(BlobId::toString)
                        .collect(Collectors.toSet());
    }

    /**
     * A text of a page that is in commits.
     *
     * @param text its SHA-256
     * @param marks that it has, in UTF-16 units
     * @param second of the first of these commits, since 1970
     */
    private record Stood(PageId page, Bytes text, int marks, long second) {}

    /**
     * A commit that may hold something.
     *
     * @param name its id and first line
     * @param file whether it holds a file that was taken out
     */
    private record Looked(String name, boolean file, List<Stood> texts) {}

    TakenOut in(GitRepository git) throws IOException {
        if (files.isEmpty() && pages.isEmpty()) {
            return TakenOut.NOTHING;
        }
        List<Looked> looked = new ArrayList<>();
        git.visit((commit, reader) -> {
            List<Stood> stood = stood(commit, reader);
            boolean file = holdsFile(commit, reader);
            if (file || !stood.isEmpty()) {
                String id = commit.name().substring(0, ID_CHARS);
                looked.add(new Looked(id + " " + commit.getShortMessage(), file, stood));
            }
        });
        // The past of a page is read once, and of one page at a time: it can be large.
        Set<Stood> before = new HashSet<>();
        texts.forEach((page, stood) -> before.addAll(ofBefore(page, stood.values())));
        return TakenOut.of(
                looked.stream()
                        .filter(each ->
                                each.file() || each.texts().stream().anyMatch(before::contains))
                        .map(Looked::name)
                        .toList());
    }

    private List<Stood> stood(RevCommit commit, ObjectReader reader) throws IOException {
        if (pages.isEmpty()) {
            return List.of();
        }
        List<Stood> all = new ArrayList<>();
        for (CommitNotes.Stand stand : CommitNotes.pages(commit.getFullMessage())) {
            if (pages.contains(stand.page()) && stand.path().isPresent()) {
                stood(commit, reader, stand.page(), stand.path().get()).ifPresent(all::add);
            }
        }
        return all;
    }

    private Optional<Stood> stood(RevCommit commit, ObjectReader reader, PageId page, String path)
            throws IOException {
        Optional<ObjectId> blob = blob(commit, reader, path);
        if (blob.isEmpty()) {
            return Optional.empty();
        }
        Map<ObjectId, Stood> known = texts.computeIfAbsent(page, each -> new HashMap<>());
        Stood stood = known.get(blob.get());
        if (stood == null) {
            String text = new String(reader.open(blob.get()).getBytes(), StandardCharsets.UTF_8);
            stood =
                    new Stood(
                            page,
                            PastTexts.sha256(text),
                            TakenOutWords.marks(text),
                            commit.getCommitTime());
            known.put(blob.get(), stood);
        }
        return Optional.of(stood);
    }

    private boolean holdsFile(RevCommit commit, ObjectReader reader) throws IOException {
        boolean holds = false;
        if (!files.isEmpty()) {
            for (CommitNotes.Attached file : CommitNotes.files(commit.getFullMessage())) {
                holds |= file.there() && isTakenOut(commit, reader, file.path());
            }
        }
        return holds;
    }

    private List<Stood> ofBefore(PageId page, Collection<Stood> all) {
        Optional<Bytes> now =
                wiki.repository().page(page).map(PageView::text).map(PastTexts::sha256);
        List<Stood> others =
                all.stream().filter(each -> !now.equals(Optional.of(each.text()))).toList();
        if (others.isEmpty()) {
            return others;
        }
        Optional<PageHistory> history = wiki.history(page);
        Optional<TextHistory> characters = history.flatMap(PageHistory::text);
        if (history.isEmpty() || characters.isEmpty()) {
            return others; // Nobody can tell.
        }
        PageHistory past = history.get();
        var then =
                new PastTexts(
                        past.size(),
                        place -> past.at(place).getEpochSecond(),
                        place -> characters.get().text(PageHistory.upTo(place)));
        return others.stream()
                .filter(each -> then.isOfBefore(each.text(), each.marks(), each.second()))
                .toList();
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
