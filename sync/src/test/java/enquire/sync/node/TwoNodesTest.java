package enquire.sync.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two real nodes in processes of their own, over real TLS; one is killed and comes back. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class TwoNodesTest {

    @TempDir Path folder;

    private final List<Child> children = new ArrayList<>();

    @AfterEach
    void stopAll() {
        children.forEach(child -> child.process.destroyForcibly());
    }

    @Test
    void whatEachWroteIsOnBothAfterOneWasKilled() throws Exception {
        Child alice = start("Alice");
        Child bob = start("Bob");
        alice.ask("create Garden");
        alice.ask("append Roses first");
        bob.ask("join " + alice.ask("invite"));
        await(() -> bob.ask("text Roses").equals("first|"));
        bob.ask("append Roses from-Bob");
        await(() -> alice.ask("text Roses").equals("first|from-Bob|"));

        alice.ask("append Roses before-the-kill");
        alice.kill();
        bob.ask("append Tulips while-Alice-is-away");
        bob.ask("append Roses also-while-away");
        Child again = start("Alice");

        await(() -> again.ask("fingerprint").equals(bob.ask("fingerprint")));
        String roses = bob.ask("text Roses");
        assertEquals(roses, again.ask("text Roses"));
        for (String line : List.of("first", "from-Bob", "before-the-kill", "also-while-away")) {
            assertEquals(1, roses.split(line + "\\|", -1).length - 1, line + " in " + roses);
        }
        assertEquals("while-Alice-is-away|", again.ask("text Tulips"));
        again.stop();
        bob.stop();
    }

    @Test
    void aFrozenPeerIsNoticedAndForgottenUntilItWakes() throws Exception {
        Child alice = start("Alice");
        Child bob = start("Bob");
        alice.ask("create Garden");
        bob.ask("join " + alice.ask("invite"));
        await(() -> alice.ask("connected").equals("true"));

        signal(bob, "STOP");
        await(() -> alice.ask("connected").equals("false"));
        alice.ask("append Roses while-Bob-is-frozen");
        signal(bob, "CONT");

        await(() -> bob.ask("text Roses").equals("while-Bob-is-frozen|"));
        alice.stop();
        bob.stop();
    }

    private static void signal(Child child, String signal) throws Exception {
        var kill = new ProcessBuilder("kill", "-" + signal, "" + child.process.pid());
        assertEquals(0, kill.inheritIO().start().waitFor());
    }

    private Child start(String name) throws IOException {
        var command =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        NodeProcess.class.getName(),
                        folder.resolve(name).toString(),
                        name);
        command.redirectError(ProcessBuilder.Redirect.INHERIT);
        var child = new Child(command.start());
        children.add(child);
        assertTrue(child.line("listens ").matches("\\d+"));
        return child;
    }

    private interface Question {
        boolean holds() throws IOException;
    }

    private static void await(Question question) {
        Meetings.await(
                "the children agree",
                () -> {
                    try {
                        return question.holds();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
    }

    private static final class Child {

        private final Process process;
        private final BufferedReader answers;
        private final BufferedWriter questions;

        Child(Process process) {
            this.process = process;
            this.answers =
                    new BufferedReader(
                            new InputStreamReader(
                                    process.getInputStream(), StandardCharsets.UTF_8));
            this.questions =
                    new BufferedWriter(
                            new OutputStreamWriter(
                                    process.getOutputStream(), StandardCharsets.UTF_8));
        }

        String ask(String question) throws IOException {
            questions.write(question + "\n");
            questions.flush();
            return line("= ");
        }

        /** The next line with this beginning: logs may stand between. */
        String line(String beginning) throws IOException {
            String line = answers.readLine();
            while (line != null && !line.startsWith(beginning)) {
                line = answers.readLine();
            }
            assertTrue(line != null, "the child ended");
            return line.substring(beginning.length());
        }

        void kill() throws InterruptedException {
            process.destroyForcibly();
            process.waitFor();
        }

        void stop() throws IOException, InterruptedException {
            questions.write("stop\n");
            questions.flush();
            assertTrue(process.waitFor(60, TimeUnit.SECONDS));
            assertEquals(0, process.exitValue());
        }
    }
}
