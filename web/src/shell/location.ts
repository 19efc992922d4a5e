import { createStore, useStore } from "./store";

interface Place {
  pathname: string;
  search: string;
  hash: string;
}

const read = ({ pathname, search, hash }: Place): Place => ({ pathname, search, hash });
const place = createStore<Place>(read(window.location));

// Browsers refuse to change the address more than some times a second, as one does by typing: it follows a little later.
const lag = 200;
let waiting: string | undefined;
let timer: number | undefined;

function settle(): void {
  window.clearTimeout(timer);
  if (waiting !== undefined) window.history.replaceState(window.history.state, "", waiting);
  waiting = undefined;
}

window.addEventListener("pagehide", settle);
window.addEventListener("popstate", () => {
  window.clearTimeout(timer);
  waiting = undefined;
  place.set(read(window.location));
});

/** The address that is shown; draws again when it changes. */
export const useLocation = () => useStore(place);

/** Goes to an address of the page. */
export function navigate(path: string): void {
  settle();
  window.history.pushState(null, "", path);
  place.set(read(window.location));
  if (window.location.hash === "") window.scrollTo(0, 0);
}

/** Changes the address without a step to go back to: for what the same page shows differently. */
export function replaceAddress(path: string): void {
  waiting = path;
  window.clearTimeout(timer);
  timer = window.setTimeout(settle, lag);
  place.set(read(new URL(path, window.location.href)));
}

/** Lets plain links within the page be followed without loading it again. */
export function followLinks(): void {
  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    if (!link || link.target !== "" || link.hasAttribute("download") || link.origin !== window.location.origin) return;
    if (link.pathname.startsWith("/api/") || (link.hash !== "" && link.pathname === window.location.pathname && link.search === window.location.search)) return;
    event.preventDefault();
    navigate(link.pathname + link.search + link.hash);
  });
}
