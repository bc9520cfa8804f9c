package enquire.web.wiki;

import enquire.editor.page.InvalidTitleException;
import enquire.editor.page.Title;
import enquire.editor.page.TitleKey;
import enquire.web.language.Speaking;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Titles for pages that are made of sections: the words of the heading, without what cannot stand
 * in a link, below the page or beside it; the second of a name gets a number. One thread at a time.
 */
final class SplitTitles {

    /** Would end the title in {@code [[…]]}, or begin another level of the hierarchy. */
    private static final String REPLACED = "[]|#\\/";

    private final Title page;
    private final String above;
    private final Predicate<TitleKey> taken;
    private final Set<TitleKey> given = new HashSet<>();

    /**
     * @param page that is taken apart
     * @param beside whether its parts stand beside it, not below
     * @param taken whether other pages have a title
     */
    SplitTitles(Title page, boolean beside, Predicate<TitleKey> taken) {
        String value = page.value();
        this.page = page;
        this.above = beside ? value.substring(0, value.lastIndexOf('/') + 1) : value + "/";
        this.taken = taken;
    }

    /**
     * @param number of the section, from 1: what one without words is called by
     * @throws InvalidTitleException if the page's own title leaves no room for another name
     */
    Title next(String heading, int number) {
        String name = name(heading);
        String unnamed = Speaking.messages().text("split.unnamed", "number", number);
        for (int i = 1; ; i++) {
            String end = i == 1 ? "" : " (" + i + ")";
            Title title = title(name.isEmpty() ? unnamed : name, unnamed, end);
            boolean free = !title.key().equals(page.key()) && !taken.test(title.key());
            if (free && given.add(title.key())) {
                return title;
            }
        }
    }

    private Title title(String name, String unnamed, String end) {
        int room = Title.LENGTH_MAX - above.length() - end.length();
        try {
            return new Title(above + shortened(name, room) + end);
        } catch (InvalidTitleException noName) {
            return new Title(above + shortened(unnamed, room) + end);
        }
    }

    /** Never between the halves of one character. */
    private static String shortened(String name, int room) {
        if (name.length() <= room) {
            return name;
        }
        int end = Math.max(0, room);
        boolean half = end > 0 && Character.isLowSurrogate(name.charAt(end));
        return name.substring(0, half ? end - 1 : end).strip();
    }

    private static String name(String heading) {
        var name = new StringBuilder(heading.length());
        for (int i = 0; i < heading.length(); i++) {
            char c = heading.charAt(i);
            boolean kept = REPLACED.indexOf(c) < 0 && !Character.isISOControl(c);
            name.append(kept ? c : c == '/' ? '-' : ' ');
        }
        return name.toString().replaceAll("[\\s\\p{Z}]+", " ").strip();
    }
}
