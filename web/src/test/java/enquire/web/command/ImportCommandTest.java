package enquire.web.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code enquire import} where no wiki is yet. */
@Timeout(120)
class ImportCommandTest extends TypedCommands {

    @Test
    void aWikiThatWasMadeForWhatIsRefusedIsNamedAndUsedByTheNext() throws Exception {
        var text = new StringBuilder();
        new Random(1).ints(20_000).forEach(number -> text.append(number).append(' '));
        byte[] whole =
                packed(
                        "<mediawiki><page><title>Rose</title><revision><timestamp>"
                                + "2011-03-04T05:06:07Z</timestamp><text>%s</text></revision></page></mediawiki>"
                                        .formatted(text));
        Path dump = Files.write(folder.resolve("garden.xml.gz"), Arrays.copyOf(whole, 50_000));

        assertSentence(1, "was made for this import and is empty", run("import", dump.toString()));

        Files.write(dump, whole);
        Ran again = run("import", dump.toString());
        assertEquals(0, again.code(), again.err());
        assertTrue(again.out().contains("in “garden”: 1 new"), again.out());
    }

    private static byte[] packed(String text) throws Exception {
        var out = new ByteArrayOutputStream();
        try (var packing = new GZIPOutputStream(out)) {
            packing.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }
}
