package enquire.web.mirror;

import enquire.editor.page.PageId;
import enquire.editor.page.Title;
import enquire.editor.text.TextChange;
import enquire.storage.Beside;
import enquire.storage.NotAWriterException;
import enquire.storage.PageTooLargeException;
import enquire.storage.PageView;
import enquire.storage.Repository;
import enquire.storage.StorageException;
import enquire.storage.TitleTakenException;
import enquire.storage.UnknownVersionException;
import enquire.web.wiki.TakenOutWords;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Carries edits of files into their pages: as what changed since the text that stood in the file,
 * never as a whole. One thread at a time.
 */
final class Taking {

    private final Repository repository;
    private final Entries entries;
    private final Predicate<PageId> redacted;
    private final KnownTexts texts;
    private final OthersLinks others;

    /**
     * @param redacted whether words were taken out of a page's past for good
     */
    Taking(Repository repository, Entries entries, Predicate<PageId> redacted, OthersLinks others) {
        this.others = others;
        this.repository = repository;
        this.entries = entries;
        this.redacted = redacted;
        texts = new KnownTexts(repository);
    }

    /** What became of it: a trouble that leaves file and page as they are, or none. */
    sealed interface Result {
        /** The page has it. */
        record Taken(PageView page) implements Result {}

        record Left(Trouble trouble) implements Result {}
    }

    /** Takes in what stands in the file of a page. */
    Result edit(Entry entry, FileText file, Instant now) {
        Optional<PageView> page = repository.page(entry.page);
        if (page.isEmpty()) {
            return create(entry.path(), file, now);
        }
        return guarded(entry.path(), () -> taken(entry, page.get(), file, now));
    }

    /**
     * Takes in what was written into a file after it had been replaced.
     *
     * @param stood what it may have been made of, newest first
     */
    Result late(PageView page, List<Standing> stood, FileText file, String aside, Instant now) {
        Standing.OfText text;
        try {
            text = kept(stood, page.page(), file, now);
        } catch (UnknownVersionException e) {
            return left(page.displayTitle(), Trouble.Kind.WORDS_TAKEN_OUT, e);
        }
        // Its editor may go on from there, over what the mirror has put in its place.
        Optional<Entry> entry = entries.of(page.page());
        Optional<Entry> with = entry.map(Entry::copy);
        List<String> linked = entry.map(each -> linked(each, page, file, stood)).orElse(List.of());
        with.ifPresent(each -> {
            each.saved(text);
            each.linked(linked);
        });
        Beside note = entries.takenLate(aside, text, with);
        Result result = guarded(page.displayTitle(), () -> write(stood, page, file, note));
        if (result instanceof Result.Taken) {
            entry.ifPresent(each -> {
                each.saved(text);
                entries.linked(each, linked);
            });
        }
        return result;
    }

    private PageView taken(Entry entry, PageView page, FileText file, Instant now) {
        List<Standing> stood = entry.candidates(now);
        Standing.OfText text = kept(stood, page.page(), file, now);
        List<String> linked = linked(entry, page, file, stood);
        Beside note = MirrorMemory.taken(entry.path(), file.manner(), text, linked);
        boolean same = page.text().equals(file.text()) && !page.deleted();
        PageView written = same ? page : write(stood, page, file, note);
        entry.manner(file.manner());
        entries.linked(entry, linked);
        stands(entry, written, file, text);
        return written;
    }

    /**
     * @param stood what the text may have been made of
     */
    private List<String> linked(Entry entry, PageView page, FileText file, List<Standing> stood) {
        var others = new ArrayList<String>();
        others.add(page.text());
        for (Standing each : stood) {
            Optional<String> text = texts.of(page.page(), each);
            if (text.isEmpty()) { // Whose links are in it nobody can tell.
                return OwnLinks.of(file.text(), List.of(file.text()), entry.linked());
            }
            others.add(text.get());
        }
        return OwnLinks.of(file.text(), others, entry.linked());
    }

