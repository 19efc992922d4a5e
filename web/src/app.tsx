import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { Notice } from "./parts/notice";
import { RunsPage } from "./runs";
import { useInfo } from "./shell/info";
import { Layout } from "./shell/layout";
import { lazy } from "./shell/lazy";
import { useLocation } from "./shell/location";
import { parseRoute, type Route } from "./shell/route";
import { useTitle } from "./shell/title";

const RunPage = lazy(async () => (await import("./run")).RunPage);
const ComparePage = lazy(async () => (await import("./compare")).ComparePage);
const PapersPage = lazy(async () => (await import("./papers")).PapersPage);
const StartPage = lazy(async () => (await import("./start")).StartPage);

export function App() {
  const { pathname, search } = useLocation();
  const route = parseRoute(pathname, search);
  const info = useInfo();
  useFocusOnArrival(pathname);
  return (
    <Layout route={route} footer={info ? `Basin ${info.version} · runs in ${info.root}` : "\u00a0"}>
      {pageOf(route)}
    </Layout>
  );
}

function pageOf(route: Route): JSX.Element {
  switch (route.page) {
    case "runs":
      return <RunsPage />;
    case "run":
      return <RunPage key={route.id} id={route.id} {...(route.figure === undefined ? {} : { figure: route.figure })} />;
    case "compare":
      return <ComparePage ids={route.ids} />;
    case "papers":
      return <PapersPage {...(route.paper === undefined ? {} : { paper: route.paper })} {...(route.claim === undefined ? {} : { claim: route.claim })} />;
    case "start":
      return <StartPage />;
    case "unknown":
      return <UnknownPage path={route.path} />;
  }
}

function UnknownPage({ path }: { path: string }) {
  useTitle("Not found");
  return (
    <>
      <h1>Nothing here</h1>
      <Notice title={`The address ${path} belongs to no page.`}>
        <p>
          The <a href="/">list of runs</a> leads to everything.
        </p>
      </Notice>
    </>
  );
}

/** After a link is followed, reading begins at the new page and not where the link was. */
function useFocusOnArrival(pathname: string): void {
  const shown = useRef(pathname);
  useEffect(() => {
    if (shown.current === pathname) return;
    shown.current = pathname;
    document.getElementById("main")?.focus({ preventScroll: true });
  }, [pathname]);
}
