package enquire.editor.page;

import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What a page and its edits say beside the text, and what of it can be taken out. Stateless. */
public final class NamesAndSummaries {

    /** What says something and stays: others find it by its key. */
    public enum Name {
        /** A title that the page has or had, or an alias. */
        TITLE,
        FILE
    }

    private NamesAndSummaries() {}

    /** In which names that stay words are, in any of their spellings. */
    public static Set<Name> names(List<Change> changes, List<String> spellings) {
        var names = EnumSet.noneOf(Name.class);
        for (Change change : changes) {
            for (Operation operation : onMaps(change)) {
                if (operation instanceof Operation.Write write) {
                    boolean said = says(write.value(), spellings);
                    switch (write.map()) {
                        case ROOT -> addIf(said, Name.TITLE, names);
                        // Its key is the title as it is compared.
                        case ALIASES ->
                                addIf(said || says(write.key(), spellings), Name.TITLE, names);
                        case FILES -> addIf(said, Name.FILE, names);
                        case MARKS -> {} // Goes, or says nothing that anybody typed.
                    }
                }
            }
        }
        return names;
    }

    private static void addIf(boolean said, Name name, Set<Name> names) {
        if (said) {
            names.add(name);
        }
    }

    /** The operations of a change that describe an edit, or name a version, by these words. */
    public static Blanks saying(Change change, List<String> spellings) {
        var places = new BitSet();
        List<Operation> operations = onMaps(change);
        for (int i = 0; i < operations.size(); i++) {
            boolean said =
                    operations.get(i) instanceof Operation.Write write
                            && isLine(write)
                            && says(write.value(), spellings);
            places.set(i, said);
        }
        return Blanks.of(places);
    }

    /**
     * Whether an operation describes an edit or names a version. Nothing refers to what such a line
     * says; of titles, files and deletions, something does.
     */
    static boolean isLine(Operation operation) {
        return operation instanceof Operation.Write write
                && write.map() == Operation.PageMap.MARKS
                && !write.deletes()
                && (write.key().equals(EditSummary.KEY)
                        || write.key().startsWith(NamedVersion.PREFIX));
    }

    /** Whether it is such a line, and was taken out. */
    static boolean isGone(Operation operation) {
        return isLine(operation)
                && operation instanceof Operation.Write write
                && write.value().equals(Blanks.LINE);
    }

    private static List<Operation> onMaps(Change change) {
        return change.changesMaps() ? OperationReader.read(change.body()) : List.of();
    }

    private static boolean says(String text, List<String> spellings) {
        return spellings.stream().anyMatch(text::contains);
    }
}
