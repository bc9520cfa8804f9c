package enquire.web.mirror;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.Title;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MirrorTest extends FollowedFolder {

    @Test
    void theFolderIsFilledAndFollows() throws IOException {
        alice.create("Harbour", "The winch holds.\n");
        alice.create("Boats/Dinghy", "Leaks.\n");
        alice.create("What: is <this>?", "A name.\n");
        alice.begin();

        alice.awaitFile("Harbour.md", "The winch holds.\n");
        alice.awaitFile("Boats/Dinghy.md", "Leaks.\n");
        alice.awaitFile("What%3A is %3Cthis%3E%3F.md", "A name.\n");

        alice.edit("Harbour", "holds", "slips");
        alice.awaitFile("Harbour.md", "The winch slips.\n");

        alice.repository().rename(alice.page("Harbour").page(), new Title("Port"));
        alice.awaitFile("Port.md", "The winch slips.\n");
        alice.repository().delete(alice.page("Boats/Dinghy").page());
        alice.await(() -> !Files.exists(alice.folder.resolve("Boats")), () -> "Boats");
        assertEquals(Set.of("Port.md", "What%3A is %3Cthis%3E%3F.md"), alice.files());
    }

    @Test
    void editsOfFilesEnterTheWiki() throws IOException {
        alice.create("Harbour", "The winch holds.\n");
        alice.begin();
        alice.awaitFile("Harbour.md", "The winch holds.\n");

        alice.write("Harbour.md", "The red winch holds.\n");
        alice.awaitText("Harbour", "The red winch holds.\n");
        alice.save("Harbour.md", "The red winch holds well.\n");
        alice.awaitText("Harbour", "The red winch holds well.\n");
        alice.write("Boats/Dinghy.md", "Leaks.\n");
        alice.awaitText("Boats/Dinghy", "Leaks.\n");
    }

    /**
     * An editor goes on from what the wiki has replaced: full blocks are characters like others.
     */
    @Test
    void aBarOfFullBlocksStandsForNothingElse() throws IOException {
        alice.create("Winch", "░░░░ done\n");
        alice.begin();
        alice.awaitFile("Winch.md", "░░░░ done\n");
        alice.edit("Winch", "░░░░", "████");
        alice.awaitFile("Winch.md", "████ done\n");

        alice.write("Winch.md", "░░░░ done!\n");

        alice.awaitText("Winch", "████ done!\n");
    }

    @Test
    void whoTakesBackWhatHeSavedHasItTakenBack() throws IOException {
        alice.create("Harbour", "version one\n");
        alice.begin();
        alice.awaitFile("Harbour.md", "version one\n");

        alice.write("Harbour.md", "version two\n");
        alice.awaitText("Harbour", "version two\n");
        alice.write("Harbour.md", "version one\n");
        alice.awaitText("Harbour", "version one\n");
        alice.write("Harbour.md", "c1\n");
        alice.awaitText("Harbour", "c1\n");
        alice.write("Harbour.md", "d1\n");
        alice.awaitText("Harbour", "d1\n");
        alice.awaitQuiet();
        assertEquals(Optional.of("d1\n"), alice.file("Harbour.md"));
    }

    @Test
    void whatIsInTheWayOfAFileIsNamed() throws IOException {
        alice.write("Note.md/inside.md", "In a folder.\n");
        alice.create("Note", "A page.\n");
        alice.adopt();
        alice.await(() -> alice.mirror().status().troubleCount() == 1, () -> "trouble");
        alice.awaitText("Note.md/inside", "In a folder.\n");
        alice.write("back\\slash.md", "A name.\n");
        alice.awaitText("back\\slash", "A name.\n");
        assertEquals(Optional.of("A page.\n"), alice.text("Note"));
    }

    @Test
    void editsOnBothSidesAtOnceBothStay() throws IOException {
        alice.create("Harbour", "one two three\n");
        alice.begin();
        alice.awaitFile("Harbour.md", "one two three\n");
        alice.awaitQuiet();

        // An editor read the file, then somebody wrote in the wiki, then the editor saves.
        alice.edit("Harbour", "three", "three four");
        alice.awaitFile("Harbour.md", "one two three four\n");
        alice.save("Harbour.md", "zero one two three\n");

        alice.awaitText("Harbour", "zero one two three four\n");
        alice.awaitFile("Harbour.md", "zero one two three four\n");
    }

    @Test
    void whatHappenedWhileTheNodeWasOffIsMerged() throws IOException {
        alice.create("Harbour", "one two three\n");
        alice.create("Old", "Goes.\n");
        alice.begin();
        alice.awaitFile("Harbour.md", "one two three\n");
        alice.awaitFile("Old.md", "Goes.\n");
        alice.awaitQuiet();
        alice.stop();

        alice.edit("Harbour", "one", "ONE");
        alice.save("Harbour.md", "one two THREE\n");
        alice.write("New.md", "Comes.\n");
        Files.delete(alice.folder.resolve("Old.md"));
        alice.restart();

        alice.awaitText("Harbour", "ONE two THREE\n");
        alice.awaitFile("Harbour.md", "ONE two THREE\n");
        alice.awaitText("New", "Comes.\n");
        alice.await(() -> alice.find("Old").isEmpty(), () -> "Old");
    }

    @Test
    void aFolderThatIsNotThereDeletesNothing() throws IOException {
        alice.create("Harbour", "The winch holds.\n");
        alice.begin();
        alice.awaitFile("Harbour.md", "The winch holds.\n");
        alice.awaitQuiet();
        Path away = parent.resolve("away");
        Files.move(alice.folder, away);
        alice.awaitState(MirrorStatus.State.GONE);

        // An empty folder in its place is not the mirror either.
        Files.createDirectory(alice.folder);
        alice.awaitState(MirrorStatus.State.UNMARKED);
        alice.edit("Harbour", "holds", "slips");
        assertTrue(alice.find("Harbour").isPresent());
        Files.delete(alice.folder);
        Files.move(away, alice.folder);

        alice.awaitFile("Harbour.md", "The winch slips.\n");
    }

    @Test
    void twoComputersDoNotCarryInFromOneFolder() throws IOException {
        alice.create("Harbour", "The winch holds.\n");
        Files.createDirectory(alice.folder);
        Owner other = new Owner(alice.wiki.id().toString(), "another computer");
        new Folder(alice.folder).mark().claim(other);

        var refused = assertThrows(MirrorRefusedException.class, alice::begin);
        assertEquals(MirrorRefusedException.Reason.OTHER_COMPUTER, refused.reason());
        alice.adopt();
        alice.awaitFile("Harbour.md", "The winch holds.\n");

        new Folder(alice.folder).mark().claim(other);
        alice.awaitState(MirrorStatus.State.OTHER_COMPUTER);
        alice.save("Harbour.md", "Of the other one.\n");
        alice.mirrors().end(alice.wiki);
        assertEquals(Optional.of(other), new Folder(alice.folder).mark().owner());
        assertEquals(Optional.of("The winch holds.\n"), alice.text("Harbour"));
    }

    @Test
    void filesThatWereThereBecomePagesOnlyWhenThatIsMeant() throws IOException {
        alice.create("Harbour", "one\ntwo\nthree\n");
        alice.write("Harbour.md", "one\n2\nthree\nfour\n");
        alice.write("New.md", "Comes.\n");

        var refused = assertThrows(MirrorRefusedException.class, alice::begin);
        assertEquals(MirrorRefusedException.Reason.HAS_PAGES, refused.reason());
        assertEquals(Optional.of("one\n2\nthree\nfour\n"), alice.file("Harbour.md"));

        alice.adopt();
        alice.awaitText("New", "Comes.\n");
        alice.awaitText("Harbour", "one\ntwo\n2\nthree\nfour\n");
        alice.awaitFile("Harbour.md", "one\ntwo\n2\nthree\nfour\n");
    }

    @Test
    void whatIsNoTextStaysAsItIs() throws IOException {
        alice.create("Harbour", "The winch holds.\n");
        alice.begin();
        alice.awaitFile("Harbour.md", "The winch holds.\n");
        byte[] noText = {(byte) 0xff, (byte) 0xfe, 0, 1};
        Files.write(alice.folder.resolve("Harbour.md"), noText);
        alice.await(() -> alice.mirror().status().troubleCount() == 1, () -> "trouble");

        alice.edit("Harbour", "holds", "slips");
        assertEquals(
                List.of(Trouble.Kind.NO_TEXT),
                alice.mirror().status().troubles().stream().map(Trouble::kind).toList());
        assertEquals(Optional.of("The winch slips.\n"), alice.text("Harbour"));

        alice.save("Harbour.md", "The winch holds!\n");
        alice.awaitText("Harbour", "The winch slips!\n");
        alice.awaitFile("Harbour.md", "The winch slips!\n");
        alice.await(() -> alice.mirror().status().troubleCount() == 0, () -> "no trouble");
    }

    @Test
    void linksLeadNowhere() throws IOException {
        alice.create("Harbour", "The winch holds.\n");
        alice.begin();
        alice.awaitFile("Harbour.md", "The winch holds.\n");
        alice.awaitQuiet();
        Path outside = Files.writeString(parent.resolve("secret.md"), "Mine.\n");
        Files.delete(alice.folder.resolve("Harbour.md"));
        Files.createSymbolicLink(alice.folder.resolve("Harbour.md"), outside);
        Files.createSymbolicLink(alice.folder.resolve("Other.md"), outside);
        alice.await(() -> alice.mirror().status().troubleCount() == 1, () -> "trouble");

        alice.edit("Harbour", "holds", "slips");
        alice.create("Port", "More.\n");
        alice.awaitFile("Port.md", "More.\n");

        assertEquals("Mine.\n", Files.readString(outside));
        assertEquals(Optional.of("The winch slips.\n"), alice.text("Harbour"));
        assertTrue(alice.find("Other").isEmpty());
    }

    @Test
    void whatIsNotedOutlivesTheJournal() throws IOException {
        alice.create("Harbour", "The winch holds.\n");
        alice.begin();
        alice.awaitFile("Harbour.md", "The winch holds.\n");
        alice.edit("Harbour", "holds", "slips");
        alice.save("New.md", "Comes.\n");

        alice.await(() -> alice.noted().size() == 2, () -> "entries");
        alice.await(
                () ->
                        alice.noted().stream()
                                .allMatch(stood ->
                                        stood instanceof Standing.OfVersion known
                                                && known.version().journalPosition() == 0),
                () -> alice.noted().toString());
        alice.awaitFile("Harbour.md", "The winch slips.\n");
    }

    @Test
    void lineEndsOfAnEditorStay() throws IOException {
        alice.create("Harbour", "one\ntwo\n");
        alice.begin();
        alice.awaitFile("Harbour.md", "one\ntwo\n");
        alice.save("Harbour.md", "\ufeffone\r\ntwo\r\nthree\r\n");
        alice.awaitText("Harbour", "one\ntwo\nthree\n");

        alice.edit("Harbour", "one", "ONE");
        alice.awaitFile("Harbour.md", "\ufeffONE\r\ntwo\r\nthree\r\n");
    }

    /**
     * An editor that had read the words saves them: what it typed comes in without them, or is left
     * alone, if nobody can tell one from the other.
     */
    @Test
    void wordsThatWereTakenOutForGoodDoNotComeBackByAFile() throws IOException {
        String page = "The winch holds.\nThe key: .\nMind it.\n";
        var id = alice.create("Harbour", page).page();
        alice.begin();
        alice.awaitFile("Harbour.md", page);
        alice.edit("Harbour", ": ", ": Swordfish7");
        alice.awaitFile("Harbour.md", page.replace(": ", ": Swordfish7"));
        alice.wiki.redacting().redact(id, "Swordfish7").clean().join();
        alice.awaitFile("Harbour.md", page);

        alice.save("Harbour.md", page.replace(": ", ": Swordfish7").replace("Mind", "Do mind"));
        alice.await(
                () ->
                        alice.text("Harbour").orElseThrow().contains("Do mind")
                                || alice.mirror().status().troubles().stream()
                                        .anyMatch(each ->
                                                each.kind() == Trouble.Kind.WORDS_TAKEN_OUT),
                () -> alice.text("Harbour") + " " + alice.mirror().status());
        assertFalse(alice.text("Harbour").orElseThrow().contains("Swordfish7"));

        // As the sentence says: what is missing goes into the page, and its text into the file.
        alice.edit("Harbour", "Mind", "Do mind");
        String now = alice.text("Harbour").orElseThrow();
        alice.save("Harbour.md", now);
        alice.await(
                () -> alice.mirror().status().troubles().isEmpty(),
                () -> alice.mirror().status().toString());
        alice.save("Harbour.md", now.replace("winch", "red winch"));
        alice.awaitText("Harbour", now.replace("winch", "red winch"));
    }
}
