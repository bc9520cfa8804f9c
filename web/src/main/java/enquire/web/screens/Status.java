package enquire.web.screens;

/**
 * The words beside the dot in the header.
 *
 * @param state {@code synced}, {@code alone}, {@code sending}, {@code receiving}
 * @param words "Synced with 3 peers"
 */
public record Status(String state, String words) {}
