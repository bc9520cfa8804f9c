package enquire.web.wiki;

import enquire.editor.markdown.Markdown;
import enquire.editor.markdown.PageAnalysis;
import enquire.editor.markdown.PageLinks;
import enquire.editor.markdown.Rendered;
import enquire.editor.markdown.Written;
import enquire.editor.page.PageId;
import enquire.editor.page.Title;
import enquire.storage.PageView;
import enquire.storage.Version;
import enquire.sync.node.Wiki;
import enquire.web.html.CodeHighlighting;
import enquire.web.html.Directions;
import enquire.web.html.HtmlSanitizer;
import enquire.web.html.SafeHtml;
import enquire.web.language.Language;
import enquire.web.language.Speaking;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Turns a page into safe HTML and remembers it. A body is good for as long as nothing in the whole
 * wiki changed: then no link, no embedded page and no attachment can have changed either. Kept by
 * language, for a page says a few words itself. Thread-safe.
 */
public final class PageRenderer {

    /** Bodies kept, in bytes of memory: a thousand pages of 30 kB. A guess. */
    private static final long CACHE_BYTES_MAX = 32L * 1024 * 1024;

    /** Of a page's text in a preview, in UTF-16 units: what a card holds, and a little more. */
    private static final int EXCERPT_CHARS = 700;

    private record Key(String wiki, PageId page, Language language) {}

    private record Kept(Version version, long sequence, RenderedPage page) {}

    private final Wikis wikis;
    private final BoundedCache<Key, Kept> cache =
            new BoundedCache<>(CACHE_BYTES_MAX, kept -> 2L * kept.page().body().html().length());

    public PageRenderer(Wikis wikis) {
        this.wikis = wikis;
    }

    public RenderedPage render(Wiki wiki, PageView view) {
        var key = new Key(wiki.slug(), view.page(), Speaking.language());
        // Read before rendering: what changes meanwhile makes the result old, never the reverse.
        long sequence = wiki.repository().exchange().lastSequence();
        Optional<Kept> kept = cache.get(key);
        if (kept.isPresent()
                && kept.get().version().equals(view.version())
                && kept.get().sequence() == sequence) {
            return kept.get().page();
        }
        var links =
                new WikiLinks(wikis, wiki, view.title(), Optional.of(view.page()), view.files());
        RenderedPage page = render(view.text(), links);
        cache.put(key, new Kept(view.version(), sequence, page));
        return page;
    }

    /**
     * The beginning of a page, or of one of its sections.
     *
     * @param heading of the section, as a link names it
     */
    public SafeHtml excerpt(Wiki wiki, PageView view, Optional<String> heading) {
        var links =
                new WikiLinks(wikis, wiki, view.title(), Optional.of(view.page()), view.files());
        return Directions.in(
                HtmlSanitizer.sanitize(
                        Markdown.excerpt(view.text(), heading, links, EXCERPT_CHARS)));
    }

    /** A text that is not stored, as it would look on this page. */
    public RenderedPage preview(Wiki wiki, Title title, Optional<PageView> view, String text) {
        var links =
                new WikiLinks(
                        wikis,
                        wiki,
                        title,
                        view.map(PageView::page),
                        view.map(PageView::files).orElse(Map.of()));
        return render(text, links);
    }

    /** The same, without colours in code and directions of blocks: words are compared by it. */
    public SafeHtml past(Wiki wiki, PageView view, String text) {
        var links =
                new WikiLinks(wikis, wiki, view.title(), Optional.of(view.page()), view.files());
        return HtmlSanitizer.sanitize(Markdown.render(text, links).unsanitisedHtml());
    }

    /** A text with who wrote what; its prefix is drawn for it. */
    public SafeHtml written(Wiki wiki, PageView view, String text, Written written) {
        var links =
                new WikiLinks(wikis, wiki, view.title(), Optional.of(view.page()), view.files());
        return Directions.in(
                HtmlSanitizer.sanitizeWritten(
                        Markdown.render(text, links, written), written.prefix()));
    }

    private static RenderedPage render(String text, PageLinks links) {
        Rendered rendered = Markdown.render(text, links);
        SafeHtml safe =
                Directions.in(
                        CodeHighlighting.in(HtmlSanitizer.sanitize(rendered.unsanitisedHtml())));
        Set<String> tags = rendered.tooLarge() ? Set.<String>of() : PageAnalysis.of(text).tags();
        return new RenderedPage(safe, rendered.outline(), tags);
    }
}
