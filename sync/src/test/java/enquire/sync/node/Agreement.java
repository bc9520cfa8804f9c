package enquire.sync.node;

import enquire.editor.page.PageId;
import enquire.editor.page.Title;
import enquire.storage.Carrying;
import enquire.storage.PageView;
import enquire.storage.Repository;
import java.util.List;
import java.util.Optional;

/**
 * Whether nodes have come to hold what they are to hold: those that keep every page the same, and
 * those that keep part of them the same of what is there, and the titles of the others.
 */
final class Agreement {

    private final List<SimulatedNode> nodes;

    Agreement(List<SimulatedNode> nodes) {
        this.nodes = nodes;
    }

    /** Nodes of those who are members, as the first one knows, who founded the wiki. */
    List<SimulatedNode> remaining() {
        Members members = nodes.getFirst().wiki().roster();
        return nodes.stream().filter(node -> members.role(node.id()).isPresent()).toList();
    }

    boolean isReached() {
        if (!nodes.stream().allMatch(SimulatedNode::isOn)) {
            return false;
        }
        List<SimulatedNode> remaining = remaining();
        return wholes(remaining).stream().map(SimulatedNode::sum).distinct().count() == 1
                && remaining.stream().map(SimulatedNode::rosterRecords).distinct().count() == 1
                && remaining.stream().allMatch(node -> isWhole(node, remaining))
                && parts(remaining).stream()
                        .allMatch(part -> difference(part, nodes.getFirst()).isEmpty());
    }

    static List<SimulatedNode> wholes(List<SimulatedNode> nodes) {
        return nodes.stream().filter(node -> !node.part().partly()).toList();
    }

    static List<SimulatedNode> parts(List<SimulatedNode> nodes) {
        return nodes.stream().filter(node -> node.part().partly()).toList();
    }

    /** What is not equal yet, or everything. */
    String sums() {
        SimulatedNode first = nodes.getFirst();
        if (nodes.stream().allMatch(SimulatedNode::isOn)) {
            for (SimulatedNode part : parts(remaining())) {
                Optional<String> difference = difference(part, first);
                if (difference.isPresent()) {
                    return difference.get() + ": " + pages(part) + pages(first);
                }
            }
        }
        return nodes.stream()
                .map(node -> node.name + (node.isOn() ? " " + pages(node) : " is off"))
                .toList()
                .toString();
    }

    private static boolean isWhole(SimulatedNode node, List<SimulatedNode> others) {
        return node.repository().exchange().pending().isEmpty()
                && !lacksWhatOthersHold(node, others)
                && !hasToDelete(node);
    }

    /** Words that are to go from the past of a page and stand in its text still. */
    private static boolean hasToDelete(SimulatedNode node) {
        return node.wiki().redacting().pages().stream()
                .anyMatch(node.wiki().redacting()::isWaiting);
    }

    /** Of attachments that live pages name. */
    private static boolean lacksWhatOthersHold(SimulatedNode node, List<SimulatedNode> others) {
        return node.repository().attachments().missing(Optional.empty(), 100).stream()
                .anyMatch(blob ->
                        others.stream()
                                .anyMatch(other ->
                                        other.repository().blobs().file(blob).isPresent()));
    }

    /**
     * What is otherwise on a node that keeps part of the wiki than on one that keeps all; empty if
     * nothing is.
     */
    static Optional<String> difference(SimulatedNode part, SimulatedNode whole) {
        for (var entry : part.repository().exchange().index(0, 10_000).entries()) {
            if (!whole.part().holds(entry.page())) {
                return Optional.of(whole.name + " lacks " + entry.page() + " of " + part.name);
            }
        }
        return whole.repository().exchange().index(0, 10_000).entries().stream()
                .flatMap(entry -> difference(part, whole, entry.page()).stream())
                .findFirst();
    }

    private static Optional<String> difference(
            SimulatedNode part, SimulatedNode whole, PageId page) {
        Optional<Title> told = carrying(part).told(page).map(Carrying.Told::title);
        Optional<Title> due = Optional.empty();
        if (part.part().wants(page)) {
            if (!carrying(part).digest(page).equals(carrying(whole).digest(page))
                    || !shown(part.repository(), page).equals(shown(whole.repository(), page))) {
                return Optional.of(part.name + " holds " + page + " otherwise than " + whole.name);
            }
        } else {
            due =
                    whole.repository()
                            .page(page)
                            .filter(view -> !view.deleted())
                            .map(PageView::title);
        }
        return told.equals(due)
                ? Optional.empty()
                : Optional.of("%s was told %s of %s".formatted(part.name, told, page));
    }

    /** Of which heads and statements its pages are, for people to compare. */
    static String pages(SimulatedNode node) {
        var state = new StringBuilder(" to fold " + node.repository().exchange().pending());
        for (var entry : node.repository().exchange().index(0, 10_000).entries()) {
            state.append(
                    "%n  %s heads %s statements %s"
                            .formatted(
                                    entry.page(),
                                    entry.heads(),
                                    node.repository().exchange().statements(entry.page()).stream()
                                            .map(each -> each.id().toHex().substring(0, 6))
                                            .sorted()
                                            .toList()));
        }
        return state.toString();
    }

    private static String shown(Repository repository, PageId page) {
        return repository
                .page(page)
                .map(view ->
                        "%s %s %s %s"
                                .formatted(
                                        view.title(),
                                        view.deleted(),
                                        view.version().token(),
                                        view.text()))
                .orElse("nothing");
    }

    private static Carrying carrying(SimulatedNode node) {
        return node.repository().records().carrying();
    }
}
