package enquire.web.html;

import enquire.web.html.HtmlToken.Inline;
import enquire.web.language.Messages;
import enquire.web.language.Speaking;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.owasp.html.HtmlStreamRenderer;

/**
 * Writes the tokens of two versions as one. The newer one's blocks are written as they are, so the
 * result is as well formed as it is; of the older one's blocks those that were deleted as a whole,
 * where such a block may stand, and of others their words. One use, one thread.
 */
final class HtmlMerge {

    private enum Mark {
        NONE("", ""),
        ADDED("ins", "added"),
        REMOVED("del", "removed");

        private final String tag;
        private final String className;

        Mark(String tag, String className) {
            this.tag = tag;
            this.className = className;
        }

        /** What a screen reader says of it. */
        private String words(Messages messages) {
            return this == ADDED
                    ? messages.text("difference.added")
                    : messages.text("difference.removed");
        }
    }

    /** Blocks that may stand only in these. */
    private static final Map<String, Set<String>> PARENTS =
            Map.of(
                    "li", Set.of("ul", "ol"),
                    "tr", Set.of("table", "thead", "tbody", "tfoot"),
                    "thead", Set.of("table"),
                    "tbody", Set.of("table"),
                    "tfoot", Set.of("table"),
                    "td", Set.of("tr"),
                    "th", Set.of("tr"),
                    "dt", Set.of("dl"),
                    "dd", Set.of("dl"));

    /** Where any block may stand. */
    private static final Set<String> CONTAINERS =
            Set.of("", "div", "blockquote", "section", "li", "td", "th", "dd", "details", "figure");

    /** Where text may stand without a block around it. */
    private static final Set<String> LINES =
            Set.of(
                    "p",
                    "h1",
                    "h2",
                    "h3",
                    "h4",
                    "h5",
                    "h6",
                    "li",
                    "td",
                    "th",
                    "dt",
                    "dd",
                    "pre",
                    "summary",
                    "caption",
                    "figcaption");

    private final StringBuilder html = new StringBuilder();
    private final HtmlStreamRenderer out =
            HtmlStreamRenderer.create(
                    html,
                    problem -> {
                        throw new IllegalStateException(problem);
                    });
    private final Deque<String> blocks = new ArrayDeque<>();
    private final List<HtmlToken> homeless = new ArrayList<>();
    private List<Inline> open = List.of();
    private Mark mark = Mark.NONE;
    private int changes;

    /** Whether something that differs was written and nothing else since. */
    private boolean inChange;

    HtmlMerge() {
        out.openDocument();
    }

    int changes() {
        return changes;
    }

    String finish() {
        endLine();
        settle();
        endLine();
        out.closeDocument();
        return html.toString();
    }

    /** What both have. */
    void keep(List<HtmlToken> tokens) {
        inChange &= tokens.isEmpty();
        tokens.forEach(token -> write(token, Mark.NONE));
    }

    /** What only the newer one has. */
    void insert(List<HtmlToken> tokens) {
        tokens.forEach(token -> write(token, Mark.ADDED));
    }

    /** What only the older one had. */
    void delete(List<HtmlToken> tokens) {
        for (int i = 0; i < tokens.size(); i++) {
            switch (tokens.get(i)) {
                case HtmlToken.Open block -> {
                    int end = end(tokens, i);
                    if (end > 0 && mayStandHere(block.tag())) {
                        tokens.subList(i, end).forEach(token -> write(plain(token), Mark.REMOVED));
                        i = end - 1;
                    }
                }
                case HtmlToken.Close _block -> {}
                case HtmlToken.Rule _rule -> {}
                case HtmlToken.Word word -> deleteInLine(word);
                case HtmlToken.Thing thing -> deleteInLine(plain(thing));
            }
        }
    }

    /** Behind the end of the block that begins here; 0 if it goes on. */
    private static int end(List<HtmlToken> tokens, int from) {
        int depth = 0;
        for (int i = from; i < tokens.size(); i++) {
            depth += tokens.get(i) instanceof HtmlToken.Open ? 1 : 0;
            depth -= tokens.get(i) instanceof HtmlToken.Close ? 1 : 0;
            if (depth == 0) {
                return i + 1;
            }
        }
        return 0;
    }

    private boolean mayStandHere(String tag) {
        String parent = blocks.isEmpty() ? "" : blocks.peek();
        Set<String> parents = PARENTS.get(tag);
        return parents == null ? CONTAINERS.contains(parent) : parents.contains(parent);
    }

