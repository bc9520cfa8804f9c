package enquire.web.pages;

import enquire.sync.backup.BackupException;
import enquire.sync.node.Node;
import enquire.sync.node.PlannedBackups;
import enquire.web.http.Form;
import enquire.web.http.ProblemException;
import enquire.web.language.Messages;
import enquire.web.language.Speaking;
import enquire.web.screens.BackupForm;
import enquire.web.wiki.BackupWords;
import java.util.Optional;

/** What a person says about backups that the node makes by itself. */
final class BackupSettingsForm {

    private static final String ACTION = "/-/settings/backups";

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
                                state(status, times)))
                .orElse(new BackupForm(ACTION, "", "day", "03:00", "7", ""));
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

    /** What somebody typed. */
    static BackupForm typed(Form form) {
        return new BackupForm(
                ACTION,
                form.text("folder"),
                form.text("each"),
                form.text("at"),
                form.text("keep"),
                "");
    }

    /**
     * Without a folder none are planned any more.
     *
     * @throws ProblemException 422 if that is no plan; then nothing is changed
     * @throws BackupException if nothing can be written there; then nothing is changed
     */
    static void save(Node node, Form form) {
        String folder = form.text("folder").strip();
        String keep = form.text("keep").strip();
        int kept = keep.matches(NUMBER) ? Integer.parseInt(keep) : 0;
        node.backups()
                .planned()
                .plan(
                        folder.isEmpty()
                                ? Optional.empty()
                                : Optional.of(
                                        BackupWords.plan(
                                                folder, form.text("each"), form.text("at"), kept)));
    }
}
