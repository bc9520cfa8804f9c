package enquire.web.pages;

import enquire.editor.page.InvalidTitleException;
import enquire.editor.page.Title;
import enquire.storage.PageView;
import enquire.storage.Repository;
import enquire.storage.UnknownVersionException;
import enquire.storage.Version;
import enquire.sync.node.Wiki;
import enquire.web.http.Call;
import enquire.web.http.Failures;
import enquire.web.http.Form;
import enquire.web.http.Percent;
import enquire.web.http.Problem;
import enquire.web.http.Reply;
import enquire.web.http.SecurityHeaders;
import enquire.web.language.Speaking;
import enquire.web.screens.EditScreen;
import enquire.web.screens.PagePaths;
import enquire.web.screens.PlainEditScreen;
import enquire.web.wiki.FileLimits;
import enquire.web.wiki.PageLookup;
import enquire.web.wiki.PageText;
import enquire.web.wiki.Renaming;
import enquire.web.wiki.Versions;
import enquire.web.wiki.WikiPaths;
import enquire.web.wiki.Wikis;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** The editor, the editor without JavaScript, and the preview. */
final class EditHandlers {

    /** Form encoding makes up to three bytes of one, and carries a title beside the text. */
    private static final int FORM_BYTES_MAX = 3 * PageText.BYTES_MAX + 16_384;

    /** 128 bits (W3C Content Security Policy 3, section 7.1). */
    private static final int NONCE_BYTES = 16;

    /** A longer text is not sent twice; the editor then opens empty and fills. (Guess.) */
    private static final int SHOWN_CHARS_MAX = 262_144;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Screens screens;

    EditHandlers(Screens screens) {
        this.screens = screens;
    }

    Reply edit(Call call) {
        Optional<Reply> instead =
                ReaderHandlers.insteadOfEditing(screens, screens.wiki(call), call);
        if (instead.isPresent()) {
            return instead.get();
        }
        if (call.query("plain").isPresent()) {
            return plain(call);
        }
        Wiki wiki = screens.wiki(call);
        Optional<PageView> page = PageLookup.exact(wiki.repository(), call.parameter("title"));
        String title = title(call, page);
        if (page.isEmpty() && !title.isEmpty()) {
            Optional<Reply> fetched = FetchHandler.elsewhere(wiki, new Title(title));
            if (fetched.isPresent()) {
                return fetched.get(); // To be edited when it is here, and not made a second time.
            }
        }
        PagePaths paths = paths(wiki, title, page);
        String nonce = nonce();
        var me = screens.wikis().node();
        var screen =
                new EditScreen(
                        screens.frame(wiki, heading(title), title.isEmpty() ? "new" : "", nonce),
                        heading(title),
                        title,
                        page.map(PageView::text)
                                .filter(text -> text.length() <= SHOWN_CHARS_MAX)
                                .orElse(""),
                        page.map(view -> view.page().toString()).orElse(""),
                        paths,
                        paths.edit() + "?plain=1",
                        People.person(me.id(), me.name()),
                        page.map(view -> RenameActions.links(wiki, view)).orElse(0),
                        FileLimits.BYTES_MAX,
                        Repository.TEXT_CHARS_MAX,
                        !wiki.mayWrite(),
                        page.isPresent() ? List.of() : TemplateHandlers.choices(wiki, title));
        return SecurityHeaders.withNonce(screens.show(screen), nonce);
    }

    /**
     * The form of the plain editor. It carries the version it is based on, so saving merges.
     * Whatever fails, the form comes back with what was typed.
     */
    Reply save(Call call) throws IOException {
        Wiki wiki = screens.wiki(call);
        Form form = call.form(FORM_BYTES_MAX);
        String base = form.text("version");
        try {
            String text = PageText.checked(form.text("text"));
            var title = new Title(form.text("title"));
            PageView saved = save(wiki, call.parameter("title"), title, base, text);
            // If only the new title fails, the next try must not merge the same text once more.
            base = saved.version().token();
            if (!title.equals(saved.title())) {
                Renaming.rename(screens.wikis().links(), wiki, saved, title, false);
            }
            PageView named = wiki.repository().page(saved.page()).orElse(saved);
            return Reply.seeOther(Wikis.paths(wiki).page(named.displayTitle()));
        } catch (UnknownVersionException e) {
            return again(
                    call,
                    form,
                    "",
                    Failures.problem(e),
                    Speaking.messages().text("error.replaces"));
        } catch (RuntimeException e) {
            return again(call, form, base, Failures.problem(e), "");
        }
    }

