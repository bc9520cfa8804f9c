package enquire.web.browser;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Texts that try to become script: every way in, out of every place it may stand in, written in
 * several ways. Made by rule, always the same. Pure.
 */
final class HostilePayloads {

    /** Ways in; {@code $} is the script, and quotes in it are always double. */
    private static final List<String> VECTORS =
            List.of(
                    "<script>$</script>",
                    "<script src='data:text/javascript,$'></script>",
                    "<img src=x onerror='$'>",
                    "<svg onload='$'>",
                    "<svg><script>$</script></svg>",
                    "<body onload='$'>",
                    "<video><source onerror='$'></video>",
                    "<audio src=x onerror='$'></audio>",
                    "<details open ontoggle='$'>x</details>",
                    "<input autofocus onfocus='$'>",
                    "<p tabindex=0 autofocus onfocus='$'>x</p>",
                    "<style onload='$'></style>",
                    "<link rel=stylesheet href='data:text/css,a{}' onload='$'>",
                    "<iframe src='javascript:$'></iframe>",
                    "<iframe srcdoc='<script>parent.$</script>'></iframe>",
                    "<object data='javascript:$'></object>",
                    "<embed src='javascript:$'>",
                    "<a href='javascript:$'>x</a>",
                    "<a href=' javascript:$' class=go>x</a>",
                    "<form action='javascript:$'><button>x</button></form>",
                    "<button formaction='javascript:$'>x</button>",
                    "<svg><a xlink:href='javascript:$'><text>x</text></a></svg>",
                    "<svg><animate onbegin='$' attributeName=x dur=1s></svg>",
                    "<svg><set attributeName=onload to='$'></svg>",
                    "<math><mtext><script>$</script></mtext></math>",
                    "<math href='javascript:$'>x</math>",
                    "<noscript><p title='</noscript><img src=x onerror=$>'>",
                    "<template><script>$</script></template>",
                    "<meta http-equiv=refresh content='0;url=javascript:$'>",
                    "<base href='javascript:$//'>",
                    "<p style='background:url(javascript:$)'>x</p>",
                    "<style>@import 'data:text/css,$';</style>",
                    "<select><option><img src=x onerror='$'></select>",
                    "<table background='javascript:$'><td onmouseover='$'>x</table>",
                    "<x-y onclick='$' id=x>x</x-y>",
                    "<img src='data:image/svg+xml,<svg onload=$>'>",
                    "<<img src=x onerror='$'>>",
                    "[x](javascript:$)",
                    "![x](javascript:$)",
                    "<javascript:$>",
                    "[x](data:text/html,<script>$</script>)",
                    "' onfocus='$' autofocus x='",
                    "\" onerror='$' src=x x=\"",
                    "`$`");

    /** What it breaks out of: an attribute, an element, a comment, a Markdown construct. */
    private static final List<String> PLACES =
            List.of(
                    "",
                    "\">",
                    "'>",
                    "</title>",
                    "</textarea>",
                    "</script>",
                    "-->",
                    "</style>",
                    "]]>",
                    "](x)",
                    "]] ",
                    "</p></article>",
                    "\\",
                    "&quot;>",
                    "\\u003c/a\\u003e");

    private static final List<String> SCRIPTS =
            List.of(
                    "canary(#)",
                    "window[\"canary\"](#)",
                    "document.title=\"ran-\"+#",
                    "alert(#)",
                    "fetch(\"/ran/#\")",
                    "new Image().src=\"/ran/#\"");

    /**
     * Every so many places a way in is tried from. All would take the build five minutes (measured
     * on two cores: 11 of busy test time); {@code -Denquire.everyPayload=1} tries all.
     */
    private static final int EVERY = Integer.getInteger("enquire.everyPayload", 4);

    private HostilePayloads() {}

    /**
     * Those that this run tries: each way in out of some places, and out of each place some ways
     * in.
     */
    static List<String> tried() {
        List<String> all = all();
        return IntStream.range(0, all.size())
                .filter(number -> {
                    int place = number / 2 / VECTORS.size();
                    int vector = number / 2 % VECTORS.size();
                    return (place + vector) % EVERY == 0;
                })
                .mapToObj(all::get)
                .toList();
    }

    /** All of them, each with a number of its own in it. */
    static List<String> all() {
        Set<String> made = new LinkedHashSet<>();
        for (int place = 0; place < PLACES.size(); place++) {
            for (int vector = 0; vector < VECTORS.size(); vector++) {
                for (int round = 0; round < 2; round++) {
                    String script = SCRIPTS.get((place + vector + 3 * round) % SCRIPTS.size());
                    String written =
                            written(VECTORS.get(vector), place + vector * 5 + round * 7)
                                    .replace("$", script);
                    made.add(PLACES.get(place) + written.replace("#", "" + made.size()));
                }
            }
        }
        return List.copyOf(made);
    }

    /** The same in another writing. Place the script last: it must stay what it is. */
    private static String written(String vector, int way) {
        return switch (way % 10) {
            case 0 -> vector;
            case 1 -> vector.replace("script", "sCrIpT").replace(" on", " oN");
            case 2 -> vector.replace("javascript:", "&#106;avascript&colon;");
            case 3 -> vector.replace("javascript:", "java&Tab;script&#58");
            case 4 -> vector.replace("<img ", "<img/").replace("<svg ", "<svg/");
            case 5 -> vector.replace("javascript:", "\u0001java&NewLine;script:");
            case 6 -> vector.replace("'", "");
            case 7 -> vector.replace("<", "&lt;").replace(">", "&gt;");
            case 8 -> vector.replace("<", "%3C").replace(":", "%3A");
            default -> vector.replace("<", "\uff1c").replace("onerror", "ONERROR\t");
        };
    }

    /** Joins neighbours into texts of at most this many characters; longer ones stay away. */
    static List<List<String>> packed(List<String> payloads, int charsMax) {
        List<List<String>> packs = new ArrayList<>();
        List<String> pack = new ArrayList<>();
        int chars = 0;
        for (String payload : payloads) {
            if (payload.length() > charsMax) {
                continue;
            }
            if (chars + payload.length() + 1 > charsMax) {
                packs.add(List.copyOf(pack));
                pack.clear();
                chars = 0;
            }
            pack.add(payload);
            chars += payload.length() + 1;
        }
        packs.add(List.copyOf(pack));
        return packs;
    }
}
