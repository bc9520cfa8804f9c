package enquire.web.wiki;

import enquire.editor.markdown.HeadingLink;
import enquire.editor.markdown.LinkTarget;
import enquire.editor.markdown.PageAnalysis;
import enquire.editor.markdown.PageParts;
import enquire.editor.markdown.TextRange;
import enquire.editor.page.BlobId;
import enquire.editor.page.InvalidTitleException;
import enquire.editor.page.PageId;
import enquire.editor.page.Title;
import enquire.editor.page.TitleKey;
import enquire.editor.text.TextChange;
import enquire.storage.Beside;
import enquire.storage.PageView;
import enquire.storage.Repository;
import enquire.storage.TitleTakenException;
import enquire.storage.Version;
import enquire.sync.node.Wiki;
import enquire.web.http.Percent;
import enquire.web.language.Speaking;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Takes a page apart at its headings: each section of one level becomes a page, and a link stands
 * in its place. The pages are made first and the text is shortened last, as a change of the text
 * that was read: at every moment each word is on some page, and what others write meanwhile stays.
 * Whoever is interrupted before does it again; pages that say the very same are not made twice.
 * Links in other pages are written after that, also by the node that runs next.
 */
public final class PageSplit {

    /** Pages that are made at once; the rest by splitting again. A guess: some seconds. */
    public static final int PAGES_MAX = 500;

    /**
     * How it is to be done.
     *
     * @param level of the headings at which it is split, 1 to 6
     * @param beside whether the pages stand beside this one, not below
     * @param transclude whether the page still shows them in their places
     */
    public record Choice(int level, boolean beside, boolean transclude) {}

    /**
     * A page to be made.
     *
     * @param there the page that says so already
     */
    public record Section(String heading, Title title, String text, Optional<PageId> there) {}

    /**
     * What would be done; holds texts.
     *
     * @param levels how many sections there are by level
     * @param sections that become pages; none if there is no such heading
     * @param beyond of how many more than can be made at once
     * @param rest what the page says then
     */
    public record Plan(
            Choice choice,
            Map<Integer, Integer> levels,
            List<Section> sections,
            int beyond,
            String rest,
            MovedHeadings moved) {}

    /** A page as it was made. */
    public record Made(PageId page, Version version) {}

    /**
     * What was done, and goes on.
     *
     * @param links to headings that moved, which may still be written
     */
    public record Outcome(
            Repository repository,
            Rewritten rewritten,
            List<Made> made,
            HeadingLinks.Outcome links) {

        /**
         * Puts the text back, deletes the pages that were made, and takes back what was written
         * into links. Pages that somebody edited since stay.
         *
         * @return what stays, a sentence for each
         */
        public List<String> undo(LinkWorks works, Wiki wiki) {
            List<String> left = new ArrayList<>(links.undo(works, wiki).left());
            // First, for the reason that it was last: no moment without a word.
            rewritten.undo(wiki);
            for (Made each : made) {
                Optional<PageView> now =
                        repository.page(each.page()).filter(view -> !view.deleted());
                if (now.isPresent() && now.get().version().equals(each.version())) {
                    repository.delete(each.page());
                } else {
                    now.map(view ->
                                    Speaking.messages()
                                            .text("split.stays", "title", view.displayTitle()))
                            .ifPresent(left::add);
                }
            }
            return left;
        }
    }

    private PageSplit() {}

    /**
     * What splitting would do to a page as it is.
     *
     * @param choice empty: the highest level of which there are several headings, pages below this
     *     one, with links to them
     * @throws InvalidTitleException if the page's title leaves no room for titles below it
     */
    public static Plan plan(Wiki wiki, PageView page, Optional<Choice> choice) {
        PageParts parts = PageParts.of(page.text());
        List<PageParts.Part> written =
                parts.sections().stream().filter(part -> !isEmpty(page.text(), part)).toList();
        var levels = new TreeMap<Integer, Integer>();
        written.forEach(part -> levels.merge(part.heading().level(), 1, Integer::sum));
        Choice chosen = choice.orElseGet(() -> new Choice(level(levels), false, false));
        List<PageParts.Part> all =
                written.stream().filter(part -> part.heading().level() == chosen.level()).toList();
        List<PageParts.Part> some = all.subList(0, Math.min(all.size(), PAGES_MAX));
        var planning = new Planning(wiki.repository(), page, parts.definitions(), some, chosen);
        List<Section> sections = planning.sections();
        SplitText text = planning.text(sections.stream().map(Section::title).toList());
        return new Plan(
                chosen, levels, sections, all.size() - some.size(), text.rest(), text.moved());
    }

