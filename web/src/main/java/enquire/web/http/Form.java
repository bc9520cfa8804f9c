package enquire.web.http;

import enquire.web.language.Speaking;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The fields of a query or of an HTML form ({@code application/x-www-form-urlencoded}). */
public final class Form {

    /** More fields than any form of ours has, and few enough to search one by one. */
    private static final int FIELDS_MAX = 100;

    private record Field(String name, String value) {}

    private final List<Field> fields;

    private Form(List<Field> fields) {
        this.fields = fields;
    }

    /**
     * @throws ProblemException 400 if there are too many fields or one is not encoded as it should
     */
    public static Form parse(String encoded) {
        if (encoded.isEmpty()) {
            return new Form(List.of());
        }
        var fields = new ArrayList<Field>();
        for (String pair : encoded.split("&", FIELDS_MAX + 1)) {
            if (fields.size() == FIELDS_MAX) {
                throw ProblemException.badRequest(Speaking.messages().text("error.tooManyFields"));
            }
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            fields.add(new Field(Percent.decodeForm(name), Percent.decodeForm(value)));
        }
        return new Form(List.copyOf(fields));
    }

    public Optional<String> first(String name) {
        for (Field field : fields) {
            if (field.name().equals(name)) {
                return Optional.of(field.value());
            }
        }
        return Optional.empty();
    }

    /** The field, or the empty text. */
    public String text(String name) {
        return first(name).orElse("");
    }
}
