package enquire.web.command;

import com.fasterxml.jackson.databind.JsonNode;
import enquire.sync.roster.InvalidInviteException;
import enquire.sync.roster.Invite;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code enquire invite}: prints an invite and nothing else on stdout. */
@Command(
        name = "invite",
        mixinStandardHelpOptions = true,
        description = {
            "Prints an invite that works once.",
            "Until it is used it can be taken back, on the computer that made it."
        })
final class InviteCommand extends NodeCommand {

    @Option(
            names = "--role",
            defaultValue = "writer",
            description = {
                "What whoever uses it may do: any role below yours. Default: ${DEFAULT-VALUE}.",
                "admin: edit, and invite writers, readers and relays;",
                "writer: edit, and invite readers and relays;",
                "reader: read, suggest edits, and invite relays;",
                "relay: pass on what others write, always on."
            })
    private String role = "writer";

    @Option(
            names = "--mine",
            description =
                    "For another computer of yours: it then may do what this one may, and falls with it.")
    private boolean mine;

    @Option(names = "--wiki", description = "Which wiki, if there are several.")
    private @Nullable String wiki;

    @Option(
            names = "--list",
            description = "Lists those that were made here and can still be used; makes none.")
    private boolean list;

    @Option(
            names = "--take-back",
            paramLabel = "INVITE",
            description =
                    "From now on nobody joins by it: the invite itself, or how its line of --list begins.")
    private @Nullable String takenBack;

    @Override
    int run(NodeConnection node) throws Exception {
        String path = NodeConnection.wikiPath(wiki(node, wiki), "/invites");
        if (takenBack != null) {
            String id = id(node.get(path).path("invites"), takenBack.strip());
            node.delete(path + "/" + id);
            out().println("Took back the invite %s. Nobody can join by it.".formatted(id));
            return EnquireCommand.DONE;
        }
        if (list) {
            list(node.get(path).path("invites"));
            return EnquireCommand.DONE;
        }
        JsonNode made = node.post(path, mine ? Map.of("device", true) : Map.of("role", role));
        out().println(made.path("invite").asText());
        err().println(
                        "Works once, until %s. It is redeemed while this node runs."
                                .formatted(time(made.path("expiresAt"))));
        return EnquireCommand.DONE;
    }

    private void list(JsonNode invites) {
        if (!invites.isEmpty()) {
            out().println(String.join("\t", "INVITE", "GIVES", "MADE", "UNTIL"));
        }
        for (JsonNode invite : invites) {
            out().println(
                            String.join(
                                    "\t",
                                    invite.path("id").asText(),
                                    invite.path("device").asBoolean()
                                            ? "another computer of yours"
                                            : invite.path("role").asText(),
                                    time(invite.path("madeAt")),
                                    time(invite.path("expiresAt"))));
        }
        if (invites.isEmpty()) {
            err().println("No invite is open that was made on this computer.");
        }
    }

    /** To the second, in UTC. */
    private static String time(JsonNode at) {
        return Instant.parse(at.asText()).truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** Of the one that is meant. */
    private static String id(JsonNode invites, String given) {
        String beginning = given;
        if (given.startsWith(Invite.SCHEME)) {
            try {
                beginning = Invite.parse(given).invite().toHex();
            } catch (InvalidInviteException e) {
                throw new CommandException(e.getMessage() + " Nothing was changed.");
            }
        }
        var meant = new ArrayList<String>();
        for (JsonNode invite : invites) {
            String id = invite.path("id").asText();
            if (!beginning.isEmpty() && id.startsWith(beginning)) {
                meant.add(id);
            }
        }
        if (meant.size() > 1) {
            throw new WrongUseException(
                    "%d open invites begin with %s. Give more of it. Nothing was changed."
                            .formatted(meant.size(), beginning));
        }
        if (meant.isEmpty()) {
            throw new CommandException(
                    "No open invite that was made on this computer is that one. Nothing was changed.");
        }
        return meant.getFirst();
    }
}
