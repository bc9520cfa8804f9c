package enquire.web.vault;

import enquire.editor.page.Blanks;
import enquire.editor.page.Bytes;
import enquire.editor.page.PageId;
import enquire.editor.page.TitleKey;
import enquire.storage.Beside;
import enquire.storage.PageView;
import enquire.storage.Records;
import enquire.storage.Version;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * What was imported before: for each title, the page, the hash of the vault's text and the version
 * that it became. So a second import knows that nothing is new, and a changed vault is merged with
 * what was edited here. Kept beside the pages, on this computer only.
 */
final class ImportMemory {

    private static final String PREFIX = "import/";

    /**
     * The text itself, where no version of the page has it alone: the page holds edits of here as
     * well, or the version is not noted yet. It counts before what stands under {@link #PREFIX}.
     */
    private static final String TEXT_PREFIX = "import-text/";

    /** Of pages that came with their past: how many of their edits are here. */
    private static final String PAST_PREFIX = "import-past/";

    /** The page that each title became: it may be called otherwise since. */
    private static final String PAGE_PREFIX = "import-page/";

    /**
     * @param text SHA-256 of the text as it stood in the vault
     * @param version that it became; empty if the import was killed before that was noted
     */
    record Imported(Bytes text, Optional<Version> version) {}

    /** Of a SHA-256. */
    private static final int HASH_BYTES = 32;

    /** Written together: each write waits for the disk. */
    private static final int BATCH = 500;

    private final Records records;
    private final BiFunction<PageId, String, String> left;
    private final Map<String, Bytes> known;
    private final Map<String, Bytes> past;
    private final Map<String, Bytes> origins;

    /**
     * Under which names texts were when this began. An import has each title once, so what it notes
     * itself is never asked for; of a wiki that is new, nothing has to be looked up.
     */
    private final Set<String> texts;

    private final Map<String, Optional<Bytes>> pending = new HashMap<>();

    /** Of which pages texts in {@link #pending} are. */
    private final Map<String, PageId> pages = new HashMap<>();

    /**
     * @param left a text of a page without words that were taken out of it for good
     */
    ImportMemory(Records records, BiFunction<PageId, String, String> left) {
        this.left = left;
        this.records = records;
        this.known = records.values(PREFIX);
        this.past = records.values(PAST_PREFIX);
        this.origins = records.values(PAGE_PREFIX);
        this.texts = records.names(TEXT_PREFIX);
    }

    /** What was imported under this title last became that page; empty if that is not noted. */
    Optional<PageId> page(TitleKey key) {
        return Optional.ofNullable(origins.get(PAGE_PREFIX + key))
                .filter(stored -> stored.size() == PageId.BYTES)
                .map(PageId::of);
    }

    /** Whether anything was imported under this title. */
    boolean isKnown(TitleKey key) {
        return known.containsKey(PREFIX + key)
                || texts.contains(TEXT_PREFIX + key)
                || past.containsKey(PAST_PREFIX + key);
    }

    Optional<Imported> of(TitleKey key) {
        return Optional.ofNullable(known.get(PREFIX + key)).flatMap(ImportMemory::read);
    }

    /**
     * What was imported last, if that is known by its text; then {@link #of} says less. Marks stand
     * where words stood that were taken out of the page's past for good.
     */
    Optional<String> text(TitleKey key) {
        String name = TEXT_PREFIX + key;
        return Optional.of(name)
                .filter(texts::contains)
                .flatMap(records::value)
                .map(stored -> new String(stored.toArray(), StandardCharsets.UTF_8));
    }

    /** Whether this is what was imported last. */
    boolean holds(TitleKey key, String text) {
        return text(key)
                .filter(last -> !Blanks.mark(last))
                .map(text::equals)
                .orElseGet(
                        () -> of(key).filter(last -> last.text().equals(hash(text))).isPresent());
    }

    /** Whether nothing has to be noted of a page that has what was imported last. */
    boolean isWhole(TitleKey key) {
        return texts.contains(TEXT_PREFIX + key) || of(key).flatMap(Imported::version).isPresent();
    }

