package enquire.web.pages;

import enquire.sync.node.Node;
import enquire.sync.protocol.Limits;
import enquire.sync.roster.Role;
import enquire.web.http.Call;
import enquire.web.http.Form;
import enquire.web.http.Problem;
import enquire.web.http.Reply;
import enquire.web.screens.HelpScreen;
import enquire.web.screens.Link;
import enquire.web.screens.OfflineScreen;
import enquire.web.screens.ProblemScreen;
import enquire.web.screens.SettingsScreen;
import enquire.web.wiki.ProductVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Settings, help, and what a person sees when something is wrong. */
final class NodeHandlers {

    private static final int FORM_BYTES_MAX = 16_384;

    private final Screens screens;
    private final Path data;

    NodeHandlers(Screens screens, Path data) {
        this.screens = screens;
        this.data = data;
    }

    Reply settings(Call call) {
        return screens.show(settingsScreen(screens.wikis().node().name(), false, ""));
    }

    Reply saveSettings(Call call) throws IOException {
        Form form = call.form(FORM_BYTES_MAX);
        String name = form.text("person").strip();
        Node node = screens.wikis().node();
        if (name.isEmpty() || name.length() > Limits.NAME_UNITS) {
            String problem = "A name has 1 to %d characters.".formatted(Limits.NAME_UNITS);
            return screens.show(422, settingsScreen(name, false, problem));
        }
        if (!name.equals(node.name())) {
            node.rename(name);
        }
        return screens.show(settingsScreen(name, true, ""));
    }

    private SettingsScreen settingsScreen(String name, boolean saved, String problem) {
        return new SettingsScreen(
                screens.nodeFrame("Settings"),
                "/-/settings",
                name,
                data.toString(),
                saved,
                problem);
    }

    Reply help(Call call) {
        return screens.show(
                new HelpScreen(
                        screens.nodeFrame("Help"),
                        ProductVersion.text(),
                        PeopleHandlers.roles(List.of(Role.values()))));
    }

    /** Browsers keep it for when the node is away. */
    Reply offline(Call call) {
        return screens.show(new OfflineScreen(screens.nodeFrame("Your node is not answering")));
    }

    Reply problem(Call call, Problem problem) {
        return screens.show(
                problem.status(),
                new ProblemScreen(
                        screens.nodeFrame(problem.title()),
                        problem.status(),
                        problem.title(),
                        problem.detail(),
                        List.of(Link.of("/", "Go to the home page"))));
    }
}
