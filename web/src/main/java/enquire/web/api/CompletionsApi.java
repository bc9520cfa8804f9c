package enquire.web.api;

import enquire.editor.page.PageId;
import enquire.storage.Attachments;
import enquire.storage.PageView;
import enquire.storage.search.Search;
import enquire.sync.node.Wiki;
import enquire.web.http.Call;
import enquire.web.http.Json;
import enquire.web.http.Reply;
import enquire.web.wiki.Manifest;
import enquire.web.wiki.PageLookup;
import enquire.web.wiki.Wikis;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Headings, files and people that somebody may mean by what he types. */
final class CompletionsApi {

    private static final int LIMIT_DEFAULT = 8;
    private static final int LIMIT_MAX = 50;

    /** One section of a page. */
    record FoundHeading(String title, String heading, String slug) {}

    /** One attachment that a page uses. */
    record FoundFile(String name, long bytes, String sha256, String url) {}

    /**
     * One member.
     *
     * @param self whether it is this node
     */
    record FoundPerson(String name, String role, boolean self) {}

    private final Wikis wikis;

    CompletionsApi(Wikis wikis) {
        this.wikis = wikis;
    }

    /** {@code words} of headings of all pages, or {@code Title#words} of one. */
    Reply headings(Call call) {
        Wiki wiki = wikis.of(call);
        String typed = typed(call);
        int hash = typed.indexOf('#');
        List<Search.PlacedSection> found =
                hash < 0
                        ? wiki.search().headings(typed, limit(call))
                        : page(wiki, typed.substring(0, hash))
                                .map(page ->
                                        wiki.search()
                                                .headings(
                                                        page,
                                                        typed.substring(hash + 1),
                                                        limit(call)))
                                .orElse(List.of());
        return Json.reply(
                Map.of(
                        "headings",
                        found.stream()
                                .map(each ->
                                        new FoundHeading(
                                                each.title(),
                                                each.section().heading(),
                                                each.section().slug()))
                                .toList()));
    }

    /** A title as it is, or else the likeliest one that it begins. */
    private static Optional<PageId> page(Wiki wiki, String typed) {
        if (typed.isBlank()) {
            return Optional.empty();
        }
        return PageLookup.exact(wiki.repository(), typed)
                .or(() ->
                        wiki.search().completions(typed, 1).stream()
                                .findFirst()
                                .flatMap(title -> PageLookup.exact(wiki.repository(), title)))
                .map(PageView::page);
    }

    /** Files by a part of their name; the first of all by name if none is asked for. */
    Reply files(Call call) {
        Wiki wiki = wikis.of(call);
        Attachments attachments = wiki.repository().attachments();
        List<Attachments.Found> all =
                call.query("q").isEmpty()
                        ? attachments.byName(limit(call))
                        : attachments.like(typed(call), limit(call));
        List<FoundFile> files =
                all.stream()
                        .flatMap(found ->
                                Manifest.parse(found.manifest()).stream()
                                        .map(manifest ->
                                                new FoundFile(
                                                        manifest.name(),
                                                        manifest.bytes(),
                                                        found.blob().toString(),
                                                        Wikis.paths(wiki)
                                                                .file(
                                                                        found.blob(),
                                                                        manifest.name()))))
                        .toList();
        return Json.reply(Map.of("files", files));
    }

    /** Members by a part of their name; all of them if nothing is typed. */
    Reply people(Call call) {
        Wiki wiki = wikis.of(call);
        String typed = typed(call).toLowerCase(Locale.ROOT);
        List<FoundPerson> people =
                wiki.members().stream()
                        .filter(member -> member.name().toLowerCase(Locale.ROOT).contains(typed))
                        .limit(limit(call))
                        .map(member ->
                                new FoundPerson(
                                        member.name(),
                                        member.role().name().toLowerCase(Locale.ROOT),
                                        member.peer().equals(wiki.self())))
                        .toList();
        return Json.reply(Map.of("people", people));
    }

    private static String typed(Call call) {
        String typed = call.query("q").orElse("").strip();
        return typed.length() <= Search.QUERY_CHARS_MAX
                ? typed
                : typed.substring(0, Search.QUERY_CHARS_MAX);
    }

    private static int limit(Call call) {
        return call.query("limit", LIMIT_DEFAULT, 1, LIMIT_MAX);
    }
}
