package enquire.web.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.sync.node.Wiki;
import enquire.web.TestNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.revwalk.RevCommit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alice imports the dump of another wiki: its authors are those of the commits. */
class ImportedAuthorsTest {

    @TempDir Path folder;

    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.parse("2026-03-01T08:00:00Z"));

    @Test
    void whoMadeAnEditElsewhereIsItsAuthorAndWhoImportedItTheCommitter() throws Exception {
        try (TestNode alice =
                TestNode.start(
                        TestNode.settings(folder.resolve("alice"), "Alice", () -> now.get()))) {
            Wiki wiki = alice.node().create("w");
            imported(
                    alice,
                    page(
                            "Mill",
                            revision("Carol, the 2nd", "2011-03-04T05:06:07Z", "begun", "A mil")
                                    + revision("Bob &lt;b>", "2012-01-02T03:04:05Z", "", "A mill")
                                    + revision("", "2013-01-01T00:00:00Z", "", "A mill.")));
            now.updateAndGet(time -> time.plus(Duration.ofHours(1)));
            imported(
                    alice,
                    page("Oak", revision("Bob", "2010-01-01T00:00:00Z", "", "An oak"))
                            + page("Elm", revision("Carol", "2010-01-01T00:00:00Z", "", "Elm")));

            List<RevCommit> commits = exported(wiki);

            assertEquals(
                    List.of(
                            "Carol, the 2nd 2011-03-04T05:06:00Z Create Mill",
                            "Bob b 2012-01-02T03:04:00Z Edit Mill",
                            "Alice 2026-03-01T08:00:00Z Edit Mill",
                            "Alice 2026-03-01T09:00:00Z Create 2 pages"),
                    commits.stream().map(ImportedAuthorsTest::line).toList());
            for (RevCommit commit : commits) {
                assertEquals("Alice", commit.getCommitterIdent().getName());
                String time = commit.getCommitterIdent().getWhenAsInstant().toString();
                assertTrue(time.startsWith("2026-03-01T0"), time);
            }
            String address = commits.getFirst().getAuthorIdent().getEmailAddress();
            assertTrue(address.matches("[0-9a-f]{16}@imported\\.enquire\\.invalid"), address);
            List<String> both =
                    commits.getLast()
                            .getFullMessage()
                            .lines()
                            .filter(line -> line.startsWith("Co-authored-by: "))
                            .map(line -> line.replaceFirst("[0-9a-f]{16}@", "@"))
                            .sorted()
                            .toList();
            assertEquals(
                    List.of(
                            "Co-authored-by: Bob <@imported.enquire.invalid>",
                            "Co-authored-by: Carol <@imported.enquire.invalid>"),
                    both);
            assertEquals(commits.size(), exported(wiki).size());
        }
    }

    private List<RevCommit> exported(Wiki wiki) throws Exception {
        Path repository = folder.resolve("history");
        GitExport.write(wiki, repository, (step, done, of) -> {});
        List<RevCommit> commits = new ArrayList<>();
        try (GitRepository git = GitRepository.open(repository, wiki.id().toString())) {
            git.visit((commit, reader) -> commits.add(commit));
        }
        return commits;
    }

    private static String line(RevCommit commit) {
        PersonIdent author = commit.getAuthorIdent();
        return "%s %s %s"
                .formatted(author.getName(), author.getWhenAsInstant(), commit.getShortMessage());
    }

    private static void imported(TestNode alice, String pages) throws Exception {
        String dump =
                """
                <mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/" version="0.11" xml:lang="de">
                  <siteinfo><namespaces><namespace key="0" case="first-letter" /></namespaces></siteinfo>
                """
                        + pages
                        + "</mediawiki>";
        String answer =
                alice.send("POST", TestNode.wiki("/import"), dump.getBytes(StandardCharsets.UTF_8))
                        .body();
        assertTrue(answer.contains("\"report\""), answer);
    }

    private static String page(String title, String revisions) {
        return "<page><title>%s</title><ns>0</ns><id>1</id>%s</page>".formatted(title, revisions);
    }

    private static String revision(String author, String at, String comment, String text) {
        return """
        <revision><id>1</id><timestamp>%s</timestamp><contributor><username>%s</username></contributor>
        <comment>%s</comment><model>wikitext</model><text xml:space="preserve">%s</text></revision>
        """
                .formatted(at, author, comment, text);
    }
}
