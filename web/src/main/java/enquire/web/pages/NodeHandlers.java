package enquire.web.pages;

import enquire.sync.backup.BackupException;
import enquire.sync.node.Node;
import enquire.sync.protocol.Limits;
import enquire.sync.roster.Role;
import enquire.web.http.Call;
import enquire.web.http.Failures;
import enquire.web.http.Form;
import enquire.web.http.Json;
import enquire.web.http.Problem;
import enquire.web.http.ProblemException;
import enquire.web.http.Reply;
import enquire.web.http.SpokenAnswers;
import enquire.web.language.Language;
import enquire.web.language.Speaking;
import enquire.web.mirror.Mirrors;
import enquire.web.screens.BackupForm;
import enquire.web.screens.FilesForm;
import enquire.web.screens.FindingForm;
import enquire.web.screens.HelpScreen;
import enquire.web.screens.Link;
import enquire.web.screens.OfflineScreen;
import enquire.web.screens.ProblemScreen;
import enquire.web.screens.SettingsScreen;
import enquire.web.wiki.ProductVersion;
import enquire.web.wiki.Wikis;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Settings, help, and what a person sees when something is wrong. */
final class NodeHandlers {

    private static final int FORM_BYTES_MAX = 16_384;

    private final Screens screens;
    private final Mirrors mirrors;
    private final Path data;

    NodeHandlers(Screens screens, Mirrors mirrors, Path data) {
        this.screens = screens;
        this.mirrors = mirrors;
        this.data = data;
    }

    Reply settings(Call call) {
        String name = screens.wikis().node().name();
        return screens.show(settingsScreen(name, SpokenAnswers.chosen(call), false, ""));
    }

    Reply saveSettings(Call call) throws Exception {
        Form form = call.form(FORM_BYTES_MAX);
        String name = form.text("person").strip();
        Optional<Language> chosen = Language.of(form.text("language"));
        Node node = screens.wikis().node();
        if (name.isEmpty() || name.length() > Limits.NAME_UNITS) {
            String problem =
                    Speaking.messages().text("settings.badName", "most", Limits.NAME_UNITS);
            return screens.show(422, settingsScreen(name, chosen, false, problem));
        }
        if (!name.equals(node.name())) {
            node.rename(name);
        }
        Language language = chosen.orElseGet(() -> SpokenAnswers.accepted(call));
        Reply saved =
                Speaking.in(language, () -> screens.show(settingsScreen(name, chosen, true, "")));
        return SpokenAnswers.choosing(saved, chosen);
    }

    /** {@code GET /{wiki}/-/settings}: they are the same for all wikis, and in that place. */
    Reply settingsOfWiki(Call call) {
        screens.wikis().of(call);
        return Reply.redirect("/-/settings");
    }

    /** {@code POST /-/settings/finding}. */
    Reply saveFinding(Call call) throws IOException {
        Form form = call.form(FORM_BYTES_MAX);
        Node node = screens.wikis().node();
        Optional<Language> chosen = SpokenAnswers.chosen(call);
        try {
            FindingSettingsForm.save(node, form);
        } catch (ProblemException e) {
            Problem problem = Failures.problem(e);
            String sentence = "%s %s".formatted(problem.title(), problem.detail());
            return screens.show(
                    problem.status(),
                    settingsScreen(
                            node.name(),
                            chosen,
                            FileRoom.form(node.fileKeeping()),
                            FindingSettingsForm.typed(form),
                            BackupSettingsForm.shown(node, screens.times()),
                            false,
                            sentence));
        }
        return screens.show(settingsScreen(node.name(), chosen, true, ""));
    }

    /**
     * {@code POST /-/settings/backups}: of its two buttons the one called {@code now} saves
     * nothing.
     */
    Reply saveBackups(Call call) throws IOException {
        Form form = call.form(FORM_BYTES_MAX);
        if (form.first("now").isPresent()) {
            return backUpNow(call, form);
        }
        Node node = screens.wikis().node();
        Optional<Language> chosen = SpokenAnswers.chosen(call);
        try {
            BackupSettingsForm.save(node, form);
        } catch (ProblemException | BackupException e) {
            return noBackup(e, chosen, form);
        }
        return screens.show(settingsScreen(node.name(), chosen, true, ""));
    }

