package enquire.web.vault.markup;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What stands in a line of wikitext: emphasis, links, pictures, tags of HTML. */
final class WikitextInline {

    /** The longest link, in characters: a picture with a caption. (A guess.) */
    private static final int LINK_CHARS_MAX = 4_000;

    /** Longer names are no tags. (A guess: MediaWiki takes 255 bytes, with spaces.) */
    private static final int TAG_CHARS_MAX = 100;

    private static final Pattern URL =
            Pattern.compile("(?:https?|ftp)://[^\\s<>\\[\\]\"|{}`]{1,2000}");

    private static final Pattern EXTERNAL =
            Pattern.compile(
                    "\\[((?:https?:|ftp:)?//[^\\s\\]]{1,2000}|mailto:[^\\s\\]]{1,300})(?:\\s([^\\]\\n]{0,1000}))?]");

    private static final Pattern ENTITY =
            Pattern.compile("&(?:[a-zA-Z]{2,30}|#\\d{1,7}|#x[0-9a-fA-F]{1,6});");

    private static final Pattern TRAIL = Pattern.compile("[\\p{Ll}]{1,40}");

    private static final Pattern SIZE = Pattern.compile("(\\d{0,4}(?:x\\d{1,4})?)px");

    private static final Set<String> FILE_WORDS =
            Set.of(
                    "thumb",
                    "thumbnail",
                    "frame",
                    "framed",
                    "frameless",
                    "border",
                    "left",
                    "right",
                    "center",
                    "none",
                    "upright",
                    "baseline",
                    "middle",
                    "top",
                    "bottom",
                    "sub",
                    "super",
                    "text-top",
                    "text-bottom");

    /** Tags that mean the same in Markdown's HTML. */
    private static final Pattern HTML =
            Pattern.compile(
                    "(?i)</?(?:b|i|u|s|del|ins|sub|sup|small|big|kbd|samp|var|br|hr|em|strong|mark|abbr|cite|q|dfn|wbr)(?:\\s[^<>]{0,300})?/?>");

    private final String title;
    private final WikitextWords words;
    private final Kept kept;
    private final Set<String> tags;

    /** Behind each link of the line, by where it begins; 0 elsewhere. */
    private int[] ends = {};

    WikitextInline(String title, WikitextWords words, Kept kept, Set<String> tags) {
        this.title = title;
        this.words = words;
        this.kept = kept;
        this.tags = tags;
    }

    String of(String line) {
        int[] before = ends; // A caption is read in the middle of a line.
        ends = ends(line);
        try {
            return read(line);
        } finally {
            ends = before;
        }
    }

    private String read(String line) {
        var out = new StringBuilder();
        var emphasis = new Emphasis(out);
        int at = 0;
        while (at < line.length()) {
            int next = step(line, at, out, emphasis);
            if (next == at) {
                char before = at == 0 ? ' ' : line.charAt(at - 1);
                char after = at + 1 == line.length() ? ' ' : line.charAt(at + 1);
                if (line.charAt(at) != ' ') {
                    emphasis.word();
                }
                out.append(Plain.escaped(line.charAt(at), before, after));
                next++;
            }
            at = next;
        }
        emphasis.end();
        return out.toString();
    }

    /**
     * @return behind what was read; {@code at} if it is an ordinary character
     */
    private int step(String line, int at, StringBuilder out, Emphasis emphasis) {
        int mark = Kept.end(line, at);
        if (mark > at) {
            emphasis.word();
            out.append(line, at, mark);
            return mark;
        }
        return switch (line.charAt(at)) {
            case '\'' -> quotes(line, at, emphasis);
            case '[' -> {
                emphasis.word();
                yield line.startsWith("[[", at)
                        ? wikilink(line, at, out)
                        : taken(EXTERNAL, line, at, out, this::external);
            }
            case '<' -> taken(HTML, line, at, out, Matcher::group);
            case '&' -> taken(ENTITY, line, at, out, Matcher::group);
            case 'h', 'f' -> {
                boolean begins = at == 0 || !Character.isLetterOrDigit(line.charAt(at - 1));
                if (begins && URL.matcher(line).region(at, line.length()).lookingAt()) {
                    emphasis.word();
                    yield taken(URL, line, at, out, Matcher::group);
                }
                yield at;
            }
            default -> at;
        };
    }

    private interface Words {
        String of(Matcher found);
    }

    private static int taken(Pattern pattern, String line, int at, StringBuilder out, Words words) {
        Matcher found = pattern.matcher(line).region(at, line.length());
        if (!found.lookingAt()) {
            return at;
        }
        out.append(words.of(found));
        return found.end();
    }

