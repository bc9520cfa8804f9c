package enquire.web.mirror;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.PathNormalization;
import enquire.editor.page.Title;
import enquire.storage.PageView;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A file system that takes Masse and Maße for one name; titles that differ, to a wiki. */
class FoldedNamesTest extends OtherDisk {

    FoldedNamesTest() {
        super(
                Configuration.unix().toBuilder()
                        .setNameCanonicalNormalization(
                                PathNormalization.NFC, PathNormalization.CASE_FOLD_UNICODE)
                        .build());
    }

    @Test
    void theSecondWaitsInPeaceIsNamedAndComesWhenTheFirstGoes() {
        PageView mass = alice.create("Masse", "Heavy.\n");
        mirror.start();
        awaitFile("Masse.md", "Heavy.\n");
        alice.create("Maße", "Wide.\n");
        alice.await(
                mirror,
                () ->
                        mirror.status().troubles().stream()
                                .anyMatch(each ->
                                        each.path().equals("Maße.md")
                                                && each.kind() == Trouble.Kind.CANNOT_WRITE),
                () -> "not named");
        alice.await(mirror, () -> !mirror.status().carrying(), () -> "carrying for ever");
        alice.edit("Masse", "Heavy", "Very heavy");
        awaitFile("Masse.md", "Very heavy.\n");
        assertEquals(Optional.of("Wide.\n"), alice.text("Maße"));

        alice.repository().delete(mass.page());

        awaitFile("Maße.md", "Wide.\n");
        alice.await(mirror, () -> mirror.status().troubleCount() == 0, () -> "still named");
        assertEquals(1, alice.repository().pageCount());
    }

    @Test
    void aPageIsRenamedToTheOtherSpelling() throws IOException {
        PageView page = alice.create("Masse", "Wide.\n");
        mirror.start();
        awaitFile("Masse.md", "Wide.\n");

        alice.repository().rename(page.page(), new Title("Maße"));

        awaitListed("Maße.md");
        Files.writeString(folder.resolve("Maße.md"), "Wide and long.\n");
        alice.await(
                mirror,
                () -> alice.text("Maße").equals(Optional.of("Wide and long.\n")),
                () -> alice.text("Maße").toString());
        assertEquals(1, alice.repository().pageCount());
    }
}