    private Reply backUpNow(Call call, Form form) {
        try {
            BackupSettingsForm.begin(screens.wikis().node(), form);
        } catch (ProblemException | BackupException e) {
            return noBackup(e, SpokenAnswers.chosen(call), form);
        }
        return Reply.seeOther("/-/settings#backups");
    }

    /** {@code GET /-/settings/backups/now}. */
    Reply backupProgress(Call call) {
        return Json.reply(BackupSettingsForm.progress(screens.wikis().node(), screens.times()));
    }

    private Reply noBackup(RuntimeException why, Optional<Language> chosen, Form form) {
        Node node = screens.wikis().node();
        Problem problem = Failures.problem(why);
        String sentence = "%s %s".formatted(problem.title(), problem.detail());
        return screens.show(
                problem.status(),
                settingsScreen(
                        node.name(),
                        chosen,
                        FileRoom.form(node.fileKeeping()),
                        FindingSettingsForm.shown(node),
                        BackupSettingsForm.typed(node, screens.times(), form),
                        false,
                        sentence));
    }

    /** {@code POST /-/settings/files}. */
    Reply saveFiles(Call call) throws IOException {
        String typed = call.form(FORM_BYTES_MAX).text("gigabytes");
        Node node = screens.wikis().node();
        Optional<Long> bytes = FileRoom.bytes(typed);
        bytes.ifPresent(node.fileKeeping()::bytesMax);
        String problem = bytes.isPresent() ? "" : Speaking.messages().text("settings.filesBad");
        SettingsScreen screen =
                settingsScreen(
                        node.name(),
                        SpokenAnswers.chosen(call),
                        bytes.isPresent()
                                ? FileRoom.form(node.fileKeeping())
                                : FileRoom.form(node.fileKeeping(), typed),
                        FindingSettingsForm.shown(node),
                        BackupSettingsForm.shown(node, screens.times()),
                        bytes.isPresent(),
                        problem);
        return screens.show(bytes.isPresent() ? 200 : 422, screen);
    }

    private SettingsScreen settingsScreen(
            String name, Optional<Language> chosen, boolean saved, String problem) {
        Node node = screens.wikis().node();
        return settingsScreen(
                name,
                chosen,
                FileRoom.form(node.fileKeeping()),
                FindingSettingsForm.shown(node),
                BackupSettingsForm.shown(node, screens.times()),
                saved,
                problem);
    }

    /** Forms that could not be saved come back with what was typed. */
    private SettingsScreen settingsScreen(
            String name,
            Optional<Language> chosen,
            FilesForm files,
            FindingForm finding,
            BackupForm backups,
            boolean saved,
            String problem) {
        return new SettingsScreen(
                screens.nodeFrame(Speaking.messages().text("settings.title")),
                "/-/settings",
                name,
                chosen.map(Language::tag).orElse(""),
                data.toString(),
                files,
                finding,
                backups,
                folders(),
                exports(),
                saved,
                problem);
    }

    /** Of each wiki, whether a folder follows it, and where that is said. */
    private List<Link> folders() {
        return screens.wikis().node().wikis().stream()
                .map(wiki ->
                        new Link(
                                Wikis.paths(wiki).screen("mirror"),
                                screens.wikis().toldApart(wiki),
                                Speaking.messages()
                                        .text(
                                                mirrors.of(wiki).isPresent()
                                                        ? "mirror.one"
                                                        : "mirror.none")))
                .toList();
    }

    /** Where each wiki is exported. */
    private List<Link> exports() {
        return screens.wikis().node().wikis().stream()
                .map(wiki ->
                        Link.of(
                                Wikis.paths(wiki).screen("export"),
                                screens.wikis().toldApart(wiki)))
                .toList();
    }

    Reply help(Call call) {
        return screens.show(
                new HelpScreen(
                        screens.nodeFrame(Speaking.messages().text("help.title")),
                        ProductVersion.text(),
                        PeopleHandlers.roles(List.of(Role.values()))));
    }

    /** Browsers keep it for when the node is away. */
    Reply offline(Call call) {
        return screens.show(
                new OfflineScreen(screens.nodeFrame(Speaking.messages().text("offline.title"))));
    }

    Reply problem(Call call, Problem problem) {
        return screens.show(
                problem.status(),
                new ProblemScreen(
                        screens.nodeFrame(problem.title()),
                        problem.status(),
                        problem.title(),
                        problem.detail(),
                        List.of(Link.of("/", Speaking.messages().text("error.goHome")))));
    }
}
