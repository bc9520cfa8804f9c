package enquire.web.api;

import enquire.editor.page.BlobId;
import enquire.storage.PageSummary;
import enquire.storage.PageView;
import enquire.sync.node.Wiki;
import enquire.web.http.Call;
import enquire.web.http.Json;
import enquire.web.http.ProblemException;
import enquire.web.http.Reply;
import enquire.web.language.Speaking;
import enquire.web.screens.DiffScreen;
import enquire.web.wiki.Manifest;
import enquire.web.wiki.PageLookup;
import enquire.web.wiki.Renaming;
import enquire.web.wiki.Wikis;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How pages look in JSON. */
final class PageJson {

    /** One row of a list. */
    record Listed(
            String title,
            String id,
            List<String> heads,
            boolean deleted,
            String changedAt,
            String changedBy) {

        static Listed of(Wiki wiki, PageSummary page) {
            return new Listed(
                    page.displayTitle(),
                    page.page().toString(),
                    page.heads().hashes().stream().map(Object::toString).toList(),
                    page.deleted(),
                    page.changedAt().toString(),
                    wiki.nameOf(page.changedBy()));
        }
    }

    /** A whole page. */
    record Whole(
            String title,
            String id,
            String version,
            String text,
            Collection<String> aliases,
            List<File> files,
            String changedAt,
            String changedBy) {

        static Whole of(Wiki wiki, PageView page) {
            return new Whole(
                    page.displayTitle(),
                    page.page().toString(),
                    page.version().token(),
                    page.text(),
                    page.aliases().values(),
                    File.of(wiki, page),
                    page.changedAt().toString(),
                    wiki.nameOf(page.changedBy()));
        }
    }

    /**
     * An attachment of a page.
     *
     * @param path where it stood in the folder it was imported from; null if nowhere
     * @param computers on how many it is known to be, this one among them
     */
    record File(
            String sha256,
            String name,
            @Nullable String path,
            long bytes,
            String url,
            int computers) {

        static List<File> of(Wiki wiki, PageView page) {
            var files = new ArrayList<File>();
            page.files()
                    .forEach((blob, json) ->
                            Manifest.parse(json)
                                    .ifPresent(file -> files.add(of(wiki, blob, file))));
            return files;
        }

        private static File of(Wiki wiki, BlobId blob, Manifest file) {
            return new File(
                    blob.toString(),
                    file.name(),
                    file.path().orElse(null),
                    file.bytes(),
                    Wikis.paths(wiki).file(blob, file.name()),
                    wiki.files().copies(blob));
        }
    }

    /** What a write answers. */
    record Written(String title, String id, String version) {}

    private PageJson() {}

    static Reply written(int status, PageView page) {
        var written =
                new Written(page.displayTitle(), page.page().toString(), page.version().token());
        return Json.reply(status, written).with("ETag", "\"" + page.version().token() + "\"");
    }

    /** The same, with what became of the links to it. */
    static Reply renamed(PageView page, Renaming.Outcome outcome) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("title", page.displayTitle());
        json.put("id", page.page().toString());
        json.put("version", page.version().token());
        json.put("pagesUpdated", outcome.work().updated().size());
        json.put("pagesLater", outcome.work().later());
        json.put("left", outcome.left());
        return Json.reply(json).with("ETag", "\"" + page.version().token() + "\"");
    }

    /**
     * The page in the path.
     *
     * @throws ProblemException 404 if there is none
     */
    static PageView page(Wiki wiki, Call call) {
        return page(wiki, call.parameter("title"));
    }

    /** The same, of a page that is named elsewhere. */
    static PageView page(Wiki wiki, String title) {
        return PageLookup.exact(wiki.repository(), title)
                .orElseThrow(() -> {
                    PagesElsewhere.askFor(wiki, title);
                    return new ProblemException(
                            404,
                            Speaking.messages().text("error.noPage"),
                            Speaking.messages()
                                    .text("error.noPageCalled", "title", shortened(title)));
                });
    }

    /** A difference line by line. */
    static List<Map<String, String>> lines(List<DiffScreen.Line> lines) {
        return lines.stream()
                .map(line ->
                        Map.of(
                                "kind",
                                line.kind().name().toLowerCase(Locale.ROOT),
                                "text",
                                line.text()))
                .toList();
    }

    private static String shortened(String title) {
        return title.length() <= 255 ? title : title.substring(0, 255) + "…";
    }
}
