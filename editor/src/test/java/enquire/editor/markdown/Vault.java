package enquire.editor.markdown;

import enquire.editor.page.PageId;
import enquire.editor.page.Title;
import enquire.editor.page.TitleKey;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * A folder of Markdown in memory, with everything that rendering asks about the wiki around a page.
 */
final class Vault implements TitleLookup {

    private final Map<TitleKey, String> titles = new TreeMap<>();
    private final Map<TitleKey, String> texts = new HashMap<>();
    private final Map<TitleKey, PageId> ids = new HashMap<>();
    private final Map<PageId, TitleKey> keys = new HashMap<>();
    private final Map<TitleKey, List<PageId>> aliases = new HashMap<>();
    private final Set<String> files = new HashSet<>();

    static Vault of(Path folder) throws IOException {
        var vault = new Vault();
        try (var paths = Files.walk(folder)) {
            for (Path path : paths.filter(Files::isRegularFile).sorted().toList()) {
                String name = folder.relativize(path).toString().replace('\\', '/');
                if (name.endsWith(".md")) {
                    vault.add(name.substring(0, name.length() - 3), Files.readString(path));
                } else {
                    vault.files.add(name);
                }
            }
        }
        return vault;
    }

    Vault add(String title, String text) {
        TitleKey key = TitleKey.of(title);
        var id = new PageId(UUID.nameUUIDFromBytes(key.value().getBytes(StandardCharsets.UTF_8)));
        titles.put(key, title);
        texts.put(key, text.replace("\r\n", "\n"));
        ids.put(key, id);
        keys.put(id, key);
        for (String alias : PageAnalysis.of(text).aliases()) {
            aliases.computeIfAbsent(TitleKey.of(alias), _key -> new ArrayList<>()).add(id);
        }
        return this;
    }

    Vault addFile(String name) {
        files.add(name);
        return this;
    }

    Collection<String> titles() {
        return titles.values();
    }

    String text(String title) {
        return texts.get(TitleKey.of(title));
    }

    Rendered render(String title) {
        return Markdown.render(text(title), linksFrom(title));
    }

    /** As if the page called {@code Page} held it. */
    Rendered renderText(String text) {
        return Markdown.render(text, linksFrom("Page"));
    }

    String html(String title) {
        return render(title).unsanitisedHtml();
    }

    /** The title of the page that a link leads to. */
    Optional<String> resolve(LinkTarget target, String from) {
        return LinkResolution.resolve(target, new Title(from), this)
                .map(id -> titles.get(keys.get(id)));
    }

    boolean holdsFile(LinkTarget target, String from) {
        return file(target, from).isPresent();
    }

    PageLinks linksFrom(String from) {
        return new PageLinks() {
            @Override
            public String identity() {
                return TitleKey.of(from).value();
            }

            @Override
            public Destination resolve(LinkTarget target) {
                Optional<String> page = Vault.this.resolve(target, from);
                if (page.isPresent()) {
                    return new Destination.Page("/w/" + encoded(page.get()));
                }
                Optional<String> file = file(target, from);
                if (file.isPresent()) {
                    return new Destination.File(
                            "/w/-/file/" + encoded(file.get()),
                            file.get().matches(".*\\.(png|gif|svg|jpg)")
                                    ? Destination.Shown.IMAGE
                                    : Destination.Shown.LINK);
                }
                return target.name().matches(".*\\.(png|gif|svg|jpg|pdf)")
                        ? new Destination.MissingFile()
                        : new Destination.MissingPage("/w/" + encoded(target.name()));
            }

            @Override
            public Optional<Transclusion> transclusion(LinkTarget target) {
                return Vault.this
                        .resolve(target, from)
                        .map(title -> new Transclusion(title, text(title), linksFrom(title)));
            }

            @Override
            public String tagUrl(String tag) {
                return "/w/-/tags/" + encoded(tag);
            }
        };
    }

    @Override
    public Optional<PageId> byTitle(TitleKey key) {
        return Optional.ofNullable(ids.get(key));
    }

    @Override
    public Collection<PageId> byAlias(TitleKey key) {
        return aliases.getOrDefault(key, List.of());
    }

    @Override
    public Collection<Found> byLastSegment(TitleKey segment) {
        List<Found> found = new ArrayList<>();
        ids.forEach((key, id) -> {
            if (key.lastSegment().equals(segment)) {
                found.add(new Found(id, key));
            }
        });
        return found;
    }

    private Optional<String> file(LinkTarget target, String from) {
        Optional<String> path =
                RelativePaths.fromTop(target.name(), new Title(from)).filter(files::contains);
        String name = target.name().substring(target.name().lastIndexOf('/') + 1);
        return path.or(
                () -> files.stream().filter(f -> ("/" + f).endsWith("/" + name)).findFirst());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "_")
                .replace("%2F", "/");
    }
}
