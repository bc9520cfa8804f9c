package enquire.web.mirror;

import enquire.editor.page.PageId;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

    /** Between two looks at all of them. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    private static final class Aside {
        final Path file;
        final PageId page;
        final Instant until;
        Standing stood;
        boolean looked;

        Aside(Path file, PageId page, Standing stood, Instant until) {
            this.file = file;
            this.page = page;
            this.stood = stood;
            this.until = until;
        }

        String name() {
            return file.getFileName().toString();
        }
    }

    /** Takes in what was written into a file after it was replaced. */
    interface Late {
        /**
         * @return whether the page has it, and that is stored
         */
        boolean take(PageId page, Standing stood, FileText text, String name);
    }

    private final Folder folder;
    private final MirrorMemory memory;
    private final int bytesMax;
    private final List<Aside> asides = new ArrayList<>();
    private final Map<String, Optional<Standing>> unsaved = new LinkedHashMap<>();

    /** Names of files that are not set aside yet: a write that failed is tried again. */
    private final Map<PageId, String> planned = new HashMap<>();

    private long count;
    private Instant looked = Instant.MIN;

    Asides(Folder folder, MirrorMemory memory, int bytesMax) {
        this.folder = folder;
        this.memory = memory;
        this.bytesMax = bytesMax;
    }

    boolean isEmpty() {
        return asides.isEmpty();
    }

    /** What the file of a page will be called when it is set aside. */
    String plan(PageId page, Standing stood, Instant now) {
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

    void add(Path file, PageId page, Standing stood, Instant now) {
        planned.remove(page);
        asides.add(new Aside(file, page, stood, now.plus(KEPT)));
    }

    /** What a node that was killed had set aside. */
    void find() throws IOException {
        Map<String, Standing> noted = memory.asides();
        for (Path file : folder.setAside()) {
            String name = file.getFileName().toString();
            Optional<Standing> stood = Optional.ofNullable(noted.remove(name));
            if (stood.isPresent()) {
                PageId page = PageId.parse(name.substring(0, name.indexOf('.')));
                asides.add(new Aside(file, page, stood.get(), Instant.MIN));
            } // Another file somebody put there.
        }
        noted.keySet().forEach(name -> unsaved.put(name, Optional.empty()));
    }

    /** Looks at all, each at once after it was replaced, and forgets those whose time is over. */
    void check(Instant now, Late late) {
        boolean due = !now.isBefore(looked.plus(LOOK));
        if (due) {
            looked = now;
        }
        for (Aside aside : List.copyOf(asides)) {
            if (due || !aside.looked) {
                aside.looked = true;
                look(aside, now, late);
            }
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
                asides.remove(aside); // Until the next start.
            }
        }
    }

    private void check(Aside aside, Instant now, Late late) throws IOException {
        Optional<FileText> text = FileText.of(folder.readAside(aside.file, bytesMax));
        boolean edited = text.isPresent() && !text.get().sha256().equals(aside.stood.sha256());
        if (edited) {
            if (late.take(aside.page, aside.stood, text.get(), aside.name())) {
                aside.stood = Standing.OfText.of(text.get().text(), now);
            }
        } else if (!aside.until.isAfter(now)) {
            asides.remove(aside);
            if (text.isPresent()) {
                folder.forget(aside.file);
                unsaved.put(aside.name(), Optional.empty());
            } // What is no text stays for whoever looks for it.
        }
    }
}
