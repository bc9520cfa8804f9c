package enquire.web.vault;

import enquire.web.language.Speaking;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Vaults of Obsidian are Markdown as we read it, but for the tags of two words that its properties
 * may hold, which become one word each, and names of blocks, which stay as they are written.
 *
 * @see <a href="https://help.obsidian.md/tags">Tags</a>
 */
final class ObsidianDialect implements Dialect {

    private static final Pattern FRONT_MATTER =
            Pattern.compile("\\A---[ \\t]*\\n((?:.*\\n){0,200}?)---[ \\t]*(?:\\n|\\z)");

    private static final Pattern KEY = Pattern.compile("(?i)tags?:[ \\t]*(.*)");
    private static final Pattern ITEM = Pattern.compile("([ \\t]*-[ \\t]+)(\\S.*)");
    private static final Pattern LIST = Pattern.compile("((?i:tags?):[ \\t]*\\[)(.*)(][ \\t]*)");
    private static final Pattern GAP = Pattern.compile("(?<=[^\\s\"'])[ \\t]+(?=[^\\s\"'])");

    /** {@code A sentence. ^name}, or the name on a line of its own. */
    private static final Pattern BLOCK = Pattern.compile("(?m)(?:^|\\s)(\\^[A-Za-z0-9-]{1,100})$");

    @Override
    public boolean isPage(Vault.Entry entry) {
        return entry.markdown();
    }

    @Override
    public Stream<Draft> pages(List<Draft> read, Consumer<ImportReport.Problem> problems) {
        return read.stream().map(draft -> page(draft, problems));
    }

    private static Draft page(Draft draft, Consumer<ImportReport.Problem> problems) {
        Consumer<String> notes =
                note -> problems.accept(new ImportReport.Problem(draft.path(), note));
        Matcher block = BLOCK.matcher(draft.text());
        if (block.find()) {
            notes.accept(Speaking.messages().text("left.blockNames", "name", block.group(1)));
        }
        Matcher header = FRONT_MATTER.matcher(draft.text());
        if (!header.find()) {
            return draft;
        }
        String before = draft.text().substring(0, header.start(1));
        return draft.withText(
                before + header(header.group(1), notes) + draft.text().substring(header.end(1)));
    }

    private static String header(String header, Consumer<String> notes) {
        var out = new StringBuilder();
        boolean tags = false;
        for (String line : header.split("(?<=\\n)")) {
            String said = line.stripTrailing();
            Matcher key = KEY.matcher(said);
            Matcher item = ITEM.matcher(said);
            Matcher list = LIST.matcher(said);
            String shown = said;
            if (key.matches()) {
                tags = key.group(1).isEmpty();
                shown = list.matches() ? list(list, notes) : said;
            } else if (tags && item.matches()) {
                shown = item.group(1) + oneWord(item.group(2), notes);
            } else {
                tags = false;
            }
            out.append(shown).append(line, said.length(), line.length());
        }
        return out.toString();
    }

    private static String list(Matcher list, Consumer<String> notes) {
        String tags =
                Stream.of(list.group(2).split(",", -1))
                        .map(tag -> oneWord(tag, notes))
                        .collect(Collectors.joining(","));
        return list.group(1) + tags + list.group(3);
    }

    /**
     * What holds a comma is several tags already, and behind a space and {@code #} is a comment.
     */
    private static String oneWord(String tag, Consumer<String> notes) {
        String word = GAP.matcher(tag).replaceAll("-");
        if (word.equals(tag) || tag.contains(",") || tag.contains(" #")) {
            return tag;
        }
        notes.accept(
                Speaking.messages()
                        .text("left.tagBecame", "tag", tag.strip(), "word", word.strip()));
        return word;
    }
}
