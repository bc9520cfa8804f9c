package enquire.web.mirror;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Looking at what was named, one by one, comes to the same as looking at the whole folder. */
class ListingTest {

    private static final int ROUNDS = 40;

    @TempDir Path parent;

    @Test
    void looksAtWhatWasNamedComeToTheSameAsOneAtAll() throws IOException {
        for (long seed = 1; seed <= 4; seed++) {
            var random = new Random(seed);
            Path top = Files.createDirectory(parent.resolve("notes" + seed));
            Listing listing = Listing.of(top);
            for (int round = 0; round < ROUNDS; round++) {
                for (String path : changed(top, random)) {
                    listing.look(top, path);
                }
                assertEquals(Listing.of(top), listing, "seed " + seed + ", round " + round);
            }
        }
    }

    /** What a system would name. */
    private static List<String> changed(Path top, Random random) throws IOException {
        var named = new ArrayList<String>();
        for (int i = 0; i < 3; i++) {
            Path one = any(top, random);
            Path other = any(top, random);
            switch (random.nextInt(5)) {
                case 0, 1 -> {
                    if (Files.isDirectory(one.getParent()) && !Files.exists(one)) {
                        Files.writeString(one, "text " + i);
                    }
                }
                case 2 -> {
                    if (Files.isDirectory(one.getParent()) && Files.notExists(one)) {
                        Files.createDirectory(one);
                    }
                }
                case 3 -> {
                    boolean moves =
                            Files.exists(one)
                                    && Files.notExists(other)
                                    && Files.isDirectory(other.getParent())
                                    && !other.startsWith(one);
                    if (moves) {
                        Files.move(one, other);
                    }
                }
                default -> {
                    if (Files.isRegularFile(one)) {
                        Files.delete(one);
                    }
                }
            }
            named.add(Listing.path(top, one));
            named.add(Listing.path(top, other));
        }
        return named;
    }

    private static Path any(Path top, Random random) {
        List<String> names = List.of("a", "b", "b0", "b.md", ".hidden", "B");
        Path path = top;
        for (int depth = random.nextInt(3); depth >= 0; depth--) {
            path = path.resolve(names.get(random.nextInt(names.size())));
        }
        return path;
    }

    @Test
    void whatLiesBehindALinkIsNotLookedAt() throws IOException {
        Path outside = Files.createDirectory(parent.resolve("outside"));
        Files.writeString(outside.resolve("secret.md"), "Mine.");
        Path top = Files.createDirectory(parent.resolve("notes"));
        Files.createSymbolicLink(top.resolve("link"), outside);
        Listing listing = Listing.of(top);

        listing.look(top, "link/secret.md");
        listing.look(top, "link");

        assertEquals(Set.of(), listing.files().keySet());
        assertEquals(Set.of("link"), listing.closed());
    }
}
