package enquire.web.language;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Java code that makes screens has no sentences of its own, and keeps none of one language. */
class JavaSentencesTest {

    private static final Path SOURCES = Path.of("src/main/java/enquire/web");

    /** What makes screens; {@code http}, {@code api} and {@code command} also answer programs. */
    private static final List<String> SCREENS = List.of("pages", "wiki", "screens", "html");

    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");

    /** Two words with a space between them. */
    private static final Pattern SENTENCE = Pattern.compile("[\\p{L}“”%]{2,}[,.]? \\p{Ll}{2,}");

    /** For who reads the log or the sources, and markup. */
    private static final Pattern NOT_SAID =
            Pattern.compile(
                    "^\\s*(//|\\*|/\\*)|LOG\\.|Illegal|IOException|<[a-z?]|noopener|max-age|npm build");

    @Test
    void noSentenceStandsInTheSourcesOfScreens() throws IOException {
        var found = new ArrayList<String>();
        int lines = 0;
        for (Path source : sources()) {
            String before = "";
            for (String line : Files.readAllLines(source)) {
                lines++;
                boolean says =
                        LITERAL.matcher(line)
                                .results()
                                .anyMatch(each -> SENTENCE.matcher(each.group(1)).find());
                if (says && !NOT_SAID.matcher(line).find() && !NOT_SAID.matcher(before).find()) {
                    found.add(source.getFileName() + ": " + line.strip());
                }
                before = line;
            }
        }

        assertTrue(lines > 5_000, "the sources were not found");
        assertEquals(List.of(), found);
    }

    @Test
    void noSentenceIsKeptForAllLanguages() throws IOException {
        Pattern kept = Pattern.compile("static final [^;]*Speaking\\.", Pattern.DOTALL);
        for (Path source : sources()) {
            String text = Files.readString(source);
            assertTrue(!kept.matcher(text).find(), source.toString());
        }
    }

    private static List<Path> sources() throws IOException {
        var sources = new ArrayList<Path>();
        for (String folder : SCREENS) {
            try (Stream<Path> files = Files.walk(SOURCES.resolve(folder))) {
                files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
            }
        }
        return sources;
    }
}
