package enquire.web.git;

import enquire.editor.page.Bytes;
import enquire.editor.page.EditSummary;
import enquire.editor.page.PageId;
import enquire.editor.page.PeerId;
import enquire.editor.page.TextHistory;
import enquire.sync.history.EditSession;
import enquire.sync.history.PageHistory;
import enquire.sync.node.Wiki;
import enquire.web.vault.EditElsewhere;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;

/**
 * Reads what became of a page, session by session, and puts each text into a repository. A session
 * that deletes the page has two moments: what was written until then, and the deletion.
 */
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
        return new Reading(page, history.get(), text.get(), known).read();
    }

    /** What the page was: not there yet without a title, deleted without a text. */
    private record Left(String title, Optional<ObjectId> text) {

        boolean gone() {
            return !title.isEmpty() && text.isEmpty();
        }

        Moment.Done since(Left before) {
            if (text.isEmpty() && !before.gone()) {
                return new Moment.Done("Delete", "Delete " + title);
            }
            if (before.gone() && text.isPresent()) {
                return new Moment.Done("Restore", "Restore " + title);
            }
            if (before.title.isEmpty()) {
                return new Moment.Done("Create", "Create " + title);
            }
            return before.title.equals(title)
                    ? new Moment.Done("Edit", "Edit " + title)
                    : new Moment.Done("Rename", "Rename %s to %s".formatted(before.title, title));
        }
    }

    /** Of one page, once. */
    private final class Reading {

        private final PageId page;
        private final PageHistory history;
        private final TextHistory characters;
        private final Set<String> known;
        private final List<Moment> moments = new ArrayList<>();
        private Left left = new Left("", Optional.empty());
        private String title = "";
        private boolean deleted;

        Reading(PageId page, PageHistory history, TextHistory characters, Set<String> known) {
            this.page = page;
            this.history = history;
            this.characters = characters;
            this.known = known;
        }

        List<Moment> read() throws IOException {
            int place = 0;
            for (EditSession session : history.sessions().reversed()) {
                for (; place <= session.last(); place++) {
                    pass(place);
                }
                moment(session.last(), session.author(), session.to());
            }
            return moments;
        }

        private void pass(int place) throws IOException {
            for (TextHistory.Act act : characters.acts(place)) {
                switch (act.kind()) {
                    case RENAMED -> title = act.value();
                    case DELETED -> {
                        if (!deleted) {
                            beforeDeletion(place);
                        }
                        deleted = true;
                    }
                    case RESTORED -> deleted = false;
                    default -> {}
                }
            }
        }

        /**
         * Nothing if that is what the moment before left. What was typed until then may be of the
         * change that deletes.
         */
        private void beforeDeletion(int place) throws IOException {
            byte[] content = content(place);
            boolean same = place > 0 && Arrays.equals(content, content(place - 1));
            int written = same ? place - 1 : place;
            if (!new Left(title, Optional.of(blob(content))).equals(left)) {
                moment(written, history.author(written), history.at(written));
            }
        }

        private void moment(int place, PeerId author, Instant at) throws IOException {
            byte[] content = deleted ? new byte[0] : content(place);
            Left before = left;
            left = new Left(title, deleted ? Optional.empty() : Optional.of(blob(content)));
            String mark = mark(page, author, at, left);
            if (known.contains(mark) || title.isEmpty()) {
                return;
            }
            if (!deleted) {
                inserter.insert(Constants.OBJ_BLOB, content);
            }
            moments.add(
                    new Moment(
                            at,
                            author,
                            elsewhere(place),
                            page,
                            mark,
                            title,
                            left.text(),
                            left.since(before)));
        }

        private byte[] content(int place) {
            return characters.text(PageHistory.upTo(place)).getBytes(StandardCharsets.UTF_8);
        }

        private ObjectId blob(byte[] content) {
            return inserter.idFor(Constants.OBJ_BLOB, content);
        }

        private Optional<EditElsewhere> elsewhere(int place) {
            return characters.acts(place).stream()
                    .flatMap(act -> EditSummary.of(act).stream())
                    .findFirst()
                    .flatMap(EditElsewhere::of);
        }
    }

    /**
     * What a session left, told without the heads of its version: those change when typing that is
     * pending becomes a change, and the text does not.
     */
    private static String mark(PageId page, PeerId author, Instant at, Left left) {
        String said =
                String.join(
                        "\n",
                        page.toString(),
                        author.toString(),
                        Long.toString(at.getEpochSecond()),
                        left.text().map(ObjectId::name).orElse(""),
                        left.title());
        return Bytes.of(said.getBytes(StandardCharsets.UTF_8))
                .sha256()
                .toHex()
                .substring(0, MARK_CHARS);
    }
}