    /** Notes what a page of this title is made of, with the edit that makes it. */
    Beside made(TitleKey key, String text) {
        return page -> alone(key, text, page);
    }

    /** A page has that text: the version is noted later, with many others. */
    private Map<String, Optional<Bytes>> alone(TitleKey key, String text, PageId page) {
        var noted = new HashMap<String, Optional<Bytes>>();
        noted.put(PREFIX + key, Optional.of(hash(text)));
        noted.put(PAGE_PREFIX + key, Optional.of(page.toBytes()));
        if (texts.contains(TEXT_PREFIX + key)) {
            noted.put(TEXT_PREFIX + key, Optional.empty());
        }
        return noted;
    }

    /** Notes that a page takes this in, with the edit itself: a crash leaves both or neither. */
    static Beside taken(TitleKey key, String text) {
        Bytes stored = utf8(text);
        return page ->
                Map.of(
                        TEXT_PREFIX + key,
                        Optional.of(stored),
                        PAGE_PREFIX + key,
                        Optional.of(page.toBytes()));
    }

    /** How many edits of a page's past were imported; empty if none ever was. */
    Optional<Integer> past(TitleKey key) {
        return Optional.ofNullable(past.get(PAST_PREFIX + key))
                .map(stored -> new String(stored.toArray(), StandardCharsets.US_ASCII))
                .filter(stored -> stored.matches("\\d{1,9}"))
                .map(Integer::valueOf);
    }

    /** Notes that with the edit itself, so that a crash leaves both or neither. */
    Beside past(TitleKey key, int edits, String text) {
        byte[] stored = Integer.toString(edits).getBytes(StandardCharsets.US_ASCII);
        return page -> {
            Map<String, Optional<Bytes>> noted = alone(key, text, page);
            noted.put(PAST_PREFIX + key, Optional.of(Bytes.of(stored)));
            return noted;
        };
    }

    /** Notes what was imported into a page that is like this now. */
    void note(TitleKey key, String text, PageView page) {
        note(key, text, text, page);
    }

    /**
     * The same.
     *
     * @param kept the text with marks where words stand that were taken out of the page's past
     */
    synchronized void note(TitleKey key, String text, String kept, PageView page) {
        byte[] token = page.version().token().getBytes(StandardCharsets.US_ASCII);
        // What was edited here is in the version too, and would be taken out by the next import.
        boolean alone = page.text().equals(text);
        pending.put(PREFIX + key, Optional.of(Bytes.concat(hash(text), Bytes.of(token))));
        pending.put(TEXT_PREFIX + key, alone ? Optional.empty() : Optional.of(utf8(kept)));
        pending.put(PAGE_PREFIX + key, Optional.of(page.page().toBytes()));
        pages.put(TEXT_PREFIX + key, page.page());
        if (pending.size() >= BATCH) {
            flush();
        }
    }

    synchronized void flush() {
        if (!pending.isEmpty()) {
            // Words may have been taken out of a page since it was noted.
            pages.forEach((name, page) ->
                    pending.computeIfPresent(
                            name, (any, text) -> text.map(each -> left(page, each))));
            records.values(Map.copyOf(pending));
            pending.clear();
            pages.clear();
        }
    }

    private Bytes left(PageId page, Bytes text) {
        return utf8(left.apply(page, new String(text.toArray(), StandardCharsets.UTF_8)));
    }

    static Bytes hash(String text) {
        return utf8(text).sha256();
    }

    private static Bytes utf8(String text) {
        return Bytes.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<Imported> read(Bytes stored) {
        if (stored.size() < HASH_BYTES) {
            return Optional.empty();
        }
        Bytes hash = stored.slice(0, HASH_BYTES);
        if (stored.size() == HASH_BYTES) {
            return Optional.of(new Imported(hash, Optional.empty()));
        }
        Bytes token = stored.slice(HASH_BYTES, stored.size());
        return Version.parse(new String(token.toArray(), StandardCharsets.US_ASCII))
                .map(version -> new Imported(hash, Optional.of(version)));
    }
}
