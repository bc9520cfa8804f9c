package enquire.web.language;

import gg.jte.Content;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.PropertyResourceBundle;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The sentences of one language. They are plain text in ICU's MessageFormat, never HTML: what comes
 * from here is escaped by the template that shows it, like everything else. Immutable, thread-safe.
 */
public final class Messages {

    private static final Map<Language, Messages> ALL = new ConcurrentHashMap<>();

    private final Language language;
    private final Map<String, String> patterns = new HashMap<>();

    /** Parsed when first said: a start would wait for hundreds that nobody reads. */
    private final Map<String, Message> sentences = new ConcurrentHashMap<>();

    private Messages(Language language) {
        this.language = language;
        PropertyResourceBundle bundle = read(fileOf(language));
        for (String key : bundle.keySet()) {
            patterns.put(key, bundle.getString(key));
        }
    }

    public static Messages of(Language language) {
        return ALL.computeIfAbsent(language, Messages::new);
    }

    /**
     * Says one sentence with numbers in each language: the first of a process waits for the tables
     * of ICU, 0.1 s on a computer that is idle and 0.3 s on a busy one. (Measured, as the time to
     * the first screen 3 s after a start.)
     */
    public static void warmUp() {
        for (Language language : Language.values()) {
            of(language).text("count.pages", "pages", 2);
        }
    }

    public Language language() {
        return language;
    }

    /**
     * A sentence.
     *
     * @param values name, value, name, value: exactly the arguments that the sentence has. A value
     *     is a text, a number, or a {@link java.util.Date}
     * @throws IllegalArgumentException if there is no such sentence, or it has other arguments
     */
    public String text(String key, Object... values) {
        return message(key).text(named(key, values));
    }

    /**
     * A sentence with links or other markup of a template in the places of some arguments.
     *
     * @param values as for {@link #text}; a {@link Content} is written as it is, everything else,
     *     the sentence as well, is escaped
     */
    public Content content(String key, Object... values) {
        return message(key).content(named(key, values));
    }

    Set<String> keys() {
        return patterns.keySet();
    }

    Set<String> arguments(String key) {
        return message(key).arguments();
    }

    private Message message(String key) {
        Message message = sentences.get(key);
        return message == null ? sentences.computeIfAbsent(key, this::parsed) : message;
    }

    private Message parsed(String key) {
        String pattern = patterns.get(key);
        if (pattern == null) {
            throw new IllegalArgumentException("there is no sentence " + key);
        }
        return Message.parse(pattern, language);
    }

    private Map<String, Object> named(String key, Object[] values) {
        Map<String, Object> named = LinkedHashMap.newLinkedHashMap(values.length / 2);
        for (int i = 0; i + 1 < values.length; i += 2) {
            named.put((String) values[i], values[i + 1]);
        }
        if (values.length % 2 != 0 || !named.keySet().equals(arguments(key))) {
            throw new IllegalArgumentException(
                    "the sentence %s has %s, not %s"
                            .formatted(key, arguments(key), named.keySet()));
        }
        return named;
    }

    private static String fileOf(Language language) {
        return language == Language.ENGLISH
                ? "messages.properties"
                : "messages_" + language.tag() + ".properties";
    }

    private static PropertyResourceBundle read(String file) {
        try (var in = Messages.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException(file + " is not on the class path");
            }
            return new PropertyResourceBundle(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
