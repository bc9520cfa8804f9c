// Asks the browser to keep the service worker, once the screen is there.
export function keepForOffline(): void {
  if (!("serviceWorker" in navigator)) return; // No secure context: another computer's address, say.
  const register = () =>
    void navigator.serviceWorker
      .register("/-/service-worker.js", { scope: "/" })
      .then(({ active }) => active?.postMessage({ language: document.documentElement.lang }))
      .catch(() => {
        // The browser forbids it, or its storage is full: everything but reading offline works.
      });
  if (document.readyState === "complete") register();
  else window.addEventListener("load", register, { once: true });
}
