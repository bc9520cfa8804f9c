package enquire.sync.node;

import enquire.editor.page.Change;
import enquire.editor.page.ChangeHash;
import enquire.editor.page.PageId;
import enquire.editor.page.PeerId;
import enquire.editor.page.TextHistory;
import enquire.editor.text.TextChange;
import enquire.storage.Exchange;
import enquire.storage.NoSuchSuggestionException;
import enquire.storage.NotAWriterException;
import enquire.storage.PageTooLargeException;
import enquire.storage.PageView;
import enquire.storage.Repository;
import enquire.storage.Statement;
import enquire.storage.StorageException;
import enquire.storage.SuggestedEdit;
import enquire.storage.SuggestedEdit.Named;
import enquire.storage.SuggestedEdits;
import enquire.storage.SuggestedInstead;
import enquire.storage.SuggestionRefusedException;
import enquire.storage.SuggestionRefusedException.Reason;
import enquire.storage.Version;
import enquire.sync.cbor.MalformedException;
import enquire.sync.identity.NodeKey;
import enquire.sync.roster.Role;
import enquire.sync.statement.Claim;
import enquire.sync.statement.MemberAcceptance;
import enquire.sync.statement.StatementCodec;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Edits that readers suggest (decision 0037): a reader's node makes and signs one, and gives it to
 * whoever it meets; a writer takes it in by adopting it, so that it enters every page as its
 * author's. Thread-safe.
 */
public final class Suggesting {

    private static final Logger LOG = LoggerFactory.getLogger(Suggesting.class);

    /**
     * What this node suggested.
     *
     * @param taken whether it is part of the page
     * @param takenBy who adopted it, of several the first by name; empty if that is not known
     */
    public record Own(SuggestedEdit edit, boolean taken, Optional<PeerId> takenBy) {}

    private final NodeKey key;
    private final Repository repository;
    private final Members members;
    private final InstantSource clock;
    private final Runnable woken;
    private final Executor elsewhere;
    private final AtomicBoolean takingOwn = new AtomicBoolean();

    /**
     * @param woken called when there is something new for peers
     * @param elsewhere runs what takes long
     */
    Suggesting(
            NodeKey key,
            Repository repository,
            Members members,
            InstantSource clock,
            Runnable woken,
            Executor elsewhere) {
        this.key = key;
        this.repository = repository;
        this.members = members;
        this.clock = clock;
        this.woken = woken;
        this.elsewhere = elsewhere;
    }

    /** Whether edits of this node are suggestions: it reads, as far as it knows. */
    public boolean maySuggest() {
        return members.role(key.id()).filter(Role.READER::equals).isPresent();
    }

    private boolean mayWrite() {
        return members.role(key.id()).filter(Role::writes).isPresent();
    }

    private SuggestedInstead instead() {
        return repository.suggestions().instead();
    }

    private SuggestedEdits edits() {
        return repository.suggestions().ofReaders();
    }

    /**
     * Makes a suggestion of it: the page stays as it is. Durable when this returns.
     *
     * @param base the version out of which {@code text} was made
     * @throws SuggestionRefusedException with a sentence, if it cannot be one; nothing was kept
     * @throws enquire.storage.UnknownVersionException if the page never had {@code base}
     * @throws enquire.storage.NoSuchPageException if there is no such page
     */
    public SuggestedEdit suggest(PageId page, Version base, String text) {
        if (!maySuggest()) {
            throw new SuggestionRefusedException(mayWrite() ? Reason.MAY_WRITE : Reason.NO_READER);
        }
        Change change = edits().draft(page, base, text);
        var claim =
                new Claim.Revision(
                        repository.wiki(),
                        page,
                        change.actor(),
                        change.seq(),
                        change.seq(),
                        change.hash(),
                        clock.instant().truncatedTo(ChronoUnit.MILLIS),
                        Optional.empty(),
                        members.roster().heads(key.id()));
        var edit = new SuggestedEdit(page, change, signed(claim), claim.at());
        if (edits().keep(List.of(edit), members.roster()::sponsor) == 0) {
            throw new SuggestionRefusedException(Reason.TOO_MANY);
        }
        woken.run();
        return edit;
    }

