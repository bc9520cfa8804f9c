package enquire.web;

import enquire.sync.node.Node;
import enquire.web.api.Api;
import enquire.web.git.HistoryPlace;
import enquire.web.hooks.Hooks;
import enquire.web.http.ApiToken;
import enquire.web.http.Guard;
import enquire.web.http.ProblemAnswers;
import enquire.web.http.Router;
import enquire.web.http.SpokenAnswers;
import enquire.web.http.WebServer;
import enquire.web.live.EventsHandler;
import enquire.web.live.Rooms;
import enquire.web.mirror.Mirrors;
import enquire.web.pages.Pages;
import enquire.web.wiki.PageRenderer;
import enquire.web.wiki.Wikis;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;

/** A node as browsers and programs of this computer see it. Thread-safe. */
public final class Website implements AutoCloseable {

    private final WebServer server;
    private final EventsHandler events;
    private final Rooms rooms;
    private final Pages pages;
    private final Wikis wikis;
    private final Mirrors mirrors;
    private final Hooks hooks;

    private Website(
            WebServer server,
            EventsHandler events,
            Rooms rooms,
            Pages pages,
            Wikis wikis,
            Mirrors mirrors,
            Hooks hooks) {
        this.pages = pages;
        this.wikis = wikis;
        this.mirrors = mirrors;
        this.hooks = hooks;
        this.server = server;
        this.events = events;
        this.rooms = rooms;
    }

    /**
     * Starts to answer.
     *
     * @param bind an address of this computer's loopback
     * @param port 0 picks a free one
     * @throws enquire.web.http.HttpPortInUseException if the port is taken
     */
    public static Website start(Node node, Path data, ApiToken token, String bind, int port) {
        return start(new Wikis(node), data, token, bind, port);
    }

    /** The same of wikis that differ in something. */
    static Website start(Wikis wikis, Path data, ApiToken token, String bind, int port) {
        Node node = wikis.node();
        var renderer = new PageRenderer(wikis);
        var rooms = new Rooms(wikis);
        var events = new EventsHandler(wikis);
        var router = new Router();
        var mirrors =
                new Mirrors(
                        data,
                        InstantSource.system(),
                        () ->
                                node.backups()
                                        .planned()
                                        .status()
                                        .map(status -> status.plan().folder()));
        var hooks = new Hooks(InstantSource.system());
        Api.addTo(router, wikis, renderer, mirrors, hooks, new HistoryPlace(data));
        router.get("/{wiki}/-/events", events);
        var pages =
                new Pages(
                        wikis,
                        renderer,
                        mirrors,
                        hooks,
                        data,
                        InstantSource.system(),
                        ZoneId.systemDefault());
        pages.addTo(router);
        WebServer server =
                WebServer.start(
                        bind,
                        port,
                        bound -> new Guard(token, bound),
                        new SpokenAnswers(new ProblemAnswers(router, pages::problem)),
                        rooms);
        node.wikis().forEach(wikis.links()::resume);
        return new Website(server, events, rooms, pages, wikis, mirrors, hooks);
    }

    /** Goes on with the mirrors and the hooks; not for a node that is opened for one command. */
    public void follow() {
        mirrors.resume(wikis.node());
        hooks.resume(wikis.node());
    }

    public int port() {
        return server.port();
    }

    /** Ends streams and sockets, then stops answering. The node stays open. */
    @Override
    public void close() {
        events.close();
        rooms.close();
        server.close();
        pages.close();
        hooks.close();
        mirrors.close();
        wikis.links().close();
    }
}
