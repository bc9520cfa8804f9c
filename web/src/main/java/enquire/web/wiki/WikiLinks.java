package enquire.web.wiki;

import enquire.editor.markdown.Destination;
import enquire.editor.markdown.LinkTarget;
import enquire.editor.markdown.PageAnalysis;
import enquire.editor.markdown.PageLinks;
import enquire.editor.markdown.RelativePaths;
import enquire.editor.markdown.RenderedWords;
import enquire.editor.markdown.Transclusion;
import enquire.editor.page.BlobId;
import enquire.editor.page.PageId;
import enquire.editor.page.Title;
import enquire.editor.page.TitleKey;
import enquire.storage.PageView;
import enquire.storage.Repository;
import enquire.sync.node.Wiki;
import enquire.web.http.Percent;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How the links of one page resolve in its wiki. */
final class WikiLinks implements PageLinks {

    /** Pages of which one page's links name headings, at most. A guess. */
    private static final int HEADING_PAGES_MAX = 100;

    private final Map<PageId, PageAnalysis> analyses = new HashMap<>();
    private final Wikis wikis;
    private final Wiki wiki;
    private final WikiPaths paths;
    private final Title from;
    private final Optional<PageId> page;
    private final Map<BlobId, String> files;
    private final RenderedWords words = RenderingWords.now();

    /**
     * @param page empty for a text that is no page yet
     * @param files the page's manifests
     */
    WikiLinks(
            Wikis wikis, Wiki wiki, Title from, Optional<PageId> page, Map<BlobId, String> files) {
        this.wikis = wikis;
        this.wiki = wiki;
        this.paths = Wikis.paths(wiki);
        this.from = from;
        this.page = page;
        this.files = files;
    }

    @Override
    public RenderedWords words() {
        return words;
    }

    @Override
    public String identity() {
        return page.map(PageId::toString).orElse("");
    }

    @Override
    public Destination resolve(LinkTarget target) {
        Optional<Destination> found = file(target).or(() -> otherWiki(target));
        if (found.isPresent()) {
            return found.get();
        }
        Optional<PageView> linked = find(target);
        if (linked.isPresent()) {
            return new Destination.Page(paths.page(linked.get().displayTitle()));
        }
        String name = target.name();
        String extension = FileType.extension(name);
        boolean markdown = extension.equals("md") || extension.equals("markdown");
        if (!extension.isEmpty() && !markdown && isFileName(extension)) {
            return new Destination.MissingFile();
        }
        if (target instanceof LinkTarget.RelativePath && !markdown) {
            return new Destination.AsWritten();
        }
        String missing =
                target instanceof LinkTarget.RelativePath
                        ? RelativePaths.fromTop(name, from).orElse(name)
                        : name;
        String title = RelativePaths.withoutExtension(missing);
        // One that is on other computers is there, and is fetched when it is opened.
        return wiki.repository()
                .records()
                .carrying()
                .resolve(title)
                .<Destination>map(told -> new Destination.Page(paths.page(told.title().value())))
                .orElseGet(() -> new Destination.MissingPage(paths.page(title)));
    }

    /** Reads the other page, so this is done for so many of them only. */
    @Override
    public boolean hasHeading(LinkTarget target, String heading) {
        Optional<PageView> linked = find(target);
        if (linked.isEmpty()) {
            return true;
        }
        PageId id = linked.get().page();
        if (!analyses.containsKey(id) && analyses.size() >= HEADING_PAGES_MAX) {
            return true;
        }
        String text = linked.get().text();
        return analyses.computeIfAbsent(id, _id -> PageAnalysis.of(text)).hasHeading(heading);
    }

    @Override
    public Optional<Transclusion> transclusion(LinkTarget target) {
        return find(target)
                .map(view ->
                        new Transclusion(
                                view.displayTitle(),
                                view.text(),
                                new WikiLinks(
                                        wikis,
                                        wiki,
                                        view.title(),
                                        Optional.of(view.page()),
                                        view.files())));
    }

    @Override
    public String tagUrl(String tag) {
        return paths.screen("tags") + "/" + Percent.encode(tag);
    }

    /** The page that a link means, live. */
    Optional<PageView> find(LinkTarget target) {
        return find(wiki.repository(), target, from);
    }

    /** The same, for a link on a page of the title {@code from}. */
    static Optional<PageView> find(Repository repository, LinkTarget target, Title from) {
        Set<String> names = new LinkedHashSet<>();
        String written = target.name();
        boolean path =
                target instanceof LinkTarget.RelativePath
                        || written.startsWith("./")
                        || written.startsWith("../")
                        || written.startsWith("/");
        if (path) {
            RelativePaths.fromTop(written, from).ifPresent(names::add);
        }
        names.add(RelativePaths.fromTop(written, new Title("top")).orElse(written));
        for (String name : Set.copyOf(names)) {
            names.add(RelativePaths.withoutExtension(name));
        }
        Optional<PageId> found = Optional.empty();
        for (String name : names) {
            found = found.or(() -> repository.find(TitleKey.of(name)));
        }
        for (String name : names) {
            found = found.or(() -> repository.resolve(name));
        }
        return found.flatMap(repository::page).filter(view -> !view.deleted());
    }

    private Optional<Destination> file(LinkTarget target) {
        String extension = FileType.extension(target.name());
        if (extension.isEmpty() || extension.equals("md")) {
            return Optional.empty();
        }
        String name = target.name().substring(target.name().lastIndexOf('/') + 1);
        return fileOfPage(target, name)
                .or(() -> wiki.repository().attachments().named(page, name))
                .map(blob ->
                        new Destination.File(paths.file(blob, name), FileType.of(name).shown()));
    }

    /** By its whole path first: two folders may hold files of one name. */
    private Optional<BlobId> fileOfPage(LinkTarget target, String name) {
        Optional<String> path = RelativePaths.fromTop(target.name(), from).map(WikiLinks::composed);
        String composed = composed(name);
        Optional<BlobId> named = Optional.empty();
        for (Map.Entry<BlobId, String> file : files.entrySet()) {
            Optional<Manifest> manifest = Manifest.parse(file.getValue());
            if (manifest.isEmpty()) {
                continue;
            }
            if (path.isPresent() && manifest.get().path().map(WikiLinks::composed).equals(path)) {
                return Optional.of(file.getKey());
            }
            if (composed(manifest.get().name()).equalsIgnoreCase(composed)) {
                named = Optional.of(file.getKey());
            }
        }
        return named;
    }

    /** A file may come from a system that spells an accent in another way than who links to it. */
    private static String composed(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC);
    }

    private Optional<Destination> otherWiki(LinkTarget target) {
        int colon = target.name().indexOf(':');
        if (!(target instanceof LinkTarget.Wikilink) || colon <= 0) {
            return Optional.empty();
        }
        String title = target.name().substring(colon + 1).strip();
        return wikis.node()
                .wiki(target.name().substring(0, colon))
                .filter(other -> !title.isEmpty())
                .map(other -> new Destination.OtherWiki(Wikis.paths(other).page(title)));
    }

    /** Letters first: {@code 2026.11} at the end of a title is no extension. */
    private static boolean isFileName(String extension) {
        return Character.isLetter(extension.charAt(0)) && extension.length() <= 5;
    }
}
