package enquire.web.screens;

import java.util.LinkedHashMap;
import java.util.Map;

/** The document of every template, filled with what harmless people write. */
public final class SampleDocuments {

    /** What every page, person and file is called in them. */
    public static final String NAME = "Slipway repair";

    private SampleDocuments() {}

    /** By the names of their templates. A screen without a sample fails {@link TemplatesTest}. */
    public static Map<String, String> rendered() {
        var templates = new Templates();
        Map<String, String> documents = new LinkedHashMap<>();
        for (Screen screen : SampleScreens.with(NAME)) {
            documents.put(screen.template(), templates.render(screen));
        }
        return documents;
    }

    /** Screens in another state than those, by the names of their pictures. */
    public static Map<String, String> renderedStates() {
        var templates = new Templates();
        Map<String, String> documents = new LinkedHashMap<>();
        SampleScreens.statesWith(NAME)
                .forEach((name, screen) -> documents.put(name, templates.render(screen)));
        return documents;
    }
}
