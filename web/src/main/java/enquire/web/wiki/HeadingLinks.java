package enquire.web.wiki;

import enquire.editor.markdown.Heading;
import enquire.editor.markdown.HeadingLink;
import enquire.editor.markdown.PageAnalysis;
import enquire.editor.page.PageId;
import enquire.editor.page.Title;
import enquire.editor.text.TextChange;
import enquire.storage.PageView;
import enquire.storage.Repository;
import enquire.storage.search.Search;
import enquire.sync.node.Wiki;
import enquire.web.http.ProblemException;
import enquire.web.language.Speaking;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Links to the headings of one page, its own among them: which name a heading that is gone, and
 * writing the words that it has now into them. Each page is an edit of its own; doing it again does
 * the rest.
 */
public final class HeadingLinks {

    /** Pages whose links are looked at for what they name. A guess. */
    private static final int PAGES_MAX = 1_000;

    /** Pages in which links are written anew: what the index gives in so many answers. */
    private static final int REWRITTEN_PAGES_MAX = 10_000;

    /**
     * Texts that are read in one go, in UTF-16 units; one page is held at a time. Others can make a
     * page of ours be linked from as much text as they like. (A guess: a second or two.)
     */
    private static final long TEXT_CHARS_MAX = 20_000_000;

    private static final Pattern SPACES = Pattern.compile("\\s+");

    /** What would end a heading in {@code [[…]]}. */
    private static final String NOT_IN_WIKILINK = "[]|#\\\n";

    /**
     * @param heading as links write it
     * @param links that do
     */
    public record Gone(String heading, int links) {}

    /**
     * What is done, and goes on.
     *
     * @param page whose heading it is
     * @param rewritten pages, as they are written, and until they are taken back
     * @param beyond pages that link here and were too many to be looked at
     */
    public record Outcome(
            Repository repository,
            PageId page,
            Queue<Rewritten> rewritten,
            LinkWork work,
            int beyond) {

        /** What could not be done by now, a sentence for each. */
        public List<String> left() {
            var left = new ArrayList<>(Renaming.left(repository, work));
            if (beyond > 0) {
                left.add(Speaking.messages().text("left.notLooked", "pages", beyond));
            }
            return left;
        }

        /**
         * What was written by now says again what it said before; what cannot is left, and is all
         * that another try would look at.
         *
         * @return of which more can be left over
         */
        public Outcome undo(LinkWorks works, Wiki wiki) {
            work.stop();
            Map<PageId, Rewritten> written = new HashMap<>();
            rewritten.forEach(each -> written.put(each.page(), each));
            Map<PageId, List<Title>> pages = new LinkedHashMap<>();
            written.keySet().forEach(each -> pages.put(each, List.of()));
            LinkWork.Look back = (id, _titles) -> undo(wiki, written.get(id));
            return new Outcome(
                    repository, page, rewritten, works.beginUnnoted(wiki, page, back, pages), 0);
        }

        /** Once: from the same version a second time, the former words would stand there twice. */
        private LinkUpdate.Result undo(Wiki wiki, Rewritten each) {
            if (!rewritten.remove(each)) {
                return new LinkUpdate.Result(0, 0);
            }
            try {
                each.undo(wiki);
            } catch (RuntimeException e) {
                rewritten.add(each);
                throw e;
            }
            return new LinkUpdate.Result(1, 0);
        }
    }

    private HeadingLinks() {}

    /** Headings that links name and the page does not have. */
    public static List<Gone> gone(Wiki wiki, PageView page) {
        PageAnalysis analysis = PageAnalysis.of(page.text());
        Map<String, Gone> gone = new LinkedHashMap<>();
        eachLinking(
                wiki,
                page,
                from -> {
                    for (HeadingLink link : toHeadings(wiki.repository(), from, page)) {
                        // [back](#top) may name a place that HTML in the text has marked.
                        boolean heading = link.target().isPresent() || link.wikilink();
                        if (heading && !analysis.hasHeading(link.heading())) {
                            gone.merge(
                                    Heading.anchor(link.heading()),
                                    new Gone(link.heading(), 1),
                                    (one, _other) -> new Gone(one.heading(), one.links() + 1));
                        }
                    }
                });
        return List.copyOf(gone.values());
    }

