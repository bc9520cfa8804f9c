package enquire.bench;

import enquire.editor.page.ActorId;
import enquire.editor.page.Bytes;
import enquire.editor.page.Change;
import enquire.editor.page.Edit;
import enquire.editor.page.PageDocument;
import enquire.editor.page.PageId;
import enquire.editor.page.Title;
import enquire.editor.text.TextChange;
import enquire.storage.Exchange;
import enquire.storage.PageView;
import enquire.storage.Statement;
import enquire.sync.identity.NodeIdentity;
import enquire.sync.identity.NodeKey;
import enquire.sync.node.Node;
import enquire.sync.node.NodeSettings;
import enquire.sync.node.Wiki;
import enquire.sync.roster.Role;
import enquire.sync.roster.Roster;
import enquire.sync.statement.RevisionSigning;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A page that three people wrote in turns, over seven weeks of a clock of their own: Alice on her
 * node, Bob and Carol each in a document of his own, whose signed changes her node takes in as it
 * takes what a peer sends. So a page of thousands of changes is there in seconds.
 */
final class HistoryPage {

    static final String TITLE = "History";

    /** In one sitting, a few seconds apart; then somebody else goes on, some hours later. */
    private static final int TURN = 25;

    /** Turns of Alice, one behind the other, and then of each of the others, by turns. */
    private static final int TURNS = 4;

    /** From here on sentences are replaced and the page grows no more. (A guess: a long page.) */
    private static final int CHARS_MAX = 50_000;

    private static final Duration BETWEEN_CHANGES = Duration.ofSeconds(8);
    private static final Duration BETWEEN_TURNS = Duration.ofHours(5);
    private static final Duration SINCE = Duration.ofDays(50);
    private static final long SEED = 20_261_203;

