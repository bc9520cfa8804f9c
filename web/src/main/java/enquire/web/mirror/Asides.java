package enquire.web.mirror;

import enquire.editor.page.Bytes;
import enquire.editor.page.PageId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Files that were replaced, under their old identity: an editor that had one open may still write
 * into it. What stood in each is noted before it is replaced, so that a late edit is known as one
 * after a crash, too. One thread at a time.
 */
final class Asides {

    /**
     * An editor has a file open while it saves, not longer. (A guess, a hundred times too long.)
     */
    static final Duration KEPT = Duration.ofSeconds(10);

    /** Between two looks at one in which nobody writes. (Half of what a mirror may take.) */
    private static final Duration LOOK = Duration.ofMillis(500);

    private static final class Aside {
        final Path file;
        final PageId page;
        final Instant until;

        /**
         * What its editor may have started from: what stood in it, what did until lately, and what
         * was taken in from others of the page since. At least one.
         */
        List<Standing> stood;

        /** SHA-256 of texts that are no edits either. */
        final Set<Bytes> ours = new HashSet<>();

        /** SHA-256 of what it held when it was looked at last, and since when it does. */
        Bytes seen = Bytes.EMPTY;

        Instant since = Instant.MIN;
        Instant next = Instant.MIN;

        /** The page cannot take in what it holds. */
        boolean refused;

        Aside(Path file, PageId page, List<Standing> stood, Instant until) {
            this.file = file;
            this.page = page;
            this.stood = stood;
            this.until = until;
        }

        void ours(List<Standing> written) {
            written.forEach(each -> ours.add(each.sha256()));
        }

        boolean isEdited(FileText text) {
            Bytes sha256 = text.sha256();
            return !sha256.equals(stood.getFirst().sha256()) && !ours.contains(sha256);
        }

        String name() {
            return file.getFileName().toString();
        }

        /** How long it has held this. By what it says: its times may be of another clock. */
        Duration age(byte[] bytes, Instant now) {
            Bytes sha256 = Bytes.of(bytes).sha256();
            if (!sha256.equals(seen)) {
                seen = sha256;
                since = now;
            }
            return Duration.between(since, now);
        }
    }

    /** Takes in what was written into a file after it was replaced. */
    interface Late {
        /**
         * @param stood what it may have been made of, newest first
         * @return whether the page has it, and that is stored
         */
        boolean take(PageId page, List<Standing> stood, FileText text, String name);
    }

    private final Folder folder;
    private final MirrorMemory memory;
    private final int bytesMax;
    private final KnownTexts known;
    private final Consumer<Trouble> stays;
    private final List<Aside> asides = new ArrayList<>();
    private final Map<String, Optional<Standing>> unsaved = new LinkedHashMap<>();

    /** Names of files that are not set aside yet: a write that failed is tried again. */
    private final Map<PageId, String> planned = new HashMap<>();

    private long count;

    /**
     * @param bytesMax larger ones are left alone
     * @param stays told of what is left set aside, for whoever looks for it
     */
    Asides(
            Folder folder,
            MirrorMemory memory,
            int bytesMax,
            KnownTexts known,
            Consumer<Trouble> stays) {
        this.stays = stays;
        this.known = known;
        this.folder = folder;
        this.memory = memory;
        this.bytesMax = bytesMax;
    }

    /** When one of them has to be looked at; empty if there are none. */
    Optional<Instant> next() {
        return asides.stream().map(aside -> aside.next).min(Comparator.naturalOrder());
    }

    /** What the file of a page will be called when it is set aside; no other has that name. */
    String plan(PageId page, Standing stood, Instant now) {
        String before = planned.get(page);
        if (before != null && Files.exists(folder.asideOf(before), LinkOption.NOFOLLOW_LINKS)) {
            // What was in the way of the page's file and could not be put back.
            planned.remove(page);
            if (!Files.isRegularFile(folder.asideOf(before), LinkOption.NOFOLLOW_LINKS)) {
                unsaved.put(before, Optional.empty());
            } // What somebody saved in that moment is taken in at the next start.
        }
        String name =
                planned.computeIfAbsent(
                        page, any -> "%s.%d.%d".formatted(page, now.toEpochMilli(), ++count));
        unsaved.put(name, Optional.of(stood));
        return name;
    }

    /** On disk when this returns. */
    void save() {
        if (!unsaved.isEmpty()) {
            memory.storeAsides(unsaved);
            unsaved.clear();
        }
    }

    /**
     * @param stood what stood in it, and what did until lately, newest first; at least one
     */
    void add(Path file, PageId page, List<Standing> stood, Instant now) {
        planned.remove(page);
        asides.add(new Aside(file, page, stood, now.plus(KEPT)));
    }

