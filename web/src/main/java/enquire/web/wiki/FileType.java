package enquire.web.wiki;

import enquire.editor.markdown.Destination;
import java.util.Locale;
import java.util.Map;

/**
 * How an attachment is served. The type follows from the name alone, out of a list of what cannot
 * run in a browser; everything else is a download.
 *
 * @param mediaType what {@code Content-Type} says
 * @param image whether it is shown in place when a page embeds it
 * @param inline whether a browser may show it by itself
 */
public record FileType(String mediaType, boolean image, boolean inline) {

    private static final FileType DOWNLOAD = new FileType("application/octet-stream", false, false);

    private static final Map<String, FileType> BY_EXTENSION =
            Map.ofEntries(
                    image("png", "image/png"),
                    image("jpg", "image/jpeg"),
                    image("jpeg", "image/jpeg"),
                    image("gif", "image/gif"),
                    image("webp", "image/webp"),
                    image("avif", "image/avif"),
                    image("bmp", "image/bmp"),
                    image("ico", "image/x-icon"),
                    // Inside <img> no SVG runs; opened by itself it is a download in a sandbox.
                    Map.entry("svg", new FileType("image/svg+xml", true, false)),
                    shown("mp4", "video/mp4"),
                    shown("webm", "video/webm"),
                    shown("mp3", "audio/mpeg"),
                    shown("ogg", "audio/ogg"),
                    shown("wav", "audio/wav"),
                    shown("pdf", "application/pdf"),
                    shown("txt", "text/plain; charset=utf-8"),
                    shown("csv", "text/plain; charset=utf-8"),
                    shown("json", "text/plain; charset=utf-8"));

    public static FileType of(String name) {
        return BY_EXTENSION.getOrDefault(extension(name), DOWNLOAD);
    }

    /** How it is shown where a page embeds it. */
    public Destination.Shown shown() {
        if (image) {
            return Destination.Shown.IMAGE;
        }
        return switch (mediaType.substring(0, mediaType.indexOf('/'))) {
            case "video" -> Destination.Shown.VIDEO;
            case "audio" -> Destination.Shown.AUDIO;
            default -> Destination.Shown.LINK;
        };
    }

    /** In lower case, without the dot; empty for none. */
    public static String extension(String name) {
        int dot = name.lastIndexOf('.');
        boolean extension = dot > 0 && dot > name.lastIndexOf('/') && name.length() - dot <= 10;
        return extension ? name.substring(dot + 1).toLowerCase(Locale.ROOT) : "";
    }

    private static Map.Entry<String, FileType> image(String extension, String mediaType) {
        return Map.entry(extension, new FileType(mediaType, true, true));
    }

    private static Map.Entry<String, FileType> shown(String extension, String mediaType) {
        return Map.entry(extension, new FileType(mediaType, false, true));
    }
}
