package enquire.editor.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.text.RandomText;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Several replicas of one page that edit everything a page has and meet at random. At the end they
 * are equal, and on the way every change that arrived led from the text before to the text after.
 */
class PageDocumentConvergenceTest {

    private static final int REPLICAS = 4;
    private static final int STEPS = 250;
    private static final List<String> TITLES = List.of("Home", "Minutes", "Smile 😀", "E\u0301");

    private final List<PageDocument> pages = new ArrayList<>();

    private void edit(PageDocument page, Random random) {
        var draw = new RandomText(random);
        Edit edit =
                switch (random.nextInt(10)) {
                    case 0 -> new Edit.Rename(new Title(TITLES.get(random.nextInt(4))));
                    case 1 -> new Edit.Delete();
                    case 2 -> new Edit.Restore();
                    case 3 -> new Edit.PutMark("m" + random.nextInt(3), draw.text(2));
                    case 4 -> new Edit.RemoveMark("m" + random.nextInt(3));
                    default -> new Edit.Text(draw.change(page.text(), 3));
                };
        page.edit(edit);
    }

    private static void send(PageDocument from, PageDocument to) {
        String before = to.text();
        Heads headsBefore = to.heads();
        var applied = to.apply(from.changes());
        assertEquals(to.text(), applied.textChange().apply(before));
        assertEquals(to.text(), to.textAt(to.heads()));
        var between = to.textChangeBetween(headsBefore, to.heads());
        assertEquals(to.text(), between.apply(before));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void replicasEndEqual(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < REPLICAS; i++) {
            pages.add(PageDocument.create(Actors.actor(i + 1)));
        }
        for (int step = 0; step < STEPS; step++) {
            PageDocument page = pages.get(random.nextInt(REPLICAS));
            if (random.nextInt(4) > 0) {
                edit(page, random);
            } else {
                send(pages.get(random.nextInt(REPLICAS)), page);
            }
        }
        for (PageDocument page : pages) {
            pages.forEach(other -> send(other, page));
        }
        for (PageDocument page : pages) {
            pages.forEach(other -> send(other, page));
            assertEquals(pages.getFirst().heads(), page.heads());
            assertEquals(pages.getFirst().content(), page.content());
            try (var rebuilt = PageDocument.of(page.changes(), Actors.actor(9));
                    var loaded = PageDocument.load(page.save(), Actors.actor(9))) {
                assertEquals(page.content(), rebuilt.content());
                assertEquals(page.heads(), loaded.heads());
                assertEquals(page.content(), loaded.content());
            }
        }
        assertTrue(pages.getFirst().changes().size() > REPLICAS);
        pages.forEach(PageDocument::close);
    }
}
