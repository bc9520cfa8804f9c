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
        // Both may be of one second, which is all that one of them says: either can come first.
        String own = lines[lines[0].contains("\tanother computer of yours\t") ? 0 : 1];
        assertTrue(own.contains("\tanother computer of yours\t"), listed);
        assertTrue(listed.contains("\treader\t"), listed);

        assertTrue(run("invite", "--take-back", first).out().startsWith("Took back the invite "));
        assertSentence(1, "Nothing was changed", run("invite", "--take-back", first));
        assertSentence(1, "Nothing was changed", run("invite", "--take-back", "enquire:x"));
        assertEquals(own + "\n", run("invite", "--list").out());
        String beginning = own.substring(0, 8);
        assertEquals(0, run("invite", "--take-back", beginning).code());
        assertEquals("", run("invite", "--list").out());
    }
}
