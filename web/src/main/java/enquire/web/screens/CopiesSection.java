package enquire.web.screens;

import java.util.List;

/**
 * What of a wiki is on too few computers.
 *
 * @param title over it, if there is something; empty if not
 * @param sentence "12 pages and 2 files are on fewer than 3 computers."
 * @param advice what to do, or that the wiki has too few computers; empty if neither
 * @param first some of these pages and files, on how many computers they are as note
 * @param more "and 4 more", or empty
 */
public record CopiesSection(
        String title, String sentence, String advice, List<Link> first, String more) {}
