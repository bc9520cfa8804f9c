package enquire.web.pages;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.sync.node.Wiki;
import enquire.web.TestNode;
import enquire.web.git.GitExport;
import enquire.web.git.TakenOut;
import enquire.web.language.Language;
import enquire.web.vault.Imports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Work that a form began: who is told that it is over may press the button again. */
class FormWorksTest {

    /** One of them hardly meets the moment between two steps. */
    private static final int EXPORTS = 20_000;

    /** Removing a file is a long moment. */
    private static final int FILES = 50;

    @TempDir private Path folder;

    @Test
    void anImportSaysThatItIsDoneOnceTheNextOneMayBegin() throws Exception {
        Path vault = Files.createDirectory(folder.resolve("vault"));
        Files.writeString(vault.resolve("Roses.md"), "Red.\n");
        try (TestNode alice = TestNode.withWiki(folder.resolve("alice"))) {
            Wiki wiki = alice.node().wikis().getFirst();
            var work = new ImportWork("vault", InstantSource.system());
            var released = new CompletableFuture<ImportWork.State>();

            work.begin(
                    wiki,
                    vault,
                    Imports.Wish.NONE,
                    false,
                    Language.ENGLISH,
                    () -> released.complete(work.state()));

            assertInstanceOf(
                    ImportWork.State.Running.class,
                    released.get(TestNode.DEADLINE.toSeconds(), TimeUnit.SECONDS));
            work.await(TestNode.DEADLINE);
            assertInstanceOf(ImportWork.State.Done.class, work.state());
        }
    }

    @Test
    void anExportThatSaysThatItIsDoneKeepsNoOtherFromBeginning() {
        var report = new GitExport.Report(1, 1, 0, List.of(), new TakenOut(0, List.of(), ""));
        for (int i = 0; i < EXPORTS; i++) {
            ExportWork work = ExportWork.history(progress -> report, folder, Language.ENGLISH);
            while (work.state() instanceof ExportWork.State.Running) {
                Thread.onSpinWait();
            }
            assertTrue(work.ended(), "another one is refused");
        }
    }

    @Test
    void anExportThatSaysThatItFailedOrIsGoneHasLeftNothing() throws Exception {
        ExportWork.Writer fails =
                (archive, progress) -> {
                    throw new IOException("no room");
                };
        ExportWork.Writer ends =
                (archive, progress) -> {
                    throw new InterruptedException();
                };
        for (int i = 0; i < FILES; i++) {
            for (ExportWork.Writer writer : List.of(fails, ends)) {
                Path target = Files.createTempFile(folder, "export", ".part");
                ExportWork work =
                        ExportWork.file(ExportWork.Kind.MARKDOWN, writer, target, Language.ENGLISH);
                while (work.state() instanceof ExportWork.State.Running) {
                    Thread.onSpinWait();
                }
                assertFalse(Files.exists(target), "it lies there still");
            }
        }
    }
}
