package enquire.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.Bytes;
import enquire.editor.page.Change;
import enquire.editor.page.PageId;
import enquire.storage.Exchange.HeldBack;
import enquire.storage.Exchange.Received;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a screening misses, with the screening switched off. */
class SuspectsTest {

    private static final PageId PAGE = PageId.of(Bytes.of(new byte[PageId.BYTES]));

    /** 128 and the number of SIGABRT. */
    private static final int ABORTED = 134;

    private static final long END_SECONDS_MAX = 120;

    @TempDir Path folder;

    private Person alice() {
        return new Person("Alice", folder, 1, Person::everything, HostileChange::unscreened);
    }

    private static Received receive(Person person, List<Change> changes) {
        return person.repository()
                .exchange()
                .receive(PAGE, changes, List.of(), Instant.EPOCH, Optional.empty());
    }

    private static List<HeldBack> examined(Person person) {
        person.repository().suspects().awaitExamined();
        return person.repository().exchange().heldBack();
    }

    /** Takes a change in another process, on Alice's files. */
    private int take(String what) throws IOException, InterruptedException {
        Path output = folder.resolve("output");
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-XX:-CreateCoredumpOnCrash",
                                "-Djava.io.tmpdir=" + folder,
                                "-cp",
                                System.getProperty("java.class.path"),
                                TakingProcess.class.getName(),
                                folder.toString(),
                                PAGE.toString(),
                                what)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        try {
            assertTrue(process.waitFor(END_SECONDS_MAX, TimeUnit.SECONDS));
            String said = Files.readString(output, StandardCharsets.ISO_8859_1);
            assertFalse(said.contains(TakingProcess.SURVIVED), said);
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void aChangeThatEndsTheProcessIsKeptOutFromTheNextStartOn() throws Exception {
        HostileChange hostile = HostileChange.aborting();
        String text;
        try (Person alice = alice()) {
            receive(alice, hostile.before());
            text = alice.text(PAGE);
        }
        assertEquals(ABORTED, take("hostile"));

        try (Person alice = alice()) {
            assertEquals(text, alice.text(PAGE));
            alice.write(PAGE, "goes on\n" + text);
            List<HeldBack> heldBack = examined(alice);
            assertEquals(1, heldBack.size());
            assertEquals(hostile.change().hash(), heldBack.getFirst().change());
            assertEquals(
                    Optional.of(hostile.change().actor().author()), heldBack.getFirst().author());
            assertTrue(heldBack.getFirst().why().contains("ends the program"), heldBack::toString);
            // Whoever gives it again, it stays out, and the next one comes in.
            assertEquals(0, receive(alice, List.of(hostile.change())).accepted());
            Change honest = TakingProcess.honest(hostile.before());
            assertEquals(1, receive(alice, List.of(honest, hostile.change())).accepted());
            alice.restart();
            assertTrue(alice.text(PAGE).contains("goes on"), alice.text(PAGE));
            assertTrue(alice.text(PAGE).contains("honest"), alice.text(PAGE));
            assertEquals(heldBack, examined(alice));
        }
    }

    @Test
    void aPowerCutInTheMiddleOfATrialCondemnsNothing() throws Exception {
        HostileChange hostile = HostileChange.aborting();
        String text;
        try (Person alice = alice()) {
            receive(alice, hostile.before());
            text = alice.text(PAGE);
        }
        assertEquals(TakingProcess.CUT, take("cut"));

        try (Person alice = alice()) {
            assertEquals(List.of(), examined(alice));
            assertEquals(text + "honest", alice.text(PAGE));
        }
    }

    @Test
    void whatABusyComputerCannotExamineStaysOutUntilTheNextStart() throws Exception {
        HostileChange hostile = HostileChange.aborting();
        String text;
        try (Person alice = alice()) {
            receive(alice, hostile.before());
            text = alice.text(PAGE);
        }
        assertEquals(TakingProcess.CUT, take("cut"));
        var busy =
                new RepositorySettings(
                        new enquire.editor.page.PeerId(Person.bytes("Alice").sha256()),
                        Person::everything,
                        () -> Instant.EPOCH,
                        new java.util.Random(5),
                        Surroundings.COMPUTER.with(
                                (base, suspects) -> new Examiner.Verdict.Undecided("It is busy.")));

        try (var repository = Repository.open(folder.resolve("Alice"), Person.WIKI, busy)) {
            repository.suspects().awaitExamined();
            assertEquals(List.of(), repository.exchange().heldBack());
            assertEquals(text, repository.page(PAGE).orElseThrow().text());
        }

        try (Person alice = alice()) {
            assertEquals(List.of(), examined(alice));
            assertEquals(text + "honest", alice.text(PAGE));
        }
    }

    @Test
    void aChangeAfterWhichAPageCouldNotBeReadAgainIsHeldBackAndThePageGoesOn() {
        HostileChange hostile = HostileChange.unfit();
        Change honest = TakingProcess.honest(hostile.before());
        try (Person alice = alice();
                Person bob = new Person("Bob", folder, 2)) {
            receive(alice, hostile.before());
            String text = alice.text(PAGE);

            Received received = receive(alice, List.of(hostile.change(), honest));

            assertEquals(1, received.accepted());
            assertEquals(text + "honest", alice.text(PAGE));
            List<HeldBack> heldBack = alice.repository().exchange().heldBack();
            assertEquals(1, heldBack.size());
            assertEquals(hostile.change().hash(), heldBack.getFirst().change());
            // Neither a local edit nor another node depends on it.
            alice.write(PAGE, text + "honest, and more");
            bob.receiveFrom(alice);
            assertEquals(text + "honest, and more", bob.text(PAGE));
            assertFalse(bob.repository().exchange().holds(PAGE, List.of(hostile.change().hash())));
            alice.restart();
            assertEquals(heldBack, alice.repository().exchange().heldBack());
            assertEquals(text + "honest, and more", alice.text(PAGE));
        }
    }
}
