package enquire.sync.node;

import enquire.editor.page.PageId;
import enquire.editor.page.Title;
import enquire.storage.PageView;
import enquire.sync.roster.Role;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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

    private static String answer(Node node, String[] words) throws IOException {
        if (words[0].equals("create")) {
            return node.create(words[1]).slug();
        }
        if (words[0].equals("join")) {
            return join(node, words[1]);
        }
        Wiki wiki = node.wikis().getFirst();
        return switch (words[0]) {
            case "invite" -> wiki.invite(Role.WRITER).text();
            case "append" -> append(wiki, words[1], words[2]);
            case "text" -> Meetings.text(wiki, words[1]).replace("\n", "|");
            case "fingerprint" ->
                    wiki.repository().exchange().pending() + " " + Meetings.fingerprint(wiki);
            case "members" -> Integer.toString(wiki.members().size());
            case "writes" -> Boolean.toString(wiki.mayWrite());
            case "remove" -> {
                wiki.membership().remove(peer(wiki, words[1]).peer());
                yield words[1];
            }
            case "behind" -> behind(wiki, words[1]);
            case "resident" -> resident();
            case "connections" ->
                    Long.toString(wiki.peers().stream().filter(Wiki.Peer::connected).count());
            case "connected" ->
                    Boolean.toString(wiki.peers().stream().anyMatch(Wiki.Peer::connected));
            default -> throw new IllegalArgumentException("no such command: " + words[0]);
        };
    }

    private static String join(Node node, String invite) {
        try {
            return node.join(invite).slug();
        } catch (InviteException e) {
            return "not joined: " + e.getMessage();
        }
    }

    private static Wiki.Peer peer(Wiki wiki, String name) {
        return wiki.peers().stream()
                .filter(peer -> peer.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** How many pages wait for somebody; a question mark if that is not known, or it is oneself. */
    private static String behind(Wiki wiki, String name) {
        return wiki.peers().stream()
                .filter(peer -> peer.name().equals(name))
                .findFirst()
                .flatMap(Wiki.Peer::pagesBehind)
                .map(String::valueOf)
                .orElse("?");
    }

    /** MiB of memory, or 0 where the system does not say. */
    private static String resident() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return "0";
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .map(line -> Long.toString(Long.parseLong(line.replaceAll("\\D", "")) / 1024))
                .findFirst()
                .orElse("0");
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
