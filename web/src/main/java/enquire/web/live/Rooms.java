package enquire.web.live;

import enquire.editor.page.PageId;
import enquire.editor.page.WikiId;
import enquire.storage.NoSuchPageException;
import enquire.storage.PageView;
import enquire.sync.node.Node;
import enquire.sync.node.Wiki;
import enquire.web.http.Call;
import enquire.web.http.ProblemException;
import enquire.web.http.Socket;
import enquire.web.http.SpokenAnswers;
import enquire.web.language.Language;
import enquire.web.language.Speaking;
import enquire.web.wiki.Wikis;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

/** The pages that are open in tabs of this node, at {@code /{wiki}/-/live}. Thread-safe. */
public final class Rooms implements Socket.Acceptor, AutoCloseable {

    private static final String LIVE = "/-/live";

    private record Key(WikiId wiki, PageId page) {}

    private final Wikis wikis;
    private final Map<Key, Room> rooms = new HashMap<>();
    private final Map<WikiId, Lobby> lobbies = new HashMap<>();

    public Rooms(Wikis wikis) {
        this.wikis = wikis;
    }

    @Override
    public Socket.Opener accept(Call call) {
        String path = call.path();
        if (!path.endsWith(LIVE)) {
            throw ProblemException.notFound(Speaking.messages().text("error.noScreen"));
        }
        String name = path.substring(1, Math.max(1, path.length() - LIVE.length()));
        Wiki wiki =
                node().wiki(enquire.web.http.Percent.decode(name))
                        .orElseThrow(() ->
                                ProblemException.notFound(
                                        Speaking.messages().text("error.noWiki")));
        Language language = SpokenAnswers.language(call);
        return channel -> new Tab(this, wiki, language, channel);
    }

    Node node() {
        return wikis.node();
    }

    /**
     * The room of a page, empty or not. Rooms that everybody left are closed on the way: an empty
     * room costs a look at the clock each second until somebody opens the next page.
     */
    synchronized Room room(Wiki wiki, PageId page) {
        var key = new Key(wiki.id(), page);
        Iterator<Map.Entry<Key, Room>> each = rooms.entrySet().iterator();
        while (each.hasNext()) {
            Map.Entry<Key, Room> entry = each.next();
            if (!entry.getKey().equals(key) && entry.getValue().closeIfEmpty()) {
                each.remove();
            }
        }
        Room room = rooms.get(key);
        if (room == null || room.isClosed()) {
            PageView view =
                    wiki.repository().page(page).orElseThrow(() -> new NoSuchPageException(page));
            room = new Room(wiki, node().id(), view);
            rooms.put(key, room);
        }
        return room;
    }

    /** Where tabs wait for a page that nobody made yet. */
    synchronized Lobby lobby(Wiki wiki) {
        return lobbies.computeIfAbsent(wiki.id(), id -> new Lobby(wiki.repository()));
    }

    @Override
    public synchronized void close() {
        lobbies.values().forEach(Lobby::close);
        rooms.values().forEach(Room::close);
        rooms.clear();
    }
}