    /**
     * What is noted of a file that the page takes in: its text, but for words that were taken out
     * of the page's past while the file held them.
     */
    private Standing.OfText kept(
            List<Standing> candidates, PageId page, FileText file, Instant now) {
        if (candidates.isEmpty() || !redacted.test(page)) {
            return Standing.OfText.of(file.text(), now);
        }
        Standing stood = closest(candidates, page, file.text());
        String kept =
                texts.of(page, stood)
                        .map(left -> TakenOutWords.kept(left, stood.sha256(), file.text()))
                        .orElse(file.text());
        return new Standing.OfText(kept, file.sha256(), now);
    }

    /** Notes that this text stands in the file and is in the page. */
    private void stands(Entry entry, PageView page, FileText file, Standing.OfText text) {
        entry.stands(
                page.text().equals(file.text())
                        ? new Standing.OfVersion(page.version(), file.sha256(), text.at())
                        : text);
        entries.changed(entry);
    }

    private PageView write(List<Standing> candidates, PageView page, FileText file, Beside note) {
        if (candidates.isEmpty()) {
            return repository.write(
                    page.page(), page.version(), Union.of(page.text(), file.text()), note);
        }
        boolean known =
                candidates.stream().allMatch(each -> texts.of(page.page(), each).isPresent());
        if (!known && redacted.test(page.page())) {
            throw wordsInTheWay(); // What the file was made of may have held them.
        }
        return write(closest(candidates, page.page(), file.text()), page, file, note);
    }

    private static UnknownVersionException wordsInTheWay() {
        return new UnknownVersionException("Words were taken out of what this was made of.");
    }

    private PageView write(Standing base, PageView page, FileText file, Beside note) {
        if (base instanceof Standing.OfVersion stood) {
            try {
                return repository.write(page.page(), stood.version(), file.text(), note);
            } catch (UnknownVersionException e) {
                return repository.write(
                        page.page(), page.version(), withoutBase(stood, page, file.text()), note);
            }
        }
        return repository.write(page.page(), page.version(), merged(base, page, file.text()), note);
    }

    /**
     * The same of a version against which nothing can be saved: the page never had it, or words
     * were taken out of it for good, which the file may hold.
     *
     * @throws UnknownVersionException if nobody can tell such words from what was typed since
     */
    private String withoutBase(Standing.OfVersion stood, PageView page, String text) {
        Optional<String> left = repository.textAt(page.page(), stood.version());
        if (left.isEmpty()) {
            if (redacted.test(page.page())) {
                throw wordsInTheWay();
            }
            return Union.of(page.text(), text);
        }
        TextChange edit = TakenOutWords.edit(left.get(), stood.sha256(), text);
        return edit.mapOver(TextChange.between(left.get(), page.text()), false).apply(page.text());
    }

    /**
     * What the page says when the edit that led from {@code stood} to {@code text} is made in it.
     */
    private String merged(Standing stood, PageView page, String text) {
        Optional<String> before = texts.of(page.page(), stood);
        if (before.isEmpty()) {
            return Union.of(page.text(), text);
        }
        TextChange edit =
                redacted.test(page.page())
                        ? TakenOutWords.edit(before.get(), stood.sha256(), text)
                        : TextChange.between(before.get(), text);
        TextChange since = TextChange.between(before.get(), page.text());
        return edit.mapOver(since, false).apply(page.text());
    }

    /**
     * From which of the texts that stood in the file lately its editor had started: an editor that
     * saves what it read a moment ago, over what was put there since, would otherwise take that
     * back.
     */
    private Standing closest(List<Standing> candidates, PageId page, String text) {
        Standing closest = candidates.getFirst();
        if (candidates.size() == 1) {
            return closest;
        }
        boolean marks = redacted.test(page); // Else what looks like them was typed.
        int least = Integer.MAX_VALUE;
        for (Standing candidate : candidates) {
            Optional<String> before = texts.of(page, candidate);
            int size =
                    before.map(each -> TakenOutWords.size(each, text, marks))
                            .orElse(Integer.MAX_VALUE);
            if (size < least) {
                least = size;
                closest = candidate;
            }
        }
        return closest;
    }

