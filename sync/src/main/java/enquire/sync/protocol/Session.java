package enquire.sync.protocol;

import enquire.editor.page.Bytes;
import enquire.editor.page.PeerId;
import enquire.editor.page.WikiId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The protocol with one peer over one connection. It reads no clock, opens no socket and starts no
 * thread: whoever owns it feeds inputs in and carries the outputs out, in order. What it knows of
 * the disk it asks the {@link Library} for. One thread at a time.
 *
 * <p>Small messages are made at once; large ones one at a time, when {@link Input.Ready} says that
 * there is room: so what waits to be sent is bounded, and a slow peer slows only itself.
 */
public final class Session {

    /** Time comes in these steps. */
    public static final Duration TICK = Duration.ofMillis(250);

    /** How long a new connection may take to say hello (design, section 7). */
    public static final Duration GREETING_TIME = Duration.ofSeconds(10);

    /** After this much silence the peer is asked for a sign of life (a guess). */
    static final Duration SILENCE_PING = Duration.ofSeconds(10);

    /** After this much it is gone, so edits go another way; a busy computer is not. (A guess.) */
    static final Duration SILENCE_MAX = Duration.ofSeconds(30);

    private enum State {
        GREETING,
        OPEN,
        CLOSED
    }

    private final PeerId self;
    private final PeerId peer;
    private final boolean dialled;
    private final Library library;

    private State state = State.GREETING;
    private int greetingTicks;
    private int silentTicks;
    private final OwnGreetings said;
    private final Map<WikiId, Message.Greeting> heard = new HashMap<>();
    private final Map<WikiId, SharedWiki> wikis = new LinkedHashMap<>();
    private final RosterTalk rosters = new RosterTalk();
    private final Farewells farewells;
    private final DoubtTalk doubts = new DoubtTalk(rosters);
    private final PeersTalk news = new PeersTalk();
    private final Capabilities capabilities = new Capabilities();
    private final BlobTalk blobs = new BlobTalk(capabilities);
    private final SearchTalk searches = new SearchTalk(capabilities);
    private final SuggestionTalk suggestions = new SuggestionTalk(capabilities);
    private final Turns turns = new Turns(searches, blobs, suggestions);

    /**
     * @param peer whose key TLS has proven
     * @param dialled whether this node made the connection: it speaks first
     */
    public Session(PeerId self, PeerId peer, boolean dialled, Library library) {
        this.self = self;
        this.peer = peer;
        this.dialled = dialled;
        this.library = library;
        this.said = new OwnGreetings(library);
        this.farewells = new Farewells(library, said, rosters);
    }

    static int ticks(Duration duration) {
        return (int) (duration.toMillis() / TICK.toMillis());
    }

    /**
     * What a frame of the peer says, as far as it may say that now.
     *
     * @throws ProtocolException if it is not exactly one such message within {@link Limits}
     */
    public Message decode(Bytes frame) {
        return open() ? MessageCodec.decode(frame) : farewells.decode(frame);
    }

    public boolean open() {
        return state == State.OPEN;
    }

    /** How many pages the peer announced that are still to come. */
    public int pagesToCome() {
        return wikis.values().stream().mapToInt(SharedWiki::pagesToCome).sum();
    }

    /** Whether both sides have told each other how they stand with this wiki. */
    public boolean shares(WikiId wiki) {
        return wikis.containsKey(wiki);
    }

    /** The connection has ended, however it did: called once, and nothing is told it afterwards. */
    public void over() {
        wikis.values().forEach(SharedWiki::over);
    }

    /** One input, and what it leads to. A broken rule of the other side closes the connection. */
    public List<Output> step(Input input) {
        var out = new ArrayList<Output>();
        if (state == State.CLOSED) {
            return out;
        }
        try {
            take(input, out);
        } catch (ProtocolException e) {
            close(Message.Reason.PROTOCOL, e.sentence("The peer"), out);
        }
        return out;
    }

    private void take(Input input, List<Output> out) {
        switch (input) {
            case Input.Opened opened -> open(out);
            case Input.Received received -> {
                silentTicks = 0;
                receive(received.message(), out);
            }
            case Input.Heard heardOf -> silentTicks = 0;
            case Input.Changed changed -> {
                SharedWiki shared = wikis.get(changed.wiki());
                if (shared != null) {
                    shared.changed(out);
                }
            }
            case Input.MembersChanged changed -> membersChanged(changed.wiki(), out);
            case Input.Ready ready when state == State.OPEN -> {
                wikis.values().forEach(shared -> doubts.ask(shared, out));
                turns.next(wikis.values()).map(Output.Send::new).ifPresent(out::add);
            }
            case Input.Ready early -> {}
            case Input.Tick tick -> tick(out);
            case Input.Moved moved -> {
                if (wikis.containsKey(moved.presence().wiki())) {
                    out.add(new Output.Send(moved.presence()));
                }
            }
            case Input.OfFiles of -> blobs.take(of, wikis.containsKey(of.wiki()), out);
            case Input.Wish wish -> wish(wish, out);
            case Input.Ask ask ->
                    searches.ask(ask.query(), wikis.containsKey(ask.query().wiki()), out);
            case Input.Found found -> searches.found(found, wikis.get(found.wiki()));
            case Input.Closing closing -> close(closing.reason(), closing.explanation(), out);
        }
    }

