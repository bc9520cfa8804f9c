package enquire.web.git;

import enquire.editor.page.Bytes;
import enquire.editor.page.PageId;
import enquire.editor.page.TextHistory;
import enquire.sync.history.EditSession;
import enquire.sync.history.PageHistory;
import enquire.sync.node.Wiki;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;

/** Reads what became of a page, session by session, and puts each text into a repository. */
final class PageMoments {

    private static final int MARK_CHARS = 16;

    private final Wiki wiki;
    private final ObjectInserter inserter;

    PageMoments(Wiki wiki, ObjectInserter inserter) {
        this.wiki = wiki;
        this.inserter = inserter;
    }

    /**
     * @param known marks of versions that are in the repository already
     * @return the oldest first; none of a page whose history takes too long to read
     */
    List<Moment> of(PageId page, Set<String> known) throws IOException {
        Optional<PageHistory> history = wiki.history(page);
        Optional<TextHistory> text = history.flatMap(PageHistory::text);
        if (history.isEmpty() || text.isEmpty()) {
            return List.of();
        }
        List<Moment> moments = new ArrayList<>();
        String title = "";
        boolean deleted = false;
        int place = 0;
        for (EditSession session : history.get().sessions().reversed()) {
            String before = title;
            boolean gone = deleted;
            for (; place <= session.last(); place++) {
                for (TextHistory.Act act : text.get().acts(place)) {
                    switch (act.kind()) {
                        case RENAMED -> title = act.value();
                        case DELETED -> deleted = true;
                        case RESTORED -> deleted = false;
                        default -> {}
                    }
                }
            }
            byte[] content =
                    text.get()
                            .text(PageHistory.upTo(session.last()))
                            .getBytes(StandardCharsets.UTF_8);
            Optional<ObjectId> blob =
                    deleted
                            ? Optional.empty()
                            : Optional.of(inserter.idFor(Constants.OBJ_BLOB, content));
            String mark = mark(page, session, title, blob);
            if (known.contains(mark) || title.isEmpty()) {
                continue;
            }
            if (blob.isPresent()) {
                inserter.insert(Constants.OBJ_BLOB, content);
            }
            moments.add(
                    new Moment(
                            session.to(),
                            session.author(),
                            page,
                            mark,
                            title,
                            blob,
                            done(before, gone, title, deleted)));
        }
        return moments;
    }

    private static Moment.Done done(String before, boolean gone, String title, boolean deleted) {
        if (deleted && !gone) {
            return new Moment.Done("Delete", "Delete " + title);
        }
        if (gone && !deleted) {
            return new Moment.Done("Restore", "Restore " + title);
        }
        if (before.isEmpty()) {
            return new Moment.Done("Create", "Create " + title);
        }
        return before.equals(title)
                ? new Moment.Done("Edit", "Edit " + title)
                : new Moment.Done("Rename", "Rename %s to %s".formatted(before, title));
    }

    /**
     * What a session left, told without the heads of its version: those change when typing that is
     * pending becomes a change, and the text does not.
     */
    private static String mark(
            PageId page, EditSession session, String title, Optional<ObjectId> blob) {
        String left =
                String.join(
                        "\n",
                        page.toString(),
                        session.author().toString(),
                        Long.toString(session.to().getEpochSecond()),
                        blob.map(ObjectId::name).orElse(""),
                        title);
        return Bytes.of(left.getBytes(StandardCharsets.UTF_8))
                .sha256()
                .toHex()
                .substring(0, MARK_CHARS);
    }
}
