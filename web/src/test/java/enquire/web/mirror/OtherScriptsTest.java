package enquire.web.mirror;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import enquire.editor.page.PageId;
import enquire.storage.BlobStore;
import enquire.storage.PageView;
import enquire.web.wiki.Manifest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Titles and attachments in many scripts, each as composed characters (NFC) and as letters with
 * marks (NFD), which no system writes for all: a file system that tells the two apart, and one that
 * does not.
 */
class OtherScriptsTest {

    private static final List<String> NAMES =
            List.of(
                    "Café Šťastný", // Latin
                    "Ἀθῆναι ά", // Greek
                    "Йод и ёлка", // Cyrillic
                    "שָׁלוֹם", // Hebrew
                    "مُؤَلِّف", // Arabic
                    "क़िला ऩ", // Devanagari
                    "น้ำก่ำ", // Thai
                    "漢字と﨑", // Han
                    "ガギグ パリ", // Kana
                    "한국어 각", // Hangul
                    "🧭👩\u200d🔧 ❤\ufe0f"); // emoji

    @TempDir Path parent;

    static Stream<Configuration> systems() {
        return Stream.of(Configuration.unix(), Configuration.osX());
    }

    private static String composed(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC);
    }

    private static String decomposed(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFD);
    }

    @ParameterizedTest
    @MethodSource("systems")
    void aNameInAnyScriptGoesBothWaysAndStaysOneFile(Configuration system) throws IOException {
        try (var disk = Jimfs.newFileSystem(system);
                var alice = new MirroredWiki(parent)) {
            Path folder =
                    Files.createDirectories(
                            disk.getRootDirectories().iterator().next().resolve("notes"));
            new Folder(folder).mark().claim(Owner.of(alice.wiki));
            for (String name : NAMES) {
                PageView page = alice.create(name, "Out.\n");
                BlobStore.Stored stored = stored(alice, name);
                String manifest = Manifest.of(name + ".png", Optional.empty(), stored).toJson();
                alice.repository().attach(page.page(), Map.of(stored.blob(), manifest));
            }
            var mirror = new Mirror(alice.wiki, folder, InstantSource.system());
            mirror.start();
            try {
                for (String name : NAMES) {
                    await(alice, mirror, folder.resolve(composed(name) + ".md"), "Out.\n");
                    await(alice, mirror, folder.resolve("files/" + name + ".png"), name);
                }
                goesIn(alice, mirror, folder);
            } finally {
                mirror.close();
            }
        }
    }

    private static BlobStore.Stored stored(MirroredWiki alice, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return alice.repository().blobs().add(new ByteArrayInputStream(bytes), 1_000);
    }

    /** As letters with marks, with links as composed characters; then edited on both sides. */
    private static void goesIn(MirroredWiki alice, Mirror mirror, Path folder) throws IOException {
        for (String name : NAMES) {
            Files.writeString(folder.resolve(decomposed("in " + name) + ".png"), "in " + name);
            Files.writeString(folder.resolve(decomposed("in " + name) + ".md"), text(name));
        }
        for (String name : NAMES) {
            String title = "in " + name;
            alice.await(
                    mirror,
                    () ->
                            alice.text(title).equals(Optional.of(text(name)))
                                    && alice.page(title).files().size() == 1,
                    () -> title + " " + alice.find(title));
        }
        Map<String, PageId> pages = pages(alice);
        for (String name : NAMES) {
            alice.edit("in " + name, "Comes in", "Came in");
            Files.writeString(folder.resolve(composed(name) + ".md"), "Out, and in.\n");
        }
        for (String name : NAMES) {
            String text = text(name).replace("Comes in", "Came in");
            await(alice, mirror, folder.resolve(decomposed("in " + name) + ".md"), text);
            alice.await(
                    mirror,
                    () -> alice.text(name).equals(Optional.of("Out, and in.\n")),
                    () -> name);
        }
        assertEquals(pages, pages(alice));
        assertEquals(0, mirror.status().troubleCount(), () -> mirror.status().toString());
        try (var files = Files.list(folder)) {
            List<String> there =
                    files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".md"))
                            .toList();
            assertEquals(2 * NAMES.size(), there.size(), () -> there.toString());
        }
    }

    private static String text(String name) {
        return "Comes in.\n![[%s]]\n".formatted(composed("in " + name + ".png"));
    }

    private static Map<String, PageId> pages(MirroredWiki alice) {
        return NAMES.stream()
                .flatMap(name -> Stream.of(name, "in " + name))
                .collect(Collectors.toMap(name -> name, name -> alice.page(name).page()));
    }

    private static void await(MirroredWiki alice, Mirror mirror, Path file, String text) {
        alice.await(
                mirror, () -> read(file).equals(Optional.of(text)), () -> file + " " + read(file));
    }

    private static Optional<String> read(Path file) {
        try {
            return Optional.of(Files.readString(file));
        } catch (IOException notYet) {
            return Optional.empty();
        }
    }
}
