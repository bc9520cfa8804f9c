package enquire.web.screens;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Every screen with a foreign text in each of its strings, whatever its length: also where the
 * program itself would put a word of its own. Addresses keep their first letters, for the program
 * encodes what follows, and pages' own HTML is left out, for the sanitiser made it.
 */
public final class HostileScreens {

    private final String text;
    private final boolean bare;

    private HostileScreens(String text, boolean bare) {
        this.text = text;
        this.bare = bare;
    }

    /** The documents: filled, and with empty lists, where other sentences stand. */
    public static List<String> rendered(String text) {
        var templates = new Templates();
        return Stream.of(false, true)
                .flatMap(bare -> new HostileScreens(text, bare).screens())
                .map(templates::render)
                .toList();
    }

    private Stream<Screen> screens() {
        return SampleScreens.with(text).stream().map(screen -> (Screen) filled(screen));
    }

    private Object filled(Object value) {
        return switch (value) {
            case String string when string.startsWith("/") -> string + text;
            case String string -> text;
            case List<?> list when bare -> List.of();
            case List<?> list -> list.stream().map(this::filled).toList();
            case Integer number when bare -> 0;
            case Record given -> filledRecord(given);
            default -> value;
        };
    }

    private Object filledRecord(Record given) {
        RecordComponent[] components = given.getClass().getRecordComponents();
        var values = new ArrayList<Object>();
        try {
            for (RecordComponent component : components) {
                component.getAccessor().setAccessible(true);
                Object value = component.getAccessor().invoke(given);
                // Without a wiki a screen has no navigation; a notice has a button or a link.
                boolean empty =
                        component.getName().equals("wiki") && value.equals("")
                                || component.getName().equals("undo") && bare;
                values.add(empty ? "" : filled(value));
            }
            Constructor<?> made =
                    given.getClass()
                            .getDeclaredConstructor(
                                    Arrays.stream(components)
                                            .map(RecordComponent::getType)
                                            .toArray(Class<?>[]::new));
            made.setAccessible(true);
            return made.newInstance(values.toArray());
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(given.getClass() + " cannot be filled", e);
        }
    }
}
