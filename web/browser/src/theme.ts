// Runs before the first paint, so it is small and blocking: the theme this browser chose, if it
// chose one, and a mark that scripts run at all.
const root = document.documentElement;
root.dataset.script = "yes";
try {
  const chosen = localStorage.getItem("theme");
  if (chosen === "light" || chosen === "dark") root.dataset.theme = chosen;
} catch {
  // Storage is closed to this site; the node's setting and the system's theme hold.
}
