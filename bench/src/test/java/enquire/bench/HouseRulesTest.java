package enquire.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Reads the sources of the whole house and holds them to its rules. What each rule is for:
 * docs/ARCHITECTURE.md.
 */
class HouseRulesTest {

    /** The floors, the lowest first. A floor may use those before it. */
    private static final List<String> FLOORS = List.of("editor", "storage", "sync", "web", "bench");

    /** Where each library may be imported: module and, where it matters, package. */
    private static final Map<String, List<String>> HOMES =
            Map.ofEntries(
                    Map.entry("org.automerge", List.of("enquire.editor.page")),
                    Map.entry("com.github.difflib", List.of("enquire.editor")),
                    Map.entry("org.commonmark", List.of("enquire.editor.markdown")),
                    Map.entry("org.snakeyaml", List.of("enquire.editor.markdown")),
                    Map.entry("java.sql", List.of("enquire.storage")),
                    Map.entry("org.sqlite", List.of("enquire.storage")),
                    Map.entry("org.jdbi", List.of("enquire.storage")),
                    Map.entry("org.apache.lucene", List.of("enquire.storage.search")),
                    Map.entry(
                            "org.eclipse.jetty",
                            List.of("enquire.sync.transport", "enquire.web", "enquire.bench")),
                    Map.entry("org.eclipse.jgit", List.of("enquire.web.git")),
                    Map.entry("org.bouncycastle", List.of("enquire.sync.identity")),
                    Map.entry("javax.jmdns", List.of("enquire.sync.nearby")),
                    Map.entry("com.fasterxml.jackson.dataformat.cbor", List.of("enquire.sync")),
                    Map.entry(
                            "com.fasterxml.jackson.databind",
                            List.of("enquire.web", "enquire.bench")),
                    Map.entry("gg.jte", List.of("enquire.web")),
                    Map.entry("com.ibm.icu", List.of("enquire.web.language")),
                    Map.entry("org.apache.commons.compress", List.of("enquire.web.vault")),
                    Map.entry("picocli", List.of("enquire.web", "enquire.bench")),
                    Map.entry("org.owasp", List.of("enquire.web.html")),
                    Map.entry("org.fife", List.of("enquire.web.html")),
                    Map.entry("com.google.zxing", List.of("enquire.web")),
                    Map.entry("io.micrometer", List.of("enquire.web")),
                    Map.entry("ch.qos.logback", List.of("enquire.web")));

    /** What a package that is pure must not touch: IO, threads, the clock, chance from nowhere. */
    private static final List<Pattern> IMPURE =
            Stream.of(
                            "import java\\.nio\\.file",
                            "import java\\.net\\.(?!URI|URLDecoder|URLEncoder)",
                            "import java\\.io\\.File",
                            "\\bnew Thread\\b|\\bThread\\.(start|ofVirtual|ofPlatform|sleep)",
                            "import java\\.util\\.concurrent\\.(Executor|Scheduled|CompletableFuture|ForkJoin)",
                            "Instant\\.now\\(|Clock\\.system|InstantSource\\.system|System\\.(currentTimeMillis|nanoTime)",
                            "new Random\\(\\)|new SecureRandom\\(|Math\\.random|UUID\\.randomUUID")
                    .map(Pattern::compile)
                    .toList();

    private static final List<String> PURE =
            List.of(
                    "enquire.editor.",
                    "enquire.sync.protocol",
                    "enquire.sync.roster",
                    "enquire.sync.statement");

    private static final Pattern VAGUE_NAME =
            Pattern.compile("(?i).*(utils?|helpers?|manager|impl)$");

    private static final int FILE_LINES_MAX = 400;

    private record Source(Path file, String module, String packageName, String text) {
        List<String> imports() {
            return text.lines()
                    .filter(line -> line.startsWith("import "))
                    .map(line -> line.replaceFirst("^import (static )?", "").replace(";", ""))
                    .toList();
        }

        String className() {
            return file.getFileName().toString().replace(".java", "");
        }
    }