    private void wish(Input.Wish wish, List<Output> out) {
        SharedWiki shared = wikis.get(wish.wiki());
        if (shared == null) {
            out.add(new Output.WishAnswered(wish.wiki(), wish.page()));
        } else {
            shared.wish(wish.page(), out);
        }
    }

    // ---- greeting

    private void open(List<Output> out) {
        if (peer.equals(self)) {
            close(Message.Reason.SAME_KEY, Refusals.SAME_KEY, out);
        } else if (dialled) {
            said.say(out);
        }
    }

    private void receive(Message message, List<Output> out) {
        switch (message) {
            case Message.Close closed -> {
                state = State.CLOSED;
                out.add(new Output.Close(closed.reason(), closed.explanation(), true));
            }
            case Message.Hello hello -> hear(hello, out);
            case Message.Join join when state == State.GREETING && !dialled -> join(join, out);
            case Message.Roster m when farewells.awaits(m.wiki()) && !shares(m.wiki()) ->
                    answered(m, out);
            default -> {
                if (state == State.GREETING) {
                    throw new ProtocolException("did not say hello first");
                }
                exchange(message, out);
            }
        }
    }

    private void hear(Message.Hello hello, List<Output> out) {
        if (hello.version() != library.version()) {
            otherVersion(hello.version(), out);
            return;
        }
        if (library.shared().isEmpty()) {
            if (!farewells.awaited()) {
                farewells.say(hello, out);
            }
            if (!farewells.awaited()) {
                close(Message.Reason.STRANGER, Refusals.STRANGER, out);
            }
            return;
        }
        for (Message.Greeting greeting : hello.wikis()) {
            heard.putIfAbsent(greeting.wiki(), greeting);
        }
        if (heard.size() > Limits.WIKIS) {
            throw new ProtocolException("named more than %,d wikis".formatted(Limits.WIKIS));
        }
        said.begin(out);
        farewells.say(hello, out);
        state = State.OPEN;
        capabilities.heard(hello);
        out.add(capabilities.greeted(hello));
        beginShared(out);
    }

    private void otherVersion(int theirs, List<Output> out) {
        said.begin(out); // So that the other side knows whose is older.
        out.add(new Output.OtherVersion(theirs));
        close(Message.Reason.VERSION, Refusals.version(library.version(), theirs), out);
    }

    /** Who was told that he is no member any more says that he is. */
    private void answered(Message.Roster answer, List<Output> out) {
        if (farewells.readmits(answer)) {
            said.say(out);
            if (state == State.GREETING) {
                hear(farewells.hello(), out);
            } else {
                beginShared(out);
            }
        } else if (state == State.GREETING && !farewells.awaited()) {
            close(Message.Reason.STRANGER, Refusals.STRANGER, out);
        }
    }

    /** Starts to sync the wikis that both sides have named by now. */
    private void beginShared(List<Output> out) {
        for (Shelf shelf : library.shared()) {
            WikiId wiki = shelf.wiki();
            Message.Greeting mine = said.of(wiki);
            Message.Greeting theirs = heard.get(wiki);
            if (mine == null || theirs == null || wikis.containsKey(wiki)) {
                continue;
            }
            rosters.compare(shelf, mine, theirs);
            out.add(new Output.Sharing(wiki));
            PagesUnderWay.Asker asker = library.underWay(wiki).join(peer);
            boolean listings = capabilities.listing();
            wikis.put(wiki, new SharedWiki(shelf, mine, theirs, listings, asker, out));
            rosters.send(shelf, out);
            blobs.begin(shelf.files(), out);
            news.begin(wiki, shelf.addresses(), shelf.offers(), out);
        }
    }

    private void join(Message.Join join, List<Output> out) {
        Shelf shelf;
        try {
            shelf = library.redeem(join);
        } catch (ProtocolException refused) {
            close(Message.Reason.INVITE, String.valueOf(refused.getMessage()), out);
            return;
        }
        rosters.send(shelf, out);
        // Ends the answer: with it the other knows that the roster is whole.
        said.say(out);
        greetingTicks = 0; // Redeeming may have taken most of the time; the answer needs some.
    }

    // ---- members

