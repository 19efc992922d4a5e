import { createStore, useStore } from "./store";

interface Place {
  pathname: string;
  search: string;
  hash: string;
}

const read = (): Place => ({ pathname: window.location.pathname, search: window.location.search, hash: window.location.hash });
const place = createStore<Place>(read());

window.addEventListener("popstate", () => place.set(read()));

/** The address that is shown; draws again when it changes. */
export const useLocation = () => useStore(place);

/** Goes to an address of the page. */
export function navigate(path: string): void {
  window.history.pushState(null, "", path);
  place.set(read());
  if (window.location.hash === "") window.scrollTo(0, 0);
}

/** Changes the address without a step to go back to: for what the same page shows differently. */
export function replaceAddress(path: string): void {
  window.history.replaceState(window.history.state, "", path);
  place.set(read());
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