    /** A heading with nothing below it stays as it is. */
    private static boolean isEmpty(String text, PageParts.Part part) {
        return text.substring(part.textStart(), part.range().end()).isBlank();
    }

    private static int level(Map<Integer, Integer> levels) {
        return levels.entrySet().stream()
                .filter(each -> each.getValue() > 1)
                .map(Map.Entry::getKey)
                .findFirst()
                .or(() -> levels.keySet().stream().findFirst())
                .orElse(1);
    }

    /**
     * @param page as it was when it was planned
     * @throws TitleTakenException if somebody gave one of the titles to another page meanwhile;
     *     what was made by then is found by another try
     */
    public static Outcome split(LinkWorks works, Wiki wiki, PageView page, Plan plan) {
        Repository repository = wiki.repository();
        var made = new ArrayList<Made>();
        Set<PageId> parts = new HashSet<>();
        for (Section section : plan.sections()) {
            if (section.there().isEmpty()) {
                PageView view =
                        repository.create(
                                section.title(),
                                section.text(),
                                files(page, section.text()),
                                Beside.NOTHING);
                made.add(new Made(view.page(), view.version()));
                parts.add(view.page());
            }
        }
        LinkNotes.Noted noted =
                works.splitNotes().note(wiki, Map.of(page.page(), plan.moved().lines()));
        PageView shortened;
        try {
            shortened = repository.write(page.page(), page.version(), plan.rest());
        } catch (RuntimeException e) {
            noted.release();
            throw e;
        }
        HeadingLinks.Outcome links =
                HeadingLinks.rewrite(
                        works,
                        wiki,
                        noted,
                        page,
                        in -> replacements(repository, in, page, plan.moved(), parts));
        return new Outcome(repository, Rewritten.of(page, shortened), made, links);
    }

    /** A page that was split when the node stopped, and where its headings are. */
    private record Noted(PageView page, MovedHeadings moved, LinkNotes.Noted note) {}

    /**
     * Goes on with links to headings of pages that were split when the node stopped. A page that
     * was only about to be split does not link to the pages of its sections yet: its headings are
     * where they were.
     */
    static void resume(LinkWorks works, Wiki wiki, LinkNotes.Noted noted) {
        Repository repository = wiki.repository();
        var again = new ArrayList<Noted>();
        works.splitNotes()
                .lines(noted)
                .forEach((id, lines) -> {
                    Optional<PageView> page = repository.page(id).filter(view -> !view.deleted());
                    if (page.isPresent()) {
                        MovedHeadings moved = moved(repository, page.get(), lines);
                        LinkNotes.Noted note = works.splitNotes().adopt(wiki, id);
                        again.add(new Noted(page.get(), moved, note));
                    }
                });
        noted.release(); // Before one of these is stopped with the node, and leaves its own there.
        for (Noted each : again) {
            HeadingLinks.rewrite(
                    works,
                    wiki,
                    each.note(),
                    each.page(),
                    in -> replacements(repository, in, each.page(), each.moved(), Set.of()));
        }
    }

    /** Of what was noted, what is on pages that this one links to. */
    private static MovedHeadings moved(Repository repository, PageView page, List<String> lines) {
        Set<PageId> linked =
                PageAnalysis.of(page.text()).links().stream()
                        .map(link -> WikiLinks.find(repository, link.target(), page.title()))
                        .flatMap(Optional::stream)
                        .map(PageView::page)
                        .collect(Collectors.toSet());
        return MovedHeadings.ofLines(
                lines, title -> repository.find(title.key()).filter(linked::contains).isPresent());
    }