    /**
     * Makes a suggestion of an edit of this node that its page had to leave out, since it may only
     * read now. Durable when this returns.
     *
     * @throws NoSuchSuggestionException if it is not offered any more, or not this node's
     * @throws SuggestionRefusedException with a sentence, if it cannot be one; nothing was changed
     */
    public ChangeHash suggestLeftOut(PageId page, ChangeHash id) {
        return repository
                .suggestions()
                .suggest(page, id, edit -> suggest(page, edit.page().version(), edit.text()).id());
    }

    private Statement signed(Claim claim) {
        return StatementCodec.sign(key, List.of(claim)).getFirst().stored();
    }

    /** When a suggestion that is held here was made, by its author's clock. */
    public Optional<Instant> madeAt(PageId page, ChangeHash id) {
        return edits().edit(new Named(page, id)).map(SuggestedEdit::at);
    }

    /** What this node suggested and did not withdraw; what was made last first. */
    public List<Own> own() {
        return edits().own().stream().map(this::own).toList();
    }

    /** The same of one page. */
    public List<Own> own(PageId page) {
        return own().stream().filter(each -> each.edit().page().equals(page)).toList();
    }

    private Own own(SuggestedEdit edit) {
        boolean taken = edits().isTaken(edit.name());
        return new Own(edit, taken, taken ? adopter(edit) : Optional.empty());
    }

    private Optional<PeerId> adopter(SuggestedEdit edit) {
        return repository.exchange().statements(edit.page()).stream()
                .filter(statement -> statement.vouched().contains(edit.id()))
                .flatMap(statement -> adopter(statement).stream())
                .min(Comparator.comparing(members::nameOf));
    }

    private static Optional<PeerId> adopter(Statement statement) {
        try {
            return StatementCodec.decode(statement.bytes()).claim()
                            instanceof Claim.Adoption adoption
                    ? Optional.of(adoption.signer())
                    : Optional.empty();
        } catch (MalformedException e) {
            return Optional.empty();
        }
    }

    /**
     * An own one is given to nobody any more; who has it already may still take it in. Durable when
     * this returns.
     *
     * @throws NoSuchSuggestionException if it does not wait any more
     */
    public void withdraw(PageId page, ChangeHash id) {
        var name = new Named(page, id);
        if (edits().ownWaiting().contains(name)) {
            instead().forget(name);
        }
        edits().withdraw(name);
    }

    /**
     * Takes in what is offered for a page: of what a reader suggested, it enters as his; of
     * anything else, as an edit of this node. Durable when this returns.
     *
     * @throws NoSuchSuggestionException if it is not offered any more; nothing was changed
     * @throws NotAWriterException if this node may not write
     * @throws SuggestionRefusedException if no page can take it; nothing was changed
     */
    public PageView accept(PageId page, ChangeHash id) {
        var name = new Named(page, id);
        Optional<SuggestedEdit> suggested =
                edits().edit(name).filter(each -> !edits().isTaken(name));
        if (suggested.isEmpty()) {
            return repository.suggestions().accept(page, id);
        }
        if (repository.suggestions().decision(page, id).isPresent()) {
            throw new NoSuchSuggestionException();
        }
        return adopt(suggested.get());
    }

    private PageView adopt(SuggestedEdit edit) {
        if (!mayWrite()) {
            throw new NotAWriterException(MemberAcceptance.refusal(members.roster(), key.id()));
        }
        // Before it is signed: what rests on something that is no part of the page, or what no page
        // can hold, is vouched for by nobody.
        if (!edits().fits(edit)) {
            throw new SuggestionRefusedException(Reason.NOT_TAKEN);
        }
        var adoption =
                new Claim.Adoption(
                        repository.wiki(),
                        edit.page(),
                        key.id(),
                        List.of(edit.id()),
                        members.roster().heads(key.id()));
        repository
                .exchange()
                .receive(
                        List.of(
                                new Exchange.Arriving(
                                        edit.page(),
                                        List.of(edit.change()),
                                        List.of(edit.statement(), signed(adoption)),
                                        edit.at(),
                                        Optional.of(edit.author()),
                                        Optional.of(members.roster().sponsor(edit.author())))));
        if (!edits().isTaken(edit.name())) {
            throw new SuggestionRefusedException(Reason.NOT_TAKEN);
        }
        return repository.page(edit.page()).orElseThrow(NoSuchSuggestionException::new);
    }

