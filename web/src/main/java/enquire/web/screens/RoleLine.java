package enquire.web.screens;

/**
 * What a member may do.
 *
 * @param name of the role, as forms send it: "writer"
 * @param title of the role, as people read it
 * @param may "read and edit every page, and invite readers and relays"
 * @param usual whether a form begins with it
 */
public record RoleLine(String name, String title, String may, boolean usual) {}
