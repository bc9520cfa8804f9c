package enquire.web.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.Title;
import enquire.storage.PageView;
import enquire.sync.node.Wiki;
import enquire.web.TestNode;
import enquire.web.git.GitExport;
import enquire.web.wiki.Manifest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Titles and attachments in ten scripts, as other programs find them ({@code SiteBrowserTest}). */
class NamesInTenScriptsTest {

    private static final List<String> NAMES =
            List.of(
                    "Übersicht der Gezeiten",
                    "Приливы",
                    "Παλίρροιες",
                    "المد والجزر",
                    "גאות ושפל",
                    "ज्वार भाटा",
                    "潮汐表の見方",
                    "น้ำขึ้นน้ำลง",
                    "조석표",
                    "მოქცევა");

    @TempDir Path folder;

    @AutoClose private TestNode alice;

    @AutoClose private TestNode bob;

    private Wiki wiki;

    /** What the files are called. */
    private final Set<String> expected = new TreeSet<>();

    @BeforeEach
    void fill(@TempDir Path alices, @TempDir Path bobs) throws Exception {
        alice = TestNode.withWiki(alices);
        bob = TestNode.withWiki(bobs);
        wiki = alice.node().wiki("w").orElseThrow();
        for (String name : NAMES) {
            String text = "![[%s.png]] [[%s/%s]]".formatted(name, name, name);
            PageView page = wiki.repository().create(new Title(name + "/" + name), text);
            byte[] content = name.getBytes(StandardCharsets.UTF_8);
            var stored = wiki.repository().blobs().add(new ByteArrayInputStream(content), 1_000);
            String manifest = Manifest.of(name + ".png", Optional.empty(), stored).toJson();
            wiki.repository().attach(page.page(), Map.of(stored.blob(), manifest));
            expected.add("%s/%s.md".formatted(name, name));
            expected.add("files/%s.png".formatted(name));
        }
    }

    @Test
    void aZipFileSaysThatItsNamesAreUnicodeAndComesInAgainWithThem() throws Exception {
        var out = new ByteArrayOutputStream();
        new MarkdownExport(wiki, new ExportArchive(out), ExportProgress.NOBODY).write();
        Path zip = Files.write(folder.resolve("w.zip"), out.toByteArray());

        Set<String> names = new TreeSet<>();
        try (ZipFile read = ZipFile.builder().setPath(zip).get()) {
            for (ZipArchiveEntry entry : Collections.list(read.getEntries())) {
                names.add(entry.getName());
                assertTrue(
                        entry.getGeneralPurposeBit().usesUTF8ForNames()
                                || entry.getName().equals(ExportArchive.END),
                        entry.getName());
            }
        }
        names.remove(ExportArchive.END);
        assertEquals(expected, names);

        Wiki bobs = bob.node().wiki("w").orElseThrow();
        Imports.file(bobs.repository(), zip, Imports.Wish.NONE, (step, done, of) -> {});
        for (String name : NAMES) {
            PageView page =
                    bobs.repository()
                            .find(new Title(name + "/" + name).key())
                            .flatMap(bobs.repository()::page)
                            .orElseThrow();
            String manifest = page.files().values().iterator().next();
            assertEquals(name + ".png", Manifest.parse(manifest).orElseThrow().name());
        }
    }

    @Test
    void aGitRepositoryHasThem() throws Exception {
        Path to = folder.resolve("history.git");
        GitExport.write(wiki, to, (step, done, of) -> {});

        Set<String> names = new TreeSet<>();
        try (Repository git = new FileRepositoryBuilder().setGitDir(to.toFile()).setBare().build();
                var walk = new RevWalk(git);
                var tree = new TreeWalk(git)) {
            tree.addTree(walk.parseCommit(git.resolve("HEAD")).getTree());
            tree.setRecursive(true);
            while (tree.next()) {
                names.add(tree.getPathString());
            }
        }
        assertEquals(expected, names);
    }
}
