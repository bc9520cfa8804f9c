package enquire.sync.node;

import enquire.editor.page.PageId;
import enquire.editor.text.TextChange;
import enquire.storage.Lines;
import enquire.storage.Lines.LineUpdate;
import enquire.storage.Lines.Opened;
import enquire.storage.Lines.Pushed;
import enquire.storage.Lines.TabUpdate;
import enquire.storage.Version;
import java.util.List;
import java.util.Optional;

/**
 * A browser tab: it keeps what its node has not acknowledged, over every crash of the node, and
 * sends it again under the same number.
 */
final class SimulatedTab {

    /** How often a tab that is behind takes what it missed before it lets go. */
    private static final int ATTEMPTS_MAX = 50;

    private final String name;
    private final SimulatedNode node;
    final PageId page;
    private String line = "";
    private Version token;
    private String confirmed = "";
    private long version;
    private long number;
    private boolean open;
    private boolean vanished;
    private Optional<TextChange> pending = Optional.empty();

    SimulatedTab(String name, SimulatedNode node, PageId page, Version token) {
        this.name = name;
        this.node = node;
        this.page = page;
        this.token = token;
    }

    /** The node went away: everything but what the tab keeps by itself is gone. */
    void disconnected() {
        open = false;
    }

    /** Whether the last edit came to nothing, before it was acknowledged. */
    boolean lastEditVanished() {
        return vanished;
    }

    boolean hasPending() {
        return pending.isPresent();
    }

    /** What the person sees. */
    String text() {
        return pending.map(change -> change.apply(confirmed)).orElse(confirmed);
    }

    /** Only while nothing is pending: one edit at a time is on its way. */
    void type(TextChange change) {
        if (pending.isPresent()) {
            throw new IllegalStateException("the last edit is still on its way");
        }
        pending = Optional.of(change);
        vanished = false;
    }

    /**
     * Gets up to date, and sends what is pending until it is acknowledged.
     *
     * @return whether nothing is pending any more
     */
    boolean settle() {
        for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            if (!open) {
                reopen();
            } else {
                pull();
            }
            if (pending.isEmpty()) {
                return true;
            }
            Pushed pushed =
                    node.repository()
                            .lines()
                            .push(
                                    page,
                                    line,
                                    version,
                                    name,
                                    List.of(new TabUpdate(number + 1, pending.get())));
            switch (pushed) {
                case Pushed.Accepted accepted -> {
                    pull();
                    return pending.isEmpty();
                }
                case Pushed.Stale stale -> {}
                case Pushed.Gone gone -> open = false;
                case Pushed.Refused refused -> throw new AssertionError(refused.why());
            }
        }
        return false;
    }

    private void reopen() {
        boolean first = line.isEmpty();
        Opened now =
                node.repository()
                        .lines()
                        .open(
                                page,
                                name,
                                first
                                        ? Optional.empty()
                                        : Optional.of(new Lines.Position(line, version)),
                                first ? Optional.empty() : Optional.of(token));
        boolean reachable =
                !first
                        && now.position().line().equals(line)
                        && node.repository().lines().since(page, line, version).isPresent();
        if (reachable) {
            open = true;
            pull(); // Step by step, so that an own edit that was accepted is known for what it is.
            number = now.lastNumber();
            return;
        }
        if (pending.isPresent()) {
            // Acknowledged before the line went, if its number was seen; else moved over the rest.
            String before = confirmed;
            TextChange missed =
                    now.rebase()
                            .filter(change -> change.lengthBefore() == before.length())
                            .filter(change -> change.apply(before).equals(now.text()))
                            .orElseGet(() -> TextChange.between(before, now.text()));
            pending =
                    now.lastNumber() > number
                            ? Optional.empty()
                            : pending.map(change -> change.mapOver(missed, false));
            dropVanished();
        }
        number = now.lastNumber();
        line = now.position().line();
        version = now.position().version();
        confirmed = now.text();
        token = now.token();
        open = true;
    }

    /**
     * Where texts were compared, a deletion can come to nothing: what it took out stands in a
     * stretch that was replaced. The person sees the text come back, and was promised nothing.
     */
    private void dropVanished() {
        vanished |= pending.filter(TextChange::isEmpty).isPresent();
        pending = pending.filter(change -> !change.isEmpty());
    }

    private void pull() {
        Optional<List<LineUpdate>> updates = node.repository().lines().since(page, line, version);
        if (updates.isEmpty()) {
            open = false;
            return;
        }
        for (LineUpdate update : updates.get()) {
            boolean own = update.tab().equals(Optional.of(name)) && update.number() == number + 1;
            if (own) {
                number++;
                pending = Optional.empty();
            } else {
                pending = pending.map(change -> change.mapOver(update.change(), false));
                dropVanished();
            }
            confirmed = update.change().apply(confirmed);
            version++;
        }
    }
}
