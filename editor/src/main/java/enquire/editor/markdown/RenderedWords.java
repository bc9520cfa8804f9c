package enquire.editor.markdown;

import java.util.function.UnaryOperator;

/**
 * What a rendered page says besides what stands in it, in the language of whoever reads: plain
 * text, each a whole sentence or label.
 *
 * @param tooLarge above a text that is shown as it was written
 * @param noFrontMatter above front matter that is no YAML
 * @param missingPage of a link to a page that nobody made yet
 * @param noHeading of a link to a heading that is gone, by what the heading was called
 * @param missingFile in the place of a file
 * @param loadImage of the link that stands for a picture of another site
 */
public record RenderedWords(
        String tooLarge,
        String noFrontMatter,
        String missingPage,
        UnaryOperator<String> noHeading,
        String missingFile,
        String loadImage) {

    public static final RenderedWords ENGLISH =
            new RenderedWords(
                    "This page is too large to be formatted. Its text is shown as it was written,"
                            + " and nothing is missing. Split it into several pages to see them"
                            + " formatted.",
                    "The lines between the marks at the top of this page could not be read as"
                            + " YAML, so its tags and aliases are not known. They are shown as they"
                            + " were written.",
                    "This page does not exist yet. Open it to create it.",
                    "There is no heading “%s” on that page any more. The link leads to the page."
                            ::formatted,
                    "This file is not in the wiki.",
                    "Load image");
}
