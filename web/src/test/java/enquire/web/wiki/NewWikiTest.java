package enquire.web.wiki;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.Title;
import enquire.editor.page.TitleKey;
import enquire.web.language.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NewWikiTest {

    private static final Pattern LINK = Pattern.compile("(?<!`!?)\\[\\[([^]|]+)");

    @ParameterizedTest
    @EnumSource
    void theTourIsInEveryLanguageAndHangsTogether(Language language) {
        Map<String, String> tour = NewWiki.tour(language);
        List<String> titles = new ArrayList<>(tour.keySet());

        assertEquals(NewWiki.home(language), titles.getFirst());
        assertEquals(8, titles.size());
        String folder = titles.get(1) + "/";
        assertTrue(titles.subList(2, 8).stream().allMatch(each -> each.startsWith(folder)), folder);
        titles.forEach(title -> assertEquals(title, new Title(title).value()));

        // Each step is reached from its overview, and from the step before it.
        for (int step = 2; step < titles.size(); step++) {
            assertTrue(links(tour.get(titles.get(1))).contains(titles.get(step)));
            if (step > 2) {
                assertTrue(links(tour.get(titles.get(step - 1))).contains(titles.get(step)));
            }
        }
        // One link leads nowhere on purpose: a page that is made by opening it.
        assertEquals(
                1,
                tour.values().stream()
                        .flatMap(text -> links(text).stream())
                        .filter(link -> !tour.containsKey(link))
                        .map(TitleKey::of)
                        .distinct()
                        .count());
    }

    private static List<String> links(String text) {
        return LINK.matcher(text).results().map(found -> found.group(1)).toList();
    }
}