    private static PageView save(Wiki wiki, String name, Title title, String token, String text) {
        Repository repository = wiki.repository();
        Optional<PageView> page = PageLookup.exact(repository, name);
        if (page.isEmpty()) {
            return repository.create(title, text);
        }
        Version base = token.isEmpty() ? page.get().version() : Versions.parse(token);
        return repository.write(page.get().page(), base, text);
    }

    private Reply again(Call call, Form form, String base, Problem problem, String advice) {
        Wiki wiki = screens.wiki(call);
        String name = call.parameter("title");
        PagePaths paths =
                paths(wiki, WikiPaths.titleOf(name), PageLookup.exact(wiki.repository(), name));
        String title = form.text("title");
        var screen =
                new PlainEditScreen(
                        screens.frame(wiki, heading(title), name.isEmpty() ? "new" : ""),
                        title,
                        form.text("text"),
                        base,
                        paths.edit(),
                        paths.read(),
                        "%s %s %s".formatted(problem.title(), problem.detail(), advice).strip());
        return screens.show(problem.status(), screen);
    }

    private Reply plain(Call call) {
        Wiki wiki = screens.wiki(call);
        Optional<PageView> page = PageLookup.exact(wiki.repository(), call.parameter("title"));
        String title = title(call, page);
        PagePaths paths = paths(wiki, title, page);
        var screen =
                new PlainEditScreen(
                        screens.frame(wiki, heading(title), title.isEmpty() ? "new" : ""),
                        title,
                        page.map(PageView::text).orElse(""),
                        page.map(view -> view.version().token()).orElse(""),
                        paths.edit(),
                        paths.read(),
                        "");
        return screens.show(screen);
    }

    /** POST Markdown, get HTML; {@code title} says on which page it would stand. */
    Reply preview(Call call) throws IOException {
        Wiki wiki = screens.wiki(call);
        String text = PageText.of(call);
        String given = call.query("title").filter(t -> !t.isBlank()).orElse("Preview");
        Optional<PageView> page = PageLookup.exact(wiki.repository(), given);
        Title title;
        try {
            title = new Title(given);
        } catch (InvalidTitleException stillTyping) {
            title = new Title("Preview");
        }
        return Reply.html(screens.renderer().preview(wiki, title, page, text).body().html());
    }

    /**
     * The page's title or the one asked for; empty where a new page is to be given one.
     *
     * @throws InvalidTitleException if no page can have the one asked for
     */
    private static String title(Call call, Optional<PageView> page) {
        String asked = call.parameter("title");
        return page.map(PageView::title)
                .or(() ->
                        Optional.of(asked)
                                .filter(given -> !given.isEmpty())
                                .map(given -> new Title(WikiPaths.titleOf(given))))
                .map(Title::value)
                .orElse("");
    }

    private static String heading(String title) {
        return title.isEmpty()
                ? Speaking.messages().text("nav.new")
                : Speaking.messages().text("title.editing", "title", title);
    }

    private static PagePaths paths(Wiki wiki, String name, Optional<PageView> page) {
        if (page.isPresent()) {
            return Screens.paths(wiki, page.get());
        }
        WikiPaths paths = Wikis.paths(wiki);
        return new PagePaths(
                name.isEmpty() ? EntryHandlers.home(wiki) : paths.page(name),
                paths.screen("edit", name),
                paths.screen("history", name),
                paths.screen("links", name),
                paths.screen("rename", name),
                paths.screen("move", name),
                paths.screen("duplicate", name),
                paths.screen("pin", name),
                paths.screen("merge", name),
                paths.screen("split", name),
                paths.screen("delete", name),
                paths.screen("task", name),
                paths.screen("map") + "?page=" + Percent.encodeQuery(name),
                "",
                paths.api(name),
                "",
                false,
                true);
    }

    private static String nonce() {
        byte[] drawn = new byte[NONCE_BYTES];
        RANDOM.nextBytes(drawn);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(drawn);
    }
}
