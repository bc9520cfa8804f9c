package enquire.web.pages;

import enquire.sync.backup.BackupException;
import enquire.sync.node.AskedBackup;
import enquire.sync.node.BackupPlan;
import enquire.sync.node.Node;
import enquire.sync.node.PlannedBackups;
import enquire.web.http.Form;
import enquire.web.http.ProblemException;
import enquire.web.language.Messages;
import enquire.web.language.Speaking;
import enquire.web.screens.BackupForm;
import enquire.web.wiki.BackupWords;
import enquire.web.wiki.FollowedPlaces;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** What a person says about backups that the node makes by itself. */
final class BackupSettingsForm {

    private static final String ACTION = "/-/settings/backups";

    private static final String NOW = "/-/settings/backups/now";

    /** More digits than any number that is taken. */
    private static final String NUMBER = "[0-9]{1,4}";

    private BackupSettingsForm() {}

    static BackupForm shown(Node node, Times times) {
        Optional<PlannedBackups.Status> planned = node.backups().planned().status();
        return planned.map(status ->
                        new BackupForm(
                                ACTION,
                                status.plan().folder().toString(),
                                status.plan().each().code(),
                                status.plan().at().toString(),
                                Integer.toString(status.plan().keep()),
                                state(status, times),
                                now(node, times)))
                .orElse(
                        new BackupForm(
                                ACTION,
                                folderOf(node.backups().asked().standing()),
                                "day",
                                "03:00",
                                "7",
                                "",
                                now(node, times)));
    }

    private static String state(PlannedBackups.Status status, Times times) {
        Messages messages = Speaking.messages();
        String last =
                status.last()
                        .map(at -> messages.text("backup.last", "when", times.when(at).words()))
                        .orElse(messages.text("backup.none"));
        String failure = BackupWords.failure(status).orElse("");
        return "%s %s %s".formatted(BackupWords.sentence(status), last, failure).strip();
    }

    /** Who has just chosen one, without a plan, does not type it again. */
    private static String folderOf(AskedBackup.Standing standing) {
        return switch (standing) {
            case AskedBackup.Standing.None none -> "";
            case AskedBackup.Standing.Making making -> making.folder().toString();
            case AskedBackup.Standing.Made made -> "" + made.file().getParent();
            case AskedBackup.Standing.Failed failed -> failed.folder().toString();
        };
    }

    private static BackupForm.Now now(Node node, Times times) {
        AskedBackup.Standing standing = node.backups().asked().standing();
        return new BackupForm.Now(
                sentence(standing, times),
                standing instanceof AskedBackup.Standing.Making ? NOW : "",
                switch (standing) {
                    case AskedBackup.Standing.Failed failed -> false;
                    case AskedBackup.Standing.Made made -> made.damaged() == 0;
                    case AskedBackup.Standing.None none -> true;
                    case AskedBackup.Standing.Making making -> true;
                });
    }

    private static String sentence(AskedBackup.Standing standing, Times times) {
        return standing instanceof AskedBackup.Standing.Made made
                ? BackupWords.made(made, times.when(made.at()).words())
                : BackupWords.sentence(standing);
    }

    /** How the one goes on that was asked for. */
    static Map<String, Object> progress(Node node, Times times) {
        AskedBackup.Standing standing = node.backups().asked().standing();
        return Map.of(
                "sentence",
                sentence(standing, times),
                "ended",
                !(standing instanceof AskedBackup.Standing.Making));
    }

    /**
     * Begins one at once.
     *
     * @throws ProblemException 422 if the folder is none, 409 if it is one that follows a wiki;
     *     then nothing is begun
     * @throws BackupException if nothing can be written there, or one is being made; then nothing
     *     is begun
     */
    static void begin(Node node, Form form) {
        Path folder = BackupWords.folder(form.text("folder").strip());
        FollowedPlaces.requireOutside(node, folder);
        node.backups().asked().begin(folder);
    }

    /** What somebody typed. */
    static BackupForm typed(Node node, Times times, Form form) {
        return new BackupForm(
                ACTION,
                form.text("folder"),
                form.text("each"),
                form.text("at"),
                form.text("keep"),
                "",
                now(node, times));
    }

    /**
     * Without a folder none are planned any more.
     *
     * @throws ProblemException 422 if that is no plan, 409 if its folder is one that follows a
     *     wiki; then nothing is changed
     * @throws BackupException if nothing can be written there; then nothing is changed
     */
    static void save(Node node, Form form) {
        String folder = form.text("folder").strip();
        String keep = form.text("keep").strip();
        int kept = keep.matches(NUMBER) ? Integer.parseInt(keep) : 0;
        Optional<BackupPlan> plan =
                folder.isEmpty()
                        ? Optional.empty()
                        : Optional.of(
                                BackupWords.plan(folder, form.text("each"), form.text("at"), kept));
        plan.ifPresent(each -> FollowedPlaces.requireOutside(node, each.folder()));
        node.backups().planned().plan(plan);
    }
}
