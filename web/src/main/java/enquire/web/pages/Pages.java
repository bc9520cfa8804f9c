package enquire.web.pages;

import enquire.web.git.HistoryPlace;
import enquire.web.hooks.Hooks;
import enquire.web.http.Call;
import enquire.web.http.Problem;
import enquire.web.http.ProblemException;
import enquire.web.http.Reply;
import enquire.web.http.Router;
import enquire.web.language.Speaking;
import enquire.web.mirror.Mirrors;
import enquire.web.wiki.PageRenderer;
import enquire.web.wiki.Wikis;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;

/** All routes of screens. */
public final class Pages implements AutoCloseable {

    private static final String W = "/{wiki}/-/";

    private final Screens screens;
    private final NodeHandlers node;
    private final Wikis wikis;
    private final Mirrors mirrors;
    private final Hooks hooks;
    private final BundleWorks bundles = new BundleWorks();
    private final ExportWorks exports = new ExportWorks();
    private final Path data;

    /**
     * @param data the data folder, to be named in the settings
     * @param zone in which times are shown
     */
    public Pages(
            Wikis wikis,
            PageRenderer renderer,
            Mirrors mirrors,
            Hooks hooks,
            Path data,
            InstantSource clock,
            ZoneId zone) {
        this.wikis = wikis;
        this.mirrors = mirrors;
        this.hooks = hooks;
        this.data = data;
        this.screens = new Screens(wikis, renderer, new Times(clock, zone), data);
        this.node = new NodeHandlers(screens, mirrors, data);
    }

    public void addTo(Router router) {
        addEntries(router);
        addPages(router);
        addLists(router);
        var people = new PeopleHandlers(screens);
        var members = new MemberHandlers(screens);
        var recovery = new RecoveryHandlers(screens);
        var forms = new BundleHandlers(screens, bundles);
        var invites = new InviteHandlers(screens);
        var folder = new MirrorHandlers(screens, mirrors);
        var imports = new ImportHandlers(screens);
        var exported = new ExportHandlers(screens, exports, new HistoryPlace(data));
        var told = new HookHandlers(screens, hooks);
        router.get(W + "sync", people::sync)
                .get(W + "invite", invites::askInvite)
                .post(W + "invite", invites::invite)
                .get(W + "add-computer", invites::askInvite)
                .post(W + "add-computer", invites::inviteDevice)
                .post(W + "take-back/{invite}", invites::takeBack)
                .post(W + "carry", new CarryHandlers(screens)::carry)
                .get(W + "bundle", forms::show)
                .post(W + "bundle", forms::read)
                .post(W + "bundle/make", forms::make)
                .get(W + "bundle/made", forms::save)
                .get(W + "import", imports::show)
                .post(W + "import", imports::file)
                .post(W + "import/path", imports::path)
                .get(W + "export", exported::show)
                .get(W + "export/made", exported::save)
                .post(W + "export/markdown", exported::markdown)
                .post(W + "export/site", exported::site)
                .post(W + "export/history", exported::history)
                .get(W + "mirror", folder::show)
                .post(W + "mirror", folder::begin)
                .get(W + "hooks", told::show)
                .post(W + "hooks", told::add)
                .post(W + "hooks/{id}/remove", told::remove)
                .post(W + "hooks/{id}/test", told::test)
                .post(W + "hooks/{id}/on", told::switchOn)
                .post(W + "mirror/end", folder::end)
                .post(W + "mirror/missing", folder::answer)
                .post(W + "address", new ReachHandlers(screens, people)::change)
                .get(W + "remove/{peer}", members::askRemove)
                .post(W + "remove/{peer}", members::remove)
                .get(W + "role/{peer}", members::askRole)
                .post(W + "role/{peer}", members::changeRole)
                .get(W + "settings", node::settingsOfWiki)
                .get(W + "leave", members::askLeave)
                .post(W + "leave", members::leave)
                .get(W + "recover", recovery::ask)
                .post(W + "recover", recovery::recover)
                .get("/-/join", people::askJoin)
                .post("/-/join", people::join)
                .get("/-/start", people::askStart)
                .post("/-/start", people::start)
                .get("/-/settings", node::settings)
                .post("/-/settings", node::saveSettings)
                .post("/-/settings/finding", node::saveFinding)
                .post("/-/settings/files", node::saveFiles)
                .post("/-/settings/backups", node::saveBackups)
                .get("/-/settings/backups/now", node::backupProgress)
                .get("/-/help", node::help)
                .get("/-/offline", node::offline);
        router.get("/{wiki}/{title...}", new ReadHandler(screens));
    }

    /** Ends what was begun by a form and is of use only while the node runs. */
    @Override
    public void close() {
        bundles.close();
        exports.close();
    }

    /** How a person sees a problem. */
    public Reply problem(Call call, Problem problem) {
        return node.problem(call, problem);
    }

