package enquire.web.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Invites on the command line. */
class InviteCommandTest extends TypedCommands {

    @Test
    void thoseThatAreOpenAreListedAndTakenBack() {
        assertEquals(0, run("create", "Garden").code());
        String first = run("invite", "--role", "reader").out().strip();
        assertEquals(0, run("invite", "--mine").code());

        String listed = run("invite", "--list").out();
        String[] lines = listed.split("\n");
        assertEquals(2, lines.length, listed);
        assertTrue(lines[0].contains("\tanother computer of yours\t"), listed);
        assertTrue(lines[1].contains("\treader\t"), listed);

        assertTrue(run("invite", "--take-back", first).out().startsWith("Took back the invite "));
        assertSentence(1, "Nothing was changed", run("invite", "--take-back", first));
        assertSentence(1, "Nothing was changed", run("invite", "--take-back", "enquire:x"));
        assertEquals(lines[0] + "\n", run("invite", "--list").out());
        String beginning = lines[0].substring(0, 8);
        assertEquals(0, run("invite", "--take-back", beginning).code());
        assertEquals("", run("invite", "--list").out());
    }
}
