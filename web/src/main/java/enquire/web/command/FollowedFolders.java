package enquire.web.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;

/** Folders that follow wikis: what a command writes there would come into a wiki as edits. */
final class FollowedFolders {

    private FollowedFolders() {}

    /**
     * @throws CommandException with a sentence, if {@code place} is or lies in one
     */
    static void requireOutside(NodeConnection node, Path place) throws Exception {
        Path there = place.toAbsolutePath().normalize();
        for (JsonNode wiki : node.get("/wikis").path("wikis")) {
            JsonNode mirror = node.get(NodeConnection.wikiPath(wiki, "/mirror"));
            String folder = mirror.path("folder").asText("");
            if (!folder.isEmpty() && there.startsWith(folder)) {
                throw new CommandException(
                        "%s is in the folder that follows “%s”: what is written there would come into the wiki, and to others. Nothing was written. Name a place elsewhere."
                                .formatted(there, wiki.path("name").asText()));
            }
        }
    }
}
