package enquire.web.git;

import enquire.editor.page.PageId;
import enquire.editor.page.TitleKey;
import enquire.storage.PageSummary;
import enquire.storage.PageView;
import enquire.storage.Repository;
import enquire.sync.node.Wiki;
import enquire.web.language.Speaking;
import enquire.web.vault.ExportedFiles;
import enquire.web.vault.PortableName;
import enquire.web.wiki.CopiesWords;
import enquire.web.wiki.Manifest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;

/**
 * Writes the history of a wiki behind what a repository has of it: a commit for each session of
 * edits in a page, in the order of their times, and one more for what sessions do not say
 * (attachments, names that are told apart). Goes on where it was stopped. Holds some 250 bytes for
 * each version in memory, never the texts. Used once, by one thread.
 */
public final class GitExport {

    private static final int PAGES_AT_ONCE = 500;

    /** After so many pages or commits, what was written is on disk. (Guess.) */
    private static final int PAGES_EACH = 2_000;

    private static final int COMMITS_EACH = 500;

    /** Of one commit: who imports makes hundreds of pages in a second. */
    private static final int PAGES_OF_COMMIT_MAX = 500;

    /** Versions in memory, 125 MB of a heap of 480. (Arithmetic, 250 bytes each.) */
    private static final int MOMENTS_MAX = 500_000;

    /** Of one title; the rest stays out of the history, and comes at its end. */
    private static final int NUMBER_MAX = 1_000;

    /** How far it is. */
    @FunctionalInterface
    public interface Progress {

        /**
         * @param step {@link #READING} or {@link #WRITING}
         */
        void at(String step, int done, int of);
    }

    /**
     * @param commits that are new
     * @param pages live ones, as they are now
     * @param takenOut what the repository had before, and the wiki has no more for good
     */
    public record Report(
            int commits, int pages, int files, List<String> leftOut, TakenOut takenOut) {}

    /** The pages' pasts are read; {@code done} counts pages. */
    public static final String READING = "Pages";

    /** Commits are written; {@code done} counts versions. */
    public static final String WRITING = "Versions";

    private final Wiki wiki;
    private final GitRepository git;
    private final Progress progress;
    private final CommitPeople people;
    private final CommitNotes notes = new CommitNotes();
    private final List<String> leftOut = new ArrayList<>();
    private final Map<PageId, String> stands = new LinkedHashMap<>();
    private final Map<PageId, String> titles = new HashMap<>();
    private final ExportedFiles places = new ExportedFiles();
    private GitFolder tree = new GitFolder();
    private ObjectId written = ObjectId.zeroId();
    private int commits;

    GitExport(Wiki wiki, GitRepository git, Progress progress) {
        this.wiki = wiki;
        this.git = git;
        this.people = new CommitPeople(wiki);
        this.progress = progress;
    }

    /**
     * Writes the history of a wiki into the repository in a folder, which is made if it is not
     * there.
     *
     * @param folder absolute
     * @throws GitRefusedException if something else is there, or the wiki has too many versions
     * @throws IOException if the folder cannot be written; the commits that it has stay, and the
     *     same call goes on
     */
    public static Report write(Wiki wiki, Path folder, Progress progress) throws IOException {
        try (GitRepository git = GitRepository.open(folder, wiki.id().toString())) {
            return new GitExport(wiki, git, progress).write();
        }
    }

    Report write() throws IOException {
        git.visit((commit, reader) -> notes.read(commit.getFullMessage()));
        TakenOut takenOut = new TakenOutCommits(wiki).in(git);
        tree = git.files();
        written = tree.write(git.inserter());
        List<PageId> all = pages();
        List<Moment> moments = moments(all);
        moments.sort(Comparator.comparing(Moment::at).thenComparing(Moment::page));
        int from = 0;
        while (from < moments.size()) {
            int to = endOfCommit(moments, from);
            commit(moments.subList(from, to));
            from = to;
            if (commits % COMMITS_EACH == 0) {
                git.reach();
            }
            progress.at(WRITING, from, moments.size());
        }
        int files = bringUpToDate();
        git.reach();
        return new Report(commits, stands.size(), files, leftOut, takenOut);
    }

