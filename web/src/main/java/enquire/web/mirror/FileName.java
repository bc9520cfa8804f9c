package enquire.web.mirror;

import enquire.editor.page.InvalidTitleException;
import enquire.editor.page.PageId;
import enquire.editor.page.Title;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the file of a page is called, and which title a file means. What no file name takes
 * somewhere (Linux, macOS, Windows) stands as {@code %XX}, so that the title can be read back.
 * Pure.
 */
final class FileName {

    static final String ENDING = ".md";

    /** What Linux, macOS and Windows take; in bytes of UTF-8, as Linux counts. */
    private static final int SEGMENT_BYTES_MAX = 255;

    /** Letters of the page's id in a name that was cut: two in 4 billion are the same. */
    private static final int ID_LETTERS = 8;

    /** On Windows (Microsoft: naming files, paths and namespaces), whatever follows the dot. */
    private static final Pattern DEVICE =
            Pattern.compile(
                    "(?i)(con|prn|aux|nul|conin\\$|conout\\$|com[0-9\u00b9\u00b2\u00b3]|lpt[0-9\u00b9\u00b2\u00b3])\\s*(\\..*)?");

    /** On Windows (the same place); {@code /} never is in a segment. */
    private static final String FORBIDDEN = "<>:\"|?*\\";

    private FileName() {}

    /** From the top of the folder, with {@code /} between folders and {@code .md} at the end. */
    static String of(String title, PageId page) {
        List<String> segments = new ArrayList<>(List.of(title.split("/", -1)));
        for (int i = 0; i < segments.size() - 1; i++) {
            segments.set(i, cut(folder(segments.get(i)), "", page));
        }
        String last = encoded(segments.getLast(), false);
        segments.set(segments.size() - 1, cut(last, ENDING, page) + ENDING);
        return String.join("/", segments);
    }

    /** Empty if no page can be called so, or if this is no Markdown file. */
    static Optional<Title> title(String path) {
        if (!isPage(path)) {
            return Optional.empty();
        }
        var segments = new ArrayList<String>();
        for (String segment : path.substring(0, path.length() - ENDING.length()).split("/", -1)) {
            segments.add(decoded(segment));
        }
        try {
            return Optional.of(new Title(String.join("/", segments)));
        } catch (InvalidTitleException e) {
            return Optional.empty();
        }
    }

    /**
     * The same of a file that was moved.
     *
     * @param before the title until then: of a name that was cut, only it knows the end
     */
    static Optional<Title> title(String path, String before, PageId page) {
        Optional<Title> title = title(path);
        if (title.isEmpty() || !last(path).equals(last(of(before, page)))) {
            return title;
        }
        String moved = title.get().value();
        try {
            return Optional.of(
                    new Title(moved.substring(0, moved.lastIndexOf('/') + 1) + last(before)));
        } catch (InvalidTitleException e) { // Too long with these folders.
            return title;
        }
    }

    private static String last(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    static boolean isPage(String path) {
        return path.toLowerCase(Locale.ROOT).endsWith(ENDING);
    }

    /**
     * Names with one key are one file somewhere: macOS and Windows do not tell case apart, macOS
     * not how an accent is written. Titles that differ, as Masse and Maße do, never have one key.
     */
    static String key(String path) {
        String composed = Normalizer.normalize(path, Normalizer.Form.NFC);
        String folded = composed.toLowerCase(Locale.ROOT);
        return Normalizer.normalize(folded, Normalizer.Form.NFC);
    }

    /** A folder called as a page could stand in the way of that page. */
    private static String folder(String segment) {
        String name = encoded(segment, true);
        return isPage(name)
                ? name.substring(0, name.length() - ENDING.length())
                        + "%2E"
                        + name.substring(name.length() - 2)
                : name;
    }

    private static String encoded(String segment, boolean folder) {
        var name = new StringBuilder();
        boolean device = DEVICE.matcher(segment).matches();
        for (int i = 0; i < segment.length(); ) {
            int point = segment.codePointAt(i);
            int next = i + Character.charCount(point);
            boolean first = i == 0;
            boolean last = next == segment.length();
            boolean lost = point == '.' || point == ' ';
            boolean hides = first && (point == '.' || Character.getType(point) == Character.FORMAT);
            boolean forbidden =
                    FORBIDDEN.indexOf(point) >= 0
                            || point == '%' && escape(segment, i).isPresent()
                            || hides
                            || first && device
                            || lost && last && (folder || point == ' ');
            if (forbidden) {
                for (byte b : Character.toString(point).getBytes(StandardCharsets.UTF_8)) {
                    name.append("%%%02X".formatted(b & 0xff));
                }
            } else {
                name.appendCodePoint(point);
            }
            i = next;
        }
        return name.toString();
    }

    /** The byte that the escape at {@code i} means. */
    private static Optional<Integer> escape(String text, int i) {
        if (text.charAt(i) != '%' || i + 2 >= text.length()) {
            return Optional.empty();
        }
        int high = Character.digit(text.charAt(i + 1), 16);
        int low = Character.digit(text.charAt(i + 2), 16);
        return high < 0 || low < 0 ? Optional.empty() : Optional.of(high << 4 | low);
    }

    /** What makes no sense as an escape is what it says. */
    private static String decoded(String segment) {
        var text = new StringBuilder();
        int i = 0;
        while (i < segment.length()) {
            var bytes = new ByteArrayOutputStream();
            int end = i;
            for (Optional<Integer> b = escape(segment, end);
                    b.isPresent();
                    b = end < segment.length() ? escape(segment, end) : Optional.empty()) {
                bytes.write(b.get());
                end += 3;
            }
            Optional<String> meant = end == i ? Optional.empty() : utf8(bytes.toByteArray());
            if (meant.isPresent()) {
                text.append(meant.get());
                i = end;
            } else {
                text.append(segment.charAt(i++));
            }
        }
        return text.toString();
    }

    private static Optional<String> utf8(byte[] bytes) {
        try {
            String text =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            boolean impossible = text.chars().anyMatch(c -> c == '/' || Character.isISOControl(c));
            return impossible ? Optional.empty() : Optional.of(text);
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** A name that is too long says which page it is instead of its end. */
    private static String cut(String name, String ending, PageId page) {
        if (bytes(name + ending) <= SEGMENT_BYTES_MAX) {
            return name;
        }
        String id = "~" + page.toString().replace("-", "").substring(0, ID_LETTERS);
        int length = name.length();
        while (bytes(name.substring(0, length) + id + ending) > SEGMENT_BYTES_MAX) {
            length = name.offsetByCodePoints(length, -1);
        }
        return name.substring(0, length) + id;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
