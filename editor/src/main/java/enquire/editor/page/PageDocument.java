package enquire.editor.page;

import enquire.editor.text.TextChange;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.automerge.Document;
import org.automerge.PatchLog;

/**
 * A page as Automerge merges it. It lives in native memory, about 400 bytes for each character ever
 * typed, and must be closed. One thread at a time: whoever shares it holds a lock.
 *
 * <p>A {@link PageDocumentException} means that the native document is not what it should be; from
 * then on only {@link #close} may be called.
 */
public final class PageDocument implements AutoCloseable {

    /** Measured: 400 bytes for each operation of a page that is one change, with some to spare. */
    private static final long NATIVE_BYTES_PER_OPERATION = 400;

    /** Measured on 260,000 keystrokes: 363 MB as one change each, 87 MB as one change. */
    private static final long NATIVE_BYTES_PER_CHANGE = 1_100;

    /** A guess for what an empty document costs. */
    private static final long NATIVE_BYTES_EMPTY = 64 * 1024;

    private final Document document;
    private final ActorId actor;
    private final PageObjects objects;
    private final NativeNames names;
    private final KnownChanges known = new KnownChanges();
    private final FirstTexts firstTexts;

    /** The text, because asking the document for it takes milliseconds for a large page. */
    private String text;

    private boolean closed;
    private boolean broken;

    /** Owns {@code document} from here on; it holds the genesis. */
    private PageDocument(
            Document document, NativeNames names, ActorId actor, List<Change> changes) {
        this.document = document;
        this.names = names;
        this.actor = actor;
        changes.forEach(known::add);
        this.objects = PageObjects.find(document);
        this.text = document.text(objects.text()).orElse("");
        this.firstTexts = new FirstTexts(document, objects.text(), names);
    }

    /**
     * What came in with {@link #apply}.
     *
     * @param textChange from the text before to the text now; exact for changes of nothing but
     *     text, as {@link #textChangeBetween}
     * @param heads afterwards
     */
    public record Applied(TextChange textChange, Heads heads) {}

    /**
     * A new page without title and text.
     *
     * @param actor who writes into it
     */
    public static PageDocument create(ActorId actor) {
        return of(List.of(), actor);
    }

    /**
     * The page that these changes make.
     *
     * @param changes all of them, without the genesis, each after those it depends on
     * @param actor who writes into it from here on
     * @throws IllegalArgumentException if one is missing or they are not in order
     * @throws PageDocumentException if Automerge does not take them
     */
    public static PageDocument of(List<Change> changes, ActorId actor) {
        NativeCode.require();
        List<Change> inOrder = new KnownChanges().requireInOrder(changes);
        return owning(
                () -> new Document(actor.value().toArray()),
                document -> {
                    var names = new NativeNames();
                    document.applyEncodedChanges(names.concatenated(Genesis.CHUNK, inOrder));
                    var genesis = Heads.of(List.of(Genesis.HASH));
                    Intake.requireHeads(document, names, KnownChanges.headsAfter(genesis, inOrder));
                    return new PageDocument(document, names, actor, inOrder);
                });
    }

    /**
     * @param snapshot what {@link #save} returned for a page without {@linkplain #isBlanked
     *     blanked} changes; never bytes from anybody else
     * @param actor who writes into it from here on
     * @throws PageDocumentException if Automerge cannot load it, or it is no page
     */
    public static PageDocument load(Bytes snapshot, ActorId actor) {
        NativeCode.require();
        return owning(
                () -> {
                    Document loaded = Document.load(snapshot.toArray());
                    try {
                        // A loaded document has a random actor; only a fork can be given ours.
                        return loaded.fork(actor.value().toArray());
                    } finally {
                        loaded.free();
                    }
                },
                document -> {
                    var names = new NativeNames();
                    return new PageDocument(document, names, actor, names.changes(document));
                });
    }

    /** Frees the document if no page comes of it. */
    private static PageDocument owning(
            Supplier<Document> open, Function<Document, PageDocument> toPage) {
        try {
            Document document = open.get();
            try {
                return toPage.apply(document);
            } catch (RuntimeException e) {
                document.free();
                throw e;
            }
        } catch (PageDocumentException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new PageDocumentException("The page could not be loaded.", e);
        }
    }

