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
    void everySentenceIsSaidSomewhere() throws IOException {
        Set<String> silent = new TreeSet<>(english.keys());
        for (Path source : sources()) {
            KEY.matcher(Files.readString(source))
                    .results()
                    .forEach(found -> silent.remove(found.group(1)));
        }
        assertEquals(Set.of(), silent);
    }

    @Test
    void everySentenceIsAskedForWithTheArgumentsThatItHas() throws IOException {
        var wrong = new TreeSet<String>();
        int asked = 0;
        for (Path source : sources()) {
            for (Asking asking : Asking.in(Files.readString(source))) {
                asked++;
                if (!english.keys().contains(asking.key())
                        || !english.arguments(asking.key()).equals(asking.names())) {
                    wrong.add(source.getFileName() + ": " + asking);
                }
            }
        }

        assertTrue(asked > 100, "the sources were not found");
        assertEquals(Set.of(), wrong);
        assertEquals(
                List.of(new Asking("a.b", Set.of("c", "e"))),
                Asking.in(
                        "messages().text(\"a.b\", \"c\", d(\"x\", @`${y(\"f\", 1)}`), \"e\", 2)"));
    }

    /** Such a sentence would be that of whoever came first. */
    @Test
    void noConstantIsASentenceOfOneLanguage() throws IOException {
        var constants = Pattern.compile("static final [^;(]*=\\s*Speaking\\s*\\.");
        var found = new TreeSet<String>();
        for (Path source : sources()) {
            if (constants.matcher(Files.readString(source)).find()) {
                found.add(source.getFileName().toString());
            }
        }
        assertEquals(Set.of(), found);
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
