package enquire.editor.markdown;

import java.util.Optional;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;

/** Cuts a page down to what stands under one heading. */
final class Section {

    private Section() {}

    /**
     * @return the whole page without {@code heading}, otherwise from that heading to the next of
     *     its level or above; empty if no such heading stands at the top level. Changes the tree.
     */
    static Optional<Node> of(ParsedPage page, Optional<String> heading) {
        Node document = page.document();
        if (heading.isEmpty()) {
            return Optional.of(document);
        }
        Optional<Heading> start = find(page, Slugs.of(heading.get()));
        start.ifPresent(first -> cut(document, first));
        return start.map(_found -> document);
    }

    private static Optional<Heading> find(ParsedPage page, String slug) {
        return page.headings().entrySet().stream()
                .filter(entry -> entry.getValue().slug().equals(slug))
                .map(entry -> (Heading) entry.getKey())
                .filter(node -> node.getParent() == page.document())
                .findFirst();
    }

    private static void cut(Node document, Heading first) {
        while (document.getFirstChild() != first) {
            document.getFirstChild().unlink();
        }
        Node node = first.getNext();
        while (node != null
                && !(node instanceof Heading next && next.getLevel() <= first.getLevel())) {
            node = node.getNext();
        }
        while (node != null) {
            Node next = node.getNext();
            node.unlink();
            node = next;
        }
    }
}
