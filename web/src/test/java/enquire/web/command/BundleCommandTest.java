package enquire.web.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** {@code enquire bundle}, with no node running. */
class BundleCommandTest extends TypedCommands {

    @Test
    void aBundleIsWrittenOnceAndReadAsOftenAsOneLikesByMembersAlone() throws Exception {
        Path file = folder.resolve("garden.bundle");
        assertEquals(0, run("create", "Garden").code());
        Ran wrote = run("bundle", file.toString());
        assertEquals(0, wrote.code(), wrote.err());
        assertTrue(wrote.out().contains("“Garden” is in"), wrote.out());
        byte[] content = Files.readAllBytes(file);

        assertSentence(1, "was left as it is", run("bundle", file.toString()));
        assertTrue(Arrays.equals(content, Files.readAllBytes(file)));
        Ran read = run("bundle", "--read", file.toString());
        assertEquals(0, read.code(), read.err());
        assertTrue(read.out().contains("of which 0 changed here"), read.out());

        Path nobodys = folder.resolve("nobody");
        Ran first = runWith(nobodys, "bundle", "--read", file.toString());
        assertSentence(1, "no member of the wiki in this bundle", first);
        assertTrue(first.err().contains("enquire join INVITE"), first.err());
        assertFalse(Files.exists(nobodys));
        Path strangers = folder.resolve("stranger");
        assertEquals(0, runWith(strangers, "create", "Garden").code());
        assertSentence(
                1,
                "no member of the wiki in this bundle",
                runWith(strangers, "bundle", "--read", file.toString()));
        assertSentence(
                1,
                "another wiki",
                runWith(strangers, "bundle", "--read", file.toString(), "--wiki", "garden"));

        Files.write(file, Arrays.copyOf(content, content.length - 10));
        assertSentence(1, "damaged or was cut off", run("bundle", "--read", file.toString()));
        Files.writeString(file, "no bundle");
        assertSentence(1, "not a bundle", run("bundle", "--read", file.toString()));
    }

    @Test
    void whatIsTypedWrongIsSaidAndNothingIsWritten() {
        Path file = folder.resolve("garden.bundle");
        assertEquals(0, run("create", "Garden").code());
        assertSentence(2, "is no date", run("bundle", file.toString(), "--since", "soon"));
        assertSentence(2, "for writing", run("bundle", "--read", "x", "--since", "2026-11-01"));
        assertSentence(2, "for writing", run("bundle", "--read", "x", "--no-files"));
        assertSentence(1, "There is no file", run("bundle", "--read", file.toString()));
        assertFalse(Files.exists(file));
        Ran since = run("bundle", file.toString(), "--since", "2999-01-01");
        assertEquals(0, since.code(), since.err());
    }
}
