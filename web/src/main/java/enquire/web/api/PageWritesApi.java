package enquire.web.api;

import enquire.editor.page.Title;
import enquire.storage.PageView;
import enquire.storage.Repository;
import enquire.storage.TitleTakenException;
import enquire.storage.Version;
import enquire.sync.node.Wiki;
import enquire.web.http.Call;
import enquire.web.http.Json;
import enquire.web.http.ProblemException;
import enquire.web.http.Reply;
import enquire.web.language.Speaking;
import enquire.web.wiki.PageLookup;
import enquire.web.wiki.PageText;
import enquire.web.wiki.Renaming;
import enquire.web.wiki.Wikis;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/** Writing pages. Each answer means: on disk. */
final class PageWritesApi {

    private final Wikis wikis;

    PageWritesApi(Wikis wikis) {
        this.wikis = wikis;
    }

    /**
     * With {@code If-Match}, what the caller changed since that version is merged with whatever
     * came meanwhile; nothing is ever overwritten unseen.
     */
    Reply put(Call call) throws IOException {
        Wiki wiki = wikis.of(call);
        var title = new Title(call.parameter("title"));
        if (wiki.suggesting().maySuggest()
                && PageLookup.exact(wiki.repository(), title.value()).isPresent()) {
            // A program that takes any success for a saved page must not get one.
            throw new ProblemException(
                    403,
                    Speaking.messages().text("failure.notAWriter"),
                    Speaking.messages()
                            .text(
                                    "failure.suggestInstead",
                                    "path",
                                    Wikis.paths(wiki).api(title.value())));
        }
        requireText(call);
        String text = PageText.of(call);
        Repository repository = wiki.repository();
        Optional<PageView> page = PageLookup.exact(repository, title.value());
        if (page.isEmpty()) {
            PagesElsewhere.askFor(wiki, title.value());
        }
        Optional<String> known = call.header("If-Match").map(String::strip);
        if (call.header("If-None-Match").filter(given -> given.strip().equals("*")).isPresent()) {
            return createOnly(repository, title, text, page);
        }
        if (page.isEmpty() && known.isPresent()) {
            throw unknownVersion();
        }
        if (page.isEmpty()) {
            try {
                return PageJson.written(201, repository.create(title, text));
            } catch (TitleTakenException raced) {
                page = PageLookup.exact(repository, title.value());
            }
        }
        PageView now = page.orElseThrow(() -> new TitleTakenException(title));
        Version base = known.flatMap(tag -> base(tag, now)).orElse(now.version());
        return PageJson.written(200, repository.write(now.page(), base, text));
    }

    /**
     * What says to be a document of another kind is no page: its braces would be. Whoever says
     * nothing, or what programs say that know nothing of it ({@code application/octet-stream},
     * curl's {@code application/x-www-form-urlencoded}), sends text.
     */
    private static void requireText(Call call) {
        String type =
                call.header("Content-Type")
                        .map(given -> given.replaceFirst(";.*", "").strip())
                        .orElse("")
                        .toLowerCase(Locale.ROOT);
        if (type.equals("application/json")
                || type.endsWith("+json")
                || type.startsWith("multipart/")) {
            throw new ProblemException(
                    415,
                    "A page is written as text.",
                    "The body is the Markdown of the page itself, as text/markdown, and not in JSON or in a form. Nothing was changed.");
        }
    }

    Reply delete(Call call) {
        Wiki wiki = wikis.of(call);
        wiki.repository().delete(PageJson.page(wiki, call).page());
        return Reply.of(204);
    }

    Reply rename(Call call) throws IOException {
        Wiki wiki = wikis.of(call);
        PageView page = PageJson.page(wiki, call);
        var body = Json.object(call);
        var title = new Title(Json.required(body, "title"));
        boolean updateLinks = body.path("updateLinks").asBoolean(false);
        Renaming.Outcome outcome = Renaming.rename(wikis.links(), wiki, page, title, updateLinks);
        PageView renamed = wiki.repository().page(page.page()).orElse(page);
        return PageJson.renamed(renamed, outcome);
    }

    private static Reply createOnly(
            Repository repository, Title title, String text, Optional<PageView> page) {
        try {
            if (page.isEmpty()) {
                return PageJson.written(201, repository.create(title, text));
            }
        } catch (TitleTakenException raced) {
            // The same answer as if it had been there from the start.
            page = PageLookup.exact(repository, title.value());
        }
        throw new ProblemException(
                412,
                "The page is there already.",
                "“%s” was not made again; nothing was changed.".formatted(title));
    }

    /** Empty for {@code *}: any version will do. */
    static Optional<Version> base(String tag, PageView now) {
        if (tag.equals("*")) {
            return Optional.empty();
        }
        String token = tag.startsWith("W/") ? tag.substring(2) : tag;
        if (token.length() >= 2 && token.startsWith("\"") && token.endsWith("\"")) {
            token = token.substring(1, token.length() - 1);
        }
        if (token.equals(now.version().token())) {
            return Optional.empty();
        }
        return Optional.of(Version.parse(token).orElseThrow(PageWritesApi::unknownVersion));
    }

    private static ProblemException unknownVersion() {
        return new ProblemException(
                412,
                "That version is not known here.",
                "If-Match names a version that this page never had on this computer. Read the page"
                        + " again and send your change with its ETag. Nothing was changed.");
    }
}
