package enquire.web.pages;

import enquire.editor.page.InvalidTitleException;
import enquire.editor.page.Title;
import enquire.storage.Beside;
import enquire.storage.PageView;
import enquire.storage.TitleTakenException;
import enquire.sync.node.Wiki;
import enquire.web.http.Call;
import enquire.web.http.Failures;
import enquire.web.http.Form;
import enquire.web.http.Percent;
import enquire.web.http.Reply;
import enquire.web.language.Speaking;
import enquire.web.screens.Link;
import enquire.web.screens.NewPageScreen;
import enquire.web.wiki.PageTemplates;
import enquire.web.wiki.WikiPaths;
import enquire.web.wiki.Wikis;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** New pages that begin as templates. */
final class TemplateHandlers {

    private static final int FORM_BYTES_MAX = 16_384;

    private final Screens screens;

    TemplateHandlers(Screens screens) {
        this.screens = screens;
    }

    Reply ask(Call call) {
        Wiki wiki = screens.wikis().writable(call);
        String title = call.query("title").orElse("");
        return screens.show(form(wiki, title, call.query("template").orElse(""), ""));
    }

    /** Makes the page and opens it for writing. */
    Reply make(Call call) throws IOException {
        Wiki wiki = screens.wikis().writable(call);
        Form form = call.form(FORM_BYTES_MAX);
        String chosen = form.text("template");
        Optional<PageView> template =
                PageTemplates.list(wiki).stream()
                        .filter(each -> each.displayTitle().equals(chosen))
                        .findFirst();
        if (template.isEmpty()) {
            String problem = Speaking.messages().text("error.noTemplate");
            return screens.show(422, form(wiki, form.text("title"), "", problem));
        }
        try {
            var title = new Title(form.text("title"));
            var now = screens.times().clock().instant().atZone(screens.times().zone());
            String text = PageTemplates.filled(template.get(), title.value(), now);
            PageView page =
                    wiki.repository().create(title, text, template.get().files(), Beside.NOTHING);
            return Reply.seeOther(Wikis.paths(wiki).screen("edit", page.displayTitle()));
        } catch (InvalidTitleException | TitleTakenException e) {
            String problem = Failures.problem(e).detail();
            return screens.show(422, form(wiki, form.text("title"), chosen, problem));
        }
    }

    /**
     * Where a page begins from each template.
     *
     * @param title of the new page; may be empty
     */
    static List<Link> choices(Wiki wiki, String title) {
        String form = Wikis.paths(wiki).screen("templates");
        return PageTemplates.list(wiki).stream()
                .map(template ->
                        Link.of(
                                form
                                        + "?template="
                                        + Percent.encodeQuery(template.displayTitle())
                                        + "&title="
                                        + Percent.encodeQuery(title),
                                PageTemplates.name(template)))
                .toList();
    }

    private NewPageScreen form(Wiki wiki, String typed, String chosen, String problem) {
        WikiPaths paths = Wikis.paths(wiki);
        List<NewPageScreen.Template> templates =
                PageTemplates.list(wiki).stream()
                        .map(template ->
                                new NewPageScreen.Template(
                                        template.displayTitle(),
                                        PageTemplates.name(template),
                                        paths.page(template.displayTitle())))
                        .toList();
        return new NewPageScreen(
                screens.frame(wiki, Speaking.messages().text("templates.title"), "templates"),
                paths.screen("templates"),
                typed,
                templates,
                chosen,
                problem);
    }
}
