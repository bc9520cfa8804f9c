package enquire.web.vault;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the files of an export may be called so that Linux, macOS and Windows take them. Pure. */
public final class PortableName {

    /** What Linux, macOS and Windows take; in bytes, as Linux counts. */
    private static final int SEGMENT_BYTES_MAX = 255;

    /** What leaves room for a number and an ending. */
    private static final int CUT_BYTES_MAX = SEGMENT_BYTES_MAX - 15;

    /** Nothing, or nothing but dots and spaces, which some file systems take for fewer dots. */
    private static final Pattern ELSEWHERE = Pattern.compile("[.\\s]*");

    /** Some file systems do not see characters that only format. */
    private static final Pattern HIDDEN = Pattern.compile("\\p{Cf}*\\.");

    /** Whatever their ending (Windows: naming files, paths and namespaces). */
    private static final Pattern DEVICE =
            Pattern.compile(
                    "(?i)(con|prn|aux|nul|conin\\$|conout\\$|com[0-9\u00b9\u00b2\u00b3]|lpt[0-9\u00b9\u00b2\u00b3])\\s*(\\..*)?");

    /** On Windows (the same place). */
    private static final Pattern FORBIDDEN = Pattern.compile("[<>:\"|?*\\\\]");

    /** Windows leaves them away, so that two names become one. */
    private static final Pattern LOST_AT_THE_END = Pattern.compile("[. ]+$");

    /**
     * What git takes for its own folder (git: core.protectHFS, core.protectNTFS), and checks out
     * nothing.
     */
    private static final Pattern GIT = Pattern.compile("(?i)\\.git|git~\\d+");

    private static final Pattern FORMATTING = Pattern.compile("\\p{Cf}");

    /** A folder of such a name could stand in the way of a page. */
    private static final Pattern LIKE_A_PAGE = Pattern.compile("(?i).*\\.md");

    private PortableName() {}

    /**
     * @return from the top of the export, with {@code .md}; empty if no file can have such a name
     */
    public static Optional<String> ofPage(String title) {
        int last = title.lastIndexOf('/') + 1;
        String folders =
                segments(
                        title.substring(0, last),
                        segment ->
                                LIKE_A_PAGE.matcher(segment).matches() ? segment + "_" : segment);
        String file = title.substring(last) + ".md";
        return usable(folders + segments(file, UnaryOperator.identity()));
    }

    /**
     * The same, cut where a title is too long for any file, and with {@code _} before what imports
     * would not see, so that every page has a file that comes in again.
     *
     * @return empty only for what is no title
     */
    static Optional<String> likePage(String title) {
        return ofPage(title)
                .or(() ->
                        ofPage(
                                Arrays.stream(title.split("/", -1))
                                        .map(PortableName::cut)
                                        .collect(Collectors.joining("/"))))
                .map(place ->
                        Arrays.stream(place.split("/", -1))
                                .map(each -> HiddenFiles.in(each).isPresent() ? "_" + each : each)
                                .collect(Collectors.joining("/")));
    }

    private static String cut(String segment) {
        var cut = new StringBuilder();
        int bytes = 0;
        for (int point : segment.codePoints().toArray()) {
            bytes += Character.toString(point).getBytes(StandardCharsets.UTF_8).length;
            if (bytes > CUT_BYTES_MAX) {
                break;
            }
            cut.appendCodePoint(point);
        }
        return cut.toString();
    }

    /**
     * No attachment may become a setting of a program that looks into the folder, as {@code
     * .git/config} or {@code .envrc} would: some run what such a file says.
     *
     * @param path from a page, which may be anything
     * @return empty if no file can have such a name
     */
    public static Optional<String> ofAttachment(String path) {
        return usable(path)
                .map(wanted ->
                        segments(
                                wanted,
                                segment ->
                                        HIDDEN.matcher(segment).lookingAt()
                                                ? "_" + segment
                                                : segment))
                .flatMap(PortableName::usable);
    }

    /**
     * Paths with one key are one file somewhere: macOS and Windows do not tell case apart, macOS
     * not how an accent is written.
     */
    public static String key(String path) {
        String composed = Normalizer.normalize(path, Normalizer.Form.NFC);
        String folded = composed.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        return Normalizer.normalize(folded, Normalizer.Form.NFC);
    }

    private static String segments(String path, UnaryOperator<String> more) {
        var portable = new ArrayList<String>();
        for (String segment : path.split("/", -1)) {
            portable.add(segment.isEmpty() ? "" : more.apply(segment(segment)));
        }
        return String.join("/", portable);
    }

    /** One segment of a path, with {@code _} where some system refuses what stands there. */
    public static String segment(String segment) {
        String taken = FORBIDDEN.matcher(segment).replaceAll("_");
        String kept = LOST_AT_THE_END.matcher(taken).replaceAll("_");
        boolean git = GIT.matcher(FORMATTING.matcher(kept).replaceAll("")).matches();
        return git || DEVICE.matcher(kept).matches() ? "_" + kept : kept;
    }

    private static Optional<String> usable(String path) {
        for (String segment : path.split("/", -1)) {
            if (ELSEWHERE.matcher(segment).matches()
                    || segment.getBytes(StandardCharsets.UTF_8).length > SEGMENT_BYTES_MAX
                    || segment.chars().anyMatch(Character::isISOControl)) {
                return Optional.empty();
            }
        }
        return Optional.of(path);
    }
}
