package enquire.web.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What is in {@code dist/} starts a node in words that the command line knows. */
class DistributionTest {

    private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"");

    @Test
    void theUnitStartsANodeWithOptionsThatThereAre() throws IOException {
        List<String> unit = Files.readAllLines(dist("enquire.service"));
        List<String> starts = unit.stream().filter(line -> line.startsWith("ExecStart=")).toList();
        assertEquals(1, starts.size());
        List<String> words = Arrays.asList(starts.getFirst().split("[= ]"));

        assertEquals("/opt/enquire/enquire", words.get(1));
        assertKnown(words.subList(2, words.size()));
        assertTrue(unit.contains("DynamicUser=yes") && unit.contains("ProtectSystem=strict"));
        // What it may write to is where its data is.
        assertTrue(unit.contains("StateDirectory=enquire"));
        assertTrue(words.contains("/var/lib/enquire"));
    }

    @Test
    void theContainerStartsANodeWithOptionsThatThereAre() throws IOException {
        List<String> file = Files.readAllLines(dist("Containerfile"));
        List<String> command =
                file.stream()
                        .filter(line -> line.startsWith("CMD "))
                        .flatMap(line -> QUOTED.matcher(line).results())
                        .map((MatchResult word) -> word.group(1))
                        .toList();

        assertKnown(command);
        assertTrue(file.contains("FROM ${BASE_IMAGE}"), "whose image it is, the builder says");
        assertTrue(file.stream().anyMatch(line -> line.contains("\"enquire.web.Main\"")));
        assertTrue(file.stream().anyMatch(line -> line.contains("ENQUIRE_DATA=/data")));
        assertFalse(file.stream().anyMatch(line -> line.equals("USER root")));
    }

    /** A folder that {@code VOLUME} alone makes is root's, and the node could write nothing. */
    @Test
    void theVolumeOfTheContainerBelongsToTheUserWhoRunsIt() throws IOException {
        List<String> file = Files.readAllLines(dist("Containerfile"));
        String user = only(file, "USER ");
        int copied = file.indexOf("COPY --chown=%s dist/data /data".formatted(user));

        assertTrue(copied >= 0 && copied < file.indexOf("VOLUME /data"), file.toString());
        assertTrue(Files.isDirectory(dist("data")));
        String options = Files.readString(dist("../.build/java-options.sh"));
        QUOTED.matcher(only(file, "ENTRYPOINT "))
                .results()
                .map(word -> word.group(1))
                .filter(word -> word.startsWith("-") && !word.equals("-cp"))
                .forEach(word -> assertTrue(options.contains(word), word));
    }

    private static String only(List<String> file, String instruction) {
        List<String> found = file.stream().filter(line -> line.startsWith(instruction)).toList();
        assertEquals(1, found.size(), found.toString());
        return found.getFirst().substring(instruction.length());
    }

    private static void assertKnown(List<String> words) {
        assertEquals("serve", words.getFirst());
        List<String> options =
                new ArrayList<>(words.stream().filter(word -> word.startsWith("-")).toList());
        assertTrue(options.contains("--no-browser"));
        options.removeAll(NodeOptions.ALL);
        assertEquals(List.of(), options);
    }

    private static Path dist(String name) {
        Path here = Path.of("").toAbsolutePath();
        Path top = here.endsWith("web") ? here.getParent() : here;
        return top.resolve("dist").resolve(name);
    }
}
