package enquire.web.vault.markup;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Takes out of a wikitext what must not be read as markup: comments, code, formulas, templates, and
 * footnotes, which Markdown keeps at the end.
 */
final class WikitextParts {

    private static final Pattern TAG =
            Pattern.compile("<(/?)([a-zA-Z]{1,20})((?:\\s[^<>]{0,500})?)(/?)>");

    private static final Pattern ATTRIBUTE =
            Pattern.compile("([a-zA-Z]{1,20})\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)'|([^\\s\"'/>]+))");

    /** Whose content is no wikitext. */
    private static final Set<String> RAW =
            Set.of(
                    "nowiki",
                    "pre",
                    "code",
                    "syntaxhighlight",
                    "source",
                    "math",
                    "gallery",
                    "poem",
                    "score",
                    "timeline",
                    "graph",
                    "mapframe",
                    "templatestyles");

    /** A line of a gallery that can be one of a list. */
    private static final Pattern PICTURE = Pattern.compile("[^\\[\\]|]{1,255}(?:\\||$)");

    /** What a gallery says of a picture and is not shown. */
    private static final Pattern LOOKS = Pattern.compile("\\s*(?:alt|link|page|lang|class)\\s*=");

    private final Kept kept;
    private final Notes notes;
    private final WikitextInline inline;
    private final Map<String, String> footnotes = new LinkedHashMap<>();
    private final Map<String, String> labels = new LinkedHashMap<>();

    /** Tags that have no end in what is left, so that it is looked for once. */
    private final Set<String> open = new HashSet<>();

    /** Whether what comes is the list of notes. */
    private boolean apart;

    private String text = "";
    private String lower = "";

    /**
     * @param inline reads what is said of pictures
     */
    WikitextParts(Kept kept, Notes notes, WikitextInline inline) {
        this.kept = kept;
        this.notes = notes;
        this.inline = inline;
    }

    /** By label, in order. */
    Map<String, String> footnotes() {
        return footnotes;
    }

    String taken(String wikitext) {
        text = wikitext;
        lower = text.toLowerCase(Locale.ROOT);
        if (lower.length() != text.length()) {
            lower = text; // Some letters have two in lower case; tags are in lower case mostly.
        }
        var out = new StringBuilder();
        Matcher tag = TAG.matcher(text);
        int at = 0;
        while (at < text.length()) {
            int next = text.indexOf('<', at);
            if (next < 0) {
                break;
            }
            out.append(text, at, next);
            at = text.startsWith("<!--", next) ? comment(next, out) : tag(tag, next, out);
        }
        out.append(text, at, text.length());
        return templates(out.toString());
    }

    private int comment(int from, StringBuilder out) {
        int end = open.contains("--") ? -1 : text.indexOf("-->", from + 4);
        if (end < 0) {
            open.add("--");
            out.append('<');
            return from + 1;
        }
        String source = text.substring(from, end + 3);
        String inside = text.substring(from + 4, end).strip();
        boolean lines = inside.indexOf('\n') >= 0;
        String hidden = inside.replace("%%", "% %");
        String markdown = lines ? "%%\n" + hidden + "\n%%" : "%%" + hidden + "%%";
        if (!inside.isEmpty()) {
            out.append(lines ? kept.block(markdown, source) : kept.inline(markdown, source));
        }
        return end + 3;
    }

    private int tag(Matcher tag, int from, StringBuilder out) {
        tag.region(from, text.length());
        if (!tag.lookingAt()) {
            out.append('<');
            return from + 1;
        }
        String name = tag.group(2).toLowerCase(Locale.ROOT);
        boolean closes = !tag.group(1).isEmpty();
        boolean empty = !tag.group(4).isEmpty() || tag.group(3).endsWith("/");
        boolean footnote = name.equals("ref");
        if (name.equals("references")) {
            // Notes may be written here, apart from the text; they stand at the end anyhow.
            apart = !closes && !empty;
            return tag.end();
        }
        if (closes || !footnote && !RAW.contains(name)) {
            out.append(text, from, tag.end());
            return tag.end();
        }
        Inside inside = end(tag, name, empty);
        if (inside.to() < 0) {
            out.append(text, from, tag.end());
            return tag.end();
        }
        String source = text.substring(from, inside.to());
        out.append(
                footnote
                        ? footnote(tag.group(3), inside.text(), source)
                        : raw(name, tag.group(3), inside.text(), source));
        return inside.to();
    }

    /**
     * @param to behind the end; -1 if there is none
     */
    private record Inside(String text, int to) {}

    private Inside end(Matcher tag, String name, boolean empty) {
        if (empty) {
            return new Inside("", tag.end());
        }
        int end = open.contains(name) ? -1 : lower.indexOf("</" + name, tag.end());
        int close = end < 0 ? -1 : text.indexOf('>', end);
        if (close < 0) {
            open.add(name);
            return new Inside("", -1);
        }
        return new Inside(text.substring(tag.end(), end), close + 1);
    }

