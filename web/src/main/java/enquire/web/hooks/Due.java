package enquire.web.hooks;

import java.time.Instant;

/**
 * An event that a program has not taken yet.
 *
 * @param number grows; the older ones are told first
 * @param message what it is called, the same in each attempt
 * @param title of the page, for people; empty for a test
 * @param at when it happened
 * @param body JSON, in UTF-8 when it is sent
 */
record Due(long number, String message, EventKind kind, String title, Instant at, String body) {}
