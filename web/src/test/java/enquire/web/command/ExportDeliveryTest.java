package enquire.web.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.web.vault.ExportArchive;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An export comes from a node, and somebody wants to know how far it is. */
class ExportDeliveryTest {

    @TempDir Path folder;

    @Test
    void itSaysHowManyFilesOrHowManyBytesThereAre() throws Exception {
        byte[] export = export("Rose.md", "deep/Tern.md", ExportArchive.END);

        assertEquals(List.of("1 0", "2 0"), taken(export, folder.resolve("out")));
        List<String> bytes = taken(export, folder.resolve("out.zip"));
        assertEquals("0 " + export.length, bytes.getLast());
        assertArrayEquals(export, Files.readAllBytes(folder.resolve("out.zip")));
    }

    @Test
    void oneExportAtATimeGoesToAPlace() throws Exception {
        byte[] export = export("Rose.md", ExportArchive.END);
        Path empty = Files.createDirectory(folder.resolve("empty"));
        Path own = Files.createDirectory(folder.resolve(".new.part"));
        Files.writeString(own.resolve("Mine.md"), "Somebody's.");
        String longest = "\uD83D\uDE00".repeat(60); // 240 bytes of the 255 that a name may have.
        for (Path to :
                List.of(
                        folder.resolve("new"),
                        empty,
                        folder.resolve("new.zip"),
                        folder.resolve(longest))) {
            try (ExportDelivery first = ExportDelivery.to(to)) {
                var refused = assertThrows(CommandException.class, () -> ExportDelivery.to(to));
                assertTrue(refused.getMessage().startsWith("Another export"), refused.getMessage());
                first.take(
                        new ByteArrayInputStream(export), (files, bytes) -> {}, (what, why) -> {});
            }
            assertTrue(Files.isRegularFile(to) || Files.isRegularFile(to.resolve("Rose.md")));
        }
        assertEquals("Somebody's.", Files.readString(own.resolve("Mine.md")));
        try (var all = Files.list(folder)) {
            assertEquals(5, all.count());
        }
        try (var all = Files.list(empty)) {
            assertEquals(1, all.count());
        }
    }

    /** Its file stays, and the lock in it does not. */
    @Test
    void whatAKilledExportLeftIsNotInTheWay() throws Exception {
        byte[] export = export("Rose.md", ExportArchive.END);
        Path part = Files.createDirectory(folder.resolve(".out.enquire-export.part"));
        Files.writeString(part.resolve("Old.md"), "half");
        Files.createFile(folder.resolve(".out.enquire-export.lock"));

        taken(export, folder.resolve("out"));

        try (var all = Files.list(folder.resolve("out"))) {
            assertEquals(
                    List.of("Rose.md"), all.map(each -> each.getFileName().toString()).toList());
        }
        try (var all = Files.list(folder)) {
            assertEquals(1, all.count());
        }
    }

    private static List<String> taken(byte[] export, Path to) {
        List<String> said = new ArrayList<>();
        try (ExportDelivery delivery = ExportDelivery.to(to)) {
            delivery.take(
                    new ByteArrayInputStream(export),
                    (files, bytes) -> said.add(files + " " + bytes),
                    (what, why) -> said.add(what + " " + why));
        }
        return said;
    }

    private static byte[] export(String... names) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ZipOutputStream(bytes)) {
            for (String name : names) {
                out.putNextEntry(new ZipEntry(name));
                out.write("{\"pages\": 2}".getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }
}
