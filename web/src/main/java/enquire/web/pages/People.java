package enquire.web.pages;

import enquire.editor.page.PeerId;
import enquire.sync.node.Wiki;
import enquire.web.screens.Person;
import java.util.Locale;

/** How authors are shown. */
public final class People {

    /** The author colours of the style sheet. */
    private static final int COLORS = 6;

    private People() {}

    public static Person person(PeerId peer, String name) {
        return new Person(name, initial(name), color(peer));
    }

    /** All computers of somebody are one author. */
    static Person author(Wiki wiki, PeerId peer) {
        return person(wiki.person(peer), wiki.nameOf(peer));
    }

    /** 1 to 6, the same on every node. */
    public static int color(PeerId peer) {
        return Math.floorMod(peer.value().at(0), COLORS) + 1;
    }

    private static String initial(String name) {
        String stripped = name.strip();
        return stripped.isEmpty()
                ? "?"
                : Character.toString(stripped.codePointAt(0)).toUpperCase(Locale.ROOT);
    }
}
