package enquire.web.pages;

import enquire.editor.markdown.Heading;
import enquire.editor.markdown.PageAnalysis;
import enquire.editor.page.PageId;
import enquire.editor.page.TitleKey;
import enquire.storage.PageView;
import enquire.storage.Repository;
import enquire.storage.search.Search;
import enquire.sync.node.Wiki;
import enquire.web.html.SafeHtml;
import enquire.web.http.Call;
import enquire.web.http.Form;
import enquire.web.http.ProblemException;
import enquire.web.http.Reply;
import enquire.web.language.Speaking;
import enquire.web.screens.BacklinksScreen;
import enquire.web.screens.Link;
import enquire.web.wiki.HeadingLinks;
import enquire.web.wiki.MentionLinking;
import enquire.web.wiki.Renaming;
import enquire.web.wiki.Rewritten;
import enquire.web.wiki.WikiPaths;
import enquire.web.wiki.Wikis;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** All links to a page, and its mentions without a link, which become links at one press. */
final class LinksHandlers {

    private static final int PER_PAGE = 200;
    private static final int OFFSET_MAX = 1_000_000;

    /** Each is looked at in its page's text, so they are not too many. A guess. */
    private static final int MENTIONS_MAX = 50;

    /**
     * Texts that are looked at for where the mention stands, in UTF-16 units; a text in which it
     * stands in code is read up to 21 times. (A guess: a second or two.)
     */
    private static final int MENTIONING_CHARS_MAX = 1_000_000;

    private static final int FORM_BYTES_MAX = 1_024;
    private static final int HEADING_FORM_BYTES_MAX = 65_536;

    /** To choose from. A guess. */
    private static final int HEADINGS_MAX = 500;

    private static final Search.Mentions NO_MENTIONS = new Search.Mentions(0, List.of());

    private final Screens screens;

    LinksHandlers(Screens screens) {
        this.screens = screens;
    }

    /** How many pages mention it without a link; 0 also while that is not known. */
    static int mentions(Wiki wiki, PageView page) {
        return found(wiki, page, 0).total();
    }

    Reply links(Call call) {
        Wiki wiki = screens.wiki(call);
        WikiPaths paths = Wikis.paths(wiki);
        PageView page = screens.page(wiki, call);
        String title = page.displayTitle();
        int offset = call.query("offset", 0, 0, OFFSET_MAX);
        Search.Backlinks found = wiki.search().backlinks(page.page(), offset, PER_PAGE);
        Search.Mentions mentioning = found(wiki, page, MENTIONS_MAX);
        List<BacklinksScreen.Mention> mentions = mentions(wiki, page, mentioning);
        // What is left out stands in code, say; of more than are looked at, nobody knows.
        int notLinks = mentioning.mentions().size() - mentions.size();
        List<HeadingLinks.Gone> gone = HeadingLinks.gone(wiki, page);
        List<String> headings =
                gone.isEmpty()
                        ? List.of()
                        : PageAnalysis.of(page.text()).headings().stream()
                                .map(Heading::text)
                                .limit(HEADINGS_MAX)
                                .toList();
        return screens.show(
                new BacklinksScreen(
                        screens.frame(
                                wiki,
                                call,
                                Speaking.messages().text("links.title", "page", title),
                                ""),
                        title,
                        paths.page(title),
                        wiki.mayWrite() ? outdated(wiki, page) : 0,
                        paths.screen("update-links", title),
                        gone.stream()
                                .map(each ->
                                        new BacklinksScreen.Gone(
                                                each.heading(),
                                                each.links(),
                                                closest(each.heading(), headings)))
                                .toList(),
                        headings,
                        wiki.mayWrite() ? paths.screen("heading", title) : "",
                        ReadScreens.backlinks(paths, found),
                        next(paths.screen("links", title), offset, found.backlinks().size()),
                        mentioning.total() - notLinks,
                        wiki.mayWrite() ? paths.screen("link-mention", title) : "",
                        mentions));
    }

    /** Makes a link of the first mention on one page. */
    Reply linkMention(Call call) throws IOException {
        Wiki wiki = screens.wiki(call);
        Repository repository = wiki.repository();
        PageView page = screens.page(wiki, call);
        PageView in = mentioning(repository, call.form(FORM_BYTES_MAX).text("page"));
        String path = Wikis.paths(wiki).screen("links", page.displayTitle());
        Optional<String> text = MentionLinking.linked(in, page);
        if (text.isEmpty()) {
            String left =
                    Speaking.messages().text("receipt.notMentioned", "title", in.displayTitle());
            return screens.receipts()
                    .done(
                            wiki,
                            path,
                            Speaking.messages().text("receipt.noLinkMade"),
                            List.of(left),
                            Optional.empty());
        }
        PageView linked = repository.write(in.page(), in.version(), text.get());
        Rewritten rewritten = Rewritten.of(in, linked);
        return screens.receipts()
                .done(
                        wiki,
                        path,
                        Speaking.messages().text("receipt.linkedFrom", "title", in.displayTitle()),
                        () -> {
                            rewritten.undo(wiki);
                            return Reply.seeOther(path);
                        });
    }

