package enquire.web.pages;

import enquire.editor.page.PageId;
import enquire.editor.page.Title;
import enquire.storage.Beside;
import enquire.storage.NoSuchPageException;
import enquire.storage.PageView;
import enquire.storage.Repository;
import enquire.storage.TitleTakenException;
import enquire.sync.node.Wiki;
import enquire.web.http.Call;
import enquire.web.http.ProblemException;
import enquire.web.http.Reply;
import enquire.web.language.Speaking;
import enquire.web.wiki.Pins;
import enquire.web.wiki.Wikis;
import java.io.IOException;
import java.time.Instant;

/** A copy of a page, a page kept in the navigation, and taking back what was just done. */
final class KeepingActions {

    private static final int FORM_BYTES_MAX = 1_024;

    /** Copies that are called "(copy)", "(copy 2)" and so on. A guess. */
    private static final int COPIES_MAX = 1_000;

    private final Screens screens;

    KeepingActions(Screens screens) {
        this.screens = screens;
    }

    Reply duplicate(Call call) {
        Wiki wiki = screens.wiki(call);
        PageView page = screens.page(wiki, call);
        PageView copy = copy(wiki.repository(), page);
        String path = Wikis.paths(wiki).page(copy.displayTitle());
        PageId id = copy.page();
        String original = page.displayTitle();
        return screens.receipts()
                .done(
                        wiki,
                        path,
                        Speaking.messages().text("receipt.copy", "title", original),
                        () -> {
                            wiki.repository().delete(id);
                            return screens.receipts()
                                    .done(
                                            wiki,
                                            Wikis.paths(wiki).page(original),
                                            Speaking.messages().text("receipt.copyDeleted"),
                                            () -> restored(wiki, id));
                        });
    }

    private static PageView copy(Repository repository, PageView page) {
        String name = page.title().value();
        for (int i = 1; i <= COPIES_MAX; i++) {
            String end =
                    " "
                            + (i == 1
                                    ? Speaking.messages().text("copy.first")
                                    : Speaking.messages().text("copy.numbered", "number", i));
            int room = Title.LENGTH_MAX - end.length();
            String begin = name.length() <= room ? name : shortened(name, room);
            try {
                return repository.create(
                        new Title(begin + end), page.text(), page.files(), Beside.NOTHING);
            } catch (TitleTakenException nextOne) {
                continue;
            }
        }
        throw new TitleTakenException(page.title());
    }

    /** Never between the halves of one character. */
    private static String shortened(String name, int room) {
        return name.substring(0, Character.isLowSurrogate(name.charAt(room)) ? room - 1 : room);
    }

    /** Again here, whatever it was called meanwhile. */
    private static Reply restored(Wiki wiki, PageId page) {
        PageView restored = wiki.repository().restore(page);
        return Reply.seeOther(Wikis.paths(wiki).page(restored.displayTitle()));
    }

    Reply pin(Call call) throws IOException {
        Wiki wiki = screens.wiki(call);
        PageView page = screens.page(wiki, call);
        return pin(wiki, page, call.form(FORM_BYTES_MAX).text("off").isEmpty());
    }

    private Reply pin(Wiki wiki, PageView view, boolean on) {
        Repository repository = wiki.repository();
        PageId page = view.page();
        Instant now = screens.times().clock().instant();
        if (!on) {
            Pins.unpin(repository, page);
        } else if (!Pins.isPinned(repository, page) && !Pins.pin(repository, page, now)) {
            throw ProblemException.conflict(
                    Speaking.messages().text("error.pinsFull", "pages", Pins.PINS_MAX));
        }
        screens.forgetFrames(wiki);
        return screens.receipts()
                .done(
                        wiki,
                        Wikis.paths(wiki).page(view.displayTitle()),
                        on
                                ? Speaking.messages().text("receipt.pinned")
                                : Speaking.messages().text("receipt.unpinned"),
                        () ->
                                repository
                                        .page(page)
                                        .map(again -> pin(wiki, again, !on))
                                        .orElseThrow(() -> new NoSuchPageException(page)));
    }

    /** Takes back what a receipt tells of, also a rename of before a restart. */
    Reply undo(Call call) {
        Wiki wiki = screens.wiki(call);
        String token = call.parameter("token");
        RenameUndo.restore(screens, wiki, token);
        return screens.receipts()
                .undo(wiki, token)
                .orElseThrow(() ->
                        ProblemException.notFound(Speaking.messages().text("error.notUndone")));
    }
}
