package enquire.editor.markdown;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What search, backlinks and renaming need to know of a page, from one reading of its text. A text
 * over a limit has no links, headings, tags or tasks, and is its own plain text. Immutable.
 *
 * @param links in the order of the text; what stands in code is no link
 * @param definitions of links by reference, those to other sites left out
 * @param headingLinks where it names headings, its own among them
 * @param tags without {@code #}, as written, from the text and from front matter
 * @param aliases from front matter
 * @param plainText what a reader sees, a line for each block
 * @param lang the BCP 47 language tag of front matter
 * @param tasks the n-th is the task numbered n in the page's HTML
 */
public record PageAnalysis(
        List<PageLink> links,
        List<LinkDefinition> definitions,
        List<HeadingLink> headingLinks,
        List<Heading> headings,
        Set<String> tags,
        List<String> aliases,
        String plainText,
        Optional<String> lang,
        List<Task> tasks) {

    /** RFC 5646 section 2.1, simplified to subtags of letters and digits. */
    private static final Pattern LANG = Pattern.compile("[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,8}");

    public PageAnalysis {
        links = List.copyOf(links);
        definitions = List.copyOf(definitions);
        headingLinks = List.copyOf(headingLinks);
        headings = List.copyOf(headings);
        tags = Collections.unmodifiableSet(new LinkedHashSet<>(tags));
        aliases = List.copyOf(aliases);
        tasks = List.copyOf(tasks);
    }

    /**
     * @param text a page's Markdown, with {@code \n} line ends
     */
    public static PageAnalysis of(String text) {
        return ParsedPage.forAnalysis(text)
                .map(PageAnalysis::of)
                .orElseGet(() ->
                        new PageAnalysis(
                                List.of(),
                                List.of(),
                                List.of(),
                                List.of(),
                                Set.of(),
                                List.of(),
                                text,
                                Optional.empty(),
                                List.of()));
    }

    private static PageAnalysis of(ParsedPage page) {
        var reader = new PageReader(page);
        page.document().accept(reader);
        FrontMatter frontMatter = page.frontMatter();
        Set<String> tags = new LinkedHashSet<>(frontMatterTags(frontMatter));
        tags.addAll(reader.tags());
        return new PageAnalysis(
                reader.links(),
                reader.definitions(),
                reader.headingLinks(),
                List.copyOf(page.headings().values()),
                tags,
                aliases(frontMatter),
                reader.plainText(),
                frontMatter.first("lang").filter(lang -> LANG.matcher(lang).matches()),
                page.tasks().keySet().stream().map(task -> TaskBoxes.task(page, task)).toList());
    }

    /** Whether a link to this heading finds it. Of a text over a limit nobody knows: it does. */
    public boolean hasHeading(String written) {
        String anchor = Slugs.of(written);
        return headings.isEmpty() && plainText.length() > Limits.TEXT_CHARS_MAX
                || headings.stream().anyMatch(heading -> heading.slug().equals(anchor));
    }

    /** The {@link #aliases()} of a page's Markdown, without reading the rest of it. */
    public static List<String> aliasesOf(String text) {
        return aliases(FrontMatter.of(text));
    }

    private static List<String> aliases(FrontMatter frontMatter) {
        List<String> aliases = new ArrayList<>(frontMatter.list("aliases"));
        for (String several : frontMatter.list("alias")) {
            // Foam's spelling: alias: first, second
            Stream.of(several.split(",")).map(String::strip).forEach(aliases::add);
        }
        aliases.removeIf(String::isEmpty);
        return aliases;
    }

    /** {@code tags: [a, b]}, a list below, or one text with commas or spaces. */
    private static List<String> frontMatterTags(FrontMatter frontMatter) {
        List<String> tags = new ArrayList<>();
        for (String key : List.of("tags", "tag")) {
            for (String value : frontMatter.list(key)) {
                for (String word : value.split("[,\\s]+")) {
                    String tag = word.startsWith("#") ? word.substring(1) : word;
                    if (TagParser.isTag(tag)) {
                        tags.add(tag);
                    }
                }
            }
        }
        return tags;
    }
}