    public ActorId actor() {
        return actor;
    }

    public Heads heads() {
        requireOpen();
        return names.heads(document);
    }

    public String text() {
        return text;
    }

    public boolean knows(ChangeHash hash) {
        return known.contains(hash);
    }

    public PageContent content() {
        requireOpen();
        return objects.content(document, text);
    }

    /**
     * The text of a version.
     *
     * @throws IllegalArgumentException if this page has no such version
     */
    public String textAt(Heads heads) {
        requireKnown(heads);
        return heads.equals(heads())
                ? text
                : document.text(objects.text(), names.of(heads)).orElse("");
    }

    /**
     * What changed in the text from one version to another. If only text was changed between the
     * two, what is kept are the very same characters; else the texts are compared, and equal ones
     * are taken for the same: a comparison by Automerge in which two values of one key meet aborts
     * the process (automerge-java 0.0.7).
     *
     * @throws IllegalArgumentException if this page has no such version
     */
    public TextChange textChangeBetween(Heads from, Heads to) {
        String before = textAt(from);
        String after = textAt(to);
        if (known.mapsDiffer(from, to)) {
            return TextChange.between(before, after);
        }
        var patches = document.diff(names.of(from), names.of(to));
        var followed = TextPatches.follow(before, objects.text(), patches);
        if (!followed.after().equals(after)) {
            throw new PageDocumentException("Two versions of the text could not be compared.");
        }
        return followed.change();
    }

    /**
     * Makes own edits, one after the other, as one change; as several if they are too large for
     * one.
     *
     * @return the changes made, in order; none if nothing changed
     * @throws IllegalArgumentException if an edit does not fit the text; then nothing was done
     */
    public List<Change> edit(Edit... edits) {
        return edit(List.of(edits));
    }

    /** As {@link #edit(Edit...)}. */
    public List<Change> edit(List<Edit> edits) {
        requireOpen();
        requireFitting(edits);
        return unlessItBreaks(() -> {
            List<Change> made = Gathering.gather(document, objects, names, known, actor);
            try (var writer = new EditWriter(document, objects, names, text)) {
                edits.forEach(writer::write);
                List<Change> written = writer.finish();
                written.forEach(known::add);
                made.addAll(written);
                text = writer.text();
                Intake.requireLength(text, document.length(objects.text()));
                return made;
            }
        });
    }

    private void requireFitting(List<Edit> edits) {
        String current = text;
        for (Edit edit : edits) {
            if (edit instanceof Edit.Text(TextChange change)) {
                if (change.splitsSurrogatePair(current)) {
                    throw new IllegalArgumentException(
                            "This change of the text cuts a character into halves.");
                }
                current = change.apply(current);
            }
        }
    }

    /**
     * Screens changes from elsewhere without asking Automerge, which a bad one would bring down
     * with the whole process. Those that this page has are left out.
     *
     * @param foreign each after those it depends on
     */
    public ScreenedChanges screen(List<Change> foreign) {
        requireOpen();
        return new ChangeScreening(known).screen(foreign);
    }

    /**
     * A trial of changes that were {@linkplain #screen screened}, on a copy of this page.
     *
     * @param screened each after those it depends on
     * @throws IllegalArgumentException if one is missing or they are not in order
     */
    public Trial trial(List<Change> screened) {
        requireOpen();
        List<Change> fresh = known.requireInOrder(screened);
        Document copy = document.fork(actor.value().toArray());
        return new Trial(copy, objects, names, heads(), fresh);
    }

    /**
     * Takes in changes that were {@linkplain #screen screened}. Those it has are passed over.
     *
     * @param screened each after those it depends on
     * @throws IllegalArgumentException if one is missing or they are not in order; then nothing was
     *     done
     */
    public Applied apply(List<Change> screened) {
        requireOpen();
        List<Change> fresh = known.requireInOrder(screened);
        return fresh.isEmpty()
                ? new Applied(TextChange.unchanged(text.length()), heads())
                : unlessItBreaks(() -> applyInOrder(fresh));
    }