    private void addEntries(Router router) {
        var entries = new EntryHandlers(screens);
        var health = new HealthHandlers(wikis.node());
        router.get("/", entries::root)
                .get("/{wiki}", entries::wiki)
                .get("/{wiki}/", entries::wiki)
                .get(W + "page/{id}", new FeedHandlers(screens).permanentOr(entries::permanent))
                .get("/-/health", health::health)
                .get("/-/metrics", health::metrics)
                .get("/-/assets/{name...}", new AssetHandler())
                .get("/-/" + ServiceWorkerHandler.FILE, new ServiceWorkerHandler())
                .get("/favicon.ico", Pages::nothing)
                .get("/-/{rest...}", Pages::nothing)
                .get(W + "{rest...}", Pages::nothing);
    }

    private void addPages(Router router) {
        var edit = new EditHandlers(screens);
        var actions = new PageActions(screens);
        var renaming = new RenameActions(screens);
        var keeping = new KeepingActions(screens);
        var splitting = new SplitActions(screens);
        var redacting = new RedactHandlers(screens);
        var differences = new Differences(screens);
        var versions = new VersionHandlers(screens, differences);
        var feeds = new FeedHandlers(screens);
        var history = new HistoryHandler(screens, differences, versions);
        var suggest = new SuggestHandlers(screens);
        var suggestions = new SuggestionHandlers(screens);
        var overlaps = new OverlapHandlers(screens);
        router.get(W + "edit/{title...}", edit::edit)
                .post(W + "edit/{title...}", edit::save)
                .post(W + "preview", edit::preview)
                .get(W + "rename/{title...}", renaming::askRename)
                .post(W + "rename/{title...}", renaming::rename)
                .get(W + "move/{title...}", renaming::askMove)
                .post(W + "move/{title...}", renaming::move)
                .post(W + "update-links/{title...}", renaming::updateLinks)
                .get(W + "updating/{title...}", renaming::updating)
                .post(W + "duplicate/{title...}", keeping::duplicate)
                .post(W + "pin/{title...}", keeping::pin)
                .post(W + "undo/{token}", keeping::undo)
                .get(W + "delete/{title...}", actions::askDelete)
                .post(W + "delete/{title...}", actions::delete)
                .post(W + "restore/{title...}", actions::restore)
                .get(W + "merge/{title...}", actions::askMerge)
                .post(W + "merge/{title...}", actions::merge)
                .get(W + "split/{title...}", splitting::ask)
                .post(W + "split/{title...}", splitting::split)
                .post(W + "task/{title...}", actions::task)
                .get(W + "excerpt/{title...}", new ExcerptHandler(screens))
                .get(W + "history/{title...}", feeds.historyOr(history))
                .get(W + "redact/{title...}", redacting::ask)
                .post(W + "redact/{title...}", redacting::act)
                .get(W + "since/{title...}", versions::since)
                .get(W + "diff/{title...}", versions::diff)
                .get(W + "at/{version}/{title...}", versions::at)
                .post(W + "name/{title...}", versions::name)
                .get(W + "suggestions", suggestions::pages)
                .get(W + "left-out/{id}", suggestions::wholePage)
                .get(W + "suggestions/{title...}", suggestions::page)
                .post(W + "suggestions/{title...}", suggestions::decide)
                .get(W + "suggest/{title...}", suggest::ask)
                .post(W + "suggest/{title...}", suggest::suggest)
                .get(W + "overlaps", overlaps::pages)
                .get(W + "overlaps/{title...}", overlaps::page)
                .post(W + "overlaps/{title...}", overlaps::tickOff)
                .get(W + "file/{sha256}/{name}", new FileHandler(wikis));
    }

    private void addLists(Router router) {
        var lists = new ListHandlers(screens);
        var links = new LinksHandlers(screens);
        var templates = new TemplateHandlers(screens);
        var changes = new ChangesHandlers(screens);
        var feeds = new FeedHandlers(screens);
        router.get(W + "pages", lists::pages)
                .get(W + "wanted", lists::wanted)
                .get(W + "orphans", lists::orphans)
                .get(W + "tags", lists::tags)
                .get(W + "tags/{tag}", feeds.tagOr(lists::tag))
                .get(W + "deleted", lists::deleted)
                .get(W + "links/{title...}", links::links)
                .post(W + "link-mention/{title...}", links::linkMention)
                .post(W + "heading/{title...}", links::updateHeading)
                .get(W + "map", new MapHandlers(screens)::map)
                .get(W + "templates", templates::ask)
                .post(W + "templates", templates::make)
                .get(W + "changes", changes::changes)
                .post(W + "changes", changes::markRead)
                .get(W + "changes.atom", feeds::changes)
                .get(W + "search", new SearchHandler(screens))
                .get(W + "fetch/{id}", new FetchHandler(screens));
    }

    private static Reply nothing(Call call) {
        throw ProblemException.notFound(Speaking.messages().text("error.noScreen"));
    }
}
