package enquire.web.browser;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import enquire.editor.page.BlobId;
import enquire.editor.page.PageId;
import enquire.editor.page.Title;
import enquire.storage.BlobStore;
import enquire.storage.Repository;
import enquire.sync.node.ArrivingFile;
import enquire.sync.node.Wiki;
import enquire.web.TestNode;
import enquire.web.wiki.Manifest;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A recording plays, and is jumped in, while most of it is still on Bob's computer. */
@Timeout(300)
class PlayerBrowserTest {

    private static final int HEADER_BYTES = 44;

    /** Stereo, 44,100 samples a second, 2 bytes each: what a CD has. */
    private static final int BYTES_PER_SECOND = 44_100 * 4;

    private static final int SECONDS = 360;

    @TempDir Path alices;
    @TempDir Path bobs;

    @AutoClose private TestNode alice;
    @AutoClose private RunningNode bob;
    private BlobId blob;

    @BeforeEach
    void bobHasARecording() throws Exception {
        try (TestNode before = TestNode.withWiki(bobs)) {
            Repository waves = before.node().wikis().getFirst().repository();
            byte[] recording = recording();
            BlobStore.Stored stored =
                    waves.blobs().add(new ByteArrayInputStream(recording), recording.length);
            blob = stored.blob();
            PageId page = waves.create(new Title("Waves"), "![[waves.wav]]").page();
            Manifest manifest = Manifest.of("waves.wav", Optional.empty(), stored);
            waves.attach(page, Map.of(blob, manifest.toJson()));
        }
        bob = RunningNode.start(bobs, "Bob");
        alice = TestNode.start(alices, "Alice");
    }

    /** Noise behind the header of a WAV file (Microsoft and IBM, 1991). */
    private static byte[] recording() {
        byte[] samples = new byte[SECONDS * BYTES_PER_SECOND];
        new Random(5).nextBytes(samples);
        var wav = ByteBuffer.allocate(HEADER_BYTES + samples.length);
        wav.order(ByteOrder.LITTLE_ENDIAN);
        wav.put(ascii("RIFF")).putInt(HEADER_BYTES - 8 + samples.length).put(ascii("WAVEfmt "));
        wav.putInt(16).putShort((short) 1).putShort((short) 2).putInt(44_100);
        wav.putInt(BYTES_PER_SECOND).putShort((short) 4).putShort((short) 16);
        return wav.put(ascii("data")).putInt(samples.length).put(samples).array();
    }

    private static byte[] ascii(String letters) {
        return letters.getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void itPlaysAndJumpsAheadWhileItStillArrives() throws Exception {
        try (Person desk = Chromium.shared().person()) {
            // The browser is awake before it matters: Bob's computer may not be silent for long.
            Page page = desk.tab(alice.uri("/-/help").toString());
            Wiki wiki = alice.node().join(bob.invite("w"));
            alice.node().listen();
            beginning(wiki);
            bob.freeze();
            assertFalse(isWhole(wiki), "most of it is still to come");
            page.navigate(alice.uri("/" + wiki.slug() + "/Waves").toString());
            page.evalOnSelector(
                    "audio",
                    "it => { it.muted = true; it.jumps = 0;"
                            + " it.addEventListener('seeked', () => it.jumps++); return it.play(); }");

            page.evalOnSelector(
                    "audio",
                    "it => new Promise(plays => it.addEventListener('timeupdate',"
                            + " () => { if (it.currentTime > 0.5) plays(); }))");

            assertFalse(isWhole(wiki), "it plays what is here");
            page.evalOnSelector("audio", "it => { it.currentTime = it.duration * 0.9; }");
            bob.thaw();
            page.evalOnSelector(
                    "audio",
                    "(it, at) => new Promise(plays => it.addEventListener('timeupdate',"
                            + " () => { if (it.jumps > 0 && it.currentTime > at) plays(); }))",
                    SECONDS * 0.9 + 0.5);
            assertTrue(
                    (Boolean)
                            page.evalOnSelector("audio", "it => it.error === null && !it.paused"));
        }
    }

    /** Reads the first piece, as a player would, as soon as Bob is known to have it. */
    private void beginning(Wiki wiki) throws Exception {
        long end = System.nanoTime() + TestNode.DEADLINE.toNanos();
        Optional<ArrivingFile> file = Optional.empty();
        while (file.isEmpty()) {
            assertTrue(System.nanoTime() < end, "nobody gives it");
            Thread.onSpinWait();
            file = wiki.files().open(blob);
        }
        try (ArrivingFile arriving = file.get()) {
            assertTrue(arriving.read(0, Duration.ofSeconds(60)).isPresent());
        }
    }

    private boolean isWhole(Wiki wiki) {
        return wiki.repository().blobs().file(blob).isPresent();
    }
}