    private Applied applyInOrder(List<Change> fresh) {
        String before = text;
        TextChange total = TextChange.unchanged(before.length());
        for (int from = 0; from < fresh.size(); ) {
            boolean maps = fresh.get(from).changesMaps();
            int to = from + 1;
            while (to < fresh.size() && fresh.get(to).changesMaps() == maps) {
                to++;
            }
            List<Change> alike = fresh.subList(from, to);
            Heads expected = KnownChanges.headsAfter(heads(), alike);
            total = total.compose(maps ? applyComparing(alike) : applyFollowing(alike));
            Intake.requireHeads(document, names, expected);
            Intake.requireLength(text, document.length(objects.text()));
            alike.forEach(known::add);
            from = to;
        }
        return new Applied(total, heads());
    }

    /** Changes of nothing but text: Automerge says exactly what they do. */
    private TextChange applyFollowing(List<Change> changes) {
        var log = new PatchLog();
        try {
            document.applyEncodedChanges(names.concatenated(Bytes.EMPTY, changes), log);
            var followed = TextPatches.follow(text, objects.text(), document.makePatches(log));
            text = followed.after();
            return followed.change();
        } finally {
            log.free();
        }
    }

    /**
     * Changes that set keys: when two people have set one key at the same time, reading the patches
     * aborts the process, so the texts are compared.
     */
    private TextChange applyComparing(List<Change> changes) {
        document.applyEncodedChanges(names.concatenated(Bytes.EMPTY, changes));
        if (changes.stream().noneMatch(Change::changesText)) {
            return TextChange.unchanged(text.length());
        }
        String before = text;
        text = document.text(objects.text()).orElse("");
        return TextChange.between(before, text);
    }

    /**
     * What takes doubled text out again, if two people who were apart gave this page the very same
     * first text; see design section 3. Any writer who notices should make this edit. What somebody
     * has written into a copy since is never named; such a page stays doubled for people to see.
     * Costs nothing on a page with one beginning, or when nothing was added to the beginnings.
     */
    public Optional<TextChange> doubledFirstText() {
        requireOpen();
        return firstTexts.doubled(known, text);
    }

    /** How many operations all changes have together, which is what the page's memory goes by. */
    public long operations() {
        return known.operations();
    }

    /** Whether characters of changes were taken out for good: {@link #save} does not tell that. */
    public boolean isBlanked() {
        return names.differ();
    }

    /** Everything in Automerge's own form, to be loaded back faster than the changes are. */
    public Bytes save() {
        requireOpen();
        return Bytes.of(document.save());
    }

    /** All changes but the genesis, each after those it depends on. */
    public List<Change> changes() {
        requireOpen();
        return names.changes(document);
    }

    /** About how many bytes this takes outside of the Java heap. */
    public long nativeBytesEstimate() {
        return NATIVE_BYTES_EMPTY
                + NATIVE_BYTES_PER_OPERATION * known.operations()
                + NATIVE_BYTES_PER_CHANGE * known.count();
    }

    /** About how many bytes this takes on the Java heap. */
    public long heapBytesEstimate() {
        return 2L * text.length() + known.bytesEstimate() + names.bytesEstimate();
    }

    /** Frees the native memory. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            document.free();
        }
    }

    private void requireKnown(Heads heads) {
        requireOpen();
        if (!known.containsAll(heads.hashes())) {
            throw new IllegalArgumentException("This page has no version %s.".formatted(heads));
        }
    }

    private <T> T unlessItBreaks(Supplier<T> action) {
        try {
            return action.get();
        } catch (PageDocumentException e) {
            broken = true;
            throw e;
        } catch (RuntimeException e) {
            broken = true;
            throw new PageDocumentException("Automerge failed; nothing more can be done here.", e);
        }
    }

    private void requireOpen() {
        if (closed || broken) {
            throw new IllegalStateException("This document was closed, or has failed before.");
        }
    }
}
