package enquire.web.pages;

import enquire.editor.page.TitleKey;
import enquire.storage.PageView;
import enquire.storage.Repository;
import enquire.sync.node.Wiki;
import enquire.web.language.Language;
import enquire.web.wiki.NewWiki;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which page a wiki opens with: {@code Home} in any language, or what imported folders, and wikis
 * of other programs, call it.
 */
public final class HomePage {

    private static final String HOME = NewWiki.home(Language.ENGLISH);

    private static final List<String> NAMES =
            Stream.concat(
                            Arrays.stream(Language.values()).map(NewWiki::home),
                            Stream.of(
                                    "index",
                                    "readme",
                                    "Main Page",
                                    "hauptseite",
                                    "start",
                                    "contents"))
                    .toList();

    private HomePage() {}

    /** Its display title; {@code Home} if there is none yet. */
    public static String title(Wiki wiki) {
        Repository repository = wiki.repository();
        for (String name : NAMES) {
            Optional<PageView> page = repository.find(TitleKey.of(name)).flatMap(repository::page);
            if (page.isPresent()) {
                return page.get().displayTitle();
            }
        }
        return HOME;
    }
}
