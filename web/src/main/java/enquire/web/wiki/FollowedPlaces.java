package enquire.web.wiki;

import enquire.sync.node.Node;
import enquire.web.http.ProblemException;
import enquire.web.language.Speaking;
import enquire.web.mirror.Mirrors;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Places in folders that follow wikis: what a backup or an export writes there would come into a
 * wiki as edits.
 */
public final class FollowedPlaces {

    private FollowedPlaces() {}

    /**
     * Why nothing may be written somewhere, as sentences; empty if something may.
     *
     * @param place absolute
     */
    public static Optional<String> refusal(Node node, Path place) {
        return Mirrors.around(node, place)
                .map(wiki ->
                        Speaking.messages()
                                .text(
                                        "followed.place",
                                        "place",
                                        place.normalize().toString(),
                                        "wiki",
                                        wiki.name()));
    }

    /**
     * @throws ProblemException 409 with these sentences, if nothing may be written there
     */
    public static void requireOutside(Node node, Path place) {
        refusal(node, place)
                .ifPresent(why -> {
                    throw new ProblemException(
                            409, Speaking.messages().text("followed.refused"), why);
                });
    }
}