    /**
     * What a node that was killed had set aside. One that holds a text of the mirror itself never
     * came into its place, or came out of it as it was; one whose file is not there was about to be
     * replaced, which is made up for.
     */
    void find(Entries entries) throws IOException {
        Map<String, Standing> noted = memory.asides();
        for (Path file : folder.setAside()) {
            String name = file.getFileName().toString();
            Optional<Standing> stood = Optional.ofNullable(noted.remove(name));
            if (stood.isPresent()) {
                PageId page = MirrorMemory.page(name);
                Optional<Entry> entry = entries.of(page);
                List<Standing> all = entry.map(Entry::stood).orElse(List.of());
                var aside = new Aside(file, page, before(stood.get(), all), Instant.MIN);
                entry.ifPresent(each -> aside.ours(each.standings()));
                aside.ours(all);
                if (entry.isPresent()
                        && !entry.get().isWritten()
                        && !folder.isTaken(entry.get().path())) {
                    entry.get().unmade();
                    entries.changed(entry.get());
                }
                asides.add(aside);
            } // Another file somebody put there.
        }
        noted.keySet().forEach(name -> unsaved.put(name, Optional.empty()));
    }

    /**
     * What an editor of a file may have started from when it was set aside.
     *
     * @param stood what was noted of it
     * @param all what stood in the file of its page lately, newest first
     */
    private static List<Standing> before(Standing stood, List<Standing> all) {
        var before = new ArrayList<>(List.of(stood));
        boolean older = all.stream().noneMatch(each -> each.sha256().equals(stood.sha256()));
        for (Standing each : all) {
            if (older) {
                before.add(each);
            }
            older |= each.sha256().equals(stood.sha256());
        }
        return before;
    }

    /**
     * Looks at those of which it is time, each at once after it was replaced, and forgets those
     * whose time is over.
     */
    void check(Instant now, Late late) {
        for (Aside aside : List.copyOf(asides)) {
            if (!now.isBefore(aside.next)) {
                aside.next = now.plus(LOOK);
                look(aside, now, late);
            }
        }
    }

    /**
     * Whether somebody saved in a file of this page that was replaced in that moment, which the
     * page is about to take in: before what was saved after it, which most often is made of it.
     */
    boolean isEdited(PageId page) {
        boolean edited = false;
        for (Aside aside : asides) {
            if (aside.page.equals(page) && !aside.refused && holdsEdit(aside)) {
                aside.next = Instant.MIN;
                edited = true;
            }
        }
        return edited;
    }

    /** What was saved later is most often made of what was saved before. */
    private boolean isAfterAnEdit(Aside aside) {
        return asides.subList(0, asides.indexOf(aside)).stream()
                .anyMatch(each -> each.page.equals(aside.page) && !each.refused && holdsEdit(each));
    }

    private void taken(Aside aside, Standing text) {
        aside.stood = List.of(text);
        aside.refused = false;
        for (Aside each : asides) {
            if (each != aside && each.page.equals(aside.page)) {
                var stood = new ArrayList<>(each.stood);
                stood.add(text);
                each.stood = stood;
            }
        }
    }

    private boolean holdsEdit(Aside aside) {
        try {
            return FileText.of(folder.readAside(aside.file, bytesMax))
                    .filter(aside::isEdited)
                    .isPresent();
        } catch (IOException gone) {
            return false; // The next check says what becomes of it.
        }
    }

    /** One that somebody took away, or that cannot be read, holds up no other. */
    private void look(Aside aside, Instant now, Late late) {
        try {
            check(aside, now, late);
        } catch (NoSuchFileException gone) {
            asides.remove(aside);
            unsaved.put(aside.name(), Optional.empty());
        } catch (IOException e) {
            if (!aside.until.isAfter(now)) {
                leave(aside, String.valueOf(e.getMessage()));
            }
        }
    }

    private void check(Aside aside, Instant now, Late late) throws IOException {
        byte[] bytes = folder.readAside(aside.file, bytesMax);
        Duration age = aside.age(bytes, now);
        Optional<FileText> text = FileText.of(bytes);
        boolean edited = text.filter(aside::isEdited).isPresent();
        if (edited) {
            // Whoever writes into it may have only begun: the same rule as for any other file.
            Duration settled = text.get().settled(known.all(aside.page, aside.stood));
            if (age.compareTo(settled) < 0) {
                Instant then = aside.since.plus(settled);
                aside.next = then.isBefore(now.plus(LOOK)) ? then : now.plus(LOOK);
            } else if (isAfterAnEdit(aside)) {
                aside.next = now.plus(LOOK);
            } else if (late.take(aside.page, aside.stood, text.get(), aside.name())) {
                taken(aside, Standing.OfText.of(text.get().text(), now));
            } else {
                aside.refused = true;
                aside.next = now.plus(Looking.RETRY); // A role, or room, does not come at once.
            }
        } else if (!aside.until.isAfter(now) && age.compareTo(Sight.SETTLED_SHORTENED) >= 0) {
            if (text.isPresent()) {
                asides.remove(aside);
                folder.forget(aside.file);
                unsaved.put(aside.name(), Optional.empty());
            } else {
                leave(aside, "");
            }
        }
    }

    /** What is no text, or none that can be read, stays until it is taken away. */
    private void leave(Aside aside, String why) {
        asides.remove(aside); // Until the next start, which finds and names it again.
        stays.accept(new Trouble(Folder.asidePath(aside.name()), Trouble.Kind.SET_ASIDE, why));
    }
}
