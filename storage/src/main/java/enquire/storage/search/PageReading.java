package enquire.storage.search;

import enquire.editor.markdown.Heading;
import enquire.editor.markdown.LinkContext;
import enquire.editor.markdown.LinkKind;
import enquire.editor.markdown.LinkResolution;
import enquire.editor.markdown.PageAnalysis;
import enquire.editor.markdown.PageLink;
import enquire.editor.markdown.RelativePaths;
import enquire.editor.page.PeerId;
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

    /**
     * @param authors of changes that are part of the page
     */
    static IndexedPage of(PageView view, Set<PeerId> authors) {
        PageAnalysis analysis = PageAnalysis.of(view.text());
        Set<TitleKey> aliases = new LinkedHashSet<>(view.aliases().keySet());
        analysis.aliases().forEach(alias -> aliases.add(TitleKey.of(alias)));
        return new IndexedPage(
                view.page(),
                view.title().value(),
                aliases,
                headings(analysis),
                analysis.plainText(),
                analysis.tags(),
                links(view, analysis),
                authors,
                view.changedAt().toEpochMilli());
    }

    /** Each is a line of the plain text of its own. */
    private static List<IndexedHeading> headings(PageAnalysis analysis) {
        List<IndexedHeading> headings = new ArrayList<>();
        String text = analysis.plainText();
        int from = 0;
        for (Heading heading : analysis.headings()) {
            int start = lineOf(text, heading.text(), from);
            int at = start < 0 ? from : start;
            headings.add(new IndexedHeading(at, heading.text(), heading.slug()));
            from = start < 0 ? from : start + heading.text().length();
        }
        return headings;
    }

    /** Where this line stands, at or after {@code from}; -1 if there is none near. */
    private static int lineOf(String text, String line, int from) {
        if (line.isEmpty()) {
            return -1;
        }
        int start = text.indexOf(line, from);
        while (start >= 0) {
            int end = start + line.length();
            boolean begins = start == 0 || text.charAt(start - 1) == '\n';
            if (begins && (end == text.length() || text.charAt(end) == '\n')) {
                return start;
            }
            start = text.indexOf(line, start + 1);
        }
        return -1;
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
