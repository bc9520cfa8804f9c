package enquire.sync.node;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Computers of a network that nobody else is in: Linux network namespaces, each with one address
 * and one cable to a router, which drops in silence whatever goes between two whose link is cut, as
 * a firewall does or a laptop that sleeps. All of it is gone when the router's process ends. One
 * thread.
 */
final class Namespaces implements AutoCloseable {

    private static final String DONE = "enquire-done";
    private static final int EXIT_SECONDS = 60;

    private final Process router;
    private final BufferedReader answers;
    private final BufferedWriter commands;
    private final String routerProcess;
    private int computers;

    private Namespaces(Process router) throws IOException {
        this.router = router;
        this.answers =
                new BufferedReader(
                        new InputStreamReader(router.getInputStream(), StandardCharsets.UTF_8));
        this.commands =
                new BufferedWriter(
                        new OutputStreamWriter(router.getOutputStream(), StandardCharsets.UTF_8));
        this.routerProcess = run("echo $$");
        run("mount -t tmpfs none /run");
        run("ip link set lo up");
        run("echo 1 > /proc/sys/net/ipv4/ip_forward");
        for (String command : List.of("nsenter", "ip")) {
            run("command -v " + command);
        }
        computer(); // If one can be made, all can.
    }

    /** Empty where this machine does not let us make any. */
    static Optional<Namespaces> open() {
        try {
            // Its own processes table is not needed; that of the machine names what is entered.
            Process router =
                    new ProcessBuilder(
                                    "unshare",
                                    "--map-root-user",
                                    "--net",
                                    "--mount",
                                    "--fork",
                                    "--kill-child",
                                    "sh")
                            .redirectErrorStream(true)
                            .start();
            try {
                return Optional.of(new Namespaces(router));
            } catch (IOException | UncheckedIOException notHere) {
                router.destroyForcibly();
                return Optional.empty();
            }
        } catch (IOException noSuchProgram) {
            return Optional.empty();
        }
    }

    /** A new computer's number. */
    int computer() {
        int number = ++computers;
        run("ip netns add computer" + number);
        run("ip link add cable%1$d type veth peer name eth netns computer%1$d".formatted(number));
        run("ip link set cable%d up".formatted(number));
        run("ip addr add 10.9.0.254/32 dev cable%d".formatted(number));
        run("ip route add %s/32 dev cable%d".formatted(address(number), number));
        run("ip -n computer%d addr add %s/32 dev eth".formatted(number, address(number)));
        for (String device : List.of("lo", "eth")) {
            run("ip -n computer%d link set %s up".formatted(number, device));
        }
        run("ip -n computer%d route add 10.9.0.254/32 dev eth".formatted(number));
        run("ip -n computer%d route add default via 10.9.0.254".formatted(number));
        return number;
    }

    /** A cable from one to the other alone, on which there is IPv6 and nothing else. */
    void connect(int one, int other) {
        run(
                "ip -n computer%1$d link add wire type veth peer name wire netns computer%2$d"
                        .formatted(one, other));
        for (int each : List.of(one, other)) {
            run("ip -n computer%1$d addr add fd00:9::%1$d/64 dev wire nodad".formatted(each));
            run("ip -n computer%d link set wire up".formatted(each));
        }
    }

    static String address(int computer) {
        return "10.9.0." + computer;
    }

    /** What a command is started by, so that it runs there. */
    List<String> on(int computer) {
        return List.of(
                "nsenter",
                "--target",
                routerProcess,
                "--user",
                "--preserve-credentials",
                "--mount",
                "ip",
                "netns",
                "exec",
                "computer" + computer);
    }

    /** Nothing passes between the two from now on, in neither direction. */
    void cut(int one, int other) {
        rule("add", one, other);
        rule("add", other, one);
    }

    /** A link that was cut is there again. */
    void mend(int one, int other) {
        rule("del", one, other);
        rule("del", other, one);
    }

    private void rule(String verb, int from, int to) {
        run("ip rule %s from %s to %s blackhole".formatted(verb, address(from), address(to)));
    }

    /**
     * @return the last line that it printed
     * @throws UncheckedIOException if it failed, with what it printed
     */
    private String run(String command) {
        try {
            commands.write(command + "; echo " + DONE + " $?\n");
            commands.flush();
            var printed = new ArrayList<String>();
            String line = answers.readLine();
            while (line != null && !line.startsWith(DONE)) {
                printed.add(line);
                line = answers.readLine();
            }
            if (line == null || !line.equals(DONE + " 0")) {
                throw new IOException(command + ": " + printed);
            }
            return printed.isEmpty() ? "" : printed.getLast();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        commands.close();
        try {
            if (!router.waitFor(EXIT_SECONDS, TimeUnit.SECONDS)) {
                router.destroyForcibly();
            }
        } catch (InterruptedException e) {
            router.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
