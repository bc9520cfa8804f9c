package enquire.web.screens;

import java.util.List;

/**
 * The words beside the dot in the header.
 *
 * @param state {@code synced}, {@code alone}, {@code sending}, {@code receiving}, {@code out}
 * @param words "Synced with 3 peers"
 * @param details "All edits are on 2 other computers.", or empty
 * @param notices above every screen, for a state that needs more than words in the header
 */
public record Status(String state, String words, String details, List<Notice> notices) {

    public static Status of(String state, String words) {
        return new Status(state, words, "", List.of());
    }
}
