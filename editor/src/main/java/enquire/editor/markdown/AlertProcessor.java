package enquire.editor.markdown;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.PostProcessor;

/**
 * Turns {@code > [!NOTE]} into an alert, as GitHub does, and {@code > [!info]- Title} as Obsidian
 * does (its fold mark is read and every alert stays open).
 */
final class AlertProcessor implements PostProcessor {

    /** Letters alone: anything else in these brackets is a link or a footnote. */
    private static final Pattern MARK =
            Pattern.compile("\\[!([A-Za-z]{1,30})](?:[+-])?(?:[ \\t]+|$)");

    @Override
    public Node process(Node document) {
        List<BlockQuote> quotes = new ArrayList<>();
        document.accept(
                new AbstractVisitor() {
                    @Override
                    public void visit(BlockQuote quote) {
                        quotes.add(quote);
                        visitChildren(quote);
                    }
                });
        quotes.forEach(AlertProcessor::convert);
        return document;
    }

    private static void convert(BlockQuote quote) {
        if (!(quote.getFirstChild() instanceof Paragraph first)
                || !(first.getFirstChild() instanceof Text text)) {
            return;
        }
        Matcher mark = MARK.matcher(text.getLiteral());
        if (!mark.lookingAt()) {
            return;
        }
        Paragraph title = new Paragraph();
        text.setLiteral(text.getLiteral().substring(mark.end()));
        Node node = first.getFirstChild();
        while (node != null && !(node instanceof SoftLineBreak || node instanceof HardLineBreak)) {
            Node next = node.getNext();
            title.appendChild(node);
            node = next;
        }
        if (node != null) {
            node.unlink();
        }
        if (first.getFirstChild() == null) {
            first.unlink();
        }
        if (InlineText.of(title).isBlank()) {
            title = new Paragraph();
            title.appendChild(new Text(capitalised(mark.group(1))));
        }
        var alert = new AlertNode(AlertKind.of(mark.group(1)), title);
        alert.setSourceSpans(quote.getSourceSpans());
        while (quote.getFirstChild() != null) {
            alert.appendChild(quote.getFirstChild());
        }
        quote.insertBefore(alert);
        quote.unlink();
    }

    private static String capitalised(String name) {
        return name.substring(0, 1).toUpperCase(Locale.ROOT)
                + name.substring(1).toLowerCase(Locale.ROOT);
    }
}
