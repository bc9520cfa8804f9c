package enquire.web.vault;

import enquire.web.language.Speaking;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A graph of Logseq: {@code pages/} and {@code journals/} of Markdown outlines. Namespaces stand in
 * file names, properties in the first block, and blocks are quoted by their ids.
 */
final class LogseqDialect implements Dialect {

    private static final Pattern DAY = Pattern.compile("(\\d{4})_(\\d{2})_(\\d{2})");

    /** Longer is no property (a guess: names of properties are a word or two). */
    private static final Pattern PROPERTY =
            Pattern.compile("\\s*([\\p{L}\\p{N}_./-]{1,60}):: ?(.*)");

    private static final String UUID = "[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";

    /** An embed, a reference with a label, a reference, or another macro. */
    private static final Pattern QUOTED =
            Pattern.compile(
                    "\\{\\{embed \\[\\[([^\\]\\n]{1,255})]]}}"
                            + "|\\{\\{embed \\(\\((?<embedded>"
                            + UUID
                            + ")\\)\\)}}"
                            + "|\\[(?<label>[^\\]\\n]{1,255})]\\(\\(\\((?<labelled>"
                            + UUID
                            + ")\\)\\)\\)"
                            + "|\\(\\((?<quoted>"
                            + UUID
                            + ")\\)\\)"
                            + "|(?<macro>\\{\\{[^{}\\n]{1,500}}})"
                            + "|#\\[\\[(?<tag>[^\\]\\n]{1,255})]]");

    private static final Pattern TASK =
            Pattern.compile("^(\\s*- )(TO[D]O|DONE) ", Pattern.MULTILINE);

    /** What ends a tag of ours, or makes it none. (Letters, digits, symbols and {@code _ - /}.) */
    private static final Pattern NO_TAG =
            Pattern.compile("[^\\p{L}\\p{M}\\p{N}\\p{So}_/-]|^[\\d_/-]*$");

    private static final Pattern ASSET = Pattern.compile("\\]\\((?:\\.\\./)+assets/");

    private static final Pattern FENCE = Pattern.compile("\\s*(?:- )?(?:```|~~~).*");

    /**
     * The longest quotation, in characters: a block may be quoted often, and stands where it comes
     * from. (A guess: a long paragraph.)
     */
    private static final int QUOTED_CHARS_MAX = 1_000;

    /** A block that others quote. */
    private record Block(String page, String text) {}

    /**
     * What pages refer to.
     *
     * @param titles of pages, other names included, in lower case
     * @param blocks by their ids
     */
    private record Graph(Set<String> titles, Map<String, Block> blocks) {}

    @Override
    public boolean isPage(Vault.Entry entry) {
        return entry.markdown() && !isSetting(entry);
    }

    @Override
    public boolean isSetting(Vault.Entry entry) {
        return entry.path().startsWith("logseq/");
    }

    @Override
    public Stream<Draft> pages(List<Draft> read, Consumer<ImportReport.Problem> problems) {
        var named = new ArrayList<Draft>();
        var titles = new HashSet<String>();
        var blocks = new HashMap<String, Block>();
        for (Draft draft : read) {
            String name = name(draft);
            named.add(new Draft(draft.path(), name, draft.text()));
            titles.add(name.toLowerCase(Locale.ROOT));
            aliases(properties(draft.text()))
                    .forEach(each -> titles.add(each.toLowerCase(Locale.ROOT)));
            note(name, draft.text(), blocks);
        }
        return named.stream().map(draft -> converted(draft, new Graph(titles, blocks), problems));
    }

    /** The title that the page says it has, else what its file is called. */
    private static String name(Draft draft) {
        String said = properties(draft.text()).getOrDefault("title", List.of("")).getFirst();
        if (!said.isEmpty()) {
            return said;
        }
        String path = draft.name();
        String file = path.replaceFirst("^(?:pages|journals)/", "");
        return day(file).map(LocalDate::toString).orElseGet(() -> decoded(file));
    }

    private static Optional<LocalDate> day(String file) {
        Matcher day = DAY.matcher(file);
        try {
            return day.matches()
                    ? Optional.of(
                            LocalDate.of(
                                    Integer.parseInt(day.group(1)),
                                    Integer.parseInt(day.group(2)),
                                    Integer.parseInt(day.group(3))))
                    : Optional.empty();
        } catch (DateTimeException noDay) {
            return Optional.empty();
        }
    }

    /** Both ways in which Logseq has written a slash, and what a file name cannot hold. */
    private static String decoded(String file) {
        return PercentNames.decoded(file.replace("___", "/"));
    }

    /** How Logseq writes a day where nobody chose another way: {@code Jan 31st, 2024}. */
    private static String words(LocalDate day) {
        int number = day.getDayOfMonth();
        String ending =
                number / 10 == 1
                        ? "th"
                        : switch (number % 10) {
                            case 1 -> "st";
                            case 2 -> "nd";
                            case 3 -> "rd";
                            default -> "th";
                        };
        String month = day.getMonth().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
        return "%s %d%s, %d".formatted(month, number, ending, day.getYear());
    }

    /** Those of the first block, by lower-case name. */
    private static Map<String, List<String>> properties(String text) {
        var found = new LinkedHashMap<String, List<String>>();
        for (String line : text.lines().toList()) {
            Matcher property = PROPERTY.matcher(line);
            if (!property.matches()) {
                break;
            }
            String key = property.group(1).toLowerCase(Locale.ROOT);
            String value = property.group(2).strip();
            boolean list = key.equals("alias") || key.equals("aliases") || key.equals("tags");
            found.put(key, list ? names(value) : List.of(value));
        }
        return found;
    }

