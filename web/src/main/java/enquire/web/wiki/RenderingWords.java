package enquire.web.wiki;

import enquire.editor.markdown.RenderedWords;
import enquire.web.language.Messages;
import enquire.web.language.Speaking;

/** What the renderer says, in the language of the answer that is made. */
final class RenderingWords {

    private RenderingWords() {}

    static RenderedWords now() {
        Messages messages = Speaking.messages();
        return new RenderedWords(
                messages.text("rendered.tooLarge"),
                messages.text("rendered.noFrontMatter"),
                messages.text("rendered.missingPage"),
                heading -> messages.text("rendered.noHeading", "heading", heading),
                messages.text("rendered.missingFile"),
                messages.text("rendered.loadImage"));
    }
}
