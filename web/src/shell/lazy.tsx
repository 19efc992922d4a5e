import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Loading, Failure } from "../parts/notice";

/** A page whose code is fetched when it is first shown. */
export function lazy<P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  let loaded: ComponentType<P> | undefined;
  return function Lazy(props: P) {
    const [, redraw] = useState(0);
    const [error, setError] = useState<string>();
    useEffect(() => {
      if (loaded) return;
      load().then(
        (component) => {
          loaded = component;
          redraw((n) => n + 1);
        },
        () => setError("This part of the page could not be fetched. Is 'basin serve' still running? If it was replaced by another version, load the page again."),
      );
    }, []);
    if (error !== undefined) return <Failure title="The page is incomplete" message={error} retry={() => window.location.reload()} />;
    if (!loaded) return <Loading what="the page" />;
    const Component = loaded;
    return <Component {...props} />;
  };
}
