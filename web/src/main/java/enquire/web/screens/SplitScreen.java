package enquire.web.screens;

import java.util.List;

/**
 * The form that makes pages of a page's sections, with what it would do.
 *
 * @param frame around it
 * @param title of the page that is split
 * @param action GET with {@code level}, {@code place} and {@code leave}: this screen for another
 *     choice; POST of the same with {@code version}: does it
 * @param cancelHref back to the page
 * @param version of the page that this is about
 * @param levels of headings to choose from; empty if there is nothing to split
 * @param beside whether the pages are to stand beside this one, not below
 * @param transclude whether the page still shows them
 * @param parts pages that would be made
 * @param beyond sections that are too many to be made pages at once
 * @param problem what was wrong with the last try, or empty
 */
public record SplitScreen(
        Frame frame,
        String title,
        String action,
        String cancelHref,
        String version,
        List<Level> levels,
        boolean beside,
        boolean transclude,
        List<Part> parts,
        int beyond,
        String problem)
        implements Screen {

    /**
     * @param level 1 to 6
     * @param sections how many headings of it have something below them
     */
    public record Level(int level, int sections, boolean chosen) {}

    /**
     * @param page its title
     * @param words how many it has
     * @param there whether such a page says the very same already
     */
    public record Part(String page, int words, boolean there) {}

    public int level() {
        return levels.stream().filter(Level::chosen).mapToInt(Level::level).findFirst().orElse(1);
    }

    @Override
    public String template() {
        return "split.jte";
    }
}
