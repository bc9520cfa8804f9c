package enquire.editor.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;

/** A browser tab as {@code @codemirror/collab} makes it: one version, and what is not confirmed. */
public final class SimulatedTab {

    private final TabId id;
    private String text;
    private long version;
    private final List<TextChange> unconfirmed = new ArrayList<>();
    private long confirmedNumber;

    public SimulatedTab(String id, EditLine line) {
        this.id = new TabId(id);
        this.text = line.text();
        this.version = line.version();
    }

    public String text() {
        return text;
    }

    public boolean waits() {
        return !unconfirmed.isEmpty();
    }

    public void type(TextChange change) {
        text = change.apply(text);
        unconfirmed.add(change);
    }

    public PushResult push(EditLine line) {
        return line.push(id, version, confirmedNumber + 1, unconfirmed);
    }

    /** Takes what it missed; its own updates come back as confirmations. */
    public void pull(EditLine line) {
        TextChange missed = null;
        int own = 0;
        for (Update update : line.updatesSince(version).orElseThrow()) {
            version++;
            if (update instanceof Update.Typed typed && typed.tab().equals(id)) {
                assertEquals(++confirmedNumber, typed.number());
                TextChange mine = unconfirmed.get(own++);
                missed = missed == null ? null : missed.mapOver(mine, true);
            } else {
                missed = missed == null ? update.change() : missed.compose(update.change());
            }
        }
        unconfirmed.subList(0, own).clear();
        if (missed != null) {
            rebase(missed);
        }
    }

    private void rebase(TextChange missed) {
        TextChange change = missed;
        for (int i = 0; i < unconfirmed.size(); i++) {
            TextChange mine = unconfirmed.get(i);
            unconfirmed.set(i, mine.mapOver(change, false));
            change = change.mapOver(mine, true);
        }
        text = change.apply(text);
    }
}
