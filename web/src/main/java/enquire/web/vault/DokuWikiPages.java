package enquire.web.vault;

import enquire.editor.page.Title;
import enquire.editor.page.TitleKey;
import enquire.storage.Repository;
import enquire.web.http.ProblemException;
import enquire.web.http.Utf8;
import enquire.web.language.Speaking;
import enquire.web.vault.markup.Converted;
import enquire.web.vault.markup.DokuWikiText;
import enquire.web.wiki.PageText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The pages of a DokuWiki's data folder: {@code pages/}, with what they were in {@code attic/} and
 * who wrote when in {@code meta/}. One text is in memory at a time.
 */
final class DokuWikiPages implements PageSource {

    /** The folder of pages, wherever the data folder begins: its own top, or the program's. */
    static final Pattern PAGE = Pattern.compile("((?:data/)?)pages/(.+)\\.txt");

    /** The folder of pages, where it comes without the data folder that it lies in. */
    static final String ALONE = "pages/";

    private static final Pattern OLD =
            Pattern.compile("attic/(.+)\\.(\\d{9,11})\\.txt(?:\\.gz|\\.bz2)?");

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm").withZone(ZoneOffset.UTC);

    /** What is read of the list of who wrote when, in bytes: its end. (A guess: 20,000 lines.) */
    private static final int CHANGES_BYTES_MAX = 4 * 1024 * 1024;

    private record Page(Vault.Entry entry, String id, Title title) {}

    private final Vault vault;
    private final Consumer<ImportReport.Problem> problems;
    private final VaultTitles titles;
    private final String root;

    /** What stands before each path once it is as from the data folder: {@link #ALONE}, or none. */
    private final String above;

    private final List<Page> pages = new ArrayList<>();
    private int found;
    private final Map<String, TreeMap<Long, Vault.Entry>> old = new HashMap<>();
    private final Map<String, Vault.Entry> changes = new HashMap<>();
    private final Unpacked unpacked;

    /** What came out of older versions, and what was read of their files for it, in bytes. */
    private long oldBytes;

    private long oldFileBytes;

    private DokuWikiPages(Vault vault, Consumer<ImportReport.Problem> problems) {
        this.vault = vault;
        this.problems = problems;
        this.titles = new VaultTitles(problems);
        this.root = root(vault);
        this.above = isAlone(vault) ? ALONE : "";
        this.unpacked = new Unpacked(vault.filesBytesMax());
    }

    /**
     * @throws ProblemException 413 if there is far more in it than a zip file of its size can hold
     */
    static DokuWikiPages of(Vault vault, Consumer<ImportReport.Problem> problems) {
        var found = new DokuWikiPages(vault, problems);
        String root = found.root;
        long bytes = 0;
        for (Vault.Entry entry : vault.entries()) {
            if (!entry.path().startsWith(root)) {
                continue;
            }
            found.add(entry, found.above + entry.path().substring(root.length()));
            bytes += entry.bytes();
        }
        if (bytes > vault.filesBytesMax()) {
            throw Unpacked.tooMuch(vault.filesBytesMax());
        }
        found.pages.forEach(page -> found.old.computeIfAbsent(page.id(), none -> new TreeMap<>()));
        Set<String> ids = found.pages.stream().map(Page::id).collect(Collectors.toSet());
        found.old.keySet().stream()
                .filter(id -> !ids.contains(id))
                .sorted()
                .forEach(id ->
                        problems.accept(
                                new ImportReport.Problem(
                                        "attic/" + id,
                                        Speaking.messages().text("left.deletedPast"))));
        return found;
    }

    private static String root(Vault vault) {
        return vault.entries().stream()
                .map(entry -> PAGE.matcher(entry.path()))
                .filter(Matcher::matches)
                .map(page -> page.group(1))
                .findFirst()
                .orElse("");
    }

    /** Whether such a wiki has pages here. */
    static boolean arePages(Vault vault) {
        return vault.entries().stream().anyMatch(entry -> PAGE.matcher(entry.path()).matches());
    }

    /**
     * Whether this may be what lies in the folder of pages: texts, and nothing else. Other texts
     * look like that as well, so it takes the folder's name or who imports to say it.
     */
    static boolean isAlone(Vault vault) {
        return !vault.entries().isEmpty()
                && !arePages(vault)
                && vault.entries().stream().allMatch(entry -> entry.endsIn(".txt"));
    }

    /** Whether a page of such a wiki can use a file. */
    boolean isMedia(Vault.Entry entry) {
        return above.isEmpty() && entry.path().startsWith(root + "media/");
    }

    private void add(Vault.Entry entry, String path) {
        Matcher page = PAGE.matcher(path);
        Matcher past = OLD.matcher(path);
        if (page.matches()) {
            found++;
            String id = page.group(2);
            String name = PercentNames.decoded(id).replace('_', ' ');
            titles.of(path, name).ifPresent(title -> pages.add(new Page(entry, id, title)));
        } else if (past.matches()) {
            old.computeIfAbsent(past.group(1), none -> new TreeMap<>())
                    .put(Long.valueOf(past.group(2)), entry);
        } else if (path.startsWith("meta/") && path.endsWith(".changes")) {
            changes.put(
                    path.substring("meta/".length(), path.length() - ".changes".length()), entry);
        }
    }

    @Override
    public int count() {
        return pages.size();
    }

