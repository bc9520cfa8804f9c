package enquire.web.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import enquire.editor.text.TextChange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * A tab as the browser has it, over a real WebSocket: it applies its own edits at once, pushes what
 * is unconfirmed and rebases it over what others did. One thread at a time.
 */
public final class TestTab implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long DEADLINE_SECONDS = 60;

    private final String id;
    private final HttpClient client = HttpClient.newHttpClient();
    private final LinkedBlockingQueue<String> incoming = new LinkedBlockingQueue<>();
    private final List<TextChange> pending = new ArrayList<>();
    private final List<JsonNode> others = new ArrayList<>();
    private Optional<WebSocket> socket = Optional.empty();
    private String page = "";
    private String line = "";
    private String token = "";
    private String confirmed = "";
    private long version = -1;
    private long confirmedNumber;
    private long acked;
    private boolean inFlight;
    private boolean refused;
    private boolean open;

    public TestTab(String id) {
        this.id = id;
    }

    public void connect(URI site, String bearer, String wiki, String title) {
        String address = site.toString().replaceFirst("^http", "ws").replaceFirst("/$", "");
        open = false;
        inFlight = false;
        incoming.clear();
        socket =
                Optional.of(
                        client.newWebSocketBuilder()
                                .header("Authorization", "Bearer " + bearer)
                                .buildAsync(
                                        URI.create(address + "/" + wiki + "/-/live"),
                                        new Listener())
                                .join());
        Map<String, Object> frame = new LinkedHashMap<>();
        frame.put("type", "open");
        frame.put("page", page);
        frame.put("title", title);
        frame.put("tab", id);
        frame.put("line", line.isEmpty() ? null : line);
        frame.put("version", version < 0 ? null : version);
        frame.put("token", token.isEmpty() ? null : token);
        send(frame);
        until(() -> open);
    }

    /** What the person sees. */
    public String text() {
        String text = confirmed;
        for (TextChange change : pending) {
            text = change.apply(text);
        }
        return text;
    }

    public void edit(int from, int to, String insert) {
        TextChange change = TextChange.replace(text().length(), from, to, insert);
        pending.add(refused ? pending.removeLast().compose(change) : change);
        refused = false;
        push();
    }

    public void append(String text) {
        edit(text().length(), text().length(), text);
    }

    /** Sends what is unconfirmed, unless something is on its way. */
    public void push() {
        if (!open || inFlight || refused || pending.isEmpty()) {
            return;
        }
        inFlight = true;
        pushFrom(confirmedNumber + 1, pending, version);
    }

    void pushFrom(long number, List<TextChange> changes, long base) {
        var updates = new ArrayList<Map<String, Object>>();
        for (TextChange change : changes) {
            updates.add(Map.of("number", number++, "changes", change.toJson()));
        }
        send(Map.of("type", "push", "version", base, "updates", updates));
    }

    void cursor(int position) {
        send(Map.of("type", "presence", "anchor", position, "head", position, "version", version));
    }

    public boolean isSaved() {
        return pending.isEmpty();
    }

    /** Whether the node did not take it: the next edit is sent together with it. */
    public boolean isRefused() {
        return refused;
    }

    public long acked() {
        return acked;
    }

    long version() {
        return version;
    }

    String page() {
        return page;
    }

    /** Takes frames until the condition holds. */
    public void until(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            receive(DEADLINE_SECONDS * 1_000);
        }
    }

    /** Takes what has arrived. */
    public void drain() {
        while (!incoming.isEmpty()) {
            receive(0);
        }
    }

    /** The first frame of this kind that came and was no text, update or ack; waits for it. */
    public JsonNode other(String type) {
        return other(type, frame -> true);
    }

    public JsonNode other(String type, java.util.function.Predicate<JsonNode> fits) {
        while (true) {
            for (JsonNode frame : others) {
                if (frame.path("type").asText().equals(type) && fits.test(frame)) {
                    others.remove(frame);
                    return frame;
                }
            }
            receive(DEADLINE_SECONDS * 1_000);
        }
    }

    private void receive(long waitMillis) {
        try {
            String text = incoming.poll(waitMillis, TimeUnit.MILLISECONDS);
            if (text == null) {
                throw new AssertionError("tab %s heard nothing; others: %s".formatted(id, others));
            }
            take(JSON.readTree(text));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void take(JsonNode frame) {
        switch (frame.path("type").asText()) {
            case "text" -> takeText(frame);
            case "updates" -> takeUpdates(frame);
            case "ack" -> acked = Math.max(acked, frame.path("number").asLong());
            case "stale" -> inFlight = false;
            case "problem" -> takeProblem(frame);
            case "closed" -> throw new AssertionError("the node closed tab " + id + ": " + frame);
            default -> others.add(frame);
        }
        push();
    }

    /** A refused push becomes one update, which is tried at once unless it was one already. */
    private void takeProblem(JsonNode frame) {
        others.add(frame);
        if (!inFlight || !frame.path("about").asText().equals("push")) {
            return;
        }
        if (pending.size() == 1) {
            refused = true;
        } else {
            TextChange all = pending.stream().reduce(TextChange::compose).orElseThrow();
            pending.clear();
            pending.add(all);
        }
        inFlight = false;
    }

    private void takeText(JsonNode frame) {
        String text = frame.path("text").asText();
        long last = frame.path("last").asLong();
        while (confirmedNumber < last && !pending.isEmpty()) {
            confirmed = pending.removeFirst().apply(confirmed);
            confirmedNumber++;
        }
        rebase(TextChange.between(confirmed, text));
        confirmed = text;
        confirmedNumber = Math.max(confirmedNumber, last);
        acked = Math.max(acked, last);
        page = frame.path("page").asText();
        line = frame.path("line").asText();
        token = frame.path("token").asText();
        version = frame.path("version").asLong();
        open = true;
        inFlight = false;
    }

    private void takeUpdates(JsonNode frame) {
        long at = frame.path("version").asLong();
        for (JsonNode update : frame.path("updates")) {
            if (at++ < version) {
                continue;
            }
            TextChange change =
                    TextChange.fromJson(
                            (List<?>) JSON.convertValue(update.path("changes"), List.class));
            if (update.path("tab").asText().equals(id)) {
                if (update.path("number").asLong() != ++confirmedNumber) {
                    throw new AssertionError("update out of turn: " + update);
                }
                pending.removeFirst();
                inFlight = false;
            } else {
                rebase(change);
            }
            confirmed = change.apply(confirmed);
            version++;
        }
    }

    private void rebase(TextChange change) {
        TextChange over = change;
        for (int i = 0; i < pending.size(); i++) {
            TextChange mine = pending.get(i);
            pending.set(i, mine.mapOver(over, false));
            over = over.mapOver(mine, true);
        }
    }

    private void send(Map<String, Object> frame) {
        try {
            socket.orElseThrow().sendText(JSON.writeValueAsString(frame), true).join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As when a network breaks. */
    public void disconnect() {
        socket.ifPresent(WebSocket::abort);
        socket = Optional.empty();
        open = false;
    }

    @Override
    public void close() {
        disconnect();
        client.shutdownNow();
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder parts = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            parts.append(data);
            if (last) {
                incoming.add(parts.toString());
                parts.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            incoming.add("{\"type\": \"closed\", \"code\": " + code + "}");
            return null;
        }
    }
}
