package enquire.editor.overlap;

import enquire.editor.page.Actors;
import enquire.editor.page.Change;
import enquire.editor.page.ChangeHash;
import enquire.editor.page.Edit;
import enquire.editor.page.PageDocument;
import enquire.editor.text.TextChange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** People with a copy of one page each, who meet and part; each change knows its burst. */
final class Group implements AutoCloseable {

    static final int ALICE = 0;
    static final int BOB = 1;

    private final List<PageDocument> documents = new ArrayList<>();
    private final Map<ChangeHash, Long> begins = new HashMap<>();
    private final List<Long> burst = new ArrayList<>();

    /** All have this text, which the first of them wrote. */
    Group(int people, String text) {
        for (int i = 0; i < people; i++) {
            documents.add(PageDocument.create(Actors.actor(i + 1)));
            burst.add(0L);
        }
        replace(0, "", text);
        meet();
    }

    PageDocument of(int person) {
        return documents.get(person);
    }

    String text(int person) {
        return of(person).text();
    }

    /** Puts {@code now} where {@code old} stands first. */
    void replace(int person, String old, String now) {
        String text = text(person);
        int from = text.indexOf(old);
        String after = text.substring(0, from) + now + text.substring(from + old.length());
        edit(person, new Edit.Text(TextChange.between(text, after)));
    }

    void edit(int person, Edit edit) {
        for (Change change : of(person).edit(edit)) {
            if (burst.get(person) == 0) {
                burst.set(person, change.seq());
            }
            begins.put(change.hash(), burst.get(person));
        }
    }

    /** An edit needs a moment to arrive, and nobody met or parted. */
    void exchange() {
        List<List<Change>> all = documents.stream().map(PageDocument::changes).toList();
        documents.forEach(document -> all.forEach(document::apply));
    }

    /** All meet who were apart. */
    void meet() {
        exchange();
        part();
    }

    /** From now on nobody gets anything, until all meet. */
    void part() {
        burst.replaceAll(begin -> 0L);
    }

    /** Two of them alone. */
    void give(int from, int to) {
        of(to).apply(of(from).changes());
        burst.set(from, 0L);
        burst.set(to, 0L);
    }

    List<Overlap> overlaps(int person) {
        return Overlaps.find(of(person).changes(), bursts());
    }

    Bursts bursts() {
        return change -> begins.get(change.hash());
    }

    static String kept(String text, Overlap overlap, String chosen) {
        return text.substring(0, overlap.from()) + chosen + text.substring(overlap.to());
    }

    @Override
    public void close() {
        documents.forEach(PageDocument::close);
    }
}
