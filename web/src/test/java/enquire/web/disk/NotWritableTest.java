package enquire.web.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.web.ServeProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real program on a data folder that it may not write. */
class NotWritableTest {

    /** The rights of root to overrule file modes: without them root is a user like any other. */
    private static final List<String> WITHOUT_RIGHTS_OF_ROOT =
            List.of("setpriv", "--bounding-set=-all", "--inh-caps=-all");

    @TempDir Path folder;

    /** Where nothing can be mounted, writes are refused by {@link BoundedFiles} alone. */
    @Test
    void aNodeWhoseDiskBecomesReadOnlyIsReadAndGoesOnWritingWithoutARestart() throws Exception {
        try (SmallDisk disk = SmallDisk.in(folder);
                ServeProcess node = disk.startWithRoomForTemporaryFiles();
                var client = new NodeClient(node)) {
            client.createWiki();
            client.api("PUT", "wikis/w/pages/Harbour", "the red boat");
            client.until("wikis/w/search?q=boat", hits -> hits.path("total").asInt() == 1);

            disk.refuseWrites();
            for (int i = 0; i < 2; i++) {
                var saved = client.api("PUT", "wikis/w/pages/Harbour", "the blue boat");
                assertEquals(507, saved.statusCode(), saved.body());
                assertTrue(saved.body().contains("Everything saved before is safe"), saved.body());
                byte[] file = {1, 2, 3};
                var stored = client.send("POST", "/-/api/v1/wikis/w/files?name=a.png", file);
                assertEquals(507, stored.statusCode(), stored.body());
            }
            assertEquals("the red boat", client.api("GET", "wikis/w/pages/Harbour", "").body());
            assertEquals(200, client.get("/w/Harbour").statusCode());
            assertEquals(1, client.json("wikis/w/search?q=red").path("total").asInt());
            disk.takeWrites();

            var saved = client.api("PUT", "wikis/w/pages/Harbour", "the green boat");
            assertEquals(200, saved.statusCode(), saved.body());
            client.until("wikis/w/search?q=green", hits -> hits.path("total").asInt() == 1);
            assertEquals(0, node.stop());
        }
    }

    /** Where nothing can be mounted, the data folder has no right to be written instead. */
    @Test
    void aReadOnlyDiskIsSaidAtTheStartAndLeftAsItIs() throws Exception {
        try (SmallDisk disk = SmallDisk.in(folder)) {
            try (ServeProcess node = disk.startWithRoomForTemporaryFiles()) {
                assertEquals(0, node.stop());
            }
            Map<String, Integer> before = content(disk.data());
            if (disk instanceof MountedDisk mounted) {
                mounted.remount("ro");
                assertRefused("Read-only file system", disk::startWithRoomForTemporaryFiles);
                mounted.remount("rw");
            } else {
                Path data = disk.data();
                withMode("r--------", data, data.toString(), () -> startWithoutRightsOfRoot(data));
            }

            assertEquals(before, content(disk.data()));
            disk.startWithRoomForTemporaryFiles().close();
        }
    }

    @Test
    void whatBelongsToSomebodyElseIsNamedAndLeftAsItIs() throws Exception {
        Path data = folder.resolve("data");
        Path wiki;
        try (ServeProcess node = ServeProcess.start(data);
                var client = new NodeClient(node)) {
            wiki = data.resolve("wikis").resolve(client.createWiki());
            assertEquals(0, node.stop());
        }
        Map<String, Integer> before = content(data);

        for (Path part :
                List.of(
                        data,
                        data.resolve("lock"),
                        data.resolve("node").resolve("identity.p12"),
                        data.resolve("node").resolve("node.db"),
                        wiki.resolve("wiki.db"))) {
            String mode = part.endsWith("identity.p12") ? "---------" : "r--------";
            String said = (part.endsWith("lock") ? data : part).toString();
            withMode(mode, part, said, () -> startWithoutRightsOfRoot(data));
            assertEquals(before, content(data), "after " + part);
        }
        startWithoutRightsOfRoot(data).close();
    }

    @Test
    void theDoctorSaysThatTheFolderCannotBeWritten() throws Exception {
        Path data = folder.resolve("data");
        ServeProcess.start(data).close();
        Set<PosixFilePermission> before = Files.getPosixFilePermissions(data);
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("r-x------"));
        try {
            var command = new ArrayList<>(withoutRightsOfRoot());
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-cp"));
            command.add(System.getProperty("java.class.path"));
            command.addAll(List.of("enquire.web.Main", "doctor", "--data", data.toString()));
            command.addAll(List.of("--port", "0", "--peer-port", "0"));
            Process doctor = new ProcessBuilder(command).redirectErrorStream(true).start();
            String said =
                    new String(doctor.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(1, doctor.waitFor(), said);
            assertTrue(said.contains("wrong\tNothing can be written in the data folder"), said);
        } finally {
            Files.setPosixFilePermissions(data, before);
        }
    }

    private interface Start {
        ServeProcess start() throws IOException;
    }

    private static void withMode(String mode, Path part, String why, Start start) throws Exception {
        Set<PosixFilePermission> before = Files.getPosixFilePermissions(part);
        Files.setPosixFilePermissions(part, PosixFilePermissions.fromString(mode));
        try {
            assertRefused(why, start);
        } finally {
            Files.setPosixFilePermissions(part, before);
        }
    }

    private static void assertRefused(String why, Start start) {
        var refused = assertThrows(ServeProcess.NotStarted.class, start::start);

        assertEquals(1, refused.exitCode());
        assertTrue(refused.words().contains(why), refused.words());
        assertTrue(refused.words().matches("(?s).*(is safe|was changed).*"), refused.words());
        assertEquals(1, refused.words().strip().lines().count(), refused.words());
    }

    private static List<String> withoutRightsOfRoot() {
        boolean root = "root".equals(System.getProperty("user.name"));
        return root ? WITHOUT_RIGHTS_OF_ROOT : List.of();
    }

    private ServeProcess startWithoutRightsOfRoot(Path data) throws IOException {
        return ServeProcess.start(
                new ServeProcess.Launch(
                        withoutRightsOfRoot(), List.of(), data, data, folder.resolve("node.err")),
                "Alice");
    }

    /** Names and contents of all files. */
    private static Map<String, Integer> content(Path data) throws IOException {
        var content = new TreeMap<String, Integer>();
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                content.put(
                        data.relativize(file).toString(),
                        java.util.Arrays.hashCode(Files.readAllBytes(file)));
            }
        }
        return content;
    }
}
