package enquire.web.mirror;

import enquire.editor.page.Bytes;
import enquire.editor.page.PageId;
import enquire.storage.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The file of a page: where it is, and what stood in it lately. One thread at a time. */
final class Entry {

    /**
     * How long a text that was replaced in a file may still be what an editor has on its screen.
     * Editors notice a changed file within seconds. (A guess.) What is saved over it later is a
     * deliberate return to it.
     */
    static final Duration REMEMBERED = Duration.ofSeconds(30);

    /** Of a file that is written all the time. */
    private static final int REMEMBERED_MAX = 16;

    final PageId page;
    private String path;
    private FileText.Manner manner;
    private Optional<Object> identity = Optional.empty();
    private Instant writtenAt = Instant.MIN;
    private final List<Standing> standings = new ArrayList<>();

    /** What stood in a file that was gone, until it is there again. */
    private List<Standing> earlier = List.of();

    private boolean written;
    private boolean asked;
    private Optional<String> lies = Optional.empty();
    private List<String> linked = List.of();
    private List<String> shared = List.of();

    /**
     * The file was looked at since the start: until then no time has passed for its editor, who may
     * have saved what he read before the node was stopped.
     */
    private boolean looked;

    /**
     * @param written whether the newest stands in the file; if not, the one before it may
     */
    Entry(
            PageId page,
            String path,
            FileText.Manner manner,
            boolean written,
            List<Standing> newestFirst) {
        this.page = page;
        this.written = written;
        this.path = path;
        this.manner = manner;
        this.standings.addAll(newestFirst);
    }

    /** What is to be stored of it, to be changed before it is. */
    Entry copy() {
        var copy = new Entry(page, path, manner, written, standings);
        copy.asked = asked;
        copy.lies = lies;
        copy.linked = linked;
        return copy;
    }

    String path() {
        return path;
    }

    void path(String moved) {
        path = moved;
    }

    FileText.Manner manner() {
        return manner;
    }

    void manner(FileText.Manner seen) {
        manner = seen;
    }

    /** Of the file as it was when it was looked at last, whatever it is called now. */
    Optional<Object> identity() {
        return identity;
    }

    void identity(Optional<Object> seen) {
        identity = seen;
    }

    /**
     * Whether the file went with so many others that its page is not deleted before somebody says
     * so.
     */
    boolean isAsked() {
        return asked;
    }

    void asked(boolean waits) {
        asked = waits;
    }

    /** Where the file is instead of its place, under a name that its page cannot have. */
    Optional<String> lies() {
        return lies;
    }

    void lies(Optional<String> elsewhere) {
        lies = elsewhere;
    }

    /**
     * Links that somebody here wrote into the file, and to which no file of the folder was found
     * yet.
     */
    List<String> linked() {
        return linked;
    }

    void linked(List<String> names) {
        linked = List.copyOf(names);
    }

    /**
     * Links of a new file that may be of others: only what is public already is attached for them.
     * Looked at once, and not noted.
     */
    List<String> shared() {
        return shared;
    }

    void shared(List<String> names) {
        shared = List.copyOf(names);
    }

    /** When a version was last put into the file. */
    Instant writtenAt() {
        return writtenAt;
    }

    void writtenAt(Instant at) {
        writtenAt = at;
    }

    /** Whether the newest stands in the file; if not, it is about to. */
    boolean isWritten() {
        return written;
    }

    void written() {
        written = true;
        earlier.stream().limit(REMEMBERED_MAX - standings.size()).forEach(standings::add);
        earlier = List.of();
    }

    /** All that stood in the file, newest first, also before it was gone; not what is planned. */
    List<Standing> stood() {
        var stood = new ArrayList<Standing>(standings);
        if (!written && !stood.isEmpty()) {
            stood.removeFirst();
        }
        stood.addAll(earlier);
        return List.copyOf(stood);
    }