    private static List<TextChange.Replacement> replacements(
            Repository repository,
            PageView in,
            PageView page,
            MovedHeadings moved,
            Set<PageId> parts) {
        if (in.page().equals(page.page()) || parts.contains(in.page())) {
            return List.of(); // Their links were written with their texts.
        }
        NavigableMap<Integer, TextRange> names = MovedHeadings.names(PageAnalysis.of(in.text()));
        var replacements = new LinkedHashMap<Integer, TextChange.Replacement>();
        for (HeadingLink link : HeadingLinks.toHeadings(repository, in, page)) {
            moved.place(link)
                    .filter(place -> place.part() != MovedHeadings.REST)
                    .flatMap(place ->
                            MovedHeadings.replacement(in.text(), names, link, in.title(), place))
                    .ifPresent(each -> replacements.put(each.from(), each));
        }
        return List.copyOf(replacements.values());
    }

    /** Those of the page's attachments that a text names. */
    private static Map<BlobId, String> files(PageView page, String text) {
        Map<BlobId, String> files = new LinkedHashMap<>();
        page.files()
                .forEach((blob, json) -> {
                    Optional<String> name = Manifest.parse(json).map(Manifest::name);
                    boolean used =
                            text.contains(blob.toString())
                                    || name.filter(text::contains).isPresent()
                                    || name.map(Percent::encode).filter(text::contains).isPresent();
                    if (used) {
                        files.put(blob, json);
                    }
                });
        return files;
    }

    /** One page that is to be taken apart in one way. */
    private record Planning(
            Repository repository,
            PageView page,
            Map<String, TextRange> definitions,
            List<PageParts.Part> parts,
            Choice choice) {

        /**
         * First as if no title were taken: what says the very same was made by an earlier try. Of
         * the rest, those whose title another page has are called differently, which changes links
         * among them, and so what they say.
         */
        List<Section> sections() {
            List<Section> sections = sections(_key -> false);
            Set<TitleKey> there = there(sections);
            while (sections.stream().anyMatch(this::clashes)) {
                Set<TitleKey> known = there;
                sections = sections(key -> !known.contains(key) && isTaken(key));
                there = new HashSet<>(known);
                there.retainAll(there(sections));
            }
            return sections;
        }

        private boolean clashes(Section section) {
            return section.there().isEmpty() && isTaken(section.title().key());
        }

        private boolean isTaken(TitleKey key) {
            return repository.find(key).isPresent();
        }

        private static Set<TitleKey> there(List<Section> sections) {
            return sections.stream()
                    .filter(section -> section.there().isPresent())
                    .map(section -> section.title().key())
                    .collect(Collectors.toSet());
        }

        private List<Section> sections(Predicate<TitleKey> taken) {
            var titles = new SplitTitles(page.title(), choice.beside(), taken);
            var given = new ArrayList<Title>();
            for (PageParts.Part part : parts) {
                given.add(titles.next(part.heading().text(), given.size() + 1));
            }
            SplitText text = text(given);
            var sections = new ArrayList<Section>();
            for (int i = 0; i < parts.size(); i++) {
                String said = text.ofPart(i);
                sections.add(
                        new Section(
                                parts.get(i).heading().text(),
                                given.get(i),
                                said,
                                saying(given.get(i), said)));
            }
            return sections;
        }

        SplitText text(List<Title> titles) {
            Function<LinkTarget, Optional<Title>> meant =
                    target -> WikiLinks.find(repository, target, page.title()).map(Planning::named);
            return new SplitText(
                    page.text(),
                    named(page),
                    definitions,
                    parts,
                    titles,
                    choice.transclude(),
                    meant);
        }

        /** As links name it. */
        private static Title named(PageView view) {
            String shown = view.displayTitle();
            return shown.length() <= Title.LENGTH_MAX ? new Title(shown) : view.title();
        }

        private Optional<PageId> saying(Title title, String said) {
            return repository
                    .find(title.key())
                    .flatMap(repository::page)
                    .filter(view -> !view.deleted() && view.text().equals(said))
                    .map(PageView::page);
        }
    }
}
