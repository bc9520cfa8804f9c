package enquire.storage;

import enquire.editor.page.PageId;
import enquire.editor.text.TextChange;
import enquire.storage.Lines.LineUpdate;
import enquire.storage.Lines.Opened;
import enquire.storage.Lines.Pushed;
import enquire.storage.Lines.TabUpdate;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** A tab as the browser's collab extension works: what it typed is rebased over what it missed. */
final class TestTab {

    private static final String[] PIECES = {
        "a", "b ", "\n", "🌹", "é", "e\u0301", "👩‍🌾", "word "
    };

    private final String name;
    private final Person person;
    private final PageId page;
    private String line;
    private Version opened;
    private String confirmed;
    private long version;
    private long number;
    private TextChange unconfirmed;

    TestTab(String name, Person person, PageId page) {
        this.name = name;
        this.person = person;
        this.page = page;
        Opened now =
                person.repository().lines().open(page, name, Optional.empty(), Optional.empty());
        this.line = now.position().line();
        this.opened = now.token();
        this.version = now.position().version();
        this.confirmed = now.text();
        this.number = now.lastNumber();
        this.unconfirmed = TextChange.unchanged(confirmed.length());
    }

    String text() {
        return unconfirmed.apply(confirmed);
    }

    /** From here on stand the marks: characters of private use, which no random edit deletes. */
    static final char FIRST_MARK = '\ue000';

    /** Inserts one character that stands nowhere else. */
    void typeMark(char mark, Random random) {
        int length = text().length();
        int at = boundary(text(), random.nextInt(length + 1));
        unconfirmed = unconfirmed.compose(TextChange.replace(length, at, at, String.valueOf(mark)));
    }

    private static boolean isMark(int c) {
        return Character.getType(c) == Character.PRIVATE_USE;
    }

    /** Inserts, deletes or replaces something, between whole characters; deletes no mark. */
    void typeAtRandom(Random random) {
        String text = text();
        int from = boundary(text, random.nextInt(text.length() + 1));
        int to = boundary(text, Math.min(text.length(), from + random.nextInt(6)));
        boolean spares = text.substring(from, to).chars().anyMatch(TestTab::isMark);
        boolean deletes = random.nextInt(3) == 0 && !spares;
        String insert = random.nextInt(4) == 0 ? "" : PIECES[random.nextInt(PIECES.length)];
        unconfirmed =
                unconfirmed.compose(
                        TextChange.replace(text.length(), from, deletes ? to : from, insert));
    }

    private static int boundary(String text, int at) {
        boolean inside =
                at > 0
                        && at < text.length()
                        && Character.isLowSurrogate(text.charAt(at))
                        && Character.isHighSurrogate(text.charAt(at - 1));
        return inside ? at - 1 : at;
    }

    /** Takes what it missed. */
    void pull() {
        Optional<List<LineUpdate>> updates = person.repository().lines().since(page, line, version);
        if (updates.isPresent()) {
            take(updates.get());
        } else {
            reopen();
        }
    }

    /** A line on which nothing ever happened is gone after a restart: on from the version. */
    private void reopen() {
        Opened now =
                person.repository()
                        .lines()
                        .open(
                                page,
                                name,
                                Optional.of(new Lines.Position(line, version)),
                                Optional.of(opened));
        unconfirmed = unconfirmed.mapOver(now.rebase().orElseThrow(), false);
        line = now.position().line();
        opened = now.token();
        version = now.position().version();
        confirmed = now.text();
    }

    private void take(List<LineUpdate> updates) {
        for (LineUpdate update : updates) {
            if (update.tab().equals(Optional.of(name)) && update.number() == number + 1) {
                number++;
                unconfirmed = TextChange.unchanged(update.change().lengthAfter());
            } else {
                unconfirmed = unconfirmed.mapOver(update.change(), false);
            }
            confirmed = update.change().apply(confirmed);
            version++;
        }
    }

    /** Sends what it typed; whether that was accepted. */
    boolean push() {
        if (unconfirmed.isEmpty()) {
            return true;
        }
        Pushed pushed =
                person.repository()
                        .lines()
                        .push(
                                page,
                                line,
                                version,
                                name,
                                List.of(new TabUpdate(number + 1, unconfirmed)));
        return switch (pushed) {
            case Pushed.Accepted accepted -> {
                pull();
                yield true;
            }
            case Pushed.Stale stale -> {
                pull();
                yield false;
            }
            case Pushed.Gone gone -> {
                reopen();
                yield false;
            }
            case Pushed.Refused refused -> throw new IllegalStateException(refused.why());
        };
    }

    void pushUntilAccepted() {
        for (int attempt = 0; !push(); attempt++) {
            if (attempt > 100) {
                throw new IllegalStateException("never accepted");
            }
        }
    }
}
