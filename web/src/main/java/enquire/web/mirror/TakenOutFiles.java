package enquire.web.mirror;

import enquire.editor.page.BlobId;
import enquire.sync.node.Wiki;
import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Attachments that were taken out of the wiki for good go from the folder, too: those that the
 * mirror put there, or took from there, and that nobody changed. Others stay, and are named. One
 * thread at a time.
 */
final class TakenOutFiles {

    private final Wiki wiki;
    private final Folder folder;
    private final Desk desk;

    /** Of which the files were looked at since the start. */
    private final Set<BlobId> seen = new HashSet<>();

    /** Files that could not be read or taken away. */
    private final Set<String> again = new LinkedHashSet<>();

    private Instant tried = Instant.MIN;

    TakenOutFiles(Wiki wiki, Folder folder, Desk desk) {
        this.wiki = wiki;
        this.folder = folder;
        this.desk = desk;
    }

    /** Looks at the files of what was taken out since the last look, and of what failed then. */
    void check(Instant now) {
        var out = new HashSet<>(wiki.redacting().files().all().keySet());
        var paths = new LinkedHashSet<String>();
        if (!seen.containsAll(out)) {
            seen.addAll(out);
            paths.addAll(desk.files.holding(out));
        }
        if (!now.isBefore(tried.plus(Looking.RETRY))) {
            tried = now;
            paths.addAll(again);
            again.clear();
        }
        paths.forEach(path -> takeOut(path, out, now));
    }

    private void takeOut(String path, Set<BlobId> out, Instant now) {
        Optional<KnownFile> known = desk.files.at(path).filter(file -> out.contains(file.blob()));
        if (known.isEmpty()) {
            return;
        }
        try {
            Optional<Stat> there = folder.stat(path);
            if (there.isEmpty()) {
                return;
            }
            BlobId blob = known.get().blob();
            boolean same = folder.sha256(path).equals(blob) && folder.stat(path).equals(there);
            if (same && known.get().ours()) {
                desk.replaced.remove(path, KnownFile.of(blob, there.get(), true), now);
                desk.files.gone(path, blob);
                desk.settle(path);
            } else {
                desk.troubles.put(path, new Trouble(path, Trouble.Kind.FILE_TAKEN_OUT));
            }
            desk.sight.forget(path);
            desk.wanted.add(path);
        } catch (IOException e) {
            again.add(path);
            String why = String.valueOf(e.getMessage());
            desk.troubles.put(path, new Trouble(path, Trouble.Kind.FILE_TAKEN_OUT, why));
        }
    }
}
