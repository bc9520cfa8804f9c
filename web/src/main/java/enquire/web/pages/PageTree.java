package enquire.web.pages;

import enquire.editor.page.TitleKey;
import enquire.storage.PageSummary;
import enquire.web.screens.TreeScreen;
import enquire.web.wiki.WikiPaths;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes a tree of titles. One use, one thread. */
final class PageTree {

    /**
     * A deeper title stands as a whole in the last level: a template recurses for each. A guess.
     */
    private static final int DEPTH_MAX = 12;

    private static final class Branch {
        private final String title;
        private final String label;
        private final List<String> pages = new ArrayList<>();
        private final Map<TitleKey, Branch> branches = new LinkedHashMap<>();

        Branch(String title, String label) {
            this.title = title;
            this.label = label;
        }

        int size() {
            return pages.size() + branches.values().stream().mapToInt(Branch::size).sum();
        }
    }

    private PageTree() {}

    /**
     * @param pages by title
     * @param movable whether to offer to move a branch
     */
    static List<TreeScreen.Node> of(WikiPaths paths, List<PageSummary> pages, boolean movable) {
        var top = new Branch("", "");
        for (PageSummary page : pages) {
            Branch at = top;
            String[] parts = page.title().value().split("/", DEPTH_MAX);
            for (String part : parts) {
                String title = at.title.isEmpty() ? part : at.title + "/" + part;
                at =
                        at.branches.computeIfAbsent(
                                TitleKey.of(part), _key -> new Branch(title, part.strip()));
            }
            at.pages.add(page.displayTitle());
        }
        return nodes(paths, top, movable);
    }

    private static List<TreeScreen.Node> nodes(WikiPaths paths, Branch above, boolean movable) {
        var nodes = new ArrayList<TreeScreen.Node>();
        for (Branch branch : above.branches.values()) {
            int below = branch.size() - branch.pages.size();
            nodes.add(
                    new TreeScreen.Node(
                            branch.pages.isEmpty() ? "" : paths.page(branch.pages.getFirst()),
                            branch.pages.isEmpty() ? branch.title : branch.pages.getFirst(),
                            branch.label,
                            movable && below > 0 ? paths.screen("move", branch.title) : "",
                            movable && below > 0 ? paths.screen("rename", branch.title) : "",
                            below,
                            nodes(paths, branch, movable)));
            // Others of the same title stand beside it.
            branch.pages.stream()
                    .skip(1)
                    .forEach(twin ->
                            nodes.add(
                                    new TreeScreen.Node(
                                            paths.page(twin),
                                            twin,
                                            twin.substring(twin.lastIndexOf('/') + 1),
                                            "",
                                            "",
                                            0,
                                            List.of())));
        }
        return nodes;
    }
}
