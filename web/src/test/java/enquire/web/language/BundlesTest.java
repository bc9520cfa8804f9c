package enquire.web.language;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every sentence is there in every language, and somebody says it. */
class BundlesTest {

    private static final Path SOURCES = Path.of("src/main");
    private static final Path BUNDLES = SOURCES.resolve("resources/enquire/web/language");
    private static final Pattern KEY = Pattern.compile("\"([a-z]\\w*(\\.\\w+)+)\"");
    private static final Pattern SAID =
            Pattern.compile("\\bmessages(?:\\(\\))?\\s*\\.(?:text|content)\\(\\s*\"([\\w.]+)\"");

    private final Messages english = Messages.of(Language.ENGLISH);

    @Test
    void everySentenceIsInEveryBundleWithTheSameArguments() {
        for (Language language : Language.values()) {
            Messages other = Messages.of(language);
            assertEquals(new TreeSet<>(english.keys()), new TreeSet<>(other.keys()));
            for (String key : english.keys()) {
                assertEquals(english.arguments(key), other.arguments(key), key + " " + language);
            }
        }
    }

    @Test
    void theBundlesHaveTheSameOrderAndNoKeyTwice() throws IOException {
        List<String> keys = keysOf("messages.properties");

        assertEquals(keys, keysOf("messages_de.properties"));
        assertEquals(keys.stream().distinct().toList(), keys);
    }

    @Test
    void everySentenceIsSaidSomewhereAndWhatIsSaidIsThere() throws IOException {
        Set<String> named = new TreeSet<>();
        Set<String> said = new TreeSet<>();
        for (Path source : sources()) {
            String text = Files.readString(source);
            KEY.matcher(text).results().forEach(found -> named.add(found.group(1)));
            SAID.matcher(text).results().forEach(found -> said.add(found.group(1)));
        }

        assertTrue(said.size() > 20, "the sources were not found");
        var silent = new TreeSet<>(english.keys());
        silent.removeAll(named);
        assertEquals(Set.of(), silent);
        said.removeAll(english.keys());
        assertEquals(Set.of(), said);
    }

    @Test
    void noTemplateHasWordsOfItsOwn() throws IOException {
        var own = new TreeSet<String>();
        for (Path source : sources()) {
            if (source.toString().endsWith(".jte")) {
                TemplateSource.ownWords(Files.readString(source))
                        .forEach(words -> own.add(source.getFileName() + ": " + words));
            }
        }
        assertEquals(Set.of(), own);
    }

    @Test
    void wordsOfATemplateAreFoundWhereverTheyAreShown() {
        var template =
                """
                @param String text = "Not shown"
                !{var one = screen.is("Not shown");}
                @template.layout(
                    content = @`
                    <p class="not-shown ${is ? "Not" : "shown"}">Text
                    @if(is("Not shown"))<a href="/-/x" title="Title">${is ? "Value" : x}</a>@else${y}@endif
                    ${messages.content("some.key", "page", @`<b aria-label="Label (${"} Both"})">Piece</b>`)}
                    </p><kbd>Alt P</kbd>`)
                """;

        var own = TemplateSource.ownWords(template);

        assertEquals(
                List.of("Label", "Piece", "Text", "Title", "Value", "} Both"),
                own.stream().sorted().toList());
    }

    private static List<String> keysOf(String bundle) throws IOException {
        var keys = new ArrayList<String>();
        for (String line : Files.readAllLines(BUNDLES.resolve(bundle))) {
            if (!line.isBlank() && !line.startsWith("#")) {
                keys.add(line.substring(0, line.indexOf('=')).strip());
            }
        }
        return keys;
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().matches(".*\\.(java|jte)")).toList();
        }
    }
}
