package enquire.editor.markdown;

import java.nio.charset.StandardCharsets;

/** Front matter, alone and as a part of what is known of a page; it cannot fail. */
public final class FrontMatterFuzz {

    private FrontMatterFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        String yaml = new String(input, StandardCharsets.UTF_8);
        FrontMatter.of("---\n" + yaml + "\n---\ntext");
        PageAnalysis.of("---\n" + yaml + "\n---\n[[Link]] #tag");
    }
}
