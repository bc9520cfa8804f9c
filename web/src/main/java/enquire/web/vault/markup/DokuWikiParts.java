package enquire.web.vault.markup;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes out of a text of DokuWiki what must not be read as markup, files and footnotes. */
final class DokuWikiParts {

    private static final Pattern TAG =
            Pattern.compile("<(code|file|nowiki|html|HTML|php|PHP)((?:\\s[^<>]{0,200})?)>");

    private static final Pattern SIZE = Pattern.compile("(\\d{1,4})(?:x(\\d{1,4}))?");

    private static final Pattern PICTURE =
            Pattern.compile("(?i).*\\.(?:png|jpe?g|gif|webp|svg|avif|mp4|webm|ogv|mp3|ogg|wav)");

    private final DokuWikiNames names;
    private final Kept kept;
    private final Notes notes;
    private final Set<String> tags;
    private final List<String> footnotes = new ArrayList<>();

    /** Marks that have no end in what is left, so that it is looked for once. */
    private final Set<String> open = new HashSet<>();

    private String text = "";

    DokuWikiParts(DokuWikiNames names, Kept kept, Notes notes, Set<String> tags) {
        this.names = names;
        this.kept = kept;
        this.notes = notes;
        this.tags = tags;
    }

    List<String> footnotes() {
        return footnotes;
    }

    String taken(String from) {
        text = from;
        var out = new StringBuilder();
        Matcher tag = TAG.matcher(text);
        int at = 0;
        while (at < text.length()) {
            int end =
                    switch (text.charAt(at)) {
                        case '<' -> tag(tag, at, out);
                        case '%' -> between(at, "%%", "%%", out, this::plain);
                        case '{' -> between(at, "{{", "}}", out, this::media);
                        case '(' -> between(at, "((", "))", out, this::footnote);
                        default -> at;
                    };
            if (end == at) {
                out.append(text.charAt(at));
                end++;
            }
            at = end;
        }
        return out.toString();
    }

    private interface Part {
        String of(String inside, String source);
    }

    private int between(int at, String begin, String close, StringBuilder out, Part part) {
        if (!text.startsWith(begin, at) || open.contains(begin)) {
            return at;
        }
        int end = text.indexOf(close, at + begin.length());
        if (end < 0) {
            open.add(begin);
            return at;
        }
        int behind = end + close.length();
        out.append(part.of(text.substring(at + begin.length(), end), text.substring(at, behind)));
        return behind;
    }

    private int tag(Matcher tag, int at, StringBuilder out) {
        tag.region(at, text.length());
        if (!tag.lookingAt()) {
            return at;
        }
        String name = tag.group(1);
        int end = open.contains(name) ? -1 : text.indexOf("</" + name + ">", tag.end());
        if (end < 0) {
            open.add(name);
            return at;
        }
        int behind = end + name.length() + 3;
        String inside = text.substring(tag.end(), end);
        String source = text.substring(at, behind);
        out.append(
                switch (name) {
                    case "nowiki" -> plain(inside, source);
                    case "code", "file" -> code(tag.group(2).strip(), inside, source);
                    default -> unknown("<" + name + ">", source);
                });
        return behind;
    }

    private String code(String attributes, String inside, String source) {
        String language = attributes.split("\\s", 2)[0].replaceAll("[^\\w+#.]", "");
        String body = inside.replaceFirst("^\\s*\\n", "").stripTrailing();
        return kept.block(Plain.fence(language, body), source);
    }

    private String plain(String inside, String source) {
        return kept.inline(Plain.escaped(inside).replace("\n", " "), source);
    }

    private String footnote(String inside, String source) {
        footnotes.add(inside);
        return kept.inline("[^" + footnotes.size() + "]", source);
    }

    private String unknown(String what, String source) {
        notes.keptAsText("left.keptName", what);
        return source.indexOf('\n') < 0
                ? kept.inline(Plain.code(source), source)
                : kept.block(Plain.fence("dokuwiki", source), source);
    }

    /** {@code {{ns:file.png?300|caption}}}; what has a {@code >} is a plugin's. */
    private String media(String inside, String source) {
        String[] parts = inside.split("\\|", 2);
        String target = parts[0].strip();
        if (target.toLowerCase(Locale.ROOT).startsWith("tag>")) {
            for (String tag : target.substring(4).strip().split("\\s+")) {
                tags.add(tag.replaceAll("[\"']", "").replace('_', '-'));
            }
            return "";
        }
        if (target.indexOf('>') >= 0 || target.isEmpty() || target.indexOf('\n') >= 0) {
            return unknown("the plugin", source);
        }
        String caption = parts.length > 1 ? parts[1].strip() : "";
        int query = target.indexOf('?');
        String file = query < 0 ? target : target.substring(0, query);
        Matcher size = SIZE.matcher(query < 0 ? "" : target.substring(query + 1));
        String sized = size.lookingAt() ? "|" + size.group() : "";
        if (file.contains("://")) {
            String safe = file.replace("(", "%28").replace(")", "%29");
            return kept.inline("![" + Plain.escaped(caption) + "](" + safe + ")", source);
        }
        String path = names.media(file);
        return kept.inline(
                PICTURE.matcher(file).matches()
                        ? "![["
                                + path
                                + sized
                                + "]]"
                                + (caption.isEmpty() ? "" : " " + Plain.escaped(caption))
                        : "[%s](/%s)"
                                .formatted(
                                        Plain.escaped(caption.isEmpty() ? file : caption),
                                        path.replace(" ", "%20")),
                source);
    }
}
