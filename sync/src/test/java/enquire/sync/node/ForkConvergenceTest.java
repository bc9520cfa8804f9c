package enquire.sync.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.PageId;
import enquire.editor.page.Title;
import enquire.storage.Exchange;
import enquire.storage.PageView;
import enquire.sync.node.TwoFaced.Branch;
import enquire.sync.statement.StatementCodec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Alice's key tells Bob's and Carol's nodes different things again and again, while they write,
 * restart and meet. In the end all hold the same, and nothing that honest people wrote is lost: it
 * is in the page, or offered by the node of who wrote it.
 */
@Timeout(value = 600, unit = TimeUnit.SECONDS)
class ForkConvergenceTest {

    private static final int SEEDS = Integer.getInteger("enquire.forkSeeds", 6);
    private static final long SEED = Long.getLong("enquire.seed", 1);
    private static final List<String> NAMES = List.of("Alice", "Bob", "Carol");

    @TempDir Path folder;

    @Test
    void allEndWithTheSameAndNothingOfHonestPeopleIsLost() {
        for (int i = 0; i < SEEDS; i++) {
            long seed = SEED * 1_000 + i;
            new Story(seed, folder.resolve("seed " + seed)).run();
        }
    }

    private static final class Story {

        private final String replay;
        private final Path folder;
        private final Random random;
        private final List<Node> nodes = new ArrayList<>();
        private final List<Wiki> wikis = new ArrayList<>();
        private final Map<String, Integer> written = new HashMap<>();
        private final List<Branch> branches = new ArrayList<>();
        private final Map<Branch, TwoFaced> authors = new HashMap<>();
        private PageId page;

        Story(long seed, Path folder) {
            this.replay = "replay: -Dtest=ForkConvergenceTest, seed " + seed;
            this.folder = folder;
            this.random = new Random(seed);
            this.page = PageId.random(random);
        }

        void run() {
            try (var meetings = new Meetings(folder)) {
                begin(meetings);
                for (int step = 0; step < 25; step++) {
                    step(meetings, step);
                }
                for (int round = 0; round < 4; round++) {
                    meet(0, 1, 40);
                    meet(1, 2, 40);
                    meet(0, 2, 40);
                }
                check();
            }
        }

        private void begin(Meetings meetings) {
            NAMES.forEach(name -> nodes.add(meetings.open(name)));
            Wiki garden = nodes.get(0).create("Garden");
            page = garden.repository().create(new Title("Roses"), "red\ntall\n").page();
            wikis.add(garden);
            wikis.add(Wire.join(nodes.get(1), nodes.get(0), garden));
            wikis.add(Wire.join(nodes.get(2), nodes.get(0), garden));
            meet(0, 1, 1);
            meet(0, 2, 1);
            meet(0, 1, 1);
        }

        private void step(Meetings meetings, int step) {
            int who = random.nextInt(3);
            switch (random.nextInt(8)) {
                case 0, 1 -> write(who, step);
                case 2 -> equivocate(who, step);
                case 3, 4 -> {
                    if (!branches.isEmpty()) {
                        Branch branch = branches.get(random.nextInt(branches.size()));
                        authors.get(branch).give(wikis.get(who), branch);
                    }
                }
                case 5 -> {
                    meetings.stop(nodes.get(who));
                    nodes.set(who, meetings.open(NAMES.get(who)));
                    wikis.set(who, nodes.get(who).wikis().getFirst());
                }
                default -> meet(who, (who + 1) % 3, 1);
            }
        }

        private void write(int who, int step) {
            // One character, which no other edit can get into, and each only once.
            String token = Character.toString(0x4e00 + step);
            PageView view = view(who);
            int at = view.text().indexOf('\n', random.nextInt(view.text().length()));
            int place = Math.max(0, at);
            String text = view.text().substring(0, place) + token + view.text().substring(place);
            wikis.get(who).repository().write(page, view.version(), text);
            written.put(token, who);
        }

        private void equivocate(int who, int step) {
            Wiki wiki = wikis.get(who);
            wiki.repository().exchange().fold(page);
            var author = new TwoFaced(nodes.get(0), folder, "Alice", 1 + step);
            for (String side : List.of("left", "right")) {
                // She adds; what she deletes would be gone rightly.
                String text = "twin %d %s\n".formatted(step, side) + view(who).text();
                Branch branch = author.write(wiki, page, text);
                keep(author, branch);
                if (random.nextBoolean()) {
                    keep(author, author.write(wiki, branch, "more of %d\n".formatted(step) + text));
                }
            }
        }

        private void keep(TwoFaced author, Branch branch) {
            branches.add(branch);
            authors.put(branch, author);
        }

        private void meet(int one, int other, int ticks) {
            if (one == other) {
                return;
            }
            var wire = new Wire(nodes.get(one), nodes.get(other));
            wire.runUntilQuiet();
            wire.tick(ticks);
            assertEquals(List.of(), wire.dialler.closed(), replay);
            assertEquals(List.of(), wire.acceptor.closed(), replay);
        }

        private PageView view(int who) {
            return wikis.get(who).repository().page(page).orElseThrow();
        }

        /** As they are told apart, with whether their changes are in the page. */
        private List<String> statements(int who) {
            Exchange exchange = wikis.get(who).repository().exchange();
            return exchange.statements(page).stream()
                    .map(each ->
                            "%s %s"
                                    .formatted(
                                            StatementCodec.decode(each.bytes()).claim(),
                                            exchange.accepts(page, each.vouched())))
                    .sorted()
                    .toList();
        }

        private void check() {
            for (int who = 0; who < 3; who++) {
                Exchange exchange = wikis.get(who).repository().exchange();
                assertEquals(view(0).text(), view(who).text(), replay);
                assertEquals(
                        wikis.get(0).repository().exchange().heads(page),
                        exchange.heads(page),
                        replay);
                assertEquals(statements(0), statements(who), replay);
                assertEquals(
                        wikis.get(0).repository().exchange().fingerprint(),
                        exchange.fingerprint(),
                        replay);
            }
            written.forEach((token, who) -> {
                boolean offered =
                        wikis.get(who).repository().suggestions().of(page).stream()
                                .anyMatch(each -> each.text().contains(token));
                assertTrue(
                        view(who).text().contains(token) || offered,
                        () -> replay + ": " + token + " in " + view(who).text());
            });
        }
    }
}
