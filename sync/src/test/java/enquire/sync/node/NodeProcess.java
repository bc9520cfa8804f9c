package enquire.sync.node;

import enquire.editor.page.PageId;
import enquire.editor.page.Title;
import enquire.storage.PageView;
import enquire.sync.roster.Role;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/**
 * A node in a process of its own, told what to do by lines on its standard input, one answer a
 * line: so that a test can kill it.
 */
final class NodeProcess {

    private NodeProcess() {}

    public static void main(String[] arguments) throws Exception {
        var settings =
                new NodeSettings(
                        Path.of(arguments[0]),
                        Optional.of(arguments[1]),
                        arguments[2],
                        0,
                        InstantSource.system());
        try (Node node = Node.open(settings)) {
            node.listen();
            System.out.println("listens " + node.addresses().getFirst());
            var lines =
                    new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            String line = lines.readLine();
            while (line != null && !line.equals("stop")) {
                String[] words = line.split(" ", 3);
                System.out.println("= " + answer(node, words));
                line = lines.readLine();
            }
        }
    }

    private static String answer(Node node, String[] words) {
        if (words[0].equals("create")) {
            return node.create(words[1]).slug();
        }
        if (words[0].equals("join")) {
            return node.join(words[1]).slug();
        }
        Wiki wiki = node.wikis().getFirst();
        return switch (words[0]) {
            case "invite" -> wiki.invite(Role.WRITER).text();
            case "append" -> append(wiki, words[1], words[2]);
            case "text" -> Meetings.text(wiki, words[1]).replace("\n", "|");
            case "fingerprint" ->
                    wiki.repository().exchange().pending() + " " + Meetings.fingerprint(wiki);
            case "members" -> Integer.toString(wiki.members().size());
            case "connections" ->
                    Long.toString(wiki.peers().stream().filter(Wiki.Peer::connected).count());
            case "connected" ->
                    Boolean.toString(wiki.peers().stream().anyMatch(Wiki.Peer::connected));
            default -> throw new IllegalArgumentException("no such command: " + words[0]);
        };
    }

    /** Adds a line to a page, which is made if it is missing; on disk when this returns. */
    private static String append(Wiki wiki, String title, String line) {
        Optional<PageId> page = wiki.repository().resolve(title);
        PageView written;
        if (page.isEmpty()) {
            written = wiki.repository().create(new Title(title), line + "\n");
        } else {
            PageView now = wiki.repository().page(page.get()).orElseThrow();
            written = wiki.repository().write(now.page(), now.version(), now.text() + line + "\n");
        }
        return written.version().token();
    }
}
