package enquire.sync.node;

import static org.junit.jupiter.api.Assertions.assertEquals;

import enquire.editor.page.BlobId;
import enquire.editor.page.PageId;
import enquire.editor.page.PeerId;
import enquire.editor.page.Title;
import enquire.storage.Records.Receipt;
import enquire.sync.identity.TestKeys;
import enquire.sync.protocol.Message;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is called short, from what others are taken to hold. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class ShortagesTest {

    private static final List<PeerId> OTHERS =
            List.of(TestKeys.of("Bob").id(), TestKeys.of("Carol").id(), TestKeys.of("Dave").id());

    @AutoClose private final Meetings meetings;
    private Node alice;
    private Wiki garden;

    ShortagesTest(@TempDir Path folder) {
        meetings = new Meetings(folder);
    }

    @BeforeEach
    void begin() {
        alice = meetings.open("Alice");
        garden = alice.create("Garden");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void aPageIsShortIfFewerThanTwoOthersHoldIt(long seed) {
        var random = new Random(seed);
        var pages = new HashMap<String, PageId>();
        for (int i = 0; i < 20; i++) {
            String title = "Page " + i;
            pages.put(title, garden.repository().create(new Title(title), title).page());
        }
        garden.settle();
        long last = garden.repository().exchange().lastSequence();
        var receipts = new HashMap<PeerId, Receipt>();
        for (PeerId other : OTHERS) {
            Set<PageId> lacking =
                    pages.values().stream()
                            .filter(page -> random.nextInt(5) == 0)
                            .collect(Collectors.toSet());
            receipts.put(
                    other,
                    new Receipt(
                            garden.repository().exchange().indexId(),
                            random.nextLong(last + 1),
                            lacking,
                            random.nextInt(4) > 0));
        }
        var copies = new Copies(receipts, Set.of(), last, Map.of());
        Map<String, Integer> few = new TreeMap<>();
        pages.forEach((title, page) -> {
            long sequence = garden.repository().page(page).orElseThrow().sequence();
            int on = 1 + copies.of(page, sequence).size();
            if (on < Shortage.AIM) {
                few.put(title, on);
            }
        });

        Shortage shortage = shortages(copies, 4, Duration.ofMinutes(3)).lately();

        assertEquals(
                few,
                shortage.firstPages().stream()
                        .collect(
                                Collectors.toMap(
                                        Shortage.Page::title,
                                        Shortage.Page::computers,
                                        (one, other) -> one,
                                        TreeMap::new)));
        assertEquals(few.size(), shortage.pages());
        List<Integer> computers =
                shortage.firstPages().stream().map(Shortage.Page::computers).toList();
        assertEquals(computers.stream().sorted().toList(), computers);
    }

    @Test
    void whatIsUnderWayAndWhatIsDeletedIsNotShort() {
        garden.repository().create(new Title("Roses"), "red");
        PageId tulips = garden.repository().create(new Title("Tulips"), "yellow").page();
        garden.repository().delete(tulips);
        var nobody = new Copies(Map.of(), Set.of(), 0, Map.of());

        assertEquals(1, shortages(nobody, 3, Duration.ofMinutes(3)).lately().pages());
        assertEquals(0, shortages(nobody, 3, Duration.ofMinutes(1)).lately().pages());
        // A clock that is ahead wrote it: it is as old as any.
        assertEquals(1, shortages(nobody, 3, Duration.ofMinutes(-1)).lately().pages());
        Shortage ofTwo = shortages(nobody, 2, Duration.ofMinutes(3)).lately();
        assertEquals(true, ofTwo.isNothing() && ofTwo.ofComputers());
    }

    /** Its link stays in the page, and others may be named with it who have not heard of it yet. */
    @Test
    void aFileThatWasTakenOutIsNeitherShortNorOnlyThere() throws Exception {
        Node bob = meetings.open("Bob");
        Wire.join(bob, alice, garden);
        PageId roses = garden.repository().create(new Title("Roses"), "![[rose.jpg]]").page();
        byte[] picture = "a red rose".getBytes(StandardCharsets.UTF_8);
        BlobId blob =
                garden.repository()
                        .blobs()
                        .add(new ByteArrayInputStream(picture), picture.length)
                        .blob();
        String manifest = "{\"name\":\"rose.jpg\",\"bytes\":%d}".formatted(picture.length);
        garden.repository().attach(roses, Map.of(blob, manifest));
        var nobody = new Copies(Map.of(), Set.of(), 0, Map.of());
        assertEquals(1, shortages(nobody, 3, Duration.ofMinutes(3)).lately().files());
        var held = List.of(new Message.Held(blob, picture.length));
        garden.files()
                .fetching()
                .holdings()
                .heard(bob.id(), new Message.Have(garden.id(), held, List.of(), List.of(), true));

        garden.redacting().files().redact(roses, blob);

        Meetings.await("gone", () -> garden.repository().blobs().file(blob).isEmpty());
        assertEquals(0, shortages(nobody, 3, Duration.ofMinutes(3)).lately().files());
        assertEquals(0, OnlyThere.of(garden, bob.id()).files());
    }

    /** A large wiki on a slow disk: screens look each second. */
    @Test
    void whoAsksWhileItIsCountedAnewIsToldWhatWasCountedBefore() throws Exception {
        var counts = new AtomicInteger();
        var begun = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        var shortages =
                new Shortages(
                        garden.repository().exchange().live(),
                        garden.repository().records().carrying(),
                        Instant::now,
                        () -> new Copies(Map.of(), Set.of(), 0, Map.of()),
                        () -> {
                            if (counts.incrementAndGet() == 2) {
                                begun.countDown();
                                Meetings.awaited(goOn);
                            }
                            return counts.get();
                        },
                        garden.files());
        assertEquals(1, shortages.lately().computers());

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> anew =
                    threads.submit(() ->
                            Meetings.await("anew", () -> shortages.lately().computers() == 2));
            Meetings.awaited(begun);
            Future<Shortage> meanwhile = threads.submit(shortages::lately);
            assertEquals(1, meanwhile.get(60, TimeUnit.SECONDS).computers());
            goOn.countDown();
            anew.get(60, TimeUnit.SECONDS);
        } finally {
            goOn.countDown();
        }
    }

    /**
     * @param later by how much it is later than the pages were written
     */
    private Shortages shortages(Copies copies, int computers, Duration later) {
        return new Shortages(
                garden.repository().exchange().live(),
                garden.repository().records().carrying(),
                () -> Instant.now().plus(later),
                () -> copies,
                () -> computers,
                garden.files());
    }
}
