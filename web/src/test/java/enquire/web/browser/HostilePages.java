package enquire.web.browser;

import java.util.List;

/** Pages that hold a payload in each construct of the Markdown that a node reads. Pure. */
final class HostilePages {

    private static final List<String> CONSTRUCTS =
            List.of(
                    "text $ text",
                    "### $",
                    "- $",
                    "| a | b |\n| --- | --- |\n| $ | `$` |",
                    "> [!note] $\n> $",
                    "[$](https://example.org/)",
                    "[x](<$>)",
                    "[x](/y \"$\")",
                    "![$](x.png)",
                    "![x](<$>)",
                    "[[$]]",
                    "[[Tides|$]]",
                    "![[$]]",
                    "Note[^n#].\n\n[^n#]: $",
                    "```$\n$\n```",
                    "<div title=\"$\">x</div>",
                    "<a href=\"$\">x</a>",
                    "<img alt='$' src='$'>",
                    "<span class=\"$\" id='$'>x</span>",
                    "#$");

    private HostilePages() {}

    /** The nearest thing that may be a title: between slashes there must be a name. */
    static String title(String payload) {
        return payload.replaceAll("\\p{Cntrl}", " ")
                .replaceAll("/(?=\\s*(?:/|$))", "/.-")
                .replaceAll("^/", "-/");
    }

    /** Stands in the text before the payload of this number. */
    static String mark(int number) {
        return "mark" + number + "end";
    }

    static String text(List<String> payloads, int number) {
        var text = new StringBuilder("---\ntags:\n");
        payloads.forEach(payload -> text.append("  - ").append(quoted(payload)).append('\n'));
        text.append("aliases: [").append(quoted(payloads.getFirst())).append("]\n");
        text.append(quoted(payloads.getLast())).append(": ").append(quoted(payloads.getLast()));
        text.append("\nplain: ").append(payloads.getFirst()).append("\n---\n");
        for (int i = 0; i < payloads.size(); i++) {
            text.append("\n\n").append(mark(number + i)).append("\n\n").append(payloads.get(i));
            for (String construct : CONSTRUCTS) {
                text.append("\n\n")
                        .append(construct.replace("^n#", "^n" + i).replace("$", payloads.get(i)));
            }
        }
        return text.append('\n').toString();
    }

    private static String quoted(String payload) {
        return "'" + payload.replace("'", "''") + "'";
    }
}
