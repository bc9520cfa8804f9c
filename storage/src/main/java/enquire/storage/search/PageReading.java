package enquire.storage.search;

import enquire.editor.markdown.Heading;
import enquire.editor.markdown.LinkContext;
import enquire.editor.markdown.LinkKind;
import enquire.editor.markdown.LinkResolution;
import enquire.editor.markdown.PageAnalysis;
import enquire.editor.markdown.PageLink;
import enquire.editor.markdown.RelativePaths;
import enquire.editor.page.TitleKey;
import enquire.storage.PageView;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What the index keeps of a page, read from its Markdown. */
final class PageReading {

    private static final String ELLIPSIS = "…";

    /** How the name of an attachment ends; of a page's name {@code .md} is no part. */
    private static final Pattern FILE =
            Pattern.compile("(?i).*\\.(?!md$|markdown$)[a-z][a-z0-9]{1,4}");

    private PageReading() {}

    static IndexedPage of(PageView view) {
        PageAnalysis analysis = PageAnalysis.of(view.text());
        Set<TitleKey> aliases = new LinkedHashSet<>(view.aliases().keySet());
        analysis.aliases().forEach(alias -> aliases.add(TitleKey.of(alias)));
        return new IndexedPage(
                view.page(),
                view.title().value(),
                aliases,
                analysis.headings().stream().map(Heading::text).toList(),
                analysis.plainText(),
                analysis.tags(),
                links(view, analysis),
                view.changedAt().toEpochMilli());
    }

    private static List<IndexedLink> links(PageView view, PageAnalysis analysis) {
        List<IndexedLink> links = new ArrayList<>();
        int from = 0;
        for (PageLink link : analysis.links()) {
            if (isAttachment(link)) {
                continue;
            }
            List<String> names = List.copyOf(LinkResolution.names(link.target(), view.title()));
            SentencePlace sentence = sentence(link.context(), analysis.plainText(), from);
            from = sentence.start();
            links.add(
                    new IndexedLink(
                            names.stream().map(TitleKey::of).distinct().toList(),
                            RelativePaths.withoutExtension(names.getFirst()),
                            sentence));
        }
        return links;
    }

    /** {@code [[report.pdf]]} may also be a page; only the other forms tell. */
    private static boolean isAttachment(PageLink link) {
        return link.kind() == LinkKind.IMAGE
                || link.kind() != LinkKind.WIKILINK && FILE.matcher(link.target().name()).matches();
    }

    /** Finds the sentence in the page's text, so that the index need not keep it twice. */
    private static SentencePlace sentence(LinkContext context, String text, int from) {
        String sentence = context.sentence();
        boolean cutBefore = sentence.startsWith(ELLIPSIS);
        boolean cutAfter = sentence.endsWith(ELLIPSIS) && sentence.length() > 1;
        int skipped = cutBefore ? ELLIPSIS.length() : 0;
        String core =
                sentence.substring(skipped, sentence.length() - (cutAfter ? ELLIPSIS.length() : 0));
        int start = text.indexOf(core, from);
        if (start < 0) {
            return new SentencePlace(from, from, 0, 0, false, false);
        }
        return new SentencePlace(
                start,
                start + core.length(),
                Math.clamp(context.label().start() - skipped, 0, core.length()),
                Math.clamp(context.label().end() - skipped, 0, core.length()),
                cutBefore,
                cutAfter);
    }
}
