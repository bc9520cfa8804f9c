package enquire.web.html;

import enquire.web.language.Speaking;
import java.util.List;
import java.util.Optional;
import org.owasp.html.ElementPolicy;

/** The boxes of tasks: the only control a page may hold, and it does nothing by itself. */
final class Checkboxes {

    static final ElementPolicy POLICY =
            (element, attributes) -> {
                if (!value(attributes, "type").filter("checkbox"::equalsIgnoreCase).isPresent()) {
                    return null;
                }
                boolean checked = value(attributes, "checked").isPresent();
                Optional<String> task =
                        value(attributes, "data-task").filter(n -> n.matches("\\d{1,6}"));
                attributes.clear();
                attributes.addAll(List.of("type", "checkbox", "disabled", "disabled"));
                if (checked) {
                    attributes.addAll(List.of("checked", "checked"));
                }
                task.ifPresent(number -> attributes.addAll(List.of("data-task", number)));
                // A box without a name says nothing to those who cannot see what stands beside it.
                String name =
                        task.map(number ->
                                        Speaking.messages()
                                                .text(
                                                        "rendered.taskNumber",
                                                        "number",
                                                        // As a word: a number would be grouped.
                                                        Integer.toString(
                                                                Integer.parseInt(number) + 1)))
                                .orElseGet(() -> Speaking.messages().text("rendered.task"));
                attributes.addAll(List.of("aria-label", name));
                return element;
            };

    private Checkboxes() {}

    /** Names and values alternate. */
    private static Optional<String> value(List<String> attributes, String name) {
        for (int i = 0; i + 1 < attributes.size(); i += 2) {
            if (attributes.get(i).equals(name)) {
                return Optional.of(attributes.get(i + 1));
            }
        }
        return Optional.empty();
    }
}
