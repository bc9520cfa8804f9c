package enquire.sync.node;

import enquire.editor.page.Blanks;
import enquire.editor.page.BlobId;
import enquire.editor.page.Edit;
import enquire.editor.page.EditSummary;
import enquire.editor.page.Heads;
import enquire.editor.page.NamedVersion;
import enquire.editor.page.PageId;
import enquire.editor.page.Title;
import enquire.editor.text.TextChange;
import enquire.storage.Beside;
import enquire.storage.BlobStore;
import enquire.storage.FileTakenOutException;
import enquire.storage.PageView;
import enquire.storage.TitleTakenException;
import enquire.storage.UnknownVersionException;
import enquire.storage.Version;
import enquire.storage.WordsNotTakenOutException;
import enquire.sync.protocol.Limits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/** Somebody at a node: tabs, a program that saves, new pages, renames, deletions. */
final class SimulatedPerson {

    private static final List<String> TITLES = List.of("Home", "Tides", "Boats", "Minutes");
    private static final int TABS_MAX = 3;

    private record Saved(PageId page, Version version, String text) {}

    private final SimulatedWorld world;
    private final SimulatedNode node;
    private final Random random;
    private final TreeMap<PageId, SimulatedTab> tabs = new TreeMap<>();

    /** What the auditor hears of a tab's edit once it is acknowledged. */
    private final TreeMap<PageId, Runnable> promises = new TreeMap<>();

    private final List<Saved> read = new ArrayList<>();

    SimulatedPerson(SimulatedWorld world, SimulatedNode node, Random random) {
        this.world = world;
        this.node = node;
        this.random = random;
    }

    /** One thing to do; nothing while the computer is off. */
    void act() {
        node.act(() -> {
            if (!node.mayWrite()) {
                return;
            }
            if (node.part().act(random)) {
                return;
            }
            if (world.redacting() && random.nextInt(10) == 0) {
                boolean file = world.attaching() && random.nextBoolean();
                pick().ifPresent(file ? this::redactFile : this::redact);
                return;
            }
            if (world.redacting() && random.nextInt(20) == 0) {
                pick().flatMap(page -> node.repository().page(page)).ifPresent(this::name);
                return;
            }
            int what = random.nextInt(100);
            if (world.attaching() && random.nextInt(12) == 0) {
                pick().ifPresent(this::attach);
            } else if (what < 60) {
                type(what < 48);
            } else if (what < 75) {
                save();
            } else if (what < 88) {
                create();
            } else if (what < 92) {
                pick().ifPresent(page -> rename(page));
            } else if (what < 96) {
                pick().ifPresent(this::delete);
            } else {
                pick().ifPresent(page -> node.repository().restore(page));
            }
        });
    }

    /** Sends what is left, at the end; whether nothing is. */
    boolean settle() {
        node.act(() -> tabs.values().forEach(this::settle));
        return tabs.values().stream().noneMatch(SimulatedTab::hasPending);
    }

    /** They know things that their node never heard of, or nothing may be written any more. */
    void closeTabs() {
        tabs.clear();
        promises.clear();
        read.clear();
    }

    void nodeFell() {
        tabs.values().forEach(SimulatedTab::disconnected);
    }

    private String nextWord() {
        return Auditor.word(world.nextWord++);
    }

    private Optional<PageId> pick() {
        List<PageId> pages =
                node.repository().exchange().index(0, 1_000).entries().stream()
                        .map(entry -> entry.page())
                        .filter(page -> node.repository().page(page).isPresent())
                        .sorted()
                        .toList();
        return pages.isEmpty()
                ? Optional.empty()
                : Optional.of(pages.get(random.nextInt(pages.size())));
    }

    private void type(boolean insert) {
        Optional<PageId> page = pick();
        if (page.isEmpty()) {
            return;
        }
        if (!tabs.containsKey(page.get()) && tabs.size() == TABS_MAX) {
            PageId closed = tabs.firstKey();
            if (tabs.get(closed).hasPending()) {
                return; // A tab with unsaved text is not closed.
            }
            tabs.remove(closed);
        }
        SimulatedTab tab =
                tabs.computeIfAbsent(
                        page.get(),
                        id ->
                                new SimulatedTab(
                                        node.name + random.nextInt(1_000_000),
                                        node,
                                        id,
                                        node.repository().page(id).orElseThrow().version()));
        boolean clear = settle(tab);
        if (clear) {
            edit(tab, insert);
            settle(tab);
        }
    }

    private void edit(SimulatedTab tab, boolean insert) {
        String text = tab.text();
        if (insert) {
            String word = nextWord();
            int at = boundary(text);
            world.auditor().tried(word, tab.page, node);
            tab.type(TextChange.replace(text.length(), at, at, word));
            promises.put(tab.page, () -> world.auditor().acknowledged(word));
            return;
        }
        List<String> there = words(text);
        if (!there.isEmpty()) {
            String word = there.get(random.nextInt(there.size()));
            int from = text.indexOf(word);
            world.auditor().triedToTakeOut(word);
            tab.type(TextChange.replace(text.length(), from, from + word.length(), ""));
            promises.put(tab.page, () -> world.auditor().takenOut(word, node));
        }
    }

    private boolean settle(SimulatedTab tab) {
        if (!tab.settle()) {
            return false;
        }
        Runnable promise = promises.remove(tab.page);
        if (promise != null && !tab.lastEditVanished()) {
            promise.run();
        }
        return true;
    }