    @Test
    void eachFloorImportsOnlyWhatLiesBelowIt() {
        assertNone(
                main(),
                source -> {
                    int floor = FLOORS.indexOf(source.module());
                    return source.imports().stream()
                            .filter(name -> name.startsWith("enquire."))
                            .filter(name -> FLOORS.indexOf(name.split("\\.")[1]) > floor)
                            .toList();
                });
    }

    @Test
    void eachLibraryHasOneHome() {
        assertNone(
                main(),
                source ->
                        source.imports().stream()
                                .filter(name ->
                                        HOMES.entrySet().stream()
                                                .anyMatch(home ->
                                                        name.startsWith(home.getKey() + ".")
                                                                && home.getValue().stream()
                                                                        .noneMatch(
                                                                                source.packageName()
                                                                                        ::startsWith)))
                                .toList());
    }

    @Test
    void pureFloorsDoNoInputAndOutputStartNoThreadAndReadNoClock() {
        assertNone(
                main().stream()
                        .filter(source ->
                                PURE.stream().anyMatch((source.packageName() + ".")::startsWith))
                        .toList(),
                source ->
                        source.text()
                                .lines()
                                .filter(line ->
                                        !line.strip().startsWith("*")
                                                && !line.strip().startsWith("/"))
                                .filter(line ->
                                        IMPURE.stream().anyMatch(rule -> rule.matcher(line).find()))
                                .toList());
    }

    @Test
    void everyPackageSaysWhatItIsAndIsNullMarked() throws IOException {
        var missing = new ArrayList<String>();
        for (Source source : main()) {
            Path info = source.file().resolveSibling("package-info.java");
            if (!Files.exists(info) || !Files.readString(info).contains("@NullMarked")) {
                missing.add(source.packageName());
            }
        }
        assertEquals(List.of(), missing.stream().distinct().toList());
    }

    @Test
    void noFileOutgrowsItsRoomAndNoNameIsVague() {
        assertNone(
                main(),
                source -> {
                    var faults = new ArrayList<String>();
                    long lines = source.text().lines().count();
                    if (lines > FILE_LINES_MAX) {
                        faults.add(lines + " lines");
                    }
                    if (VAGUE_NAME.matcher(source.className()).matches()) {
                        faults.add("a name that says nothing");
                    }
                    return faults;
                });
    }

    @Test
    void nothingIsPutOffAndNoTestIsWeakened() {
        Pattern put =
                Pattern.compile(
                        "\\b(TO" + "DO|FIX" + "ME)\\b|@Dis" + "abled|Thread\\.sl" + "eep\\(");
        assertNone(
                all(),
                source -> source.text().lines().filter(line -> put.matcher(line).find()).toList());
    }

    private interface Rule {
        List<String> faults(Source source);
    }

    private static void assertNone(List<Source> sources, Rule rule) {
        assertTrue(sources.size() > 5, "the sources were not found");
        var faults = new ArrayList<String>();
        for (Source source : sources) {
            rule.faults(source)
                    .forEach(fault ->
                            faults.add(root().relativize(source.file()) + ": " + fault.strip()));
        }
        assertEquals("", String.join("\n", faults));
    }

    private static List<Source> main() {
        return sources(path -> path.toString().contains("/src/main/java/"));
    }

    private static List<Source> all() {
        return sources(path -> path.toString().matches(".*/src/(main|test)/java/.*"));
    }

    private static List<Source> sources(Predicate<Path> chosen) {
        var found = new ArrayList<Source>();
        for (String module : FLOORS) {
            try (Stream<Path> files = Files.walk(root().resolve(module).resolve("src"))) {
                files.filter(file -> file.toString().endsWith(".java"))
                        .filter(file -> chosen.test(Path.of(file.toString().replace('\\', '/'))))
                        .sorted()
                        .forEach(file -> found.add(read(module, file)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return found;
    }

    private static Source read(String module, Path file) {
        try {
            String text = Files.readString(file);
            String packageName =
                    text.lines()
                            .filter(line -> line.startsWith("package "))
                            .findFirst()
                            .map(line -> line.replace("package ", "").replace(";", ""))
                            .orElse("");
            return new Source(file, module, packageName, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("bench/pom.xml"))) {
            folder = folder.getParent();
        }
        return folder;
    }
}
