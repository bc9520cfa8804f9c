package enquire.web.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.Title;
import enquire.storage.PageView;
import enquire.sync.node.Wiki;
import enquire.web.TestNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevSort;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The history of a wiki as another program reads it. */
class GitExportTest {

    private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");

    /** Who writes on after it has begun anew. */
    private static final Duration LATER = Duration.ofHours(1);

    private static final GitExport.Progress NOBODY = (step, done, of) -> {};

    @TempDir Path folder;

    private final AtomicReference<Instant> now = new AtomicReference<>(START);

    /** As the newest commit has it. */
    private record Seen(List<String> log, Map<String, String> files, String head) {}

    @Test
    void eachSessionIsACommitAndOnlyWhatIsNewIsAdded() throws Exception {
        try (TestNode alice =
                TestNode.start(
                        TestNode.settings(folder.resolve("alice"), "Alice <a> B.", now::get))) {
            Wiki wiki = alice.node().create("W");
            PageView tides = wiki.repository().create(new Title("潮汐/Приливы"), "low\n");
            later();
            PageView what = wiki.repository().create(new Title("What?"), "one");
            later();
            tides = wiki.repository().rename(tides.page(), new Title("Tides"));
            later();
            wiki.repository().delete(what.page());
            later();
            wiki.repository().restore(what.page());
            Path repository = folder.resolve("deep/history");

            GitExport.Report first = export(wiki, repository, NOBODY);
            Seen seen = look(repository);
            assertEquals(
                    List.of(
                            "08:00 Create 潮汐/Приливы",
                            "09:00 Create What?",
                            "10:00 Rename 潮汐/Приливы to Tides",
                            "11:00 Delete What?",
                            "12:00 Restore What?"),
                    seen.log());
            assertEquals(5, first.commits());
            assertEquals(Map.of("Tides.md", "low\n", "What_.md", "one"), seen.files());

            assertEquals(0, export(wiki, repository, NOBODY).commits());
            assertEquals(seen, look(repository));

            later();
            write(wiki, tides, "low\nand high\nand low\n");
            alice.post(TestNode.wiki("/files?page=Tides&name=plan.png"), "PNG");
            assertEquals(2, export(wiki, repository, NOBODY).commits());
            Seen more = look(repository);
            assertEquals(seen.log(), more.log().subList(0, seen.log().size()));
            assertEquals("PNG", more.files().get("files/plan.png"));
            assertEquals("low\nand high\nand low\n", more.files().get("Tides.md"));

            killedInTheMiddleItGoesOn(wiki, folder.resolve("killed"));
            othersFoldersStay(wiki, repository);
        }
    }

    @Test
    void whatWasWrittenInASessionThatDeletesThePageIsInACommit() throws Exception {
        try (TestNode alice =
                TestNode.start(
                        TestNode.settings(folder.resolve("alice"), "Alice <a> B.", now::get))) {
            Wiki wiki = alice.node().create("W");
            PageView draft = wiki.repository().create(new Title("Draft"), "one");
            now.updateAndGet(time -> time.plusSeconds(60));
            wiki.repository().delete(draft.page());
            later();
            PageView kept = wiki.repository().create(new Title("Kept"), "first");
            later();
            write(wiki, kept, "first and second");
            Path repository = folder.resolve("history");
            export(wiki, repository, NOBODY);
            Seen before = look(repository);

            now.updateAndGet(time -> time.plusSeconds(60));
            wiki.repository().delete(kept.page());

            assertEquals(1, export(wiki, repository, NOBODY).commits());
            Seen seen = look(repository);
            assertEquals(before.log(), seen.log().subList(0, 4));
            assertEquals(
                    List.of(
                            "08:00 Create Draft",
                            "08:01 Delete Draft",
                            "09:01 Create Kept",
                            "10:01 Edit Kept",
                            "10:02 Delete Kept"),
                    seen.log());
            assertEquals(Map.of(), seen.files());

            export(wiki, folder.resolve("whole"), NOBODY);
            List<String> whole = look(folder.resolve("whole")).log();
            assertEquals(seen.log().subList(0, 3), whole.subList(0, 3));
            assertEquals(
                    List.of("10:02 Edit Kept", "10:02 Delete Kept"),
                    whole.subList(3, 5),
                    "typed and deleted by one change");
        }
    }

