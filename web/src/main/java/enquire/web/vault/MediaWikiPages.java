package enquire.web.vault;

import enquire.editor.page.Title;
import enquire.editor.page.TitleKey;
import enquire.web.http.ProblemException;
import enquire.web.language.Speaking;
import enquire.web.vault.markup.Converted;
import enquire.web.vault.markup.MediaWikiText;
import enquire.web.vault.markup.Plain;
import enquire.web.vault.markup.WikitextWords;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javax.xml.stream.XMLStreamException;

/**
 * The pages of a MediaWiki's XML dump. It is read twice: once to see that it is whole, what leads
 * where and how many edits each page has, and once to import them; one revision is in memory.
 */
final class MediaWikiPages implements PageSource {

    /** As for the files of a vault: titles are held at once, with 1 kB each at most. */
    static final int PAGES_MAX = ZipVault.ENTRIES_MAX;

    /**
     * Edits of a page that are imported, the newest. (A guess: each takes some milliseconds, and
     * history lists 5,000 of a page at most.)
     */
    static final int EDITS_MAX = 2_000;

    /** Other names of a page by which links find it. Storage takes as many of a text. */
    private static final int ALIASES_MAX = 256;

    /**
     * What was seen of a page.
     *
     * @param title empty if nothing becomes of it
     * @param edits with a text that can be imported
     */
    private record Seen(Optional<Title> title, int edits) {}

    /** A page that is another name of one, as the dump spells it, and what it leads to. */
    private record Redirect(String from, String to) {}

    private final Vault.Entry file;
    private final long bytesMax;
    private final Consumer<ImportReport.Problem> problems;
    private final ImportProgress progress;
    private final VaultTitles titles;
    private final List<Seen> seen = new ArrayList<>();
    private int leading;
    private final Map<TitleKey, Redirect> redirects = new LinkedHashMap<>();
    private final Map<TitleKey, List<String>> aliases = new LinkedHashMap<>();
    private WikitextWords words = WikitextWords.ENGLISH;

    private MediaWikiPages(
            Vault.Entry file,
            long bytesMax,
            Consumer<ImportReport.Problem> problems,
            ImportProgress progress) {
        this.file = file;
        this.bytesMax = bytesMax;
        this.problems = problems;
        this.progress = progress;
        this.titles = new VaultTitles(problems);
    }

    /**
     * @param bytesMax that may come out of it if it is not compressed
     * @throws ProblemException 422 if it is no whole dump, 413 if it holds more than is taken
     */
    static MediaWikiPages look(
            Vault.Entry file,
            long bytesMax,
            Consumer<ImportReport.Problem> problems,
            ImportProgress progress)
            throws InterruptedException {
        var pages = new MediaWikiPages(file, bytesMax, problems, progress);
        try (Inflated in = Inflated.open(file, bytesMax)) {
            pages.words = DumpReader.read(in, pages.new Look(in, file.bytes()));
        } catch (XMLStreamException e) {
            throw noDump(
                    e.getLocation() == null
                            ? Speaking.messages().text("import.dumpForeign")
                            : Speaking.messages()
                                    .text(
                                            "import.dumpBroken",
                                            "line",
                                            Math.max(1, e.getLocation().getLineNumber())));
        } catch (IOException e) {
            throw noDump(Speaking.messages().text("import.dumpUnread"));
        }
        pages.resolveRedirects();
        return pages;
    }

    private static ProblemException noDump(String detail) {
        return new ProblemException(422, Speaking.messages().text("import.noDump"), detail);
    }

    @Override
    public int count() {
        return (int) seen.stream().filter(page -> page.title().isPresent()).count();
    }

    /** A page that is another name of one is none of its own. */
    @Override
    public int found() {
        return seen.size() - leading;
    }

    @Override
    public boolean holds(TitleKey key) {
        return titles.isTaken(key) || redirects.containsKey(key);
    }

