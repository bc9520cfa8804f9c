package enquire.web.wiki;

import enquire.sync.node.OnlyThere;
import enquire.sync.node.Shortage;
import enquire.web.language.Messages;
import enquire.web.language.Speaking;
import java.util.ArrayList;
import java.util.List;

/** What would go with a member who is taken out, in words. */
public final class OnlyThereWords {

    private static final int NAMED_MAX = 5;

    private OnlyThereWords() {}

    /** A sentence about pages, one about files, and what to do; none if nothing would go. */
    public static List<String> sentences(OnlyThere only) {
        Messages messages = Speaking.messages();
        var said = new ArrayList<String>();
        if (only.pages() > 0) {
            List<String> titles = only.firstPages().stream().map(Shortage.Page::title).toList();
            said.add(
                    messages.text(
                            "remove.onlyPages",
                            "pages",
                            only.pages(),
                            "names",
                            Names.listed(titles, NAMED_MAX, messages)));
        }
        if (only.files() > 0) {
            List<String> names = only.firstFiles().stream().map(OnlyThereWords::name).toList();
            said.add(
                    messages.text(
                            "remove.onlyFiles",
                            "files",
                            only.files(),
                            "names",
                            Names.listed(names, NAMED_MAX, messages)));
        }
        if (!said.isEmpty()) {
            said.add(messages.text("remove.onlyAdvice"));
        }
        return said;
    }

    /** As a page calls it. */
    public static String name(Shortage.File file) {
        return Manifest.parse(file.manifest()).map(Manifest::name).orElse("");
    }
}