    /**
     * Of a file that is made anew: whoever took the old one away may bring it back, and its editor
     * may still have it on his screen.
     *
     * @param before what stood there, newest first
     */
    void earlier(List<Standing> before) {
        earlier = List.copyOf(before);
    }

    /**
     * Newest first: what stands in the file, or is about to, and what did until then; at most
     * {@link #REMEMBERED_MAX}.
     */
    List<Standing> standings() {
        return List.copyOf(standings);
    }

    /** What the file holds, as far as the mirror knows; empty if there was none. */
    Optional<Standing> held() {
        return standings.stream().skip(written ? 0 : 1).findFirst();
    }

    Optional<Standing> newest() {
        return standings.stream().findFirst();
    }

    /** Whether this text is known: nobody edited the file. */
    boolean knows(Bytes sha256, Instant now) {
        return candidates(now).stream().anyMatch(each -> each.sha256().equals(sha256));
    }

    /** What an editor may have started from: what stands there, and what did until lately. */
    List<Standing> candidates(Instant now) {
        var candidates = new ArrayList<Standing>();
        Instant replaced = Instant.MAX;
        for (Standing each : standings) {
            boolean certain = candidates.isEmpty() || !written && candidates.size() == 1;
            if (certain || !looked || !replaced.isBefore(now.minus(REMEMBERED))) {
                candidates.add(each);
            }
            replaced = each.at();
        }
        return candidates;
    }

    /**
     * What who saves in the file at this moment may have started from, newest first: not what is
     * only about to stand there.
     */
    List<Standing> readLately(Instant now) {
        return candidates(now).stream().skip(written ? 0 : 1).toList();
    }

    /** Whether the file was never made, as far as is known. */
    boolean isUnmade() {
        return !written && standings.size() < 2;
    }

    /** The file may be gone, and is made anew then. */
    void unmade() {
        if (isUnmade()) {
            return;
        }
        List<Standing> dropped = standings.subList(1, standings.size());
        earlier = List.copyOf(dropped);
        dropped.clear();
        written = false;
    }

    /** The file holds one of the texts that the mirror knows. */
    void holds(Bytes sha256) {
        looked = true;
        for (int i = 0; i < standings.size(); i++) {
            if (standings.get(i).sha256().equals(sha256)) {
                if (i > 1) {
                    standings.add(1, standings.remove(i));
                }
                written = i == 0;
                return;
            }
        }
    }

    /** Whether this version is what stands in the file. */
    boolean isOf(Version version) {
        return newest().orElse(null) instanceof Standing.OfVersion stood
                && stood.version().equals(version);
    }

    /**
     * Somebody saved this in the moment in which the mirror replaced the file: it never stood there
     * for the mirror, and is what its editor has on his screen.
     */
    void saved(Standing.OfText text) {
        if (isUnmade()) { // It stays so: there is no file that could be missing.
            var all = new ArrayList<Standing>(List.of(text));
            all.addAll(earlier);
            earlier = List.copyOf(all);
            return;
        }
        int place = Math.min(standings.size(), written ? 1 : 2);
        standings.add(place, text);
        if (standings.size() > REMEMBERED_MAX) {
            standings.removeLast();
        }
    }

    /** What stands in the file has a better name. */
    void known(Standing standing) {
        standings.set(0, standing);
    }

    /**
     * This is about to be put into the file. What was planned before and is not there never was:
     * else the file would be taken for an edit of it.
     */
    void plan(Standing standing) {
        if (!written && !standings.isEmpty()) {
            standings.removeFirst();
        }
        written = true;
        put(standing);
        written = false;
    }

    /**
     * Somebody has put this into the file. Whatever stood there before he has seen: it is nothing
     * that he could save over by mistake.
     */
    void stands(Standing standing) {
        standings.clear();
        standings.add(standing);
        looked = true;
        written = true;
    }

    private void put(Standing standing) {
        List<Standing> kept = candidates(standing.at());
        standings.clear();
        standings.add(standing);
        kept.stream().limit(REMEMBERED_MAX - 1L).forEach(standings::add);
    }
}
