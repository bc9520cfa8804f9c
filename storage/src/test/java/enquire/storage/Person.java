package enquire.storage;

import enquire.editor.page.Bytes;
import enquire.editor.page.Change;
import enquire.editor.page.ChangeHash;
import enquire.editor.page.PageDocument;
import enquire.editor.page.PageId;
import enquire.editor.page.PeerId;
import enquire.editor.page.Title;
import enquire.editor.page.WikiId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Somebody with a repository of the one wiki of these tests. The clock stands until it is moved.
 */
final class Person implements AutoCloseable {

    static final WikiId WIKI = new WikiId(bytes("a wiki").sha256());
    private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");

    final String name;
    final PeerId peer;
    private final Path folder;
    private final AcceptanceRule rule;
    private final Merging.Screening screening;
    private final Random random;
    private final Surroundings surroundings;
    private Repository repository;
    private volatile boolean clockBroken;
    private volatile long operationsMax = PageOperations.ofComputer();
    private volatile Instant time;

    Person(String name, Path parent, long seed) {
        this(name, parent, seed, Person::everything);
    }

    Person(String name, Path parent, long seed, AcceptanceRule rule) {
        this(name, parent, seed, rule, PageDocument::screen);
    }

    Person(String name, Path parent, long seed, AcceptanceRule rule, Merging.Screening screening) {
        this(name, parent, seed, rule, screening, Surroundings.COMPUTER, START);
    }

    private Person(
            String name,
            Path parent,
            long seed,
            AcceptanceRule rule,
            Merging.Screening screening,
            Surroundings surroundings,
            Instant time) {
        this.surroundings = surroundings;
        this.time = time; // Before the repository opens, whose first look at the clock is then.
        this.name = name;
        this.peer = new PeerId(bytes(name).sha256());
        this.folder = parent.resolve(name);
        this.rule = rule;
        this.screening = screening;
        this.random = new Random(seed ^ name.hashCode());
        this.repository = open(folder);
    }

    /**
     * Somebody whose typing stays in the journal until a test folds it, however long that takes.
     */
    static Person unhurried(String name, Path parent, long seed) {
        return unhurried(name, parent, seed, Person::everything);
    }

    /** The same, by a rule. */
    static Person unhurried(String name, Path parent, long seed, AcceptanceRule rule) {
        return new Person(
                name, parent, seed, rule, PageDocument::screen, NeverPace.computer(), START);
    }

    /** The same person, who is closed, at a computer that does by itself what it always does. */
    Person hurried() {
        return new Person(
                name,
                folder.getParent(),
                random.nextLong(),
                rule,
                screening,
                Surroundings.COMPUTER,
                time);
    }

    /**
     * Somebody who accepts what these wrote, and himself.
     *
     * @param trusted may change
     */
    static Person trusting(Set<PeerId> trusted, String name, Path parent, long seed) {
        var person =
                new Person(
                        name,
                        parent,
                        seed,
                        (page, candidates, accepted, statements) ->
                                acceptedOf(
                                        candidates,
                                        accepted,
                                        change -> trusted.contains(change.actor().author())));
        trusted.add(person.peer);
        return person;
    }

    Repository repository() {
        return repository;
    }

    Path folder() {
        return folder;
    }

    /** The repository that these files make, opened as this person. */
    Repository open(Path files) {
        return Repository.open(
                files,
                WIKI,
                new RepositorySettings(
                        peer, rule, this::time, random, surroundings.with(() -> operationsMax)),
                screening);
    }

    private Instant time() {
        if (clockBroken) {
            throw new IllegalStateException("the clock is broken");
        }
        return time;
    }

    /** As long as {@code action} runs, whatever asks for the time ends in an exception. */
    void withBrokenClock(Runnable action) {
        clockBroken = true;
        try {
            action.run();
        } finally {
            clockBroken = false;
        }
    }

    /** From now on a page of this computer takes so many operations. */
    void takesAtMost(long operations) {
        operationsMax = operations;
    }

    void restart() {
        repository.close();
        repository = open(folder);
    }

    void wait(Duration duration) {
        time = time.plus(duration);
    }

    PageView create(String title, String text) {
        return repository.create(new Title(title), text);
    }

    PageView write(PageId page, String text) {
        return repository.write(page, page(page).version(), text);
    }

    PageView page(PageId page) {
        return repository.page(page).orElseThrow();
    }

    String text(PageId page) {
        return page(page).text();
    }

    /** Everything that the other has and this one lacks, as a sync would carry it over. */
    void receiveFrom(Person other) {
        Exchange theirs = other.repository.exchange();
        theirs.pending().forEach(theirs::fold);
        for (var entry : theirs.index(0, 10_000).entries()) {
            receiveFrom(other, entry.page());
        }
    }

    Exchange.Received receiveFrom(Person other, PageId page) {
        other.repository.exchange().fold(page);
        Exchange.Missing missing =
                other.repository.exchange().missing(page, repository.exchange().heads(page));
        return repository
                .exchange()
                .receive(
                        page,
                        missing.changes(),
                        missing.statements(),
                        time,
                        Optional.of(other.peer));
    }

    /** Accepts every change whose dependencies are accepted. */
    static Set<ChangeHash> everything(
            PageId page,
            Collection<Change> candidates,
            Predicate<ChangeHash> accepted,
            Collection<Statement> statements) {
        return acceptedOf(candidates, accepted, change -> true);
    }

    /** Those of the candidates that are allowed and whose dependencies are accepted. */
    static Set<ChangeHash> acceptedOf(
            Collection<Change> candidates,
            Predicate<ChangeHash> accepted,
            Predicate<Change> allowed) {
        var taken = new HashSet<ChangeHash>();
        boolean grew = true;
        while (grew) {
            List<ChangeHash> next =
                    candidates.stream()
                            .filter(change -> !taken.contains(change.hash()))
                            .filter(allowed)
                            .filter(change ->
                                    change.dependencies().stream()
                                            .allMatch(hash ->
                                                    taken.contains(hash) || accepted.test(hash)))
                            .map(Change::hash)
                            .toList();
            grew = taken.addAll(next);
        }
        return taken;
    }

    static Bytes bytes(String text) {
        return Bytes.of(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        repository.close();
    }
}
