package enquire.web.wiki;

import enquire.editor.markdown.TextSection;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** A section of an older text, put into the text as it is now. Pure. */
public final class OldSection {

    private OldSection() {}

    /** Those of the older text that are not in the newer one, or read otherwise there. */
    public static List<Integer> differing(String old, String now) {
        List<TextSection> olds = TextSection.of(old);
        List<TextSection> nows = TextSection.of(now);
        return IntStream.range(0, olds.size())
                .filter(i -> {
                    String text = text(old, olds.get(i));
                    Optional<TextSection> same = same(olds, i, nows);
                    return same.isEmpty()
                            ? !text.isBlank()
                            : !text(now, same.get()).strip().equals(text.strip());
                })
                .boxed()
                .toList();
    }

    /**
     * @param section of the older text, counted from 0
     * @return the newer text with it: in the place of the section of the same title, or else behind
     *     the one that it stood behind, or else at the end; empty if there is no such section
     */
    public static Optional<String> into(String now, String old, int section) {
        List<TextSection> olds = TextSection.of(old);
        List<TextSection> nows = TextSection.of(now);
        if (section < 0 || section >= olds.size()) {
            return Optional.empty();
        }
        String text = text(old, olds.get(section));
        Optional<TextSection> same = same(olds, section, nows);
        if (same.isPresent()) {
            return Optional.of(placed(now, same.get().from(), same.get().to(), text));
        }
        int at = now.length();
        for (int i = section - 1; i >= 0; i--) {
            Optional<TextSection> before = same(olds, i, nows);
            if (before.isPresent()) {
                at = before.get().to();
                break;
            }
        }
        return Optional.of(placed(now, at, at, text));
    }

    private static String placed(String now, int from, int to, String text) {
        String before = now.substring(0, from);
        String after = now.substring(to);
        return ended(before, text) + ended(text, after) + after;
    }

    /** With an empty line behind it, unless it has one or nothing follows. */
    private static String ended(String text, String next) {
        if (text.isEmpty() || next.isEmpty() || text.endsWith("\n\n")) {
            return text;
        }
        return text + (text.endsWith("\n") ? "\n" : "\n\n");
    }

    /** The one of the same title; of several, the one of the same number among them. */
    private static Optional<TextSection> same(
            List<TextSection> olds, int section, List<TextSection> nows) {
        TextSection wanted = olds.get(section);
        long before = olds.subList(0, section).stream().filter(each -> same(each, wanted)).count();
        return nows.stream().filter(each -> same(each, wanted)).skip(before).findFirst();
    }

    private static boolean same(TextSection one, TextSection other) {
        boolean top = one.level() == 0;
        return top == (other.level() == 0) && one.title().equals(other.title());
    }

    private static String text(String text, TextSection section) {
        return text.substring(section.from(), section.to());
    }
}
