package enquire.editor.markdown;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.CustomNode;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;

/** Walks a page's tree once and collects its links, its tags and its plain text. */
final class PageReader extends AbstractVisitor {

    private static final Pattern HTML_TAG = Pattern.compile("<[^<>]{0,1000}>");

    /** A link whose sentence is not known before its block ends. */
    private record Pending(
            LinkKind kind,
            LinkTarget target,
            Optional<String> heading,
            TextRange label,
            LinkSource source) {}

    private final SourcePositions positions;
    private final List<PageLink> links = new ArrayList<>();
    private final List<LinkDefinition> definitions = new ArrayList<>();
    private final List<HeadingLink> headingLinks = new ArrayList<>();
    private final Set<String> tags = new LinkedHashSet<>();
    private final StringBuilder plainText = new StringBuilder();
    private final List<Pending> pending = new ArrayList<>();
    private int blockStart;

    PageReader(ParsedPage page) {
        this.positions = new SourcePositions(page);
    }

    List<PageLink> links() {
        return links;
    }

    List<LinkDefinition> definitions() {
        return definitions;
    }

    List<HeadingLink> headingLinks() {
        return headingLinks;
    }

    Set<String> tags() {
        return tags;
    }

    String plainText() {
        return plainText.toString().stripTrailing();
    }

    @Override
    public void visit(Paragraph paragraph) {
        readBlock(paragraph);
    }

    @Override
    public void visit(org.commonmark.node.Heading heading) {
        readBlock(heading);
    }

    @Override
    public void visit(CustomBlock block) {
        switch (block) {
            case EmbedBlock embeds -> readBlock(embeds);
            case MathBlock math -> readLiteral(math.literal());
            // Not shown where the page is read, but found.
            case CommentBlock comment -> readLiteral(comment.literal());
            case AlertNode alert -> {
                readBlock(alert.title());
                visitChildren(alert);
            }
            default -> visitChildren(block);
        }
    }

    @Override
    public void visit(CustomNode node) {
        switch (node) {
            case TableCell cell -> readBlock(cell);
            case WikilinkNode link -> readWikilink(link);
            case MathNode math -> plainText.append(math.literal());
            case CommentNode comment -> plainText.append(comment.literal());
            case TagNode tag -> {
                tags.add(tag.tag());
                plainText.append('#').append(tag.tag());
            }
            default -> visitChildren(node);
        }
    }

    @Override
    public void visit(Link link) {
        readLink(link, link.getDestination(), LinkKind.RELATIVE);
    }

    @Override
    public void visit(Image image) {
        readLink(image, image.getDestination(), LinkKind.IMAGE);
    }

    @Override
    public void visit(Text text) {
        plainText.append(text.getLiteral());
    }

    @Override
    public void visit(Code code) {
        plainText.append(code.getLiteral());
    }

    @Override
    public void visit(SoftLineBreak softLineBreak) {
        plainText.append(' ');
    }

    @Override
    public void visit(HardLineBreak hardLineBreak) {
        plainText.append(' ');
    }

    @Override
    public void visit(FencedCodeBlock block) {
        readLiteral(block.getLiteral());
    }

    @Override
    public void visit(IndentedCodeBlock block) {
        readLiteral(block.getLiteral());
    }

    @Override
    public void visit(HtmlBlock block) {
        readLiteral(HTML_TAG.matcher(block.getLiteral()).replaceAll(" "));
    }

    @Override
    public void visit(LinkReferenceDefinition definition) {
        Optional<LinkSource> source = positions.definition(definition);
        if (source.isEmpty()) {
            return;
        }
        LinkUrl url = LinkUrl.of(definition.getDestination());
        readHeading(url, source.get());
        if (url instanceof LinkUrl.Relative relative) {
            source.get()
                    .target()
                    .map(range -> new LinkDefinition(relative.path(), range))
                    .ifPresent(definitions::add);
        }
    }

    private void readHeading(LinkUrl url, LinkSource source) {
        switch (url) {
            case LinkUrl.External _elsewhere -> {}
            case LinkUrl.Fragment fragment ->
                    readHeading(Optional.empty(), fragment.heading(), source, false);
            case LinkUrl.Relative relative ->
                    readHeading(
                            Optional.of(relative.path()),
                            relative.heading().orElse(""),
                            source,
                            false);
        }
    }

    private void readHeading(
            Optional<LinkTarget> target, String heading, LinkSource source, boolean wikilink) {
        if (!heading.isEmpty()) {
            source.heading()
                    .map(range -> new HeadingLink(target, heading, range, wikilink))
                    .ifPresent(headingLinks::add);
        }
    }

    private void readLiteral(String literal) {
        if (!literal.isBlank()) {
            plainText.append(literal.strip()).append('\n');
        }
    }

    private void readBlock(Node block) {
        blockStart = plainText.length();
        visitChildren(block);
        if (!pending.isEmpty()) {
            String text = plainText.substring(blockStart);
            for (Pending link : pending) {
                links.add(
                        new PageLink(
                                link.kind(),
                                link.target(),
                                link.heading(),
                                link.label().of(text),
                                link.source().range(),
                                link.source().target(),
                                Sentences.around(text, link.label())));
            }
            pending.clear();
        }
        plainText.append('\n');
    }

    private void readWikilink(WikilinkNode link) {
        int start = plainText.length();
        plainText.append(link.shown());
        Optional<LinkSource> source = positions.wikilink(link);
        if (source.isEmpty() || Nodes.isInsideLink(link)) {
            return; // Inside another link it is shown as words.
        }
        Optional<LinkTarget> target =
                link.name().isEmpty() ? Optional.empty() : Optional.of(link.target());
        readHeading(target, link.heading().orElse(""), source.get(), true);
        if (target.isPresent()) {
            pending.add(
                    new Pending(
                            link.embed() ? LinkKind.EMBED : LinkKind.WIKILINK,
                            link.target(),
                            link.heading(),
                            inBlock(start),
                            source.get()));
        }
    }

    private void readLink(Node link, String destination, LinkKind kind) {
        int start = plainText.length();
        int place = pending.size();
        visitChildren(link);
        LinkUrl url = LinkUrl.of(destination);
        if (url instanceof LinkUrl.External) {
            return;
        }
        LinkSource source = positions.link(link);
        readHeading(url, source);
        if (url instanceof LinkUrl.Relative relative) {
            pending.add(
                    place,
                    new Pending(kind, relative.path(), relative.heading(), inBlock(start), source));
        }
    }

    private TextRange inBlock(int start) {
        return new TextRange(start - blockStart, plainText.length() - blockStart);
    }
}
