import type { ComponentChildren } from "preact";
import { Announcements } from "./announce";
import { connectionLost } from "./connection";
import type { Route } from "./route";
import { useStore } from "./store";

const places: { href: string; text: string; pages: Route["page"][] }[] = [
  { href: "/", text: "Runs", pages: ["runs", "run", "compare"] },
  { href: "/papers", text: "Papers", pages: ["papers"] },
  { href: "/start", text: "Start a run", pages: ["start"] },
];

/** What stands around every page. */
export function Layout({ route, footer, children }: { route: Route; footer: string; children: ComponentChildren }) {
  return (
    <>
      <a class="skip" href="#main">
        Skip to the content
      </a>
      <header class="top">
        <a class="brand" href="/">
          <img src="/icon.svg" alt="" width="22" height="22" />
          Basin
        </a>
        <nav aria-label="Main">
          <ul>
            {places.map(({ href, text, pages }) => (
              <li key={href}>
                <a href={href} {...(pages.includes(route.page) ? { "aria-current": href === window.location.pathname ? "page" : "true" } : {})}>
                  {text}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      </header>
      <ConnectionBanner />
      <main id="main" tabIndex={-1}>
        {children}
      </main>
      <footer class="bottom">{footer}</footer>
      <Announcements />
    </>
  );
}

function ConnectionBanner() {
  const isLost = useStore(connectionLost);
  return (
    <div role="status" class="banner-place">
      {isLost && <p class="banner">The connection to the server is lost, trying again. What is shown may be old. Is ‘basin serve’ still running?</p>}
    </div>
  );
}