    @Override
    public void each(Sink sink) throws IOException, InterruptedException {
        try (Inflated in = Inflated.open(file, bytesMax)) {
            DumpReader.read(in, new Import(sink));
        } catch (XMLStreamException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private void report(String page, String why) {
        problems.accept(new ImportReport.Problem(page, why));
    }

    private void resolveRedirects() {
        for (Redirect redirect : redirects.values()) {
            TitleKey target = TitleKey.of(redirect.to());
            // One that leads to another one is followed once.
            Redirect further = redirects.get(target);
            TitleKey end = further == null ? target : TitleKey.of(further.to());
            List<String> names = aliases.computeIfAbsent(end, none -> new ArrayList<>());
            if (!titles.isTaken(end)) {
                report(
                        redirect.from(),
                        Speaking.messages().text("left.redirectGone", "title", redirect.to()));
            } else if (names.size() == ALIASES_MAX) {
                report(
                        redirect.from(),
                        Speaking.messages().text("left.redirectMany", "title", redirect.to()));
            } else {
                names.add(redirect.from());
            }
        }
    }

    /** The first time. */
    private final class Look implements DumpReader.Listener {
        private final Inflated in;
        private final int of;
        private String title = "";
        private Optional<String> redirect = Optional.empty();
        private Optional<String> lastText = Optional.empty();
        private int edits;
        private int lost;

        Look(Inflated in, long bytes) {
            this.in = in;
            this.of = (int) (bytes / 1024);
        }

        @Override
        public void page(String name, Optional<String> leads) {
            if (seen.size() == PAGES_MAX) {
                throw new ProblemException(
                        413,
                        Speaking.messages().text("import.dumpTooMany"),
                        Speaking.messages().text("import.dumpTooManyDetail", "most", PAGES_MAX));
            }
            title = name;
            redirect = leads;
            edits = 0;
            lost = 0;
            progress.at(ImportStep.LOOKING, Math.min(of, (int) (in.fileBytes() / 1024)), of);
        }

        @Override
        public void revision(DumpReader.Revision revision) {
            lastText = revision.text();
            edits += lastText.isPresent() ? 1 : 0;
            lost += lastText.isPresent() ? 0 : 1;
        }

        @Override
        public void pageEnds() {
            Optional<String> leads = redirect.or(() -> lastText.flatMap(MediaWikiText::redirect));
            if (leads.isPresent()) {
                redirects.put(TitleKey.of(title), new Redirect(title, leads.get()));
                seen.add(new Seen(Optional.empty(), 0));
                leading++;
                return;
            }
            if (lost > 0) {
                report(title, Speaking.messages().text("left.versionsLost", "count", lost));
            }
            if (edits > EDITS_MAX) {
                report(
                        title,
                        Speaking.messages()
                                .text("left.versionsNewest", "newest", EDITS_MAX, "all", edits));
            }
            seen.add(new Seen(edits == 0 ? Optional.empty() : titles.of(title, title), edits));
        }
    }

    /** The second time. */
    private final class Import implements DumpReader.Listener {
        private final Sink sink;
        private int page = -1;
        private int edit;

        Import(Sink sink) {
            this.sink = sink;
        }

        @Override
        public void page(String name, Optional<String> leads) {
            page++;
            edit = 0;
        }

        @Override
        public void revision(DumpReader.Revision revision) throws InterruptedException {
            Seen now = seen.get(page);
            if (now.title().isEmpty() || revision.text().isEmpty()) {
                return;
            }
            edit++;
            if (edit > now.edits() - EDITS_MAX) {
                Title title = now.title().get();
                var past = new PastEdit(edit, now.edits(), summary(revision));
                sink.edit(converted(title, revision, past.isLast()), past);
            }
        }

        @Override
        public void pageEnds() {
            // All that is needed is known from the first time.
        }
    }

    private static String summary(DumpReader.Revision revision) {
        String at = revision.at();
        String day = at.length() >= 16 ? at.substring(0, 16).replace('T', ' ') : at;
        return EditElsewhere.summary(revision.author(), day, revision.comment());
    }

    private VaultPage converted(Title title, DumpReader.Revision revision, boolean last) {
        String text = revision.text().orElseThrow();
        Map<String, List<String>> header = new LinkedHashMap<>();
        if (last) {
            header.put("aliases", aliases.getOrDefault(title.key(), List.of()));
        }
        if (!revision.model().equals("wikitext")) {
            String code = Plain.fence(revision.model().replaceAll("\\W", ""), text) + "\n";
            return page(title, PageHeader.before(code, header), last);
        }
        Converted converted = MediaWikiText.convert(text, title.value(), words);
        header.put("tags", converted.tags());
        if (last) {
            converted.notes().forEach(note -> report(title.value(), note));
        }
        return page(title, PageHeader.before(converted.text(), header), last);
    }

    /** Only of the last text it matters where its links lead. */
    private static VaultPage page(Title title, String text, boolean last) {
        return last
                ? VaultPage.of(title.value(), title, text)
                : new VaultPage(title.value(), title, text, List.of());
    }
}