    private final Path work;
    private final int changes;
    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.now().minus(SINCE).truncatedTo(ChronoUnit.SECONDS));
    private final Random random = new Random(SEED);
    private final Corpus corpus = new Corpus(SEED, 1_000);
    private int written;

    /**
     * @param changes how many the page has in the end
     */
    HistoryPage(Path work, int changes) {
        this.work = work;
        this.changes = changes;
    }

    /** Somebody who writes away from Alice's node. */
    private record Away(NodeKey key, PageDocument document, List<Exchange.Unsigned> unsigned) {}

    /**
     * Writes it into a new wiki, <i>Garden</i>, of a new node.
     *
     * @param alices data folder of the node
     * @return how many characters the text has in the end
     */
    int write(Path alices) throws Exception {
        var others = new ArrayList<Away>();
        try (var alice = node("Alice", alices)) {
            alice.listen();
            Wiki wiki = alice.create("Garden");
            wiki.repository().create(new Title("Home"), "See [[" + TITLE + "]].\n");
            PageId page = wiki.repository().create(new Title(TITLE), "").page();
            written = wiki.repository().exchange().changes(page).size();
            for (String name : List.of("Bob", "Carol")) {
                others.add(join(name, wiki));
            }
            while (written < changes) {
                alices(wiki, page);
                othersTurns(wiki, page, others);
            }
            return wiki.repository().page(page).orElseThrow().text().length();
        } finally {
            others.forEach(other -> other.document().close());
        }
    }

    private Node node(String name, Path data) {
        return Node.open(new NodeSettings(data, Optional.of(name), "127.0.0.1", 0, now::get));
    }

    /** His node is there as long as it takes to join. */
    private Away join(String name, Wiki wiki) throws IOException {
        Path data = work.resolve("history-" + name);
        try (var node = node(name, data)) {
            node.listen();
            node.join(wiki.invite(Role.WRITER).text());
        }
        NodeKey key = NodeIdentity.open(data.resolve("node/identity.p12")).key();
        byte[] salt = new byte[ActorId.SALT_BYTES];
        random.nextBytes(salt);
        return new Away(
                key, PageDocument.create(ActorId.of(key.id(), Bytes.of(salt))), new ArrayList<>());
    }

    private void alices(Wiki wiki, PageId page) {
        for (int turn = 0; turn < TURNS; turn++) {
            for (int i = 0; i < TURN && written < changes; i++) {
                PageView view = wiki.repository().page(page).orElseThrow();
                wiki.repository().write(page, view.version(), edit(view.text()).apply(view.text()));
                wiki.repository().exchange().fold(page);
                written++;
                pass(BETWEEN_CHANGES);
            }
            pass(BETWEEN_TURNS);
        }
    }

    private void othersTurns(Wiki wiki, PageId page, List<Away> others) {
        Exchange exchange = wiki.repository().exchange();
        var made = new ArrayList<Change>();
        List<Change> before =
                exchange.missing(page, others.getFirst().document().heads()).changes();
        others.forEach(other -> other.document().apply(other.document().screen(before).fit()));
        for (int turn = 0; turn < TURNS * others.size(); turn++) {
            Away writer = others.get(turn % others.size());
            List<Change> typed = turn(writer, page);
            others.stream()
                    .filter(other -> other != writer)
                    .forEach(other -> other.document().apply(typed));
            made.addAll(typed);
        }
        var signed = new ArrayList<Statement>();
        others.forEach(other -> signed.addAll(signed(wiki, page, other)));
        exchange.receive(page, made, signed, now.get(), Optional.of(others.getLast().key().id()));
    }

    private List<Change> turn(Away writer, PageId page) {
        var made = new ArrayList<Change>();
        for (int i = 0; i < TURN && written < changes; i++) {
            TextChange edit = edit(writer.document().text());
            for (Change change : writer.document().edit(new Edit.Text(edit))) {
                made.add(change);
                writer.unsigned()
                        .add(
                                new Exchange.Unsigned(
                                        page,
                                        change.actor(),
                                        change.seq(),
                                        change.hash(),
                                        now.get()));
                written++;
            }
            pass(BETWEEN_CHANGES);
        }
        pass(BETWEEN_TURNS);
        return made;
    }

    private static List<Statement> signed(Wiki wiki, PageId page, Away writer) {
        if (writer.unsigned().isEmpty()) {
            return List.of();
        }
        Roster roster = Roster.of(wiki.id(), wiki.repository().records().roster());
        Exchange.Signed signed =
                RevisionSigning.sign(
                                wiki.id(),
                                writer.key(),
                                roster.headsWriting(writer.key().id()),
                                List.of(),
                                writer.unsigned(),
                                any -> List.of())
                        .get(page);
        writer.unsigned().clear();
        return signed.added();
    }

    private void pass(Duration time) {
        now.updateAndGet(at -> at.plus(time));
    }

    /** A sentence more, now and then under a heading of its own, or one that is replaced. */
    private TextChange edit(String text) {
        String sentence = sentence();
        if (text.length() > CHARS_MAX || text.length() > 1_000 && random.nextInt(10) < 6) {
            int from = lineStart(text, random.nextInt(text.length()));
            int to = Math.max(from, text.indexOf('\n', from));
            boolean prose = to > from && text.charAt(from) != '#';
            boolean replaces = text.length() > CHARS_MAX || random.nextInt(3) > 0;
            if (prose && replaces) {
                return TextChange.replace(text.length(), from, to, sentence);
            }
            if (prose) {
                return TextChange.replace(text.length(), to, to, " " + sentence);
            }
        }
        int at = text.isEmpty() ? 0 : lineStart(text, random.nextInt(text.length()));
        String heading =
                random.nextInt(12) > 0
                        ? ""
                        : "## "
                                + sentence.substring(0, Math.min(20, sentence.length())).strip()
                                + "\n\n";
        return TextChange.replace(text.length(), at, at, heading + sentence + "\n\n");
    }

    private static int lineStart(String text, int at) {
        return text.lastIndexOf('\n', at - 1) + 1;
    }

    private String sentence() {
        String words = corpus.text().replaceAll("[#\\n\\[\\]]+", " ").strip();
        int from = random.nextInt(Math.max(1, words.length() - 80));
        return words.substring(from, Math.min(words.length(), from + 20 + random.nextInt(60)))
                .strip();
    }
}