    private void membersChanged(WikiId wiki, List<Output> out) {
        if (state != State.OPEN) {
            return;
        }
        Set<WikiId> now = new HashSet<>();
        library.shared().forEach(shelf -> now.add(shelf.wiki()));
        SharedWiki shared = wikis.get(wiki);
        if (shared != null) {
            // Also to one who is no member any more: it learns so from the records.
            rosters.send(shared.shelf(), out);
        }
        wikis.forEach((id, each) -> {
            if (!now.contains(id)) {
                each.over();
            }
        });
        if (wikis.keySet().retainAll(now)) {
            said.retain(now);
            blobs.retain(now);
        }
        if (now.isEmpty()) {
            close(Message.Reason.STRANGER, Refusals.STRANGER, out);
            return;
        }
        if (said.isStale(now)) {
            said.say(out);
        }
        beginShared(out);
    }

    // ---- exchange

    private void exchange(Message message, List<Output> out) {
        switch (message) {
            case Message.Index m -> shared(m.wiki()).ifPresent(wiki -> wiki.index(m, out));
            case Message.Listing m ->
                    shared(m.index().wiki()).ifPresent(wiki -> wiki.listing(m, out));
            case Message.Changes m ->
                    shared(m.wiki()).ifPresent(wiki -> doubts.changes(m, wiki, out));
            case Message.Want m -> shared(m.wiki()).ifPresent(wiki -> wiki.want(m));
            case Message.Seen m -> shared(m.wiki()).ifPresent(wiki -> wiki.seen(m, out));
            case Message.Suggest m -> shared(m.wiki()).ifPresent(w -> suggestions.hear(m, w, out));
            case Message.Roster m -> rosterOf(m.wiki()).ifPresent(shelf -> roster(m, shelf, out));
            case Message.Presence m ->
                    shared(m.wiki()).ifPresent(wiki -> out.add(new Output.PresenceHeard(m)));
            case Message.Peers m -> shared(m.wiki()).ifPresent(wiki -> news.heard(m, out));
            case Message.OfFiles m -> {
                if (m instanceof Message.Piece) {
                    wikis.values().forEach(SharedWiki::waitsBehindPiece);
                }
                shared(m.wiki()).ifPresent(wiki -> blobs.receive(m, wiki.shelf().files(), out));
            }
            case Message.Query m ->
                    shared(m.wiki()).ifPresent(wiki -> searches.query(m, wiki.shelf(), out));
            case Message.Hits m -> searches.hits(m, out);
            case Message.Hello m -> throw new IllegalStateException("hello is heard elsewhere");
            case Message.Join m -> throw new ProtocolException("asks to join after its hello");
            case Message.Close m -> throw new IllegalStateException("close is heard elsewhere");
        }
    }

    /** Empty for a wiki that was shared until a moment ago: what was on its way is dropped. */
    private Optional<SharedWiki> shared(WikiId wiki) {
        SharedWiki shared = wikis.get(wiki);
        if (shared == null && !heard.containsKey(wiki)) {
            throw new ProtocolException("speaks of a wiki that it did not name");
        }
        return Optional.ofNullable(shared);
    }

    /** Also of a wiki that this side alone named: then the records say why the other did not. */
    private Optional<Shelf> rosterOf(WikiId wiki) {
        return said.names(wiki) && !heard.containsKey(wiki)
                ? library.shared().stream().filter(shelf -> shelf.wiki().equals(wiki)).findFirst()
                : shared(wiki).map(SharedWiki::shelf);
    }

    private void roster(Message.Roster message, Shelf shelf, List<Output> out) {
        rosters.receive(message, shelf);
        if (!heard.containsKey(message.wiki())) {
            farewells.answer(message.wiki(), out);
        }
    }

    // ---- time and end

    private void tick(List<Output> out) {
        if (state == State.GREETING && ++greetingTicks > ticks(GREETING_TIME)) {
            close(Message.Reason.PROTOCOL, "No hello came in time.", out);
            return;
        }
        if (farewells.tick() && state == State.GREETING) {
            close(Message.Reason.STRANGER, Refusals.STRANGER, out);
            return;
        }
        silentTicks++;
        if (silentTicks == ticks(SILENCE_PING)) {
            out.add(new Output.Ping());
        } else if (silentTicks > ticks(SILENCE_MAX)) {
            close(Message.Reason.OTHER, "Nothing was heard for a while.", out);
            return;
        }
        for (SharedWiki shared : wikis.values()) {
            shared.tick(out);
        }
        news.tick(wikis.values(), out);
        blobs.tick(out);
        searches.tick(out);
    }

    private void close(Message.Reason reason, String explanation, List<Output> out) {
        state = State.CLOSED;
        String fitting = Refusals.fitting(explanation);
        out.add(new Output.Send(new Message.Close(reason, fitting)));
        out.add(new Output.Close(reason, fitting, false));
    }
}
