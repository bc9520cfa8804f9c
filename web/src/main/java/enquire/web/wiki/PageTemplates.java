package enquire.web.wiki;

import enquire.editor.page.PageId;
import enquire.editor.page.Title;
import enquire.storage.PageView;
import enquire.storage.Repository;
import enquire.storage.search.SearchUnavailableException;
import enquire.sync.node.Wiki;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pages that others begin as: those below {@code Template/} or {@code Templates/}, and those with
 * the tag {@code template}. {@code {{title}}}, {@code {{date}}} and {@code {{time}}} in them are
 * filled in.
 */
public final class PageTemplates {

    private static final Logger LOG = LoggerFactory.getLogger(PageTemplates.class);

    private static final List<Title> FOLDERS =
            List.of(new Title("Template"), new Title("Templates"));
    private static final String TAG = "template";

    /** More than anybody chooses from. A guess. */
    private static final int TEMPLATES_MAX = 100;

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

    private static final Pattern FIELD =
            Pattern.compile("\\{\\{\\s*(title|date|time)\\s*}}", Pattern.CASE_INSENSITIVE);

    /** The tag by which a page is a template, which a page made from it is not. */
    private static final Pattern TAGGED =
            Pattern.compile("(?<![\\p{L}\\p{N}&/#])#template(?![\\p{L}\\p{N}_/-])[ \\t]*");

    private PageTemplates() {}

    /** By title, those of the folder first. */
    public static List<PageView> list(Wiki wiki) {
        Repository repository = wiki.repository();
        Set<PageId> ids = new LinkedHashSet<>();
        for (Title folder : FOLDERS) {
            Renaming.below(repository, folder).forEach(page -> ids.add(page.page()));
        }
        try {
            ids.addAll(wiki.search().tagged(TAG, 0, TEMPLATES_MAX));
        } catch (SearchUnavailableException e) {
            LOG.warn("Templates are listed without those that have a tag: {}", e.getMessage());
        }
        var templates = new ArrayList<PageView>();
        for (PageId id : ids) {
            if (templates.size() == TEMPLATES_MAX) {
                break;
            }
            repository.page(id).filter(view -> !view.deleted()).ifPresent(templates::add);
        }
        return templates;
    }

    /** What it is called where one chooses: without the folder. */
    public static String name(PageView template) {
        String title = template.displayTitle();
        boolean inFolder =
                FOLDERS.stream()
                        .map(folder -> folder.key().value() + "/")
                        .anyMatch(template.title().key().value()::startsWith);
        return inFolder ? title.substring(title.indexOf('/') + 1) : title;
    }

    /**
     * The template's text for a new page.
     *
     * @param title of the new page; may be empty
     */
    public static String filled(PageView template, String title, ZonedDateTime now) {
        String text = TAGGED.matcher(template.text()).replaceAll("");
        return FIELD.matcher(text)
                .replaceAll(field ->
                        Matcher.quoteReplacement(
                                switch (field.group(1).toLowerCase(Locale.ROOT)) {
                                    case "date" -> now.format(DateTimeFormatter.ISO_LOCAL_DATE);
                                    case "time" -> now.format(TIME);
                                    default -> title;
                                }));
    }
}
