package enquire.sync.protocol;

import enquire.editor.page.Bytes;
import enquire.editor.page.WikiId;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What one is told who takes himself for a member and is none, on one connection: the records that
 * took him out. And what he may answer, once of each wiki: that he is one after all, by records
 * that had not come. So it is with two who took the same wiki over with its recovery key while they
 * were apart (decision 0044). One thread at a time.
 */
final class Farewells {

    /**
     * How long somebody is listened to who was told and shares nothing: a part of the time that a
     * greeting may take. (A guess: several slow round trips, and a write to a disk.)
     */
    static final Duration ANSWER_TIME = Duration.ofSeconds(5);

    private final Library library;
    private final OwnGreetings said;
    private final RosterTalk rosters;

    /** Wikis of this node of which the peer was told. */
    private final Set<WikiId> told = new HashSet<>();

    /** Those of them of which it may still answer. */
    private final Set<WikiId> awaited = new HashSet<>();

    /** Wikis of which the peer told this node, and which were answered. */
    private final Set<WikiId> answered = new HashSet<>();

    /** What the peer said last. */
    private Message.Hello hello = new Message.Hello(0, "", List.of(), List.of());

    private int ticks;

    Farewells(Library library, OwnGreetings said, RosterTalk rosters) {
        this.library = library;
        this.said = said;
        this.rosters = rosters;
    }

    /** Tells who was taken out of a wiki while away: he takes himself for a member until then. */
    void say(Message.Hello heard, List<Output> out) {
        hello = heard;
        for (Message.Greeting greeting : hello.wikis()) {
            List<Bytes> records = library.farewell(greeting.wiki());
            if (!records.isEmpty()) {
                said.begin(out);
                rosters.send(greeting.wiki(), records, out);
                if (told.add(greeting.wiki())) {
                    awaited.add(greeting.wiki());
                }
            }
        }
    }

    /** To be heard once more when the peer turned out to be a member. */
    Message.Hello hello() {
        return hello;
    }

    /**
     * What a frame says of somebody who shares nothing: a greeting, or the answer.
     *
     * @throws ProtocolException if it is not exactly one such message
     */
    Message decode(Bytes frame) {
        return awaited() ? MessageCodec.decodeAnswer(frame) : MessageCodec.decodeGreeting(frame);
    }

    /** Whether an answer may still come. */
    boolean awaited() {
        return !awaited.isEmpty();
    }

    boolean awaits(WikiId wiki) {
        return awaited.contains(wiki);
    }

    /**
     * The peer answers, of a wiki that is awaited. Nothing is kept of an answer by which it is no
     * member, and no other is heard.
     *
     * @return whether it is one now
     * @throws ProtocolException if a record is malformed
     */
    boolean readmits(Message.Roster answer) {
        awaited.remove(answer.wiki());
        long bytes = answer.records().stream().mapToLong(Bytes::size).sum();
        if (bytes > Limits.GREETING_BYTES) {
            // On a connection that shares another wiki, frames may be larger than this answer may.
            return false;
        }
        return library.readmits(answer.wiki(), answer.records());
    }

    /**
     * The peer told this node the same, and its records were taken in: whoever stays one says why.
     */
    void answer(WikiId wiki, List<Output> out) {
        if (!answered.contains(wiki)) {
            List<Bytes> grounds = library.grounds(wiki);
            if (!grounds.isEmpty()) {
                answered.add(wiki);
                rosters.answer(wiki, grounds, out);
            }
        }
    }

    /** Time passes: whether what is awaited does not come any more. */
    boolean tick() {
        boolean over = awaited() && ++ticks > Session.ticks(ANSWER_TIME);
        if (over) {
            awaited.clear();
        }
        return over;
    }
}
