package enquire.web.live;

import com.fasterxml.jackson.databind.JsonNode;
import enquire.editor.page.PageId;
import enquire.editor.page.Title;
import enquire.storage.Lines;
import enquire.storage.NotAWriterException;
import enquire.storage.PageView;
import enquire.storage.Repository;
import enquire.storage.TitleTakenException;
import enquire.sync.node.Presence;
import enquire.sync.node.Wiki;
import enquire.web.http.Failures;
import enquire.web.http.Json;
import enquire.web.http.ProblemException;
import enquire.web.http.Socket;
import enquire.web.language.Language;
import enquire.web.language.Messages;
import enquire.web.language.Speaking;
import enquire.web.wiki.PageLookup;
import java.util.List;
import java.util.Optional;

/**
 * One browser tab with the editor open. A page that does not exist is made by the first push, so
 * that looking at an empty editor makes nothing. One thread at a time, but {@link #send} and {@link
 * #version} as {@link Room} says.
 */
final class Tab implements Socket {

    /** RFC 6455, section 7.4.2: for private use. The tab connects again and opens its page anew. */
    private static final int BEGIN_AGAIN = 4001;

    private final Rooms rooms;
    private final Wiki wiki;
    private final Language language;
    private final Channel channel;
    private Optional<TabFrame.Open> opened = Optional.empty();
    private Optional<Room> room = Optional.empty();

    /** Up to where the tab has the line. Guarded by the lock of its room. */
    private long version;

    /**
     * @param language that its screen speaks
     */
    Tab(Rooms rooms, Wiki wiki, Language language, Channel channel) {
        this.rooms = rooms;
        this.wiki = wiki;
        this.language = language;
        this.channel = channel;
    }

    @Override
    public void received(String text) {
        Speaking.in(language, () -> answer(text));
    }

    private void answer(String text) {
        String about = "";
        try {
            JsonNode json = Json.object(text);
            about = TabFrame.type(json);
            switch (TabFrame.parse(json)) {
                case TabFrame.Open open -> open(open);
                case TabFrame.Push push -> push(push);
                case TabFrame.Cursor cursor -> cursor(cursor);
            }
        } catch (RuntimeException e) {
            boolean suggest =
                    e instanceof NotAWriterException
                            && room.isPresent()
                            && wiki.suggesting().maySuggest();
            boolean out =
                    e instanceof NotAWriterException refused
                            && refused.because() != NotAWriterException.Because.READS;
            send(NodeFrames.problem(about, Failures.problem(e), suggest, out));
        }
    }

    Messages messages() {
        return Messages.of(language);
    }

    @Override
    public void closed() {
        leave();
    }

    void send(String frame) {
        channel.send(frame);
    }

    void beginAgain(String why) {
        channel.close(BEGIN_AGAIN, why);
    }

    String id() {
        return opened.map(TabFrame.Open::tab).orElse("");
    }

    long version() {
        return version;
    }

    void version(long reached) {
        version = reached;
    }

    private void open(TabFrame.Open open) {
        leave();
        opened = Optional.of(open);
        Optional<PageView> page =
                open.page().isEmpty()
                        ? PageLookup.exact(wiki.repository(), open.title())
                        : byId(open.page());
        if (page.isPresent()) {
            enter(page.get(), open);
        } else {
            send(NodeFrames.noText(new Title(open.title()).value()));
            rooms.lobby(wiki).enter(this, open.title());
        }
    }

    private Optional<PageView> byId(String id) {
        try {
            return wiki.repository().page(PageId.parse(id));
        } catch (IllegalArgumentException noId) {
            throw ProblemException.badRequest(Speaking.messages().text("error.badPageId"));
        }
    }

    private void enter(PageView page, TabFrame.Open open) {
        Room entered = rooms.room(wiki, page.page());
        while (!entered.enter(this, open.known(), open.token(), page.displayTitle())) {
            entered = rooms.room(wiki, page.page());
        }
        room = Optional.of(entered);
        cursor(new TabFrame.Cursor(0, 0, version));
    }

    private void leave() {
        rooms.lobby(wiki).leave(this);
        room.ifPresent(left -> {
            left.leave(this);
            wiki.presence().gone(id());
        });
        room = Optional.empty();
    }

    private void push(TabFrame.Push push) {
        TabFrame.Open open =
                opened.orElseThrow(() -> ProblemException.badRequest("Open a page first."));
        if (room.isEmpty()) {
            rooms.lobby(wiki).leave(this);
            // What was pushed comes again, on the line that the page has now.
            enter(create(new Title(open.title())), withoutPosition(open));
            return;
        }
        Room here = room.get();
        List<Lines.TabUpdate> updates = push.updates();
        switch (here.push(push.version(), id(), updates)) {
            case Lines.Pushed.Accepted accepted -> {
                send(NodeFrames.ack(updates.getLast().number(), accepted.version()));
                here.deliver();
            }
            case Lines.Pushed.Stale stale -> {
                send(NodeFrames.stale(stale.version()));
                here.deliver();
            }
            case Lines.Pushed.Gone gone -> beginAgain("the line is gone");
            case Lines.Pushed.Refused refused ->
                    throw new ProblemException(
                            422,
                            Speaking.messages().text("error.editDoesNotFit"),
                            Speaking.messages()
                                    .text("error.editDoesNotFitDetail", "why", refused.why()));
        }
    }

    private PageView create(Title title) {
        Repository repository = wiki.repository();
        try {
            return repository.create(title, "");
        } catch (TitleTakenException raced) {
            return PageLookup.exact(repository, title.value()).orElseThrow(() -> raced);
        }
    }

    private static TabFrame.Open withoutPosition(TabFrame.Open open) {
        return new TabFrame.Open(
                open.page(), open.title(), open.tab(), Optional.empty(), Optional.empty());
    }

    private void cursor(TabFrame.Cursor cursor) {
        room.ifPresent(here ->
                wiki.presence()
                        .here(
                                new Presence.Person(
                                        here.page(),
                                        id(),
                                        rooms.node().id(),
                                        rooms.node().name(),
                                        true,
                                        cursor.anchor(),
                                        cursor.head(),
                                        cursor.version())));
    }
}
