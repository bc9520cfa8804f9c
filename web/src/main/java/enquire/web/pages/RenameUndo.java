package enquire.web.pages;

import com.fasterxml.jackson.databind.JsonNode;
import enquire.editor.page.Bytes;
import enquire.editor.page.PageId;
import enquire.editor.page.Title;
import enquire.storage.Records;
import enquire.sync.node.Wiki;
import enquire.web.http.Json;
import enquire.web.http.ProblemException;
import enquire.web.http.Reply;
import enquire.web.wiki.Renaming;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The offer to undo a rename, kept on disk by the token of its receipt: a node that is stopped goes
 * on with the links when it runs again, so what takes them back must be there, too.
 *
 * @param sentence what was done
 * @param page that was asked for; empty if only pages below a title were moved
 * @param links whether they were to be updated
 * @param moved as they were moved, in this order
 * @param at when it was done, by this node's clock
 */
record RenameUndo(
        String sentence,
        Optional<PageId> page,
        boolean links,
        List<Renaming.Moved> moved,
        Instant at) {

    /** Names of records: this, and the token. */
    private static final String PREFIX = "undo/";

    /** As {@link Receipts} draws it (16 bytes in base64url): nothing else is looked up on disk. */
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{22}");

    /**
     * Offers that are kept of one wiki, the newest. A guess; at most 20 MB, if each moved {@link
     * Renaming#BRANCH_PAGES_MAX} pages with titles as long as can be.
     */
    static final int KEPT_MAX = 16;

    /** How long one is offered: what was built on it since would be taken apart. A guess. */
    static final Duration OFFERED_FOR = Duration.ofDays(1);

    RenameUndo {
        moved = List.copyOf(moved);
    }

    /** On disk when it returns, and those that are too many or too old are not any more. */
    void keep(Records records, String token) {
        Map<String, Optional<Bytes>> values = new HashMap<>();
        var offered = new ArrayList<Map.Entry<String, RenameUndo>>();
        records.values(PREFIX)
                .forEach((name, bytes) ->
                        read(bytes)
                                .filter(each -> !each.isOver(at))
                                .ifPresentOrElse(
                                        each -> offered.add(Map.entry(name, each)),
                                        () -> values.put(name, Optional.empty())));
        offered.sort(Comparator.comparing(each -> each.getValue().at()));
        int over = Math.max(0, offered.size() + 1 - KEPT_MAX);
        offered.subList(0, over).forEach(each -> values.put(each.getKey(), Optional.empty()));
        values.put(PREFIX + token, Optional.of(toBytes()));
        records.values(values);
    }

    /** Nobody is offered it any more. */
    static void forget(Records records, String token) {
        records.values(Map.of(PREFIX + token, Optional.empty()));
    }

    /** Offers again what was offered under this token before the node was started, if it was. */
    static void restore(Screens screens, Wiki wiki, String token) {
        Receipts receipts = screens.receipts();
        if (!TOKEN.matcher(token).matches() || receipts.knows(wiki, token)) {
            return;
        }
        String name = PREFIX + token;
        Instant now = screens.times().clock().instant();
        Optional.ofNullable(wiki.repository().records().values(name).get(name))
                .flatMap(RenameUndo::read)
                .filter(offer -> !offer.isOver(now))
                .ifPresent(offer ->
                        receipts.restore(
                                wiki, token, offer.sentence(), () -> offer.undo(screens, wiki)));
    }

    private Reply undo(Screens screens, Wiki wiki) {
        return RenameActions.undone(
                screens, wiki, this, Renaming.undo(screens.wikis().links(), wiki, moved, links));
    }

    /** Also of a moment to come: a clock was put back. */
    private boolean isOver(Instant now) {
        return Duration.between(at, now).abs().compareTo(OFFERED_FOR) > 0;
    }

    private Bytes toBytes() {
        var pages = new ArrayList<Map<String, String>>();
        for (Renaming.Moved each : moved) {
            Map<String, String> titles = new LinkedHashMap<>();
            titles.put("page", each.page().toString());
            titles.put("before", each.before().value());
            titles.put("after", each.after().value());
            pages.add(titles);
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("sentence", sentence);
        json.put("page", page.map(PageId::toString).orElse(""));
        json.put("links", links);
        json.put("at", at.toString());
        json.put("moved", pages);
        return Bytes.of(Json.bytes(json));
    }

    /** Nothing of one that a later version wrote otherwise. */
    private static Optional<RenameUndo> read(Bytes bytes) {
        try {
            JsonNode json = Json.object(new String(bytes.toArray(), StandardCharsets.UTF_8));
            var moved = new ArrayList<Renaming.Moved>();
            for (JsonNode each : json.path("moved")) {
                moved.add(
                        new Renaming.Moved(
                                PageId.parse(each.path("page").asText()),
                                new Title(each.path("before").asText()),
                                new Title(each.path("after").asText())));
            }
            return Optional.of(
                    new RenameUndo(
                            json.path("sentence").asText(),
                            Optional.of(json.path("page").asText())
                                    .filter(id -> !id.isEmpty())
                                    .map(PageId::parse),
                            json.path("links").asBoolean(),
                            moved,
                            Instant.parse(json.path("at").asText())));
        } catch (ProblemException | DateTimeException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
