package enquire.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./check} on a computer where the browser of the tests is not where others have it. */
class CheckScriptTest {

    /** The module's folder is where Maven runs tests. */
    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();

    @TempDir Path folder;

    private Path tools;

    /**
     * All programs that the script may find, with a system where everything is installed already.
     */
    @BeforeEach
    void makeComputer() throws Exception {
        assumeTrue(System.getProperty("os.name").equals("Linux"), "apt and its packages");
        Files.copy(HOME.resolve("check"), folder.resolve("check"));
        Path build = Files.createDirectory(folder.resolve(".build"));
        try (Stream<Path> scripts = Files.list(HOME.resolve(".build"))) {
            for (Path script : scripts.filter(Files::isRegularFile).toList()) {
                Files.copy(script, build.resolve(script.getFileName().toString()));
            }
        }
        tools = Files.createDirectory(folder.resolve("tools"));
        for (String needed : List.of("bash", "dirname", "readlink", "sed", "tail", "rm")) {
            Path real =
                    Stream.of("/bin", "/usr/bin")
                            .map(each -> Path.of(each, needed))
                            .filter(Files::exists)
                            .findFirst()
                            .orElseThrow();
            Files.createSymbolicLink(tools.resolve(needed), real);
        }
        tool(tools, "id", "echo 0");
        tool(tools, "node", "echo v22.0.0");
        tool(tools, "npm", "");
        tool(tools, "apt-get", "");
        tool(tools, "mvn", "echo tested with $ENQUIRE_CHROMIUM");
        tool(build, "suite-times.sh", "");
    }

    @Test
    void withoutABrowserItSaysSoAndTestsNothing() throws Exception {
        String said = check(1, "/nowhere");
        assertTrue(said.contains("Say where it is with ENQUIRE_CHROMIUM"), said);
        assertFalse(said.contains("tested"), said);
    }

    @Test
    void aBrowserThatIsNotOnThePathIsFound() throws Exception {
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        tool(elsewhere, "chromium", "");
        String said = check(0, "/nowhere:" + elsewhere);
        assertTrue(said.contains("tested with " + elsewhere.resolve("chromium")), said);
        assertFalse(said.contains("Installing"), said);
    }

    private static void tool(Path in, String name, String does) throws Exception {
        Path tool = Files.writeString(in.resolve(name), "#!/bin/bash\n" + does + "\n");
        assertTrue(tool.toFile().setExecutable(true));
    }

    private String check(int code, String folders) throws Exception {
        var builder =
                new ProcessBuilder(tools.resolve("bash").toString(), "check")
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("said").toFile());
        builder.environment().clear();
        builder.environment().put("PATH", tools.toString());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("CHROMIUM_FOLDERS", folders);
        Process check = builder.start();
        assertTrue(check.waitFor(60, TimeUnit.SECONDS));
        String said = Files.readString(folder.resolve("said"), StandardCharsets.UTF_8);
        assertEquals(code, check.exitValue(), said);
        return said;
    }
}