    private void deleteInLine(HtmlToken token) {
        String parent = blocks.isEmpty() ? "" : blocks.peek();
        if (LINES.contains(parent)) {
            write(token, Mark.REMOVED);
        } else {
            homeless.add(token);
        }
    }

    /** Words of a block that is gone, where no line was: in one of their own. */
    private void settle() {
        if (homeless.isEmpty() || !mayStandHere("p")) {
            return;
        }
        List<HtmlToken> words = List.copyOf(homeless);
        homeless.clear();
        write(new HtmlToken.Open("p", List.of()), Mark.NONE);
        words.forEach(token -> write(token, Mark.REMOVED));
        write(new HtmlToken.Close("p"), Mark.NONE);
    }

    private void write(HtmlToken token, Mark as) {
        switch (token) {
            case HtmlToken.Open block -> {
                endLine();
                settle();
                out.openTag(block.tag(), block.attributes());
                blocks.push(block.tag());
            }
            case HtmlToken.Close block -> {
                endLine();
                if (LINES.contains(block.tag()) && !homeless.isEmpty()) {
                    List<HtmlToken> words = List.copyOf(homeless);
                    homeless.clear();
                    words.forEach(each -> write(each, Mark.REMOVED));
                    endLine();
                }
                out.closeTag(block.tag());
                blocks.poll();
            }
            case HtmlToken.Rule rule -> {
                endLine();
                settle();
                out.openTag(rule.tag(), rule.attributes());
            }
            case HtmlToken.Word word -> {
                line(as, word.context());
                out.text(word.text());
            }
            case HtmlToken.Thing thing -> {
                line(as, thing.context());
                out.openTag(thing.tag(), thing.attributes());
            }
        }
    }

    /** Opens and closes what stands around the next word. */
    private void line(Mark as, List<Inline> context) {
        if (as != mark) {
            endLine();
            begin(as);
        }
        int same = 0;
        while (same < open.size()
                && same < context.size()
                && open.get(same).equals(context.get(same))) {
            same++;
        }
        for (int i = open.size(); i > same; i--) {
            out.closeTag(open.get(i - 1).tag());
        }
        for (Inline inline : context.subList(same, context.size())) {
            out.openTag(inline.tag(), inline.attributes());
        }
        open = context;
    }

    private void begin(Mark as) {
        mark = as;
        if (as == Mark.NONE) {
            inChange = false;
            return;
        }
        var attributes = new ArrayList<>(List.of("class", as.className));
        if (!inChange) {
            changes++;
            attributes.addAll(List.of("id", "Change-" + changes));
            inChange = true;
        }
        out.openTag(as.tag, attributes);
        // The text around it claims no language; these words are those of the screen.
        Messages messages = Speaking.messages();
        out.openTag("span", List.of("class", "sr", "lang", messages.language().tag()));
        out.text(as.words(messages) + " ");
        out.closeTag("span");
    }

    private void endLine() {
        for (Inline inline : open.reversed()) {
            out.closeTag(inline.tag());
        }
        open = List.of();
        if (mark != Mark.NONE) {
            out.closeTag(mark.tag);
            mark = Mark.NONE;
        }
    }

    /** Without its id, which the newer version may have, and without the number of its task. */
    private static HtmlToken plain(HtmlToken token) {
        return switch (token) {
            case HtmlToken.Open block -> new HtmlToken.Open(block.tag(), plain(block.attributes()));
            case HtmlToken.Thing thing ->
                    new HtmlToken.Thing(thing.tag(), plain(thing.attributes()), thing.context());
            case HtmlToken.Word word -> new HtmlToken.Word(word.key(), word.text(), plainAll(word));
            default -> token;
        };
    }

    private static List<Inline> plainAll(HtmlToken.Word word) {
        return word.context().stream()
                .map(inline -> new Inline(inline.tag(), plain(inline.attributes())))
                .toList();
    }

    private static List<String> plain(List<String> attributes) {
        var kept = new ArrayList<String>();
        for (int i = 0; i + 1 < attributes.size(); i += 2) {
            if (!attributes.get(i).equals("id") && !attributes.get(i).equals("data-task")) {
                kept.add(attributes.get(i));
                kept.add(attributes.get(i + 1));
            }
        }
        return kept;
    }
}