    private static List<String> names(String list) {
        var names = new ArrayList<String>();
        for (String each : list.split(",")) {
            String name = each.replace("[[", "").replace("]]", "").replace("#", "").strip();
            if (!name.isEmpty()) {
                names.add(name);
            }
        }
        return names;
    }

    /** Finds the blocks that have an id: it stands in a line of its own below their first one. */
    private static void note(String page, String text, Map<String, Block> blocks) {
        String block = "";
        boolean fenced = false;
        for (String line : text.lines().toList()) {
            fenced ^= FENCE.matcher(line).matches();
            if (fenced) {
                continue;
            }
            Matcher property = PROPERTY.matcher(line);
            if (property.matches()) {
                if (property.group(1).equals("id")) {
                    String quoted = cut(block);
                    blocks.put(property.group(2).strip(), new Block(page, quoted));
                }
            } else if (line.stripLeading().startsWith("- ")) {
                block = line.strip().substring(2).replaceFirst("^(?:TO[D]O|DONE) ", "");
            }
        }
    }

    private static List<String> aliases(Map<String, List<String>> properties) {
        var aliases = new ArrayList<>(properties.getOrDefault("alias", List.of()));
        aliases.addAll(properties.getOrDefault("aliases", List.of()));
        return aliases;
    }

    /** There, a tag is a link as well: where it leads to a page, that stays. */
    private static String tagged(
            String words, String path, Graph graph, Consumer<ImportReport.Problem> problems) {
        String link = "[[" + words + "]]";
        String word = tag(words, path, problems);
        boolean page = graph.titles().contains(words.toLowerCase(Locale.ROOT));
        return NO_TAG.matcher(word).find() ? link : page ? link + " #" + word : "#" + word;
    }

    /** Our tags end at a space. */
    private static String tag(String words, String path, Consumer<ImportReport.Problem> problems) {
        String word = words.strip().replaceAll("\\s+", "-");
        if (!word.equals(words)) {
            problems.accept(
                    new ImportReport.Problem(
                            path,
                            Speaking.messages()
                                    .text("left.tagBecame", "tag", words, "word", word)));
        }
        return word;
    }

    /** Does not split a character. */
    private static String cut(String block) {
        if (block.length() <= QUOTED_CHARS_MAX) {
            return block;
        }
        boolean splits = Character.isHighSurrogate(block.charAt(QUOTED_CHARS_MAX - 1));
        return block.substring(0, QUOTED_CHARS_MAX - (splits ? 1 : 0)) + " …";
    }

    private static Draft converted(
            Draft draft, Graph graph, Consumer<ImportReport.Problem> problems) {
        Map<String, List<String>> said = properties(draft.text());
        var header = new LinkedHashMap<String, List<String>>();
        List<String> aliases = aliases(said);
        String file = draft.path().substring(draft.path().lastIndexOf('/') + 1);
        day(file.replaceFirst("\\.[^.]*$", "")).map(LogseqDialect::words).ifPresent(aliases::add);
        header.put("aliases", aliases);
        header.put(
                "tags",
                said.getOrDefault("tags", List.of()).stream()
                        .map(tag -> tag(tag, draft.path(), problems))
                        .toList());
        said.forEach((key, value) -> {
            if (!List.of("title", "alias", "aliases", "tags", "id").contains(key)) {
                header.put(key, value);
            }
        });
        var body = new StringBuilder();
        int dropped = 0;
        boolean fenced = false;
        for (String line : draft.text().lines().skip(said.size()).toList()) {
            fenced ^= FENCE.matcher(line).matches();
            if (!fenced && line.strip().matches("(?:id:: " + UUID + "|collapsed:: true)")) {
                dropped++;
                continue;
            }
            body.append(fenced ? line : quotes(line, draft.path(), graph, problems)).append('\n');
        }
        if (dropped > 0) {
            problems.accept(
                    new ImportReport.Problem(
                            draft.path(),
                            Speaking.messages().text("left.blockIds", "count", dropped)));
        }
        return draft.withText(PageHeader.before(body.toString(), header));
    }

    private static String quotes(
            String line, String path, Graph graph, Consumer<ImportReport.Problem> problems) {
        String plain =
                TASK.matcher(line)
                        .replaceAll(task ->
                                task.group(1) + (task.group(2).equals("DONE") ? "[x] " : "[ ] "));
        plain = ASSET.matcher(plain).replaceAll("](/assets/");
        Matcher quoted = QUOTED.matcher(plain);
        return quoted.replaceAll(
                found -> Matcher.quoteReplacement(quote(quoted, path, graph, problems)));
    }

    private static String quote(
            Matcher found, String path, Graph graph, Consumer<ImportReport.Problem> problems) {
        if (found.group(1) != null) {
            return "![[" + found.group(1) + "]]";
        }
        if (found.group("tag") != null) {
            return tagged(found.group("tag"), path, graph, problems);
        }
        if (found.group("macro") != null) {
            problems.accept(
                    new ImportReport.Problem(
                            path,
                            Speaking.messages()
                                    .text("left.keptText", "what", found.group("macro"))));
            return "`" + found.group("macro") + "`";
        }
        String id =
                Optional.ofNullable(found.group("embedded"))
                        .or(() -> Optional.ofNullable(found.group("labelled")))
                        .orElseGet(() -> found.group("quoted"));
        Block block = graph.blocks().get(id);
        if (block == null) {
            problems.accept(
                    new ImportReport.Problem(
                            path, Speaking.messages().text("left.blockGone", "id", id)));
            return "`" + found.group() + "`";
        }
        problems.accept(
                new ImportReport.Problem(
                        path, Speaking.messages().text("left.blockQuoted", "title", block.page())));
        String words =
                found.group("label") != null
                        ? found.group("label")
                        // A block may quote itself: what it quotes stays as it is written.
                        : block.text();
        return "%s ([[%s]])".formatted(words, block.page());
    }
}
