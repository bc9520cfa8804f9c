package enquire.web.wiki;

import enquire.editor.markdown.PageAnalysis;
import enquire.editor.markdown.PageLink;
import enquire.editor.page.TitleKey;
import enquire.storage.PageView;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes links of words that name a page and stand in the text of another one. */
public final class MentionLinking {

    /** Other names of a page that are looked for. A guess. */
    private static final int NAMES_MAX = 16;

    /** So many places are tried, since each might be code or an address. A guess. */
    private static final int PLACES_MAX = 20;

    /** Writing without spaces between words: a name may stand anywhere in it. */
    private static final Pattern WITHOUT_SPACES =
            Pattern.compile("[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsThai}\\p{IsLao}]");

    private MentionLinking() {}

    /** What people call this page: the end of its title, and the names that it gives itself. */
    public static List<String> names(PageView page) {
        Set<String> names = new LinkedHashSet<>();
        String title = page.title().value();
        names.add(title.substring(title.lastIndexOf('/') + 1).strip());
        names.addAll(PageAnalysis.aliasesOf(page.text()));
        return names.stream()
                .filter(name -> name.codePointCount(0, name.length()) >= 2)
                .limit(NAMES_MAX)
                .toList();
    }

    /**
     * The text of {@code in} with its first mention of {@code page} made a link.
     *
     * @return empty if there is none: it may stand in code, or in a link to elsewhere
     */
    public static Optional<String> linked(PageView in, PageView page) {
        String text = in.text();
        int before = PageAnalysis.of(text).links().size();
        int tried = 0;
        for (String name : names(page)) {
            Matcher matcher = pattern(name).matcher(text);
            while (matcher.find() && tried++ < PLACES_MAX) {
                String link = link(page, matcher.group());
                String changed =
                        text.substring(0, matcher.start()) + link + text.substring(matcher.end());
                List<PageLink> links = PageAnalysis.of(changed).links();
                int at = matcher.start();
                // Only the parser knows what is code, an address or a link already.
                if (links.size() == before + 1
                        && links.stream().anyMatch(each -> each.range().start() == at)) {
                    return Optional.of(changed);
                }
            }
        }
        return Optional.empty();
    }

    private static String link(PageView page, String words) {
        String title = page.displayTitle();
        return TitleKey.of(words).equals(TitleKey.of(title))
                ? "[[" + words + "]]"
                : "[[" + title + "|" + words + "]]";
    }

    private static Pattern pattern(String name) {
        String words = String.join("\\s+", quoted(name.strip().split("\\s+")));
        boolean spaced = !WITHOUT_SPACES.matcher(name).find();
        return Pattern.compile(
                spaced ? "(?<![\\p{L}\\p{N}_])" + words + "(?![\\p{L}\\p{N}_])" : words,
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    private static String[] quoted(String[] words) {
        for (int i = 0; i < words.length; i++) {
            words[i] = Pattern.quote(words[i]);
        }
        return words;
    }
}
