package enquire.web.command;

import com.fasterxml.jackson.databind.JsonNode;
import enquire.web.http.Percent;
import java.nio.file.Path;

/** Folders that follow wikis: what a command writes there would come into a wiki as edits. */
final class FollowedFolders {

    private FollowedFolders() {}

    /**
     * @throws CommandException with a sentence, if {@code place} is or lies in one
     */
    static void requireOutside(NodeConnection node, Path place) throws Exception {
        String there = place.toAbsolutePath().normalize().toString();
        JsonNode followed = node.get("/followed?place=" + Percent.encodeQuery(there));
        if (followed.has("sentence")) {
            throw new CommandException(followed.path("sentence").asText());
        }
    }
}