    /** A program reads a page, takes its time, and saves what it made of it. */
    private void save() {
        if (read.isEmpty() || random.nextBoolean()) {
            pick().flatMap(page -> node.repository().page(page))
                    .ifPresent(
                            view -> read.add(new Saved(view.page(), view.version(), view.text())));
            return;
        }
        Saved base = read.remove(random.nextInt(read.size()));
        String word = nextWord();
        int at = boundary(base.text());
        world.auditor().tried(word, base.page(), node);
        String text = base.text().substring(0, at) + word + base.text().substring(at);
        try {
            if (world.redacting() && random.nextBoolean()) {
                Edit.PutMark summary = EditSummary.mark("For " + said(base.page()));
                node.repository().write(base.page(), base.version(), text, summary, Beside.NOTHING);
            } else {
                node.repository().write(base.page(), base.version(), text);
            }
            world.auditor().acknowledged(word);
        } catch (UnknownVersionException e) {
            world.refused++; // Never promised: a version that was never on disk, say.
        }
    }

    /** A word beside the text, of which nothing is asked but that it can be taken out for good. */
    private String said(PageId page) {
        String word = nextWord();
        world.auditor().tried(word, page, node);
        return word;
    }

    private void name(PageView view) {
        Heads version = view.version().heads();
        if (version.hashes().size() <= NamedVersion.HEADS_MAX) {
            node.repository().archive().name(view.page(), version, "Before " + said(view.page()));
        }
    }

    /** A file into a page: first its bytes, then its name. */
    private void attach(PageId page) {
        int[] sizes = {0, 1, 5_000, Limits.PIECE_BYTES, Limits.PIECE_BYTES + 17};
        byte[] content = new byte[sizes[random.nextInt(sizes.length)]];
        random.nextBytes(content);
        BlobStore.Stored stored;
        try {
            stored =
                    node.repository()
                            .blobs()
                            .add(new ByteArrayInputStream(content), content.length);
        } catch (FileTakenOutException e) {
            world.refused++; // An empty file, say, is the same as another empty one.
            return;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String manifest =
                "{\"name\":\"file.bin\",\"bytes\":%d,\"type\":\"application/octet-stream\",\"root\":\"%s\"}"
                        .formatted(content.length, stored.root());
        node.repository().attach(page, Map.of(stored.blob(), manifest));
        world.auditor().attached(content, page, node);
    }

    /** A word that somebody typed into the page or said of it, be it there still or not. */
    private void redact(PageId page) {
        List<String> typed = world.auditor().typedInto(page);
        if (typed.isEmpty() || !node.wiki().redacting().mayRedact()) {
            return;
        }
        String word = typed.get(random.nextInt(typed.size()));
        world.auditor().triedToTakeOut(word);
        try {
            node.wiki().redacting().redact(page, word);
            world.auditor().redacted(word);
            world.redacted++;
        } catch (WordsNotTakenOutException e) {
            world.refused++; // It never came here.
        }
    }

    /** A file that a page has, and that was not taken out yet as far as is known here. */
    private void redactFile(PageId page) {
        Set<BlobId> out = node.wiki().redacting().files().all().keySet();
        List<BlobId> files =
                node.repository().attachments().of(page).stream()
                        .filter(file -> !out.contains(file))
                        .sorted()
                        .toList();
        if (files.isEmpty() || !node.wiki().redacting().mayRedact()) {
            return;
        }
        BlobId file = files.get(random.nextInt(files.size()));
        world.auditor().triedToTakeOut(file);
        node.wiki().redacting().files().redact(page, file);
        world.filesRedacted++;
    }

    private void create() {
        var title = new Title(TITLES.get(random.nextInt(TITLES.size())));
        String word = nextWord();
        // A deleted page of this title is restored with the new text in place of its old one.
        node.repository()
                .page(PageId.derive(node.wiki().id(), title.key()))
                .filter(PageView::deleted)
                .ifPresent(old -> words(old.text()).forEach(world.auditor()::triedToTakeOut));
        PageId derived = PageId.derive(node.wiki().id(), title.key());
        world.auditor().tried(word, derived, node);
        world.auditor().triedToCreate(derived, title);
        try {
            PageView made = node.repository().create(title, word);
            world.auditor().acknowledged(word, made.page());
            world.auditor().triedToTitle(made.page(), title);
        } catch (TitleTakenException e) {
            world.refused++;
        }
    }

    private void delete(PageId page) {
        world.auditor().triedToDelete(page);
        node.repository().delete(page);
    }

    private void rename(PageId page) {
        try {
            String name = TITLES.get(random.nextInt(TITLES.size()));
            var title = new Title(name + " " + random.nextInt(3));
            world.auditor().triedToTitle(page, title);
            node.repository().rename(page, title);
        } catch (TitleTakenException e) {
            world.refused++;
        }
    }

    /** Without the marks of what was taken out before its deletion came. */
    private static List<String> words(String text) {
        return text.codePoints()
                .mapToObj(Character::toString)
                .filter(word -> !Blanks.mark(word))
                .toList();
    }

    /** Between two words: what one edit inserts is never split by another. */
    private int boundary(String text) {
        return text.offsetByCodePoints(
                0, random.nextInt(text.codePointCount(0, text.length()) + 1));
    }
}