    /** Writes into links that name a heading what it is called now. */
    Reply updateHeading(Call call) throws IOException {
        Wiki wiki = screens.wikis().writable(call);
        PageView page = screens.page(wiki, call);
        Form form = call.form(HEADING_FORM_BYTES_MAX);
        HeadingLinks.Outcome done =
                HeadingLinks.update(
                        screens.wikis().links(), wiki, page, form.text("from"), form.text("to"));
        String path = Wikis.paths(wiki).screen("links", page.displayTitle());
        String sentence = done.work().progress();
        boolean nothing = done.work().ended() && done.rewritten().isEmpty();
        return screens.receipts()
                .done(
                        wiki,
                        path,
                        sentence,
                        done.left(),
                        nothing ? Optional.empty() : Optional.of(() -> undo(wiki, path, done)));
    }

    /** Says what could not be taken back, if anything, with the same button again. */
    private Reply undo(Wiki wiki, String path, HeadingLinks.Outcome done) {
        HeadingLinks.Outcome back = done.undo(screens.wikis().links(), wiki);
        List<String> left = back.left();
        if (left.isEmpty() && back.work().ended()) {
            return Reply.seeOther(path);
        }
        return screens.receipts()
                .done(
                        wiki,
                        path,
                        back.work().progress(),
                        left,
                        Optional.of(() -> undo(wiki, path, back)));
    }

    /** The heading that shares the most words; empty if none shares any. */
    private static String closest(String gone, List<String> headings) {
        Set<String> words = words(gone);
        String closest = "";
        long most = 0;
        for (String heading : headings) {
            long shared = words(heading).stream().filter(words::contains).count();
            if (shared > most) {
                most = shared;
                closest = heading;
            }
        }
        return closest;
    }

    private static Set<String> words(String heading) {
        return new HashSet<>(List.of(Heading.anchor(heading).split("-")));
    }

    private static PageView mentioning(Repository repository, String id) {
        try {
            return repository
                    .page(PageId.parse(id))
                    .filter(page -> !page.deleted())
                    .orElseThrow(() ->
                            ProblemException.notFound(Speaking.messages().text("error.notHere")));
        } catch (IllegalArgumentException noId) {
            throw ProblemException.badRequest(Speaking.messages().text("error.badPageId"));
        }
    }

    private static Search.Mentions found(Wiki wiki, PageView page, int limit) {
        return IndexAnswer.of(() ->
                        wiki.search().mentions(page.page(), MentionLinking.names(page), 0, limit))
                .orElse(NO_MENTIONS);
    }

    private static List<BacklinksScreen.Mention> mentions(
            Wiki wiki, PageView page, Search.Mentions found) {
        WikiPaths paths = Wikis.paths(wiki);
        var mentions = new ArrayList<BacklinksScreen.Mention>();
        int chars = 0;
        for (Search.Mention each : found.mentions()) {
            Optional<PageView> in = wiki.repository().page(each.page());
            // Beyond that the press of the button tells.
            boolean canBeLinked =
                    chars > MENTIONING_CHARS_MAX
                            || in.flatMap(view -> MentionLinking.linked(view, page)).isPresent();
            chars += in.map(view -> view.text().length()).orElse(0);
            if (canBeLinked) {
                mentions.add(
                        new BacklinksScreen.Mention(
                                paths.page(each.title()),
                                each.title(),
                                each.page().toString(),
                                SafeHtml.marked(each.snippet())));
            }
        }
        return mentions;
    }

    /** Links that would be updated. */
    private static int outdated(Wiki wiki, PageView page) {
        Set<TitleKey> former = Renaming.formerNames(page);
        return former.isEmpty() ? 0 : wiki.search().linking(page.page(), former, 1).links();
    }

    private static Link next(String path, int offset, int found) {
        return found < PER_PAGE
                ? Screens.NO_LINK
                : Link.of(
                        path + "?offset=" + (offset + PER_PAGE),
                        Speaking.messages().text("list.more"));
    }
}