    private static int quotes(String line, int at, Emphasis emphasis) {
        int end = at;
        while (end < line.length() && end < at + 6 && line.charAt(end) == '\'') {
            end++;
        }
        switch (end - at) {
            case 1 -> {
                return at;
            }
            case 2 -> emphasis.toggleItalic();
            case 3 -> emphasis.toggleBold();
            case 4 -> { // An apostrophe, and bold.
                emphasis.toggleBold();
                return at + 3;
            }
            default -> {
                emphasis.toggleBold();
                emphasis.toggleItalic();
                return at + 5;
            }
        }
        return end;
    }

    private String external(Matcher found) {
        String address =
                found.group(1).startsWith("//") ? "https:" + found.group(1) : found.group(1);
        String label = found.group(2) == null ? "" : found.group(2).strip();
        String safe = address.replace("(", "%28").replace(")", "%29");
        return label.isEmpty() ? "<" + address + ">" : "[" + of(label) + "](" + safe + ")";
    }

    private int wikilink(String line, int at, StringBuilder out) {
        int end = at < ends.length ? ends[at] : 0;
        if (end == 0 || end - at > LINK_CHARS_MAX) {
            return at;
        }
        List<String> parts = parts(line.substring(at + 2, end - 2));
        String target = parts.getFirst().strip();
        boolean plain = target.startsWith(":");
        String name = plain ? target.substring(1).strip() : target;
        int colon = name.indexOf(':');
        String namespace = colon < 0 ? "" : name.substring(0, colon);
        if (name.isEmpty() || name.indexOf('\n') >= 0) {
            return at;
        }
        if (!plain && words.isCategory(namespace)) {
            String tag = name.substring(colon + 1).strip().replaceAll("[\\s_]+", "-");
            if (!tag.isEmpty() && tag.length() <= TAG_CHARS_MAX) {
                tags.add(tag);
            }
            return end;
        }
        if (!plain && words.isFile(namespace)) {
            out.append(picture(name.substring(colon + 1), parts.subList(1, parts.size())));
            return end;
        }
        Matcher trail = TRAIL.matcher(line).region(end, line.length());
        boolean longer = trail.lookingAt();
        String label = parts.size() > 1 ? String.join("|", parts.subList(1, parts.size())) : "";
        out.append(link(name, label, longer ? trail.group() : ""));
        return longer ? trail.end() : end;
    }

    private String link(String name, String label, String trail) {
        String page = name.replace('_', ' ').strip();
        boolean below = page.startsWith("/");
        String target = below ? title + "/" + page.replaceAll("^/|/$", "") : page;
        String said = kept.source(label).replace("'''", "").replace("''", "").strip();
        String shown = said.isEmpty() ? (trail.isEmpty() ? "" : page + trail) : said + trail;
        String safe = shown.replaceAll("[\\[\\]|]", "").replaceAll("<[^<>]*>", "").strip();
        return safe.isEmpty() || safe.equals(target)
                ? "[[" + target + "]]"
                : "[[" + target + "|" + safe + "]]";
    }

    private String picture(String file, List<String> words) {
        String size = "";
        String caption = "";
        for (String word : words) {
            Matcher sized = SIZE.matcher(word.strip());
            if (sized.matches()) {
                size = "|" + sized.group(1);
            } else if (!FILE_WORDS.contains(word.strip()) && !word.matches("\\s*[a-z]+\\s*=.*")) {
                caption = word.strip();
            }
        }
        String name = file.replace('_', ' ').strip();
        return "![[%s%s]]%s".formatted(name, size, caption.isEmpty() ? "" : " " + of(caption));
    }

    /** Of all links at once; they may lie within each other, in the caption of a picture. */
    private static int[] ends(String line) {
        var ends = new int[line.contains("]]") ? line.length() : 0];
        var open = new ArrayDeque<Integer>();
        for (int i = 0; i + 1 < line.length(); i++) {
            if (line.startsWith("[[", i)) {
                open.push(i);
                i++;
            } else if (line.startsWith("]]", i)) {
                if (!open.isEmpty()) {
                    ends[open.pop()] = i + 2;
                }
                i++;
            }
        }
        return ends;
    }

    /** What stands between bars that are not within another link. */
    static List<String> parts(String inside) {
        var parts = new ArrayList<String>();
        int depth = 0;
        int from = 0;
        for (int i = 0; i < inside.length(); i++) {
            if (inside.startsWith("[[", i)) {
                depth++;
            } else if (inside.startsWith("]]", i)) {
                depth--;
            } else if (inside.charAt(i) == '|' && depth <= 0) {
                parts.add(inside.substring(from, i));
                from = i + 1;
            }
        }
        parts.add(inside.substring(from));
        return parts;
    }
}
