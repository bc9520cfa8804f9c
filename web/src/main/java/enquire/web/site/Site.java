package enquire.web.site;

import enquire.editor.markdown.PageAnalysis;
import enquire.editor.page.PageId;
import enquire.editor.page.TitleKey;
import enquire.storage.PageSummary;
import enquire.storage.PageView;
import enquire.storage.Repository;
import enquire.sync.node.Wiki;
import enquire.web.language.Speaking;
import enquire.web.pages.HomePage;
import enquire.web.pages.Times;
import enquire.web.screens.SiteFrame;
import enquire.web.screens.SiteScreen;
import enquire.web.screens.SiteSearchScreen;
import enquire.web.screens.Templates;
import enquire.web.vault.ExportArchive;
import enquire.web.vault.ExportProgress;
import enquire.web.vault.ExportSummary;
import enquire.web.wiki.PageRenderer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Writes one wiki as a static site: every live page, the lists, the search, styles and attachments.
 * Each page is as it is when its turn comes; holds titles and the search's words in memory, never
 * the texts. Used once, by one thread.
 */
public final class Site {

    private static final int PAGES_AT_ONCE = 500;

    /** 10,000 pages are read in less on a computer that is idle. (Guess.) */
    private static final Duration INDEX_WITHIN = Duration.ofSeconds(60);

    private static final long LOOK_MILLIS = 50;

    private static final class Loaded {
        static final Templates TEMPLATES = new Templates();
    }

    private final Wiki wiki;
    private final ExportArchive archive;
    private final ExportProgress progress;
    private final Places places = new Places();
    private final SitePages pages;
    private final SiteLists lists;
    private final SearchFiles search;
    private final SiteFiles files;
    private String pageCount = "";

    /**
     * @param times in whose zone days begin
     */
    public Site(
            Wiki wiki,
            PageRenderer renderer,
            Times times,
            ExportArchive archive,
            ExportProgress progress) {
        this.wiki = wiki;
        this.archive = archive;
        this.progress = progress;
        this.files = new SiteFiles(wiki, places, archive);
        this.pages = new SitePages(wiki, renderer, times, places, files);
        this.lists = new SiteLists(wiki, times, places);
        this.search = new SearchFiles(archive);
    }

    /**
     * Writes it in the language that is spoken.
     *
     * @throws IOException if the archive takes no more
     */
    public ExportSummary write() throws IOException, InterruptedException {
        List<PageId> all = keepPlaces();
        if (!indexKnowsAll()) {
            archive.leaveOut(
                    Speaking.messages().text("site.links"),
                    Speaking.messages().text("site.linksBehind"));
        }
        pageCount = String.valueOf(all.size());
        int written = 0;
        boolean formulas = false;
        for (PageId id : all) {
            Optional<PageView> view = wiki.repository().page(id).filter(page -> !page.deleted());
            Optional<String> place = view.flatMap(page -> places.page(page.displayTitle()));
            if (place.isEmpty()) {
                // Deleted, or called something else, since it was listed: links to it are written.
                view.ifPresent(page ->
                        archive.leaveOut(
                                page.displayTitle(), Speaking.messages().text("site.renamed")));
                continue;
            }
            formulas |= writePage(view.get(), place.get());
            written++;
            files.writeAskedFor();
            progress.at(written, all.size());
        }
        if (places.page(HomePage.title(wiki)).isEmpty()) {
            put(lists.withoutHome(frame("home", Places.HOME, wiki.name())));
        }
        for (SiteScreen list : lists.all(this::frame)) {
            put(list);
        }
        String title = Speaking.messages().text("search.title");
        put(new SiteSearchScreen(frame("search", "search.html", title)));
        search.write();
        new SiteAssets(archive).write(formulas);
        if (!search.isComplete()) {
            archive.leaveOut(
                    Speaking.messages().text("search.title"),
                    Speaking.messages().text("site.searchBounded"));
        }
        return archive.finish(
                written, files.written(), wiki.repository().records().carrying().count());
    }

    /** Which pages link to a page comes from the index, which reads a large import for a while. */
    private boolean indexKnowsAll() throws InterruptedException {
        long now = wiki.repository().exchange().lastSequence();
        long end = System.nanoTime() + INDEX_WITHIN.toNanos();
        var nobody = new CountDownLatch(1);
        while (wiki.repository().exchange().lastSequence() - wiki.search().behind() < now) {
            if (System.nanoTime() > end || nobody.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                return false;
            }
        }
        return true;
    }

    /** Of every page, before the first link is written. */
    private List<PageId> keepPlaces() {
        Repository repository = wiki.repository();
        TitleKey home = TitleKey.of(HomePage.title(wiki));
        List<PageId> all = new ArrayList<>();
        Optional<TitleKey> after = Optional.empty();
        List<PageSummary> part;
        do {
            part = repository.pages(after, PAGES_AT_ONCE);
            for (PageSummary page : part) {
                places.addPage(page.displayTitle(), TitleKey.of(page.displayTitle()).equals(home));
                all.add(page.page());
            }
            after = part.isEmpty() ? after : Optional.of(part.getLast().title().key());
        } while (part.size() >= PAGES_AT_ONCE);
        return all;
    }

    /** Whether it has formulas. */
    private boolean writePage(PageView view, String place) throws IOException {
        String title = view.displayTitle();
        var frame = frame(place.equals(Places.HOME) ? "home" : place, place, title);
        SitePages.Made made = pages.screen(frame, view);
        put(made.screen());
        lists.add(made.tags(), title, place);
        search.add(SiteFrame.encoded(place), title, PageAnalysis.of(view.text()).plainText());
        return made.screen().formulas();
    }

    private SiteFrame frame(String here, String place, String documentTitle) {
        return new SiteFrame(
                documentTitle, wiki.name(), here, place, pageCount, Speaking.messages());
    }

    private void put(SiteScreen screen) throws IOException {
        archive.put(
                screen.frame().place(),
                Loaded.TEMPLATES.render(screen).getBytes(StandardCharsets.UTF_8));
    }
}
