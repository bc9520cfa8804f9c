package enquire.web.screens;

import java.util.List;

/**
 * Settings of this node.
 *
 * @param frame around it
 * @param action POST: {@code person}, {@code language}
 * @param person the name others see
 * @param language the tag of the language that was chosen in this browser; empty for what the
 *     browser asks for
 * @param storage "38 MB in /home/alice/...", or empty
 * @param files how much of the disk files take and may take
 * @param finding how others find this computer
 * @param backups that the node makes by itself
 * @param folders the screen of each wiki's folder of Markdown files, and whether there is one
 * @param exports the screen on which each wiki is exported
 * @param saved whether the form was just saved
 * @param problem what was wrong with the last try, or empty
 */
public record SettingsScreen(
        Frame frame,
        String action,
        String person,
        String language,
        String storage,
        FilesForm files,
        FindingForm finding,
        BackupForm backups,
        List<Link> folders,
        List<Link> exports,
        boolean saved,
        String problem)
        implements Screen {

    @Override
    public String template() {
        return "settings.jte";
    }
}
