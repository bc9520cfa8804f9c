package enquire.sync.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;

import enquire.editor.page.Bytes;
import enquire.editor.page.WikiId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PeersTalkTest {

    private static final WikiId WIKI = new WikiId(Bytes.ofHex("11".repeat(32)));
    private static final Bytes OLD = Bytes.ofHex("01");
    private static final Bytes NEW = Bytes.ofHex("02");
    private static final Bytes OFFER = Bytes.ofHex("03");

    private final PeersTalk talk = new PeersTalk();

    @Test
    void eachRecordPassesOnceInOneDirection() {
        assertEquals(List.of(peers(List.of(OLD), List.of())), told(List.of(OLD), List.of()));
        assertEquals(List.of(), told(List.of(OLD), List.of()));
        assertEquals(
                List.of(peers(List.of(NEW), List.of(OFFER))),
                told(List.of(OLD, NEW), List.of(OFFER)));
        talk.heard(
                peers(List.of(Bytes.ofHex("04")), List.of(Bytes.ofHex("05"))), new ArrayList<>());
        assertEquals(
                List.of(),
                told(List.of(NEW, Bytes.ofHex("04")), List.of(OFFER, Bytes.ofHex("05"))));
    }

    @Test
    void whoNamesTheWikiAnewIsToldAll() {
        told(List.of(OLD), List.of(OFFER));
        var out = new ArrayList<Output>();

        talk.begin(WIKI, List.of(OLD), List.of(OFFER), out);

        assertEquals(List.of(new Output.Send(peers(List.of(OLD), List.of(OFFER)))), out);
    }

    @Test
    void newsGoOutTwiceAMinute() {
        int news = 0;
        for (int tick = 0; tick < Session.ticks(java.time.Duration.ofMinutes(2)); tick++) {
            news += talk.due() ? 1 : 0;
        }
        assertEquals(4, news);
    }

    private List<Message> told(List<Bytes> addresses, List<Bytes> offers) {
        var out = new ArrayList<Output>();
        talk.tell(WIKI, addresses, offers, out);
        return out.stream().map(each -> ((Output.Send) each).message()).toList();
    }

    private static Message.Peers peers(List<Bytes> addresses, List<Bytes> offers) {
        return new Message.Peers(WIKI, addresses, offers);
    }
}
