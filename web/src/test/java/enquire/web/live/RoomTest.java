package enquire.web.live;

import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.sync.node.Wiki;
import enquire.web.TestNode;
import enquire.web.http.Socket;
import enquire.web.language.Language;
import enquire.web.wiki.Wikis;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the tabs of a page when some of them vanish, or before there is a page. */
class RoomTest {

    private static final String OPEN =
            "{\"type\":\"open\",\"page\":\"\",\"title\":\"Minutes\",\"tab\":\"%s\","
                    + "\"line\":null,\"version\":null,\"token\":null}";

    private TestNode alice;
    private Wiki wiki;
    private Rooms rooms;

    /** A connection to a browser; one that broke is noticed when something is sent. */
    private static final class Connection implements Socket.Channel {
        private final LinkedBlockingQueue<String> heard = new LinkedBlockingQueue<>();
        private Tab tab;
        private volatile boolean broken;

        @Override
        public void send(String text) {
            if (broken) {
                tab.closed();
            } else {
                heard.add(text);
            }
        }

        @Override
        public void close(int code, String reason) {
            heard.add("closed " + code);
            tab.closed();
        }

        void await(String words) throws InterruptedException {
            String frame;
            do {
                frame = heard.poll(60, TimeUnit.SECONDS);
                assertTrue(frame != null, "never heard of " + words);
            } while (!frame.contains(words));
        }
    }

    @BeforeEach
    void start(@TempDir Path data) {
        alice = TestNode.withWiki(data);
        wiki = alice.node().wikis().getFirst();
        rooms = new Rooms(new Wikis(alice.node()));
    }

    @AfterEach
    void stop() {
        rooms.close();
        alice.close();
    }

    private Connection open(String id) {
        return open(id, Language.ENGLISH);
    }

    private Connection open(String id, Language language) {
        var connection = new Connection();
        connection.tab = new Tab(rooms, wiki, language, connection);
        connection.tab.received(OPEN.formatted(id));
        return connection;
    }

    private void write(String text) throws Exception {
        assertTrue(alice.put(TestNode.wiki("/pages/Minutes"), text).statusCode() < 300);
    }

    @Test
    void tabsThatVanishWhileTheyAreWrittenToTakeTheOthersNothing() throws Exception {
        write("begun. ");
        var tabs = new ArrayList<Connection>();
        for (int i = 0; i < 9; i++) {
            tabs.add(open("tab " + i));
        }
        for (Connection tab : tabs.subList(1, 9)) {
            tab.broken = true;
        }
        write("begun. ended. ");
        tabs.getFirst().await("ended.");
        write("begun. ended. more. ");
        tabs.getFirst().await("more.");
        assertTrue(open("another").heard.stream().anyMatch(frame -> frame.contains("more.")));
    }

    @Test
    void tabsOfOnePageAreToldEachInTheLanguageOfItsScreen() throws Exception {
        write("begun. ");
        Connection english = open("english");
        Connection german = open("german", Language.GERMAN);
        english.await("No peers online");
        german.await("Kein anderer Computer online");

        for (Connection each : new Connection[] {english, german}) {
            each.tab.received("{\"type\":\"push\",\"version\":0,\"updates\":[]}");
        }
        english.await("This request cannot be understood.");
        german.await("Diese Anfrage ist nicht zu verstehen.");
    }

    @Test
    void aTabThatWaitsForItsPageBeginsWhenSomebodyMakesIt() throws Exception {
        Connection first = open("first");
        Connection second = open("second");
        first.await("\"text\":\"\"");
        second.await("\"text\":\"\"");

        write("made elsewhere");
        first.await("closed 4001");
        second.await("closed 4001");
        open("first").await("made elsewhere");
    }
}
