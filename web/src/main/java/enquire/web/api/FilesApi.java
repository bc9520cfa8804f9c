package enquire.web.api;

import enquire.editor.page.PageId;
import enquire.storage.BlobStore;
import enquire.storage.PageView;
import enquire.sync.node.Wiki;
import enquire.web.http.Call;
import enquire.web.http.Json;
import enquire.web.http.ProblemException;
import enquire.web.http.Reply;
import enquire.web.language.Speaking;
import enquire.web.wiki.DroppedFile;
import enquire.web.wiki.FileLimits;
import enquire.web.wiki.FileType;
import enquire.web.wiki.Manifest;
import enquire.web.wiki.Wikis;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Taking attachments, and which of them others keep. */
final class FilesApi {

    /** What was stored. */
    record Stored(String sha256, String name, long bytes, String type, String url) {}

    private final Wikis wikis;

    FilesApi(Wikis wikis) {
        this.wikis = wikis;
    }

    /**
     * The body is the file. {@code name} is its name; with {@code page} (id or title) that page
     * notes that it uses the file. If the page has the same bytes already, their name there stays
     * and is answered: a page knows a file by one name, and links to that one must keep leading to
     * it.
     */
    Reply add(Call call) throws IOException {
        Wiki wiki = wikis.writable(call);
        String name = name(call.query("name").orElse(""));
        Optional<PageView> page =
                call.query("page")
                        .filter(given -> !given.isBlank())
                        .map(given -> page(wiki, given));
        BlobStore.Stored stored =
                wiki.repository().blobs().add(call.stream(), FileLimits.BYTES_MAX);
        Optional<String> known =
                page.map(view -> view.files().get(stored.blob()))
                        .flatMap(Manifest::parse)
                        .map(Manifest::name);
        String kept = known.orElse(name);
        if (known.isEmpty()) {
            var manifest = Manifest.of(name, Optional.empty(), stored);
            page.ifPresent(view ->
                    wiki.repository()
                            .attach(view.page(), Map.of(stored.blob(), manifest.toJson())));
        }
        return Json.reply(
                201,
                new Stored(
                        stored.blob().toString(),
                        kept,
                        stored.bytes(),
                        FileType.of(kept).mediaType(),
                        Wikis.paths(wiki).file(stored.blob(), kept)));
    }

    /** What {@link #dropped} answers. */
    record Dropped(List<Away> dropped, int keptForOthers) {}

    record Away(String sha256, String name, long bytes, String at, List<Keeper> keepers) {}

    record Keeper(String id, String name) {}

    /** {@code GET …/files/dropped}: what made room here, and who keeps it. */
    Reply dropped(Call call) {
        Wiki wiki = wikis.of(call);
        List<Away> away = DroppedFile.of(wiki).stream().map(FilesApi::away).toList();
        return Json.reply(new Dropped(away, wiki.files().keptForOthers()));
    }

    private static Away away(DroppedFile file) {
        return new Away(
                file.blob().toString(),
                file.name(),
                file.bytes(),
                file.at().toString(),
                file.keepers().stream()
                        .map(each -> new Keeper(each.peer().toString(), each.name()))
                        .toList());
    }

    private static PageView page(Wiki wiki, String idOrTitle) {
        try {
            Optional<PageView> page = wiki.repository().page(PageId.parse(idOrTitle));
            return page.orElseGet(() -> PageJson.page(wiki, idOrTitle));
        } catch (IllegalArgumentException noId) {
            return PageJson.page(wiki, idOrTitle);
        }
    }

    private static String name(String given) {
        String name =
                given.substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1);
        boolean usable =
                !name.isBlank()
                        && !name.strip().equals(".")
                        && !name.strip().equals("..")
                        && name.length() <= Manifest.NAME_CHARS_MAX
                        && name.chars().noneMatch(Character::isISOControl);
        if (!usable) {
            throw new ProblemException(
                    422,
                    Speaking.messages().text("error.noFileName"),
                    Speaking.messages()
                            .text("error.noFileNameDetail", "most", Manifest.NAME_CHARS_MAX));
        }
        return name.strip();
    }
}