    /** How many links name this heading. */
    public static int count(Wiki wiki, PageView page, String heading) {
        var count = new AtomicInteger();
        eachLinking(
                wiki,
                page,
                from -> count.addAndGet(naming(wiki.repository(), from, page, heading).size()));
        return count.get();
    }

    /**
     * Writes {@code to} into links that name the heading {@code from}.
     *
     * @param to a heading that the page has
     * @throws ProblemException 400 if it has none of these words
     */
    public static Outcome update(
            LinkWorks works, Wiki wiki, PageView page, String from, String to) {
        if (!PageAnalysis.of(page.text()).hasHeading(to)) {
            throw ProblemException.badRequest(Speaking.messages().text("error.noHeading"));
        }
        String line = Heading.anchor(from) + "\t" + SPACES.matcher(to.strip()).replaceAll(" ");
        LinkNotes.Noted noted = works.headingNotes().note(wiki, Map.of(page.page(), Set.of(line)));
        return update(works, wiki, noted, page, from, to);
    }

    private static Outcome update(
            LinkWorks works,
            Wiki wiki,
            LinkNotes.Noted noted,
            PageView page,
            String from,
            String to) {
        return rewrite(
                works,
                wiki,
                noted,
                page,
                in -> replacements(wiki.repository(), in, page, from, to));
    }

    /** What was to be written into links to one page. */
    private record Noted(PageView page, String from, String to, LinkNotes.Noted note) {}

    /** Goes on with what was noted when the node stopped. */
    static void resume(LinkWorks works, Wiki wiki, LinkNotes.Noted noted) {
        var again = new ArrayList<Noted>();
        works.headingNotes()
                .lines(noted)
                .forEach((id, lines) -> {
                    Optional<PageView> page =
                            wiki.repository().page(id).filter(view -> !view.deleted());
                    for (String line : page.isPresent() ? lines : List.<String>of()) {
                        String[] words = line.split("\t", 2);
                        if (words.length == 2
                                && PageAnalysis.of(page.get().text()).hasHeading(words[1])) {
                            LinkNotes.Noted note =
                                    works.headingNotes().note(wiki, Map.of(id, Set.of(line)));
                            again.add(new Noted(page.get(), words[0], words[1], note));
                        }
                    }
                });
        noted.release(); // Before one of these is stopped with the node, and leaves its own there.
        for (Noted each : again) {
            update(works, wiki, each.note(), each.page(), each.from(), each.to());
        }
    }

    /**
     * Writes links to the headings of {@code page} anew, its own among them.
     *
     * @param noted taken out when they are written
     * @param look what is to be written into one page, in any order
     */
    static Outcome rewrite(
            LinkWorks works,
            Wiki wiki,
            LinkNotes.Noted noted,
            PageView page,
            Function<PageView, List<TextChange.Replacement>> look) {
        Map<PageId, List<Title>> linking = new LinkedHashMap<>();
        boolean all;
        int beyond;
        try {
            all = Linked.caughtUp(wiki); // Asked first.
            beyond = linking(wiki, page, linking);
        } catch (RuntimeException e) {
            noted.release(); // Whoever asked is told, and asks again.
            throw e;
        }
        var rewritten = new ConcurrentLinkedQueue<Rewritten>();
        Repository repository = wiki.repository();
        LinkWork.Look each =
                (id, _titles) -> {
                    Optional<Rewritten> done =
                            repository
                                    .page(id)
                                    .filter(view -> !view.deleted())
                                    .flatMap(in -> rewritten(repository, in, look.apply(in)));
                    done.ifPresent(rewritten::add);
                    return new LinkUpdate.Result(done.isPresent() ? 1 : 0, 0);
                };
        LinkWork work =
                works.begin(
                        wiki,
                        noted,
                        Set.of(page.page()),
                        each,
                        linking,
                        so -> all ? Set.of() : rest(works, wiki, so, page));
        return new Outcome(repository, page.page(), rewritten, work, beyond);
    }