    @Override
    public int found() {
        return found;
    }

    @Override
    public boolean holds(TitleKey key) {
        return titles.isTaken(key);
    }

    @Override
    public void each(Sink sink) throws InterruptedException {
        for (Page page : pages) {
            if (unpacked.isTooMuch()) {
                // The sizes in the zip file were lies.
                problems.accept(
                        new ImportReport.Problem(
                                page.entry().path(),
                                Speaking.messages()
                                        .text(
                                                "left.filesTooLarge",
                                                "most",
                                                vault.filesBytesMax())));
                continue;
            }
            Optional<String> text = VaultReader.text(page.entry(), unpacked, problems);
            if (text.isPresent()) {
                each(page, text.get(), sink);
            }
        }
    }

    private void each(Page page, String text, Sink sink) throws InterruptedException {
        TreeMap<Long, String> said = said(page);
        var past = new TreeMap<>(old.get(page.id()));
        if (!said.isEmpty() && !past.isEmpty() && past.lastKey().equals(said.lastKey())) {
            past.pollLastEntry(); // The page as it is now lies there, too.
        }
        if (past.isEmpty() && said.isEmpty()) {
            sink.page(converted(page, text, true));
            return;
        }
        int of = past.size() + 1;
        int number = 0;
        for (Map.Entry<Long, Vault.Entry> edit : past.entrySet()) {
            number++;
            if (number > of - MediaWikiPages.EDITS_MAX) {
                Optional<String> then = old(edit.getValue());
                if (then.isPresent()) {
                    String summary = said.getOrDefault(edit.getKey(), minute(edit.getKey()));
                    sink.edit(
                            converted(page, then.get(), false), new PastEdit(number, of, summary));
                }
            }
        }
        String last = said.isEmpty() ? "?" : said.lastEntry().getValue();
        sink.edit(converted(page, text, true), new PastEdit(of, of, last));
    }

    private VaultPage converted(Page page, String text, boolean last) {
        Converted converted = DokuWikiText.convert(text, page.title().value());
        Map<String, List<String>> header = new LinkedHashMap<>();
        header.put("tags", converted.tags());
        String markdown = PageHeader.before(converted.text(), header);
        if (!last) {
            return new VaultPage(page.entry().path(), page.title(), markdown, List.of());
        }
        converted
                .notes()
                .forEach(note ->
                        problems.accept(new ImportReport.Problem(page.entry().path(), note)));
        return VaultPage.of(page.entry().path(), page.title(), markdown);
    }

    /** By second: who wrote, when, and what he said; empty if nothing is known. */
    private TreeMap<Long, String> said(Page page) {
        var said = new TreeMap<Long, String>();
        Vault.Entry file = changes.get(page.id());
        if (file == null) {
            return said;
        }
        try (InputStream in = unpacked.open(file)) {
            String lines = new String(end(in), StandardCharsets.UTF_8);
            lines.lines()
                    .forEach(line -> {
                        String[] fields = line.split("\t", -1);
                        if (fields.length >= 6 && fields[0].matches("\\d{9,11}")) {
                            long second = Long.parseLong(fields[0]);
                            String who = fields[4].isBlank() ? fields[1] : fields[4];
                            said.put(second, EditElsewhere.summary(who, minute(second), fields[5]));
                        }
                    });
        } catch (IOException e) {
            problems.accept(
                    new ImportReport.Problem(
                            file.path(), Speaking.messages().text("left.unreadable")));
        }
        return said;
    }

    /** The newest lines, which are the last; what comes first is cut if there are too many. */
    private byte[] end(InputStream in) throws IOException {
        byte[] before = {};
        byte[] last = in.readNBytes(CHANGES_BYTES_MAX);
        while (last.length == CHANGES_BYTES_MAX && !unpacked.isTooMuch()) {
            before = last;
            last = in.readNBytes(CHANGES_BYTES_MAX);
        }
        var both = new ByteArrayOutputStream();
        int from = Math.min(before.length, last.length);
        both.write(before, from, before.length - from);
        both.write(last);
        return both.toByteArray();
    }

    private static String minute(long second) {
        return MINUTE.format(Instant.ofEpochSecond(second));
    }

    private Optional<String> old(Vault.Entry entry) {
        long most = Inflated.bytesMax(oldFileBytes);
        if (oldBytes > most || unpacked.isTooMuch()) {
            problems.accept(
                    new ImportReport.Problem(
                            entry.path(),
                            Speaking.messages().text("left.oldVersions", "most", most)));
            return Optional.empty();
        }
        var counted = new Vault.Entry(entry.path(), entry.bytes(), () -> unpacked.open(entry));
        try (Inflated in = Inflated.open(counted, vault.filesBytesMax())) {
            byte[] content = in.readNBytes(PageText.BYTES_MAX + 1);
            oldBytes += content.length;
            oldFileBytes += in.fileBytes();
            if (content.length <= PageText.BYTES_MAX) {
                String text = PageText.checked(Utf8.decode(content));
                return Optional.of(text).filter(kept -> kept.length() <= Repository.TEXT_CHARS_MAX);
            }
        } catch (IOException | ProblemException e) {
            // Told below, as what is too long.
        }
        problems.accept(
                new ImportReport.Problem(
                        entry.path(), Speaking.messages().text("left.oldVersion")));
        return Optional.empty();
    }
}