    private String footnote(String attributes, String inside, String source) {
        String name = attribute(attributes, "name");
        String label =
                name.isEmpty()
                        ? Integer.toString(labels.size() + 1)
                        : labels.computeIfAbsent(name, none -> String.valueOf(labels.size() + 1));
        if (name.isEmpty()) {
            labels.put("\n" + label, label);
        }
        String before = footnotes.getOrDefault(label, "");
        footnotes.put(label, before.isEmpty() ? templates(inside) : before);
        return apart ? "" : kept.inline("[^" + label + "]", source);
    }

    private static String attribute(String attributes, String name) {
        Matcher each = ATTRIBUTE.matcher(attributes);
        while (each.find()) {
            if (each.group(1).equalsIgnoreCase(name)) {
                for (int i = 2; i <= 4; i++) {
                    if (each.group(i) != null) {
                        return each.group(i).strip();
                    }
                }
            }
        }
        return "";
    }

    private String raw(String name, String attributes, String inside, String source) {
        boolean lines = inside.strip().indexOf('\n') >= 0;
        return switch (name) {
            case "nowiki" -> kept.inline(Plain.escaped(inside).replace("\n", " "), source);
            case "code" ->
                    lines
                            ? kept.block(Plain.fence("", inside.strip()), source)
                            : kept.inline(Plain.code(inside), source);
            case "pre" -> kept.block(Plain.fence("", trimmed(inside)), source);
            case "syntaxhighlight", "source" -> {
                String language = attribute(attributes, "lang").replaceAll("[^\\w+#.-]", "");
                boolean inline = !lines && attributes.contains("inline");
                yield inline
                        ? kept.inline(Plain.code(inside), source)
                        : kept.block(Plain.fence(language, trimmed(inside)), source);
            }
            case "math" ->
                    inside.isBlank() || inside.contains("$")
                            ? kept.inline(Plain.code(source), source)
                            : kept.inline(
                                    "$" + inside.strip().replaceAll("\\s+", " ") + "$", source);
            case "gallery" -> gallery(attributes, inside, source);
            default -> asItIs(name, source);
        };
    }

    private String asItIs(String tag, String source) {
        notes.keptAsText("left.keptName", "<" + tag + ">");
        return code(source);
    }

    /** What is on one line stays within its line. */
    private String code(String source) {
        return source.indexOf('\n') < 0
                ? kept.inline(Plain.code(source), source)
                : kept.block(Plain.fence("wikitext", source), source);
    }

    /**
     * A list of pictures; as code if there are none in it, or more than Markdown has a place for.
     */
    private String gallery(String attributes, String inside, String source) {
        List<String> pictures =
                inside.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
        boolean plain = !pictures.isEmpty() && !inside.contains("<") && !inside.contains("{{");
        if (!plain || !pictures.stream().allMatch(line -> PICTURE.matcher(line).lookingAt())) {
            return asItIs("gallery", source);
        }
        String caption = attribute(attributes, "caption");
        String list = pictures.stream().map(this::picture).collect(Collectors.joining("\n"));
        String above = caption.isEmpty() ? "" : inline.of(caption) + "\n\n";
        return kept.block(above + list, source);
    }

    /** {@code name.png|what is said of it}, with or without the name of the namespace. */
    private String picture(String line) {
        List<String> parts = WikitextInline.parts(line);
        String file = parts.getFirst().strip();
        var said = new ArrayList<String>();
        for (String part : parts.subList(1, parts.size())) {
            if (LOOKS.matcher(part).lookingAt()) {
                notes.leftOut(part.strip());
            } else {
                said.add(part.strip());
            }
        }
        String named = file.indexOf(':') < 0 ? "File:" + file : file;
        return "- " + inline.of("[[%s]] %s".formatted(named, String.join("|", said))).strip();
    }

    private static String trimmed(String lines) {
        return lines.replaceFirst("^\\s*\\n", "").stripTrailing();
    }

    /** Each outermost template, or value that is given to one, from left to right. */
    private String templates(String from) {
        var out = new StringBuilder();
        Map<Integer, Integer> ends = Braces.ends(from);
        int at = 0;
        for (int i = from.indexOf("{{"); i >= 0; i = from.indexOf("{{", Math.max(at, i + 1))) {
            Integer end = ends.get(i);
            if (end != null) {
                out.append(from, at, i);
                out.append(template(kept.source(from.substring(i, end))));
                at = end;
            }
        }
        return out.append(from, at, from.length()).toString();
    }

    private String template(String source) {
        boolean value = source.startsWith("{{{") && source.endsWith("}}}");
        String name = source.substring(value ? 3 : 2).split("[|}\\n]", 2)[0];
        notes.keptAsText(value ? "left.keptParameter" : "left.keptTemplate", name);
        return code(source);
    }
}