    private void killedInTheMiddleItGoesOn(Wiki wiki, Path repository) throws Exception {
        assertThrows(
                IllegalStateException.class,
                () ->
                        export(
                                wiki,
                                repository,
                                (step, done, of) -> {
                                    if (step.equals("Versions") && done == 4) {
                                        throw new IllegalStateException("killed");
                                    }
                                }));
        export(wiki, repository, NOBODY);
        Path whole = folder.resolve("whole");
        export(wiki, whole, NOBODY);
        assertEquals(look(whole), look(repository));
    }

    /** Commits are reached 500 at a time: what was reached stays, and the rest comes behind it. */
    @Test
    void killedBehindTheFirstFiveHundredCommitsItGoesOnBehindThem() throws Exception {
        try (TestNode alice =
                TestNode.start(
                        TestNode.settings(folder.resolve("alice"), "Alice <a> B.", now::get))) {
            Wiki wiki = alice.node().create("W");
            for (int i = 0; i < 520; i++) {
                now.updateAndGet(time -> time.plusSeconds(2));
                wiki.repository().create(new Title("Page " + i), "text " + i);
            }
            Path repository = folder.resolve("history");
            assertThrows(
                    IllegalStateException.class,
                    () ->
                            export(
                                    wiki,
                                    repository,
                                    (step, done, of) -> {
                                        if (step.equals(GitExport.WRITING) && done == 510) {
                                            throw new IllegalStateException("killed");
                                        }
                                    }));
            Seen killed = look(repository);
            assertEquals(500, killed.log().size());
            assertEquals(500, killed.files().size());

            assertEquals(20, export(wiki, repository, NOBODY).commits());
            Seen whole = look(repository);
            assertEquals(520, whole.files().size());
            export(wiki, folder.resolve("at once"), NOBODY);
            assertEquals(look(folder.resolve("at once")), whole);
        }
    }

    private void othersFoldersStay(Wiki wiki, Path repository) throws Exception {
        Path full = Files.createDirectories(folder.resolve("full"));
        Files.writeString(full.resolve("mine.txt"), "mine");
        assertThrows(GitRefusedException.class, () -> export(wiki, full, NOBODY));
        assertEquals(1, full.toFile().list().length);
        var refused =
                assertThrows(
                        GitRefusedException.class,
                        () -> GitRepository.open(repository, "another wiki").close());
        assertTrue(refused.getMessage().contains("the export of another wiki"));
    }

    private void later() {
        now.updateAndGet(time -> time.plus(LATER));
    }

    private static PageView write(Wiki wiki, PageView page, String text) {
        return wiki.repository()
                .write(
                        page.page(),
                        wiki.repository().page(page.page()).orElseThrow().version(),
                        text);
    }

    private static GitExport.Report export(Wiki wiki, Path to, GitExport.Progress progress)
            throws IOException {
        try (GitRepository git = GitRepository.open(to, wiki.id().toString())) {
            return new GitExport(wiki, git, progress).write();
        }
    }

    private static Seen look(Path at) throws IOException {
        try (Repository repository =
                        new FileRepositoryBuilder().setGitDir(at.toFile()).setBare().build();
                var walk = new RevWalk(repository);
                ObjectReader reader = repository.newObjectReader()) {
            RevCommit head = walk.parseCommit(repository.resolve("HEAD"));
            walk.markStart(head);
            walk.sort(RevSort.TOPO);
            walk.sort(RevSort.REVERSE, true);
            List<String> log = new ArrayList<>();
            for (RevCommit commit : walk) {
                assertEquals("Alice a B.", commit.getAuthorIdent().getName());
                String address = commit.getAuthorIdent().getEmailAddress();
                assertTrue(address.matches("[0-9a-f]{64}@enquire\\.invalid"), address);
                String time = commit.getAuthorIdent().getWhenAsInstant().toString();
                log.add(time.substring(11, 16) + " " + commit.getShortMessage());
            }
            Map<String, String> files = new TreeMap<>();
            var tree = new TreeWalk(reader);
            tree.addTree(head.getTree());
            tree.setRecursive(true);
            while (tree.next()) {
                byte[] content = reader.open(tree.getObjectId(0)).getBytes();
                files.put(tree.getPathString(), new String(content, StandardCharsets.UTF_8));
            }
            return new Seen(log, files, head.name());
        }
    }
}
