package enquire.web.site;

import enquire.editor.page.BlobId;
import enquire.editor.page.TitleKey;
import enquire.web.vault.PortableName;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where everything of a site stands, from its top. Each name can be a file on every system and is
 * taken by every web host; no two are one anywhere. One thread at a time.
 */
final class Places {

    static final String HOME = "index.html";

    /**
     * Endings of what no browser and no web host runs. All else is called as a text: what runs
     * where nobody can list, and some hosts go by any ending within a name.
     */
    private static final Set<String> INERT =
            Set.of(
                    "png", "jpg", "jpeg", "gif", "webp", "avif", "bmp", "ico", "tif", "tiff",
                    "heic", "mp3", "m4a", "oga", "ogg", "opus", "wav", "flac", "mp4", "m4v", "webm",
                    "ogv", "mov", "mkv", "pdf", "txt", "csv", "tsv", "rtf", "epub", "odt", "ods",
                    "odp", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "zip", "gz", "bz2", "xz",
                    "7z", "tar");

    /** What some web hosts take in no name, and what is no character. */
    private static final Pattern REFUSED = Pattern.compile("[#%;&+\\p{Cc}\\p{Cs}\\p{Cn}]");

    /** Of a name, in bytes: leaves room for a number and an ending below the 255 of most disks. */
    private static final int SEGMENT_BYTES_MAX = 180;

    /** Of a SHA-256, as a folder that tells two files of one name apart. */
    private static final int HASH_CHARS = 8;

    /**
     * An attachment.
     *
     * @param place below the top of the site
     */
    record File(BlobId blob, String place) {}

    private final Map<TitleKey, String> pages = new HashMap<>();
    private final Map<String, String> tags = new LinkedHashMap<>();
    private final Map<String, File> files = new LinkedHashMap<>();
    private final Set<String> taken = new HashSet<>();

    /**
     * Keeps a place for a page. All come first.
     *
     * @param home whether the site opens with it
     */
    void addPage(String title, boolean home) {
        pages.put(
                TitleKey.of(title),
                home ? HOME : claim("pages/", portable(title, "page"), ".html"));
    }

    Optional<String> page(String title) {
        return Optional.ofNullable(pages.get(TitleKey.of(title)));
    }

    /** The list of pages with a tag; every tag that is asked for has one. */
    String tag(String tag) {
        return tags.computeIfAbsent(
                tag.toLowerCase(Locale.ROOT),
                key -> claim("tags/", portable(key.replace('/', '_'), "tag"), ".html"));
    }

    /** Those that were asked for. */
    Set<String> tags() {
        return tags.keySet();
    }

    /**
     * An attachment. What may run somewhere is called as a text: on a node a sandbox stands around
     * it, on a web host nothing does.
     */
    File file(BlobId blob, String name) {
        String hash = blob.toString().substring(0, HASH_CHARS);
        return files.computeIfAbsent(
                blob + "/" + name,
                key -> {
                    String portable = portable(name.replace('/', '_'), "file");
                    int dot = portable.lastIndexOf('.');
                    String last = portable.substring(dot + 1).toLowerCase(Locale.ROOT);
                    boolean inert = dot > 0 && INERT.contains(last);
                    String stem = inert ? portable.substring(0, dot) : portable;
                    String ending = inert ? portable.substring(dot) : ".txt";
                    return new File(
                            blob, claim("files/" + hash + "/", stem.replace('.', '_'), ending));
                });
    }

    private String claim(String folder, String name, String ending) {
        for (int number = 1; ; number++) {
            String place = folder + name + (number == 1 ? "" : "-" + number) + ending;
            if (taken.add(PortableName.key(place))) {
                return place;
            }
        }
    }

    /** A folder is called as no page is. */
    private static String portable(String name, String otherwise) {
        var portable = new StringBuilder();
        String[] segments = name.split("/", -1);
        for (int i = 0; i < segments.length; i++) {
            String cleaned = PortableName.segment(REFUSED.matcher(segments[i]).replaceAll("_"));
            String shown = cleaned.startsWith(".") ? "_" + cleaned.substring(1) : cleaned;
            String cut = cut(shown.isBlank() ? otherwise : shown);
            boolean folder = i < segments.length - 1;
            portable.append(
                            folder && cut.toLowerCase(Locale.ROOT).endsWith(".html")
                                    ? cut + "_"
                                    : cut)
                    .append(folder ? "/" : "");
        }
        return portable.toString();
    }

    private static String cut(String segment) {
        if (segment.getBytes(StandardCharsets.UTF_8).length <= SEGMENT_BYTES_MAX) {
            return segment;
        }
        int bytes = 0;
        int end = 0;
        while (end < segment.length()) {
            int point = segment.codePointAt(end);
            bytes += Character.toString(point).getBytes(StandardCharsets.UTF_8).length;
            if (bytes > SEGMENT_BYTES_MAX) {
                break;
            }
            end += Character.charCount(point);
        }
        String kept = segment.substring(0, end).replaceFirst("[. ]+$", "");
        return kept.isEmpty() ? "_" : kept;
    }
}
