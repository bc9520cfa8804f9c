package enquire.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A tab without a screen: opens a page over the live socket, types at its beginning, and notes when
 * the steps of others arrive. Any thread may ask; one thread types.
 */
final class TabClient implements AutoCloseable {

    private static final long WAIT_SECONDS = 30;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final WebSocket socket;
    private final CompletableFuture<JsonNode> opened = new CompletableFuture<>();
    private final StringBuilder frame = new StringBuilder();
    private long version;
    private int chars;
    private long number;

    private TabClient(HttpClient http, NodeProcess node, String wiki)
            throws IOException, InterruptedException {
        URI address = node.address();
        URI live =
                URI.create(
                        "ws://%s:%d/%s/-/live"
                                .formatted(address.getHost(), address.getPort(), wiki));
        try {
            socket =
                    http.newWebSocketBuilder()
                            .header("Authorization", "Bearer " + node.token())
                            .buildAsync(live, new Listener())
                            .get(WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("the live socket did not open", e);
        }
    }

    static TabClient open(HttpClient http, NodeProcess node, String wiki, String page, String tab)
            throws IOException, InterruptedException {
        var client = new TabClient(http, node, wiki);
        var open = JSON.createObjectNode();
        open.put("type", "open").put("page", page).put("title", "").put("tab", tab);
        open.putNull("line").putNull("version").putNull("token");
        client.socket.sendText(open.toString(), true);
        try {
            JsonNode text = client.opened.get(WAIT_SECONDS, TimeUnit.SECONDS);
            synchronized (client) {
                client.version = Math.max(client.version, text.get("version").asLong());
                client.chars = text.get("text").asText().length();
                client.number = text.get("last").asLong();
            }
            return client;
        } catch (ExecutionException | TimeoutException e) {
            client.close();
            throw new IOException("the page did not open", e);
        }
    }

    /** Types one letter at the beginning. */
    void type() {
        String push;
        synchronized (this) {
            push =
                    "{\"type\":\"push\",\"version\":%d,\"updates\":[{\"number\":%d,\"changes\":[[0,\"x\"]%s]}]}"
                            .formatted(version, ++number, chars == 0 ? "" : "," + chars);
        }
        socket.sendText(push, true);
    }

    /** Waits until this tab has seen the line at {@code wanted}. */
    synchronized void awaitVersion(long wanted) throws InterruptedException, IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_SECONDS);
        while (version < wanted) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                throw new IOException(
                        "version %d did not arrive; the tab is at %d".formatted(wanted, version));
            }
            wait(left);
        }
    }

    synchronized long version() {
        return version;
    }

    @Override
    public void close() {
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "");
        socket.abort();
    }

    private synchronized void receive(String json) throws IOException {
        JsonNode message = JSON.readTree(json);
        switch (message.get("type").asText()) {
            case "text" -> opened.complete(message);
            case "updates" -> {
                long from = message.get("version").asLong();
                for (JsonNode update : message.get("updates")) {
                    from++;
                    if (from > version) {
                        version = from;
                        chars = lengthAfter(update.get("changes"));
                    }
                }
                notifyAll();
            }
            default -> {
                // Presence, status and acks are not measured.
            }
        }
    }

    private static int lengthAfter(JsonNode changes) {
        int length = 0;
        for (JsonNode part : changes) {
            if (part.isInt()) {
                length += part.asInt();
            } else {
                for (int line = 1; line < part.size(); line++) {
                    length += part.get(line).asText().length() + (line > 1 ? 1 : 0);
                }
            }
        }
        return length;
    }

    private final class Listener implements WebSocket.Listener {
        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            frame.append(data);
            if (last) {
                try {
                    receive(frame.toString());
                } catch (IOException e) {
                    opened.completeExceptionally(e);
                }
                frame.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            opened.completeExceptionally(error);
        }
    }
}
