package enquire.editor.page;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.automerge.AmValue;
import org.automerge.Document;
import org.automerge.ObjectId;

/**
 * All values that were written to one key at the same time. The library returns them in a class
 * that it forgot to make public, hence the reflection.
 */
final class ConcurrentValues {

    private static final Method VALUES = values();

    private ConcurrentValues() {}

    /** The strings among them. */
    static List<String> strings(Document document, ObjectId map, String key) {
        Optional<?> conflicts = document.getAll(map, key);
        var strings = new ArrayList<String>();
        if (conflicts.isPresent()) {
            for (Object value : invoke(conflicts.get())) {
                if (value instanceof AmValue.Str string) {
                    strings.add(string.getValue());
                }
            }
        }
        return strings;
    }

    private static Collection<?> invoke(Object conflicts) {
        try {
            return (Collection<?>) VALUES.invoke(conflicts);
        } catch (ReflectiveOperationException e) {
            throw new PageDocumentException("Concurrent values could not be read.", e);
        }
    }

    private static Method values() {
        try {
            Method values = Class.forName("org.automerge.Conflicts").getMethod("values");
            values.setAccessible(true);
            return values;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this is another version of automerge-java", e);
        }
    }
}