    /** Live and deleted ones; keeps the places of the live ones. */
    private List<PageId> pages() {
        Repository repository = wiki.repository();
        List<PageId> all = new ArrayList<>();
        Map<String, PageId> byTitle = new LinkedHashMap<>();
        Optional<TitleKey> after = Optional.empty();
        List<PageSummary> part;
        do {
            part = repository.pages(after, PAGES_AT_ONCE);
            part.forEach(page -> byTitle.put(page.displayTitle(), page.page()));
            after = part.isEmpty() ? after : Optional.of(part.getLast().title().key());
        } while (part.size() >= PAGES_AT_ONCE);
        Map<String, String> stand = places.addPages(List.copyOf(byTitle.keySet()));
        byTitle.forEach((title, id) -> {
            all.add(id);
            titles.put(id, title);
            if (stand.containsKey(title)) {
                stands.put(id, stand.get(title));
            } else {
                leftOut.add(left(title, "export.noName"));
            }
        });
        do {
            part = repository.deleted(all.size() - byTitle.size(), PAGES_AT_ONCE);
            part.forEach(page -> all.add(page.page()));
        } while (part.size() >= PAGES_AT_ONCE);
        return all;
    }

    private List<Moment> moments(List<PageId> pages) throws IOException {
        var reading = new PageMoments(wiki, git.inserter());
        List<Moment> moments = new ArrayList<>();
        for (int i = 0; i < pages.size(); i++) {
            moments.addAll(reading.of(pages.get(i), notes.marks()));
            if (moments.size() > MOMENTS_MAX) {
                throw new GitRefusedException(
                        Speaking.messages().text("git.tooMany", "versions", MOMENTS_MAX));
            }
            if ((i + 1) % PAGES_EACH == 0) {
                git.inserter().flush();
            }
            progress.at(READING, i + 1, pages.size());
        }
        return moments;
    }

    /** What one author did in one second, each page once: an import, or an edit alone. */
    private static int endOfCommit(List<Moment> moments, int from) {
        Moment first = moments.get(from);
        Set<PageId> pages = new HashSet<>();
        int to = from;
        while (to < moments.size()
                && pages.size() < PAGES_OF_COMMIT_MAX
                && moments.get(to).author().equals(first.author())
                && moments.get(to).at().getEpochSecond() == first.at().getEpochSecond()
                && moments.get(to).done().verb().equals(first.done().verb())
                && pages.add(moments.get(to).page())) {
            to++;
        }
        return to;
    }

    private void commit(List<Moment> together) throws IOException {
        List<String> said = new ArrayList<>();
        for (Moment moment : together) {
            Optional<String> path = moment.text().flatMap(text -> path(moment));
            move(moment.page(), path);
            if (path.isPresent()) {
                tree.put(path.get(), moment.text().orElseThrow());
            }
            said.add(CommitNotes.page(moment.page(), moment.mark(), path));
        }
        Moment first = together.getFirst();
        String words =
                together.size() == 1
                        ? first.done().words()
                        : "%s %,d pages".formatted(first.done().verb(), together.size());
        Instant at = together.getLast().at();
        PersonIdent committer = people.member(first.author(), at);
        said.addAll(people.others(together));
        commit(people.author(together).orElse(committer), committer, words, said);
    }

    private void move(PageId page, Optional<String> path) {
        Optional<String> before = notes.path(page);
        if (before.isPresent() && !before.equals(path)) {
            tree.remove(before.get());
        }
        notes.stand(page, path);
    }

    /** Nothing if nothing is another file than before. */
    private void commit(PersonIdent author, PersonIdent committer, String words, List<String> said)
            throws IOException {
        ObjectId now = tree.write(git.inserter());
        if (now.equals(written)) {
            return;
        }
        written = now;
        commits++;
        git.commit(now, author, committer, CommitNotes.message(words, said));
    }