    /** What the index did not know when it was asked first. */
    private static Set<PageId> rest(LinkWorks works, Wiki wiki, LinkWork work, PageView page) {
        if (!works.awaitEarlier(work) || !works.awaitIndex(wiki, work::goesOn)) {
            return Set.of();
        }
        Map<PageId, List<Title>> linking = new LinkedHashMap<>();
        linking(wiki, page, linking);
        return linking.keySet();
    }

    /**
     * @return how many pages that link here are too many
     */
    private static int linking(Wiki wiki, PageView page, Map<PageId, List<Title>> linking) {
        linking.put(page.page(), List.of());
        int total = 0;
        int read = 0;
        do {
            Search.Backlinks found = wiki.search().backlinks(page.page(), read, PAGES_MAX);
            found.backlinks().forEach(link -> linking.put(link.page(), List.of()));
            total = found.total();
            read += PAGES_MAX;
        } while (read < Math.min(total, REWRITTEN_PAGES_MAX));
        return Math.max(0, total - read);
    }

    private static List<TextChange.Replacement> replacements(
            Repository repository, PageView in, PageView page, String from, String to) {
        return naming(repository, in, page, from).stream()
                .map(link -> replacement(link, to))
                .toList();
    }

    private static Optional<Rewritten> rewritten(
            Repository repository, PageView in, List<TextChange.Replacement> replacements) {
        if (replacements.isEmpty()) {
            return Optional.empty();
        }
        List<TextChange.Replacement> inOrder = new ArrayList<>(replacements);
        inOrder.sort(Comparator.comparingInt(TextChange.Replacement::from));
        String text = TextChange.of(in.text().length(), inOrder).apply(in.text());
        return Optional.of(Rewritten.of(in, repository.write(in.page(), in.version(), text)));
    }

    /** Shows one page after the other, itself first, as far as there is room. */
    private static void eachLinking(Wiki wiki, PageView page, Consumer<PageView> look) {
        List<Search.Backlink> links =
                wiki.search().backlinks(page.page(), 0, PAGES_MAX).backlinks();
        look.accept(page);
        long chars = page.text().length();
        for (int i = 0; i < links.size(); i++) {
            if (chars > TEXT_CHARS_MAX) {
                return;
            }
            Optional<PageView> from =
                    wiki.repository().page(links.get(i).page()).filter(view -> !view.deleted());
            from.ifPresent(look);
            chars += from.map(view -> view.text().length()).orElse(0);
        }
    }

    private static List<HeadingLink> naming(
            Repository repository, PageView from, PageView page, String heading) {
        String anchor = Heading.anchor(heading);
        return toHeadings(repository, from, page).stream()
                .filter(link -> Heading.anchor(link.heading()).equals(anchor))
                .toList();
    }

    /** Obsidian's block references ({@code ^id}) name no heading. */
    static List<HeadingLink> toHeadings(Repository repository, PageView from, PageView page) {
        return PageAnalysis.of(from.text()).headingLinks().stream()
                .filter(link -> !link.heading().startsWith("^"))
                .filter(link -> leadsTo(repository, link, from, page))
                .toList();
    }

    private static boolean leadsTo(
            Repository repository, HeadingLink link, PageView from, PageView page) {
        return link.target()
                .map(target -> WikiLinks.find(repository, target, from.title()))
                .map(found -> found.map(PageView::page))
                .orElse(Optional.of(from.page()))
                .filter(page.page()::equals)
                .isPresent();
    }

    private static TextChange.Replacement replacement(HeadingLink link, String to) {
        boolean asItReads =
                link.wikilink() && to.chars().noneMatch(c -> NOT_IN_WIKILINK.indexOf(c) >= 0);
        return new TextChange.Replacement(
                link.headingRange().start(),
                link.headingRange().end(),
                asItReads ? to : Heading.anchor(to));
    }
}
