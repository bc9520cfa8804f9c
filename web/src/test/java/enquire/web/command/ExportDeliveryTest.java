package enquire.web.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

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
