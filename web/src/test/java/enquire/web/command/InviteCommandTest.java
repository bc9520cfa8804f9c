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
        assertEquals(3, lines.length, listed);
        String heading = "INVITE\tGIVES\tMADE\tUNTIL";
        assertEquals(heading, lines[0]);
        String time = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ";
        assertTrue(lines[1].matches(".*\t" + time + "\t" + time), lines[1]);
        // Both may be of one second, which is all that one of them says: either can come first.
        String own = lines[lines[1].contains("\tanother computer of yours\t") ? 1 : 2];
        assertTrue(own.contains("\tanother computer of yours\t"), listed);
        assertTrue(listed.contains("\treader\t"), listed);

        assertTrue(run("invite", "--take-back", first).out().startsWith("Took back the invite "));
        assertSentence(1, "Nothing was changed", run("invite", "--take-back", first));
        assertSentence(1, "Nothing was changed", run("invite", "--take-back", "enquire:x"));
        assertEquals(heading + "\n" + own + "\n", run("invite", "--list").out());
        String beginning = own.substring(0, 8);
        assertEquals(0, run("invite", "--take-back", beginning).code());
        assertEquals("", run("invite", "--list").out());
    }
}
