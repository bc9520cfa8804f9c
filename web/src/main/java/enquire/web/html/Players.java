package enquire.web.html;

import java.util.List;
import org.owasp.html.ElementPolicy;

/** Films and recordings: only those of this node that whoever reads can start and stop. */
final class Players {

    static final ElementPolicy POLICY =
            (element, attributes) ->
                    has(attributes, "controls") && has(attributes, "src") ? element : null;

    private Players() {}

    private static boolean has(List<String> attributes, String name) {
        for (int i = 0; i < attributes.size(); i += 2) {
            if (attributes.get(i).equals(name)) {
                return true;
            }
        }
        return false;
    }
}