    /** Whether most of a text that stood in the file of this page lately is in this one, too. */
    boolean isLike(Entry entry, FileText file, Instant now) {
        return entry.knows(file.sha256(), now)
                || entry.candidates(now).stream()
                        .flatMap(each -> texts.of(entry.page, each).stream())
                        .anyMatch(text -> {
                            int longer = Math.max(text.length(), file.text().length());
                            boolean marks = redacted.test(entry.page);
                            return TakenOutWords.size(text, file.text(), marks) < longer / 2;
                        });
    }

    /** Makes a page of a new file. */
    Result create(String path, FileText file, Instant now) {
        Optional<Title> title = FileName.title(path);
        if (title.isEmpty()) {
            return new Result.Left(new Trouble(path, Trouble.Kind.NO_TITLE));
        }
        var text = Standing.OfText.of(file.text(), now);
        return guarded(
                path,
                () -> {
                    List<String> links = OwnLinks.of(file.text(), List.of(), List.of());
                    List<String> linked = others.own(links);
                    PageView made =
                            repository.create(
                                    title.get(),
                                    file.text(),
                                    Map.of(),
                                    MirrorMemory.taken(path, file.manner(), text, linked));
                    var entry = new Entry(made.page(), path, file.manner(), true, List.of());
                    entries.add(entry);
                    entries.linked(entry, linked);
                    entry.shared(links.stream().filter(each -> !linked.contains(each)).toList());
                    others.changed(made);
                    stands(entry, made, file, text);
                    return made;
                });
    }

    /**
     * A file that was there before the mirror becomes the file of its page.
     *
     * @param stood what stood in it once, if it is one that was gone; else nothing
     */
    Result adopt(String path, PageId id, List<Standing> stood, FileText file, Instant now) {
        PageView page = repository.page(id).orElseThrow();
        var entry = new Entry(id, path, file.manner(), true, stood);
        Result result = guarded(path, () -> taken(entry, page, file, now));
        if (result instanceof Result.Taken) {
            entries.add(entry);
        }
        return result;
    }

    /** A file has another name now, and so has its page. */
    Result rename(Entry entry, String path) {
        Optional<PageView> known = repository.page(entry.page);
        Optional<Title> title =
                known.flatMap(page -> FileName.title(path, page.displayTitle(), entry.page));
        if (title.isEmpty()) {
            return new Result.Left(new Trouble(path, Trouble.Kind.NO_TITLE));
        }
        return guarded(
                path,
                () -> {
                    PageView page = known.orElseThrow();
                    boolean same = page.displayTitle().equals(title.get().value());
                    PageView renamed = same ? page : repository.rename(entry.page, title.get());
                    entries.move(entry, path);
                    return renamed;
                });
    }

    /** The file is gone, and so is the page. */
    Result delete(Entry entry) {
        return guarded(
                entry.path(),
                () -> {
                    PageView deleted = repository.delete(entry.page);
                    entries.remove(entry);
                    return deleted;
                });
    }

    private interface Work {
        PageView done();
    }

    private static Result guarded(String path, Work work) {
        try {
            return new Result.Taken(work.done());
        } catch (NotAWriterException e) {
            return left(path, Trouble.Kind.MAY_NOT_WRITE, e);
        } catch (TitleTakenException e) {
            return left(path, Trouble.Kind.TITLE_TAKEN, e);
        } catch (PageTooLargeException e) {
            return left(path, Trouble.Kind.TOO_LONG, e);
        } catch (UnknownVersionException e) {
            return left(path, Trouble.Kind.WORDS_TAKEN_OUT, e);
        } catch (StorageException e) {
            return left(path, Trouble.Kind.NOT_STORED, e);
        }
    }

    private static Result left(String path, Trouble.Kind kind, RuntimeException why) {
        return new Result.Left(new Trouble(path, kind, String.valueOf(why.getMessage())));
    }
}
