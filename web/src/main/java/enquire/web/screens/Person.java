package enquire.web.screens;

/**
 * Somebody who writes here.
 *
 * @param name as they call themselves; plain text
 * @param initial the one letter in the avatar
 * @param color 1 to 6, one of the author colours
 */
public record Person(String name, String initial, int color) {}
