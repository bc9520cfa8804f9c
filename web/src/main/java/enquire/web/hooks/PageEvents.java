package enquire.web.hooks;

import enquire.editor.page.PeerId;
import enquire.storage.PageView;
import enquire.storage.Repository;
import enquire.storage.Version;
import enquire.sync.node.Wiki;
import enquire.web.http.Json;
import enquire.web.wiki.WikiPaths;
import enquire.web.wiki.Wikis;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What became of one page since it was told of last. */
record PageEvents(
        Wiki wiki, PageView page, Optional<Told> before, Set<EventKind> kinds, Set<PeerId> by) {

    /** Authors that one event names; of more, some. (A guess.) */
    private static final int AUTHORS_MAX = 20;

    /** Empty kinds if there is nothing to tell. */
    static PageEvents of(Wiki wiki, PageView page, Optional<Told> before) {
        Set<EventKind> kinds = kinds(wiki.repository(), page, before);
        Set<PeerId> by =
                kinds.isEmpty()
                        ? Set.of()
                        : wiki.repository()
                                .authorship()
                                .authorsSince(page.page(), before.map(Told::change).orElse(0L));
        return new PageEvents(
                wiki, page, before, kinds, by.isEmpty() ? Set.of(page.changedBy()) : by);
    }

    private static Set<EventKind> kinds(
            Repository repository, PageView page, Optional<Told> before) {
        Set<EventKind> kinds = EnumSet.noneOf(EventKind.class);
        if (before.isEmpty()) {
            if (!page.deleted()) {
                kinds.add(EventKind.CREATED);
            }
            return kinds;
        }
        Told told = before.get();
        if (page.deleted()) {
            if (!told.deleted()) {
                kinds.add(EventKind.DELETED);
            }
            return kinds;
        }
        if (told.deleted()) {
            kinds.add(EventKind.RESTORED);
        }
        if (!told.title().equals(page.title().value())) {
            kinds.add(EventKind.RENAMED);
        }
        if (!told.version().equals(page.version().token())) {
            // A version that cannot be read any more is no reason to keep quiet.
            Optional<String> old =
                    Version.parse(told.version())
                            .flatMap(version -> repository.textAt(page.page(), version));
            if (!old.equals(Optional.of(page.text()))) {
                kinds.add(EventKind.CHANGED);
            }
        }
        return kinds;
    }

    /** What this one wants to know of it. */
    List<EventKind> wantedBy(Hook hook) {
        Hook.Wanted wanted = hook.wanted();
        boolean fits =
                by.stream()
                        .filter(author -> isFrom(wanted.from(), author))
                        .anyMatch(author ->
                                wanted.by().isEmpty() || wanted.by().equals(name(author)));
        return fits ? kinds.stream().filter(wanted.kinds()::contains).toList() : List.of();
    }

    private boolean isFrom(Hook.From from, PeerId author) {
        return switch (from) {
            case ANYWHERE -> true;
            case HERE -> author.equals(wiki.self());
            case PEERS -> !author.equals(wiki.self());
        };
    }

    private String name(PeerId author) {
        return wiki.nameOf(wiki.person(author));
    }

    /** JSON, as Standard Webhooks recommends it: type, timestamp and data, and thin. */
    String body(EventKind kind, Instant at) {
        WikiPaths paths = Wikis.paths(wiki);
        String title = page.displayTitle();
        var of = new LinkedHashMap<String, Object>();
        of.put("id", page.page().toString());
        of.put("title", title);
        before.ifPresent(told -> of.put("previousTitle", told.title()));
        of.put("version", page.version().token());
        before.ifPresent(told -> of.put("previousVersion", told.version()));
        of.put("deleted", page.deleted());
        of.put("path", paths.permanent(page.page()));
        of.put("api", paths.api(title));
        var data = new LinkedHashMap<String, Object>();
        data.put("wiki", wiki(wiki));
        data.put("page", of);
        data.put(
                "authors",
                by.stream()
                        .limit(AUTHORS_MAX)
                        .map(author -> Map.of("id", author.toString(), "name", name(author)))
                        .toList());
        data.put("from", by.contains(wiki.self()) ? "here" : "peers");
        return body(kind, at, data);
    }

    /** What a test says. */
    static String test(Wiki wiki, Instant at) {
        return body(EventKind.TEST, at, Map.of("wiki", wiki(wiki)));
    }

    private static Map<String, Object> wiki(Wiki wiki) {
        var of = new LinkedHashMap<String, Object>();
        of.put("id", wiki.id().toString());
        of.put("slug", wiki.slug());
        of.put("name", wiki.name());
        return of;
    }

    private static String body(EventKind kind, Instant at, Map<String, Object> data) {
        var json = new LinkedHashMap<String, Object>();
        json.put("type", kind.type());
        json.put("timestamp", at.toString());
        json.put("data", data);
        return Json.text(json);
    }
}