    /** As the Markdown export calls it now if it is called so now; else what was free then. */
    private Optional<String> path(Moment moment) {
        PageId page = moment.page();
        String own = stands.get(page);
        if (own != null && moment.title().equals(titles.get(page)) && !notes.isTaken(own, page)) {
            return Optional.of(own);
        }
        for (int number = 1; number <= NUMBER_MAX; number++) {
            String title =
                    number == 1 ? moment.title() : "%s (%d)".formatted(moment.title(), number);
            Optional<String> path = PortableName.ofPage(title);
            if (path.isEmpty() || !notes.isTaken(path.get(), page)) {
                return path;
            }
        }
        return Optional.empty();
    }

    /** Attachments, and pages that no session brought to where and what they are. */
    private int bringUpToDate() throws IOException {
        List<String> said = new ArrayList<>();
        Instant newest = Instant.EPOCH;
        for (PageId page : notes.paths().keySet()) {
            if (!stands.containsKey(page)) {
                move(page, Optional.empty());
                said.add(CommitNotes.page(page, "-", Optional.empty()));
            }
        }
        Map<String, Path> files = new LinkedHashMap<>();
        for (Map.Entry<PageId, String> stand : stands.entrySet()) {
            Optional<PageView> view =
                    wiki.repository().page(stand.getKey()).filter(page -> !page.deleted());
            if (view.isEmpty()) {
                continue; // Deleted since; the next export says so.
            }
            newest = newest.isBefore(view.get().changedAt()) ? view.get().changedAt() : newest;
            Optional<String> place = Optional.of(stand.getValue());
            ObjectId text = insert(view.get().text());
            boolean stands = notes.path(stand.getKey()).equals(place);
            if (!stands || !tree.get(stand.getValue()).equals(Optional.of(text))) {
                move(stand.getKey(), place);
                said.add(CommitNotes.page(stand.getKey(), "-", place));
            }
            tree.put(stand.getValue(), text);
            attachments(view.get(), files);
        }
        for (Map.Entry<String, Path> file : files.entrySet()) {
            put(file.getKey(), file.getValue(), said);
        }
        for (String file : notes.files()) {
            if (!files.containsKey(file)) {
                tree.remove(file);
                notes.removeFile(file);
                said.add(CommitNotes.file(false, file));
            }
        }
        PersonIdent self = people.member(wiki.self(), newest);
        commit(self, self, "Attachments and names as they are now", said);
        return files.size();
    }

    private ObjectId insert(String text) throws IOException {
        return git.inserter().insert(Constants.OBJ_BLOB, text.getBytes(StandardCharsets.UTF_8));
    }

    private void attachments(PageView view, Map<String, Path> files) {
        view.files()
                .forEach((blob, json) -> {
                    Optional<Manifest> file = Manifest.parse(json);
                    Optional<Path> content = wiki.repository().blobs().file(blob);
                    if (file.isPresent() && content.isPresent()) {
                        places.add(blob.toString(), file.get().name(), file.get().path())
                                .ifPresentOrElse(
                                        placed -> files.put(placed.place(), content.get()),
                                        () ->
                                                leftOut.add(
                                                        left(file.get().name(), "export.noName")));
                    } else if (file.isPresent()) {
                        leftOut.add(
                                "%s (%s)"
                                        .formatted(
                                                file.get().name(),
                                                CopiesWords.whyMissing(wiki.repository(), blob)));
                    }
                });
    }

    private static String left(String what, String why) {
        return "%s (%s)".formatted(what, Speaking.messages().text(why));
    }

    private void put(String place, Path file, List<String> said) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            ObjectId blob = git.inserter().insert(Constants.OBJ_BLOB, Files.size(file), in);
            if (!notes.hasFile(place) || !tree.get(place).equals(Optional.of(blob))) {
                notes.addFile(place);
                said.add(CommitNotes.file(true, place));
            }
            tree.put(place, blob);
        }
    }
}
