package enquire.web.mirror;

import enquire.editor.page.Title;
import enquire.editor.page.TitleKey;
import enquire.storage.PageView;
import enquire.storage.Repository;
import enquire.sync.node.Wiki;
import enquire.web.BetweenLooks;
import enquire.web.LiveFolder;
import enquire.web.TestNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** A wiki of a real node with a mirror in a real folder. */
final class MirroredWiki implements AutoCloseable {

    /** Longer than a mirror takes. */
    private static final Duration THOUGHT = Duration.ofSeconds(1);

    private final TestNode node;
    final Wiki wiki;
    final Path folder;
    private final Path data;
    private final EditorsClock clock = new EditorsClock();
    private Mirrors mirrors;

    /**
     * @param parent the node's folder and the mirror lie in it, apart
     */
    MirroredWiki(Path parent) {
        data = parent.resolve("data");
        folder = parent.resolve("notes");
        node = TestNode.withWiki(data);
        wiki = node.node().wiki("w").orElseThrow();
        wiki.repository()
                .pages(Optional.empty(), 100)
                .forEach(page -> wiki.repository().delete(page.page()));
        mirrors = new Mirrors(data, clock, Optional::empty);
    }

    Repository repository() {
        return wiki.repository();
    }

    /** Somebody reads a file in an editor, and saves it before {@link #editorClosed}. */
    void editorOpened() {
        clock.open();
    }

    void editorOpened(Duration atMost) {
        clock.open(atMost);
    }

    void editorClosed() {
        clock.close();
    }

    /** Where its pages are kept, for who disturbs that. */
    Path database() {
        return data.resolve("wikis").resolve(wiki.id().toString()).resolve("wiki.db");
    }

    Mirror begin() {
        return mirrors.begin(wiki, folder.toString(), false);
    }

    Mirror adopt() {
        return mirrors.begin(wiki, folder.toString(), true);
    }

    Mirrors mirrors() {
        return mirrors;
    }

    Mirror mirror() {
        return mirrors.of(wiki).orElseThrow();
    }

    /** Somebody says what becomes of the pages that are asked about now. */
    void answer(boolean deletes) {
        mirror().answer(deletes, Set.copyOf(mirror().status().heldPages()));
    }

    /** As if the node was stopped. */
    void stop() {
        mirrors.close();
    }

    void restart() {
        mirrors = new Mirrors(data, clock, Optional::empty);
        mirrors.resume(node.node());
    }

    /** The clock of the mirror goes ahead by so much at once. */
    void later(Duration time) {
        clock.later(time);
    }

    PageView create(String title, String text) {
        return repository().create(new Title(title), text);
    }

    PageView page(String title) {
        return find(title).orElseThrow();
    }

    Optional<PageView> find(String title) {
        return repository().find(TitleKey.of(title)).flatMap(repository()::page);
    }

    Optional<String> text(String title) {
        return find(title).map(PageView::text);
    }

    /** As an editor in a browser would: against what it shows now. */
    void edit(String title, String from, String to) {
        PageView page = page(title);
        repository().write(page.page(), page.version(), page.text().replace(from, to));
    }

    void write(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    /** As most editors save: a new file takes the place of the old one. */
    void save(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Path written = file.resolveSibling(".saving");
        Files.writeString(written, text);
        Files.move(written, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    Optional<String> file(String path) {
        try {
            byte[] bytes = Files.readAllBytes(folder.resolve(path));
            return Optional.of(new String(bytes, StandardCharsets.UTF_8));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Somebody puts a word into the page, as it is at this moment. */
    void typed(String title, String word, Random random) {
        PageView page = page(title);
        repository().write(page.page(), page.version(), withWord(page.text(), word, random));
    }

    /** Somebody puts a word into the file, in one of the ways in which editors save. */
    void saved(String title, String word, Random random) throws IOException {
        String path = title + ".md";
        editorOpened();
        String text = withWord(file(path).orElseThrow(), word, random);
        if (random.nextInt(3) == 0) {
            // He thinks, and what comes into the file meanwhile he does not see.
            awaitFileNot(path);
        }
        if (random.nextBoolean()) {
            save(path, text);
        } else {
            write(path, text);
        }
        editorClosed();
    }

    /** Never at the very beginning or end, which half a file may lack. */
    private static String withWord(String text, String word, Random random) {
        String[] words = text.strip().split(" ");
        var more = new ArrayList<>(List.of(words));
        more.add(1 + random.nextInt(words.length - 1), word);
        return String.join(" ", more) + "\n";
    }

    /** What a restart would know of each file. */
    List<Standing> noted() {
        return new MirrorMemory(repository().records())
                .entries().stream().flatMap(entry -> entry.newest().stream()).toList();
    }

    /** All ordinary files that are not ours. */
    Set<String> files() throws IOException {
        return LiveFolder.files(folder, file -> true).stream()
                .map(file -> folder.relativize(file).toString())
                .filter(path -> !path.startsWith("."))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    void awaitFile(String path, String text) {
        await(() -> file(path).equals(Optional.of(text)), () -> path + ": " + file(path));
    }

    /** Until the file has changed, or nobody changes anything any more. */
    private void awaitFileNot(String path) {
        Optional<String> before = file(path);
        Instant end = Instant.now().plus(THOUGHT);
        while (file(path).equals(before) && Instant.now().isBefore(end)) {
            Thread.onSpinWait();
        }
    }

    void awaitText(String title, String text) {
        await(() -> text(title).equals(Optional.of(text)), () -> title + ": " + text(title));
    }

    void awaitState(MirrorStatus.State state) {
        await(() -> mirror().status().state() == state, () -> mirror().status().toString());
    }

    /** Until folder and wiki say the same and nothing is on its way. */
    void awaitQuiet() {
        await(
                () ->
                        mirror().status().state() == MirrorStatus.State.FOLLOWING
                                && mirror().status().waiting() == 0,
                () -> mirror().status().toString());
    }

    void await(BooleanSupplier fits, Supplier<String> what) {
        await(mirror(), fits, what);
    }

    /** The same, of a mirror in another place. */
    void await(Mirror mirror, BooleanSupplier fits, Supplier<String> what) {
        Instant end = Instant.now().plus(TestNode.DEADLINE);
        while (!fits.getAsBoolean()) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("still " + what.get() + "; " + mirror.status());
            }
            BetweenLooks.pause();
        }
    }

    @Override
    public void close() {
        mirrors.close();
        node.close();
    }
}
