package enquire.fuzz;

import enquire.editor.markdown.FrontMatterFuzz;
import enquire.editor.page.ChangeFuzz;
import enquire.editor.page.FirstChangesFuzz;
import enquire.editor.page.ScreeningFuzz;
import enquire.editor.text.TextChangeFuzz;
import enquire.storage.VersionFuzz;
import enquire.storage.search.QueryFuzz;
import enquire.sync.identity.AddressesFuzz;
import enquire.sync.node.ManifestFuzz;
import enquire.sync.protocol.MessageFuzz;
import enquire.sync.roster.InviteFuzz;
import enquire.sync.roster.RosterFuzz;
import enquire.sync.statement.StatementFuzz;
import enquire.web.html.MarkdownFuzz;
import enquire.web.http.PathFuzz;
import enquire.web.live.TabFrameFuzz;
import enquire.web.pages.RangeFuzz;
import enquire.web.vault.ZipFuzz;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Every decoder of bytes or text from elsewhere. Each harness stands in the package of what it
 * feeds, under the same name with {@code Fuzz}; its corpus in {@code resources/fuzz}.
 */
enum Harness {
    MESSAGE(MessageFuzz.class),
    CHANGE(ChangeFuzz.class),
    FIRST_CHANGES(FirstChangesFuzz.class),
    SCREENING(ScreeningFuzz.class),
    STATEMENT(StatementFuzz.class),
    ROSTER(RosterFuzz.class),
    INVITE(InviteFuzz.class),
    ADDRESSES(AddressesFuzz.class),
    VERSION(VersionFuzz.class),
    MANIFEST(ManifestFuzz.class),
    TEXT_CHANGE(TextChangeFuzz.class),
    TAB_FRAME(TabFrameFuzz.class),
    PATH(PathFuzz.class),
    RANGE(RangeFuzz.class),
    MARKDOWN(MarkdownFuzz.class),
    FRONT_MATTER(FrontMatterFuzz.class),
    QUERY(QueryFuzz.class),
    ZIP(ZipFuzz.class);

    private final Class<?> target;

    Harness(Class<?> target) {
        this.target = target;
    }

    Class<?> target() {
        return target;
    }

    /** Honest inputs, and those that once broke something. */
    List<Path> corpus() {
        try (Stream<Path> files = Files.list(folder())) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path folder() {
        String name = "/fuzz/" + target.getSimpleName();
        try {
            URI found =
                    Objects.requireNonNull(Harness.class.getResource(name), "no corpus " + name)
                            .toURI();
            return Path.of(found);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Feeds one input, in this process. */
    void feed(byte[] input) throws ReflectiveOperationException {
        target.getMethod("fuzzerTestOneInput", byte[].class).invoke(null, (Object) input);
    }
}
