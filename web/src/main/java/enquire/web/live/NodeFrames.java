package enquire.web.live;

import enquire.editor.page.PeerId;
import enquire.storage.Lines;
import enquire.sync.node.Presence;
import enquire.sync.node.Wiki;
import enquire.web.http.Json;
import enquire.web.http.Problem;
import enquire.web.pages.People;
import enquire.web.wiki.StatusWords;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the node says to a tab, as JSON; the other side is {@code web/browser/src/live/frames.ts}.
 */
final class NodeFrames {

    private NodeFrames() {}

    /** The whole text, for a tab that begins or goes on. */
    static String text(String page, String title, Lines.Opened opened) {
        Map<String, Object> frame = frame("text");
        frame.put("page", page);
        frame.put("title", title);
        frame.put("line", opened.position().line());
        frame.put("version", opened.position().version());
        frame.put("token", opened.token().token());
        frame.put("text", opened.text());
        frame.put("last", opened.lastNumber());
        frame.put("rebase", opened.rebase().map(change -> (Object) change.toJson()).orElse(null));
        return Json.text(frame);
    }

    /** For a page that nobody made yet. */
    static String noText(String title) {
        Map<String, Object> frame = frame("text");
        frame.put("page", "");
        frame.put("title", title);
        frame.put("line", "");
        frame.put("version", 0);
        frame.put("token", "");
        frame.put("text", "");
        frame.put("last", 0);
        frame.put("rebase", null);
        return Json.text(frame);
    }

    /**
     * @param version before the first of {@code steps}
     */
    static String updates(Wiki wiki, long version, List<Lines.LineUpdate> steps) {
        Map<String, Object> frame = frame("updates");
        frame.put("version", version);
        var updates = new ArrayList<Map<String, Object>>(steps.size());
        for (Lines.LineUpdate step : steps) {
            Map<String, Object> update = new LinkedHashMap<>();
            update.put("tab", step.tab().orElse(null));
            update.put("number", step.number());
            update.put("changes", step.change().toJson());
            update.put("author", wiki.nameOf(step.author()));
            update.put("color", People.color(step.author()));
            updates.add(update);
        }
        frame.put("updates", updates);
        return Json.text(frame);
    }

    static String ack(long number, long version) {
        Map<String, Object> frame = frame("ack");
        frame.put("number", number);
        frame.put("version", version);
        return Json.text(frame);
    }

    static String stale(long version) {
        Map<String, Object> frame = frame("stale");
        frame.put("version", version);
        return Json.text(frame);
    }

    static String people(PeerId me, List<Presence.Person> people) {
        Map<String, Object> frame = frame("presence");
        var list = new ArrayList<Map<String, Object>>(people.size());
        for (Presence.Person person : people) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("tab", person.tab());
            json.put("name", person.name());
            json.put("color", People.color(person.peer()));
            json.put("anchor", person.anchor());
            json.put("head", person.head());
            json.put("version", person.version());
            json.put("here", person.peer().equals(me));
            list.add(json);
        }
        frame.put("people", list);
        return Json.text(frame);
    }

    /**
     * @param event {@code renamed}, {@code deleted} or {@code restored}
     */
    static String page(String event, String title, String by) {
        Map<String, Object> frame = frame("page");
        frame.put("event", event);
        frame.put("title", title);
        frame.put("by", by);
        return Json.text(frame);
    }

    /** Edits that came in after time apart. */
    static String merged(MergeWatch.News news) {
        Map<String, Object> frame = frame("merged");
        frame.put("edits", news.edits());
        frame.put("color", news.color());
        frame.put("before", news.before());
        return Json.text(frame);
    }

    /**
     * @param places how many sentences two people changed while apart; the tab asks which
     */
    static String overlaps(int places) {
        Map<String, Object> frame = frame("overlaps");
        frame.put("places", places);
        return Json.text(frame);
    }

    static String status(StatusWords status) {
        Map<String, Object> frame = frame("status");
        frame.put("state", status.state());
        frame.put("words", status.words());
        frame.put("details", status.details());
        return Json.text(frame);
    }

    /** This person may write again. */
    static String writable() {
        return Json.text(frame("writable"));
    }

    /**
     * @param about type of the message that this answers; empty if that could not be read
     * @param suggest whether what was pushed can be suggested instead
     * @param out whether only a new invite leads back to where it would be taken
     */
    static String problem(String about, Problem problem, boolean suggest, boolean out) {
        Map<String, Object> frame = frame("problem");
        frame.put("about", about);
        // Only what is this computer's fault can be over the next time.
        frame.put("again", problem.status() >= 500);
        frame.put("suggest", suggest);
        frame.put("out", out);
        frame.put("title", problem.title());
        frame.put("detail", problem.detail());
        return Json.text(frame);
    }

    private static Map<String, Object> frame(String type) {
        Map<String, Object> frame = new LinkedHashMap<>();
        frame.put("type", type);
        return frame;
    }
}
