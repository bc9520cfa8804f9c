package enquire.web.wiki;

import enquire.editor.markdown.Heading;
import enquire.editor.markdown.PageAnalysis;
import enquire.editor.page.PeerId;
import enquire.editor.text.TextChange;
import enquire.storage.PageView;
import enquire.storage.Version;
import enquire.sync.node.Wiki;
import enquire.web.http.ProblemException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What others did to a page since it was read.
 *
 * @param authors names, without this node's own person; empty if nobody else did anything
 * @param sections how many sections of the text differ, the part above the first heading included
 */
public record Since(List<String> authors, int sections) {

    /**
     * @param me whose own edits are nothing to be told about
     * @throws ProblemException 404 if the page never had that version
     */
    public static Since version(Wiki wiki, PeerId me, PageView page, Version read) {
        String before = Versions.text(wiki, page, read);
        List<String> authors =
                wiki.repository().exchange().missing(page.page(), read.heads()).changes().stream()
                        .map(change -> change.actor().author())
                        .map(wiki::person)
                        .filter(author -> !author.equals(wiki.person(me)))
                        .distinct()
                        .map(wiki::nameOf)
                        .distinct()
                        .sorted()
                        .toList();
        return new Since(authors, sections(before, page.text()));
    }

    private static int sections(String before, String now) {
        List<Heading> headings = PageAnalysis.of(now).headings();
        Set<Integer> changed = new HashSet<>();
        int moved = 0;
        for (TextChange.Replacement part : TextChange.between(before, now).replacements()) {
            int start = part.from() + moved;
            int end = start + Math.max(1, part.insert().length());
            moved += part.insert().length() - (part.to() - part.from());
            int first = section(headings, start);
            for (int i = first; i <= section(headings, end - 1); i++) {
                changed.add(i);
            }
        }
        return changed.size();
    }

    /** Number of the heading that {@code position} stands under; -1 above the first. */
    private static int section(List<Heading> headings, int position) {
        int low = 0;
        int high = headings.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (headings.get(middle).offset() <= position) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low - 1;
    }
}