    /** Whose a suggestion was that is part of its page now; empty if it is not. */
    public Optional<PeerId> takenFrom(PageId page, ChangeHash id) {
        return repository.exchange().accepted(page, id).map(change -> change.actor().author());
    }

    /**
     * How many suggestions of a reader wait, as far as they have come here: they come in by
     * themselves when he is made a writer.
     */
    public int waitingOf(PeerId reader) {
        return (int)
                edits().waiting().stream()
                        .flatMap(name -> edits().edit(name).stream())
                        .filter(edit -> edit.author().equals(reader))
                        .count();
    }

    /** Pages for which this node suggests something that waits. */
    public List<PageId> ownPages() {
        return edits().ownWaiting().stream().map(Named::page).distinct().toList();
    }

    /** What an own one would do to its page as it is; empty if it rests on what left the page. */
    public Optional<TextChange> onto(SuggestedEdit edit, PageView now) {
        return edits().onto(edit, now);
    }

    /**
     * What this node suggested while it read only comes in by itself once it writes: by its own
     * word, which counts now. Does not wait.
     */
    void takeOwn() {
        boolean any = !edits().ownWaiting().isEmpty() || !instead().isEmpty();
        if (mayWrite() && any && takingOwn.compareAndSet(false, true)) {
            elsewhere.execute(() -> {
                try {
                    own().reversed().stream().filter(each -> !each.taken()).forEach(this::takeOwn);
                    instead().taken().forEach(this::standOnce);
                } finally {
                    takingOwn.set(false);
                }
            });
        }
    }

    /**
     * What was suggested of an edit that had been left out is part of the page, and so is that
     * edit, which came back by itself because its author may write: what it did goes, as an edit of
     * this node.
     */
    private void standOnce(SuggestedInstead.Link link) {
        Optional<PageView> view = repository.page(link.page());
        if (view.isEmpty()
                || repository.exchange().accepted(link.page(), link.leftOut()).isEmpty()) {
            return;
        }
        PageView now = view.get();
        // First: after a crash in between its words stand there twice, and do not go twice.
        instead().forget(link);
        try {
            TextHistory.of(repository.exchange().changes(link.page()))
                    .map(history -> history.followedBy(now.text()))
                    .flatMap(history -> without(history, link))
                    .ifPresent(text -> repository.write(now.page(), now.version(), text));
        } catch (StorageException | NotAWriterException | PageTooLargeException e) {
            LOG.warn("Words stand twice in page {}: {}", link.page(), e.getMessage());
        }
    }

    /**
     * Empty if what is left of its words does not stand there by the suggestion as well: somebody
     * took them out by hand, and what is left of them stays.
     */
    private static Optional<String> without(TextHistory history, SuggestedInstead.Link link) {
        TextHistory.Part leftOut = history.part(link.own());
        TextHistory.Part suggested = history.part(Set.of(link.suggested()));
        Map<Integer, Long> twice = written(suggested);
        return written(leftOut).entrySet().stream()
                        .allMatch(each -> twice.getOrDefault(each.getKey(), 0L) >= each.getValue())
                ? Optional.of(leftOut.before())
                : Optional.empty();
    }

    /** What it wrote and still stands, by code point: the two may be cut at other places. */
    private static Map<Integer, Long> written(TextHistory.Part part) {
        return part.change().replacements().stream()
                .flatMap(replaced -> replaced.insert().codePoints().boxed())
                .collect(Collectors.groupingBy(point -> point, Collectors.counting()));
    }

    private void takeOwn(Own own) {
        try {
            adopt(own.edit());
        } catch (StorageException
                | SuggestionRefusedException
                | NotAWriterException
                | NoSuchSuggestionException e) {
            LOG.info(
                    "An own suggestion for page {} waits on: {}",
                    own.edit().page(),
                    e.getMessage());
        }
    }
}
